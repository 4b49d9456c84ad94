"""Papers reach the parties: proof of service with the day that counts, and copies in the other language."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import deadlines, documents
from cases.actions.parties import standing
from cases.audit import recorded
from cases.errors import Refused
from cases.law.limits.service_of_papers import Method, served
from cases.models import Case, Document, Party, ProofOfService
from cases.wording import day as in_words

_WITHOUT_HIM = (ProofOfService.Method.LEFT, ProofOfService.Method.POSTED)
_TOLD_HOW = (*_WITHOUT_HIM, ProofOfService.Method.ELECTRONIC)


def serve(
    case: Case,
    *,
    document: Document,
    party: Party,
    method: str,
    on: date,
    recipient: str = "",
    remark: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> ProofOfService:
    """A paper was served on a party, and the day from which it counts as served (BR 20, CPL 87–95).

    Refused: no_such_paper, wrong_addressee, service_date, recipient_missing, proof_missing, served_before,
    calendar_unknown.
    """
    with recorded("cases.serve", case, by=by, at=at, version=version) as case:
        document, party = _authentic(case, document), standing(case, party)
        if document.addressee_id not in (None, party.pk):
            raise Refused(
                "wrong_addressee", _("This paper is addressed to another party. Please choose that one.")
            )
        if not timezone.localdate(document.frozen_at) <= on <= timezone.localdate(at):
            raise Refused(
                "service_date",
                _("The paper was made on %(day)s: it was served on that day or later, and not after today.")
                % {"day": in_words(document.frozen_at)},
                field="on",
            )
        if method == ProofOfService.Method.DIRECT and not recipient.strip():
            raise Refused("recipient_missing", _("Please say who took the paper."))
        if method in _TOLD_HOW and not remark.strip():
            raise Refused(
                "proof_missing",
                _("Please say where the photo or video is, or how electronic service was agreed."),
            )
        if document.services.filter(party=party, method=method, on=on).exists():
            raise Refused("served_before", _("This service is recorded already."))
        proof: ProofOfService = ProofOfService.objects.create(
            document=document,
            party=party,
            method=method,
            on=on,
            deemed_on=deemed_on(method, on),
            recipient=recipient,
            remark=remark,
        )
        case.event_facts.update(
            document=str(document.pk),
            party=str(party.pk),
            method=method,
            on=on.isoformat(),
            deemed_on=proof.deemed_on.isoformat(),
        )
    return proof


def deemed_on(method: str, on: date) -> date:
    """The day that counts, as the law has it (BR 20, CPL 87–95). Refused: calendar_unknown."""
    found = served(Method(method), on, calendar=deadlines.calendar())
    if found.deemed_on is None:
        raise Refused(
            "calendar_unknown",
            _("The working days of %(year)s are not published yet. Record this service when they are.")
            % {"year": found.unknown_year},
        )
    return found.deemed_on


def copy_paper(
    case: Case, *, document: Document, language: str = "en", by: Any, at: datetime, version: int | None = None
) -> Document:
    """A convenience copy in the other language, from the same frozen words. Refused: no_such_paper, copied_before."""
    with recorded("cases.copy_paper", case, by=by, at=at, version=version) as case:
        document = _authentic(case, document)
        if language not in documents.LANGUAGES or language == document.language:
            raise Refused("no_such_language", _("The paper cannot be copied into this language."))
        if document.copies.filter(language=language).exists():
            raise Refused("copied_before", _("This copy exists already. Please look at the list of papers."))
        made = documents.copy(document, language, at=at)
        case.event_facts.update(document=str(document.pk), copy=str(made.pk), language=language)
    return made


def authentic_papers(case: Case) -> Any:
    """Papers that can be served or copied: frozen ones that could be made, none of the privileged room."""
    rows = case.documents.filter(rendition=Document.Rendition.FROZEN, copy_of=None, is_privileged=False)
    return rows.exclude(status=Document.Status.FAILED)


def _authentic(case: Case, document: Document) -> Document:
    found: Document | None = authentic_papers(case).filter(pk=document.pk).first()
    if found is None:
        raise Refused("no_such_paper", _("This paper cannot be served or copied. Please choose another one."))
    return found
