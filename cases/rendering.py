"""Papers as PDF: a template of `templates/documents`, a plain context, the same bytes every time.

The only module that imports WeasyPrint, and only when the first paper is asked for: the web process starts without
Pango. The files are PDF/A-3a: the archival profile, because papers are kept ten years and sealed; its level "a"
brings the tags, the language and the Unicode text that readers for the blind need. PDF/UA-1 would give the tags but
no archival profile, and the engine writes one profile a file. No certified conformance is claimed.
"""

import hashlib
import logging
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import gettext as _

from cases import fonts, text

KINDS = (
    "receipt",
    "oral_application",
    "missing_papers",
    "consent_invitation",
    "acceptance_notice",
    "non_acceptance_notice",
    "rights_notice",
    "minutes",
    "agreement",
    "suspension_notice",
    "end_notice",
    "withdrawal_record",
    "closing_form",
    "cover_letter",
    "arbitration_application",
    "evidence_list",
    "court_outcome_notice",
    "review_application",
    "confirmation_application",
    "entrustment_reply",
)
LANGUAGES = ("zh-Hans", "en")
PROFILE = "pdf/a-3a"
# A paper of this size has some five hundred pages; beyond it somebody pasted a book.
MOST_CHARACTERS = 400_000


class RenderingFailed(Exception):
    """The paper could not be made; the message is a full sentence without personal data."""


class Unprintable(RenderingFailed):
    """The paper holds characters that would not come out right; `characters` names them."""

    def __init__(self, characters: list[str], problem: str = "") -> None:
        named = ", ".join(_named(char) for char in characters)
        if problem:
            sentence = _("%(problem)s It cannot be printed: %(characters)s.")
        else:
            sentence = _(
                "These characters cannot be printed with the fonts of this machine: %(characters)s. "
                "Correct them, or install a font that has them."
            )
        super().__init__(sentence % {"problem": problem, "characters": named})
        self.characters = characters


def render_pdf(kind: str, language: str, context: dict[str, Any], *, number: str, digest: str = "") -> bytes:
    """The paper as PDF bytes, the same for the same input, fonts and library versions.

    `context` holds plain JSON values (see `tests/documents/samples.py` for the keys of each kind), `number` the
    paper's own number, `digest` a short fingerprint printed at the foot.

    Raises Unprintable for characters that no font has, RenderingFailed for any other fault of making the paper,
    ValueError for an unknown kind or language, TypeError for values that are not plain.
    """
    _check_known(kind, language)
    values = _plain(context)
    everything = [*_strings(values), number, digest]
    _check_printable(everything)
    values = {**values, "document_number": number, "digest": digest, "qr": _qr(values)}
    try:
        with translation.override(language), _listening() as unprinted:
            html = get_template(_template(kind, language)).render(values)
            # The profile, not the moment, decides what the file says about itself.
            data = _engine().HTML(string=html, url_fetcher=_fetcher()).write_pdf(pdf_variant=PROFILE)
    except (fonts.FontsMissing, RenderingFailed) as fault:
        raise RenderingFailed(str(fault)) from fault
    except BaseException as fault:
        # The engine's fatal fetching error is no Exception; Ctrl-C and the like are none of ours.
        if not isinstance(fault, Exception) and type(fault).__name__ != "FatalURLFetchingError":
            raise
        raise RenderingFailed(
            _("The paper “%(kind)s” could not be made (%(fault)s).")
            % {"kind": kind, "fault": type(fault).__name__}
        ) from fault
    if unprinted:
        raise Unprintable(list(dict.fromkeys(unprinted)))
    return bytes(data)


def template_version(kind: str, language: str) -> str:
    """A short hash of all that shapes the paper besides its values: template, shared parts, style, filters."""
    _check_known(kind, language)
    found: Any = get_template(_template(kind, language))
    main = Path(found.origin.name)
    shared = sorted(main.parent.glob(f"_*.{language}.html"))
    filters = Path(__file__).parent / "templatetags" / "paper.py"
    digest = hashlib.sha256()
    for path in (main, *shared, main.parent / "paper.css", filters):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


# --- what goes in -------------------------------------------------------------------------------------------


def _template(kind: str, language: str) -> str:
    return f"documents/{kind}.{language}.html"


def _check_known(kind: str, language: str) -> None:
    if kind not in KINDS or language not in LANGUAGES:
        raise ValueError(f"There is no paper {kind!r} in {language!r}.")


def _plain(value: Any) -> Any:
    """A copy made of plain text, lists, dicts, booleans and None: nothing in it escapes the escaping.

    Whole numbers become text, so that no locale formats them. Raises TypeError for anything else: an amount that
    is still a float or a Decimal has not been formatted by the one who knows how.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        # A SafeString would go through the template unescaped; its exact copy is an ordinary string.
        return str.__str__(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    raise TypeError(f"A paper takes plain values only, not {type(value).__name__}.")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))


def _check_printable(everything: list[str]) -> None:
    if sum(map(len, everything)) > MOST_CHARACTERS:
        raise RenderingFailed(
            _("The paper is too long to print. Shorten its texts or attach them as evidence.")
        )
    for string in everything:
        problem = text.problem(string)
        if problem:
            raise Unprintable([char for char in dict.fromkeys(string) if text.problem(char)], problem)
    try:
        missing = fonts.uncovered("".join(everything))
    except fonts.FontsMissing as fault:
        raise RenderingFailed(str(fault)) from fault
    if missing:
        raise Unprintable(missing)


def _named(char: str) -> str:
    """“😀” (U+1F600 GRINNING FACE); only the code where the character itself would show nothing or do harm."""
    code = f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()
    return f"“{char}” ({code})" if char.isprintable() else code


def _qr(values: dict[str, Any]) -> str:
    """The address where the paper can be checked, as a picture inside the page; empty without one."""
    address = (values.get("verify") or {}).get("url")
    if not address:
        return ""
    import segno

    return str(segno.make(address, error="m", micro=False).svg_data_uri(border=0, omitsize=True))


# --- the engine ---------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _engine() -> Any:
    """WeasyPrint, with our fonts. Raises RenderingFailed where its libraries are not installed."""
    fonts.activate()
    try:
        import weasyprint
    except OSError as fault:
        raise RenderingFailed(
            _("Pango is not installed, so no paper can be printed. Run: %s") % fonts.INSTALL
        ) from fault
    logger = logging.getLogger("weasyprint")
    logger.addHandler(_Unprinted())
    # Missing glyphs are told as warnings: a quieter setting must not hide them from the handler.
    logger.setLevel(logging.WARNING)
    return weasyprint


def _fetcher() -> Any:
    """A fetcher that answers only what is written in the page itself; anything else stops the rendering.

    Our templates name nothing outside, so a request is a mistake or an attack. It must be a class: the engine
    calls methods of it.
    """
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class NothingOutside(URLFetcher):
        def __init__(self) -> None:
            super().__init__(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if not url.lower().startswith("data:"):
                raise FatalURLFetchingError("A paper may not fetch anything.")
            return super().fetch(url, headers)

    return NothingOutside()


_heard: ContextVar[list[str] | None] = ContextVar("characters without a glyph", default=None)


class _Unprinted(logging.Handler):
    """Hears of characters that were drawn as an empty box: the text layer would hold a wrong character there."""

    def emit(self, record: logging.LogRecord) -> None:
        heard = _heard.get()
        if heard is not None and str(record.msg).startswith(".notdef") and isinstance(record.args, tuple):
            heard.append(str(record.args[0]))


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collect the characters without a glyph during one rendering, apart from those of other threads."""
    heard: list[str] = []
    token = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(token)
