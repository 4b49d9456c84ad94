"""Every paper comes out in both languages, complete, tagged, inside its margins, the same bytes each time."""

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from django.conf import settings
from django.template.loader import get_template

from cases import rendering
from tests.documents.reading import EACH, NUMBER, packed, pages, paper, tags_of, without_feet
from tests.documents.required import REQUIRED
from tests.documents.samples import KINDS, sample


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_each_paper_says_what_the_law_asks(kind: str, language: str) -> None:
    text = without_feet("".join(pages(paper(kind, language))))
    for chinese, english in REQUIRED[kind]:
        assert packed(chinese if language == "zh-Hans" else english) in text
    assert "陈秀英" in text
    if language == "en":
        assert packed("This English copy is for convenience; the Chinese text is authentic.") in text


def test_the_foot_of_each_page_names_the_paper() -> None:
    for count, page in enumerate(pages(paper("minutes")), start=1):
        assert packed(NUMBER) in page and "校验码7F3A-91C2" in page and f"—{count}—" in page
        assert "本页签名：" in page


def test_every_kind_has_a_sample_and_a_required_text() -> None:
    assert set(KINDS) == set(rendering.KINDS) == set(REQUIRED)


@pytest.mark.parametrize(
    ("kind", "language"), [("agreement", "zh-Hans"), ("agreement", "en"), ("receipt", "zh-Hans")]
)
def test_papers_are_tagged_and_say_their_language(kind: str, language: str) -> None:
    with pikepdf.open(io.BytesIO(paper(kind, language))) as pdf:
        assert str(pdf.Root.Lang) == language
        assert bool(pdf.Root.MarkInfo.Marked)
        kinds = set(tags_of(pdf.Root.StructTreeRoot))
        assert {"/H1", "/P", "/Table", "/TH", "/TD", "/Figure"} <= kinds
        assert NUMBER in str(pdf.docinfo["/Title"])
        with pdf.open_outline() as outline:
            assert outline.root
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert "/CreationDate" not in pdf.docinfo and "/ModDate" not in pdf.docinfo


@pytest.mark.parametrize("language", rendering.LANGUAGES)
def test_missing_optional_values_are_named_as_missing(language: str) -> None:
    bare = {"applicants": [{"name": "陈秀英"}], "respondents": [], "claims": []}
    for kind in rendering.KINDS:
        html = get_template(f"documents/{kind}.{language}.html").render(bare)
        assert ("未填写" if language == "zh-Hans" else "not given") in html
        assert "None" not in html
    assert rendering.render_pdf("agreement", language, bare, number="")


SCRIPT = """
import django, hashlib; django.setup()
from cases import rendering
from tests.documents.samples import sample
for kind in ("agreement", "receipt"):
    print(hashlib.sha256(rendering.render_pdf(kind, "zh-Hans", sample(kind), number="一", digest="2")).hexdigest())
"""


@pytest.mark.slow
def test_two_processes_make_the_same_bytes() -> None:
    def made(seed: str) -> str:
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
        }
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=environment,
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    first = made("1")
    assert first == made("2")
    here = [
        hashlib.sha256(
            rendering.render_pdf(kind, "zh-Hans", sample(kind), number="一", digest="2")
        ).hexdigest()
        for kind in ("agreement", "receipt")
    ]
    assert first.split() == here


# --- layout -------------------------------------------------------------------------------------------------


def long_agreement() -> dict[str, Any]:
    """Forty-character names, sixty lines of facts, thirty instalments, an unbroken word, ten applicants."""
    context = sample("agreement")
    context["facts"] = "\n".join(f"第{line}项事实：" + "双方对此没有争议，" * 6 for line in range(60))
    context["respondents"][0]["name"] = "远航" * 16 + "物流有限责任公司"
    context["organisation"]["name"] = "河滨" * 15 + "劳动争议调解委员会"
    part = {
        "due_on": "2026-12-25",
        "amount": "12,345,678.90",
        "amount_words": "壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角整",
    }
    context["items"][0].update(instalments=[part] * 30, account_number="6217" * 20, payer="远" * 40)
    context["applicants"] = [
        {**context["applicants"][0], "name": f"阿卜杜热合曼·买买提依明江{one}"} for one in range(10)
    ]
    return context


@pytest.mark.parametrize("language", rendering.LANGUAGES)
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")
def test_nothing_runs_over_the_margins(language: str, tmp_path: Path) -> None:
    file = tmp_path / "long.pdf"
    file.write_bytes(rendering.render_pdf("agreement", language, long_agreement(), number=NUMBER))
    found = subprocess.run(
        ["pdftotext", "-bbox", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    edges = [
        (float(left), float(right))
        for left, right in re.findall(r'xMin="([\d.]+)" .*?xMax="([\d.]+)"', found)
    ]
    millimetre = 72 / 25.4
    assert len(edges) > 500
    assert min(left for left, _ in edges) >= 28 * millimetre - 1
    assert max(right for _, right in edges) <= (210 - 26) * millimetre + 1


@pytest.mark.parametrize("kind", ["agreement", "acceptance_notice", "suspension_notice", "end_notice"])
def test_the_seal_never_stands_alone(kind: str) -> None:
    for lines in range(0, 18, 6):
        context = sample(kind)
        for key in ("facts", "detail"):
            context[key] = "\n".join(["双方对这一事实没有争议。"] * lines)
        if kind == "acceptance_notice":
            context["extension"] = "双方当事人同意的，可以延长。" * lines
        data = rendering.render_pdf(kind, "zh-Hans", context, number=NUMBER)
        sealed = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages][-1]
        above = [line for line in sealed.split("（盖章）")[0].splitlines() if line.strip()]
        # The last of them is the name of the organisation, part of the seal itself; the foot is drawn first.
        text = [line for line in above if "文字第0312号" not in line and "—" not in line][:-1]
        assert "（盖章）" in sealed and len(text) >= 2, (lines, sealed)
