"""Making a sample paper and reading it again."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdf

from cases import rendering
from tests.documents.samples import sample

NUMBER = "〔2026〕河调文字第0312号"
EACH = [(kind, language) for kind in rendering.KINDS for language in rendering.LANGUAGES]


def paper(kind: str, language: str = "zh-Hans", /, **changes: Any) -> bytes:
    """The sample of the kind as PDF, with some of its values changed."""
    return rendering.render_pdf(
        kind, language, {**sample(kind), **changes}, number=NUMBER, digest="7F3A-91C2"
    )


def pages(data: bytes) -> list[str]:
    """The text of each page without its white space, which depends on where lines happen to end."""
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def without_feet(text: str) -> str:
    """The text as if it stood on one long page: a sentence may go on overleaf."""
    return re.sub(rf"—\d+—|{packed(NUMBER)}(校验码|Checkcode)7F3A-91C2|本页签名：＿+|Signed:_+", "", text)  # noqa: RUF001


def packed(text: str) -> str:
    return "".join(text.split())


def tags_of(element: Any) -> Iterator[str]:
    if "/S" in element:
        yield str(element.S)
    below = element.get("/K", [])
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(child, pikepdf.Dictionary):
            yield from tags_of(child)
