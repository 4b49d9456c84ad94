"""Papers: a kind, a builder's context frozen inside the act, bytes made once by the worker.

The Chinese text is the authentic one; an English copy is made from the same frozen context on request.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from cases import files, notifications, outbox
from cases.actors import Actor
from cases.history import explained
from cases.models import Case, Claim, Document, OutboxMessage, Party

AUTHENTIC = "zh-Hans"
LANGUAGES = ("zh-Hans", "en")


@dataclass(frozen=True)
class Kind:
    """A kind of paper: its code is the name of its templates."""

    code: str
    title: "str | Promise"
    # Prints ID numbers, phones or addresses in clear.
    shows_identity: bool = False
    # Prints the amounts that are asked for, so that it goes stale with them.
    shows_claims: bool = False


KINDS: dict[str, Kind] = {}


def register_kind(
    code: str, title: "str | Promise", *, shows_identity: bool = False, shows_claims: bool = False
) -> None:
    """Make a kind of paper known."""
    KINDS[code] = Kind(code, title, shows_identity, shows_claims)


def title(code: str) -> "str | Promise":
    return KINDS[code].title


def freeze(
    case: Case,
    kind: str,
    context: dict[str, Any],
    *,
    at: datetime,
    addressee: Party | None = None,
    number: str = "",
    supersedes: Document | None = None,
) -> Document:
    """Fix what a paper says, inside the act; the worker makes its bytes after the commit.

    `context` has one entry a language, as `paperwork.bilingual` makes it.
    """
    return _freeze(
        case,
        kind,
        context,
        at=at,
        language=AUTHENTIC,
        addressee=addressee,
        number=number,
        supersedes=supersedes,
        figures=amounts(case) if KINDS[kind].shows_claims else {},
    )


def amounts(case: Case) -> dict[str, str]:
    """The amount of each claim line that stands, as papers print it now; empty text where none is asked."""
    gone = (Claim.Standing.MOVED, Claim.Standing.DROPPED)
    rows = case.claims.exclude(standing__in=gone).values_list("pk", "amount")
    return {str(pk): "" if amount is None else f"{amount:.2f}" for pk, amount in rows}


def copy(document: Document, language: str, *, at: datetime) -> Document:
    """A convenience copy of a frozen paper in another language; the one that exists, if there is one."""
    found = document.copies.filter(language=language).first()
    return found or _freeze(
        document.case,
        document.kind,
        document.context,
        at=at,
        language=language,
        addressee=document.addressee,
        number=document.number,
        copy_of=document,
        figures=document.figures,
        rendition=Document.Rendition.COPY,
    )


def _freeze(
    case: Case, kind: str, context: dict[str, Any], *, at: datetime, language: str, **columns: Any
) -> Document:
    from cases import rendering

    document = Document.objects.create(
        case=case,
        kind=KINDS[kind].code,
        language=language,
        context=context,
        template_version=rendering.template_version(kind, language),
        frozen_at=at,
        **columns,
    )
    outbox.put("render", case=case, payload={"document": str(document.pk)}, at=at)
    return document


@outbox.handles("render")
def render(message: OutboxMessage) -> None:
    """Make the bytes of a paper: file first, then the row; twice does no harm."""
    make(Document.objects.select_related("case").get(pk=message.payload["document"]))


def make(document: Document, render_pdf: Callable[..., bytes] | None = None) -> None:
    """Render, store and note the digest. A paper that cannot be printed says why and waits for a person."""
    from cases import rendering

    if document.status == Document.Status.READY:
        return
    try:
        content = (render_pdf or rendering.render_pdf)(
            document.kind,
            document.language,
            document.context[document.language],
            number=document.number or document.case.number,
        )
    except rendering.Unprintable as error:
        with explained("cases.render", by=Actor.RENDERER):
            document.status = Document.Status.FAILED
            document.problem = str(error)[:300]
            document.save()
        notifications.paper_failed(document.case, document.kind)
        raise outbox.Unrepairable from error
    name = files.store(content, "papers")
    with explained("cases.render", by=Actor.RENDERER):
        document.status = Document.Status.READY
        document.problem = ""
        document.sha256 = files.digest(content)
        document.size = len(content)
        document.stored_as = name
        document.save()


def file_name(document: Document) -> str:
    """A name for downloads that says nothing about anybody."""
    return f"{document.case.ref}-{document.kind}-{document.language}.pdf"
