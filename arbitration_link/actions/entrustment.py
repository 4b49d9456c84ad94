"""What the court entrusts to us: received, accepted or declined, mediated, and answered."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from arbitration_link import papers, wall
from arbitration_link.actions.answers import refuse_future
from arbitration_link.models import Entrustment
from cases import deadlines, documents, identity
from cases.actions.register import NewClaim, NewParty, enter
from cases.audit import begun, recorded
from cases.errors import Refused
from cases.history import explained
from cases.lifecycle import BEFORE_ACCEPTANCE, State
from cases.models import Case, Deadline, Organisation, Party
from cases.wording import day as in_words
from mediation.models import Agreement

Result = Entrustment.Result

# How a case stands decides what may be answered to the court.
_AGREED = frozenset({State.PERFORMING, State.CLOSED})
_NEVER_MEDIATED = frozenset({State.NOT_ACCEPTED, State.WITHDRAWN, State.ACCEPTED})


def receive_entrustment(
    organisation: Organisation,
    *,
    court: Organisation,
    court_number: str,
    source: str,
    received_on: date,
    reply_due: date | None = None,
    parties: Sequence[NewParty],
    claims: Sequence[NewClaim] = (),
    facts: str,
    by: Any,
    at: datetime,
) -> Entrustment:
    """The court's paper arrived: what it wants mediated, and by when it wants an answer. There is no case yet."""
    with _at_organisation("arbitration_link.receive_entrustment", organisation, by):
        refuse_future(at, received_on)
        if court.kind != Organisation.Kind.COURT or not court.is_active:
            raise Refused("not_a_court", _("Please choose the court that entrusts the case."))
        if reply_due is not None and reply_due < received_on:
            raise Refused(
                "day_order",
                _("The paper was received on %(day)s: the answer cannot be due before that.")
                % {"day": in_words(received_on)},
            )
        if not {Party.Role.APPLICANT, Party.Role.RESPONDENT} <= {party.role for party in parties}:
            raise Refused("side_missing", _("Please enter an applicant and a respondent."))
        # Looked for in the own organisation only: what the court gave to another one is not ours to know.
        if Entrustment.objects.filter(
            organisation=organisation,
            court=court,
            court_number=court_number,
            state__in=[Entrustment.State.RECEIVED, Entrustment.State.ACCEPTED],
        ).exists():
            raise Refused(
                "received_before", _("This number of the court is entered already. Look at the list.")
            )
        return Entrustment.objects.create(
            organisation=organisation, court=court, court_number=court_number, source=source, received_on=received_on,
            reply_due=reply_due, parties=[_party_data(party) for party in parties],
            claims=[_claim_data(claim) for claim in claims], facts=facts, received_at=at,
        )  # fmt: skip


def accept_entrustment(entrustment: Entrustment, *, note: str = "", by: Any, at: datetime) -> Case:
    """We take it on: a case begins, and both sides are asked, also when the court entrusted it (BR 70).

    The ordinary way goes on from there: consent of both, then acceptance, which starts the clock of the source.
    """
    with transaction.atomic():
        entrustment = _locked(entrustment)
        _refuse_answered(entrustment)
        act, place = "arbitration_link.accept_entrustment", entrustment.organisation
        with begun(act, place, by=by, at=at, note=note) as born:
            case = enter(
                born, place, channel=Case.Channel.COURT, facts=entrustment.facts,
                parties=[_party(one) for one in entrustment.parties], claims=[_claim(one) for one in entrustment.claims],
                received_at=min(timezone.make_aware(datetime.combine(entrustment.received_on, time())), at),
                columns={"source": entrustment.source, "court": entrustment.court},
                secret=identity.tracking_code(), by=by, at=at,
            )  # fmt: skip
            entrustment.accept()
            entrustment.case, entrustment.answered_at = case, at
            entrustment.save()
            if entrustment.reply_due is not None:
                start_reply_clock(case, entrustment, entrustment.reply_due)
            case.event_facts.update(entrustment=str(entrustment.pk))
    return case


def decline_entrustment(entrustment: Entrustment, *, note: str, by: Any, at: datetime) -> None:
    """We do not take it on, and the court is told why."""
    with _at_organisation("arbitration_link.decline_entrustment", entrustment.organisation, by):
        entrustment = _locked(entrustment)
        _refuse_answered(entrustment)
        if not note.strip():
            raise Refused("reason_missing", _("Please say why: the court gets the reason."))
        entrustment.decline()
        entrustment.words, entrustment.answered_at = note.strip(), at
        entrustment.save()


def reply(
    case: Case,
    *,
    result: str,
    replied_on: date,
    words: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> Entrustment:
    """The answer to the court: settled, in part, failed, or returned. It tells the result, never what was said (MR 24).

    Refused: not_entrusted, result_unfit when the case does not stand where the answer says.
    """
    with recorded("arbitration_link.reply", case, by=by, at=at, version=version) as case:
        entrustment = Entrustment.objects.unanswered().filter(case=case).select_related("court").first()
        if entrustment is None:
            raise Refused(
                "not_entrusted", _("There is no entrustment of this case that waits for an answer.")
            )
        refuse_future(at, replied_on, not_before=entrustment.received_on)
        if result not in possible_results(case):
            raise Refused(
                "result_unfit",
                _("The case does not stand so. Choose the answer that fits its present state."),
            )
        entrustment.answer()
        entrustment.result, entrustment.replied_on = result, replied_on
        entrustment.reply = _answer_letter(case, entrustment, words, at)
        entrustment.save()
        case.court = None
        deadlines.meet(case, Deadline.Kind.REPLY, on=replied_on, subject=entrustment.pk)
        case.event_facts.update(entrustment=str(entrustment.pk), result=result)
    return entrustment


def _answer_letter(case: Case, entrustment: Entrustment, words: str, at: datetime) -> Any:
    agreement = Agreement.objects.effective().filter(case=case).first()
    number = agreement.number if agreement else ""
    letter = papers.entrustment_reply(case, entrustment, words=words, agreement_number=number, on=at)
    _refuse_leak(case, letter)
    return documents.freeze(case, "entrustment_reply", letter, at=at)


def _refuse_leak(case: Case, letter: dict[str, Any]) -> None:
    if wall.leaks(wall.strings(letter), wall.secrets_of(case)):
        raise Refused(
            "wall",
            _(
                "The answer repeats something that may not leave the house. It tells the result only: please put it shorter."
            ),
        )


def acknowledge_entrustment(entrustment: Entrustment, *, on: date, by: Any, at: datetime) -> None:
    """The court says that it has our answer."""
    with _at_organisation("arbitration_link.acknowledge_entrustment", entrustment.organisation, by):
        entrustment = _locked(entrustment)
        if entrustment.state != Entrustment.State.REPLIED:
            raise Refused("not_replied", _("No answer of ours waits for this. Look at the list."))
        refuse_future(at, on, not_before=entrustment.replied_on)
        entrustment.acknowledge()
        entrustment.acknowledged_on = on
        entrustment.save()


def possible_results(case: Case) -> list[str]:
    """The answers that fit where the case stands now."""
    if case.state in BEFORE_ACCEPTANCE or case.state in _NEVER_MEDIATED:
        return [Result.RETURNED]
    if case.state in (State.FAILED, State.REFERRED, State.IN_ARBITRATION):
        return [Result.FAILED]
    if case.state in _AGREED:
        # Lines that went on in a linked case are the part that was not settled.
        if case.outcome == Case.Outcome.NO_AGREEMENT:
            return [Result.FAILED]
        return [Result.PARTLY] if case.split_cases.exists() else [Result.SETTLED]
    return []


def start_reply_clock(case: Case, entrustment: Entrustment, due_on: date) -> None:
    """The day by which the court wants our answer."""
    deadlines.start_agreed(
        case, Deadline.Kind.REPLY, rule="court_day", start_event="entrustment_received",
        started_on=entrustment.received_on, due_on=due_on, subject=entrustment.pk,
    )  # fmt: skip


@contextmanager
def _at_organisation(act: str, organisation: Organisation, by: Any) -> Iterator[None]:
    """An act about an organisation: one transaction, one permission, one reason in the history; no case has an event."""
    with transaction.atomic(), explained(act, by=by):
        if not by.has_perm(act, organisation):
            raise PermissionDenied(act)
        yield


def _locked(entrustment: Entrustment) -> Entrustment:
    rows = Entrustment.objects.select_for_update(of=("self",)).select_related("organisation", "court")
    return rows.get(pk=entrustment.pk)


def _refuse_answered(entrustment: Entrustment) -> None:
    if entrustment.state != Entrustment.State.RECEIVED:
        raise Refused("answered_before", _("This entrustment was answered already. Look at the list."))


def _party_data(party: NewParty) -> dict[str, Any]:
    return {
        "role": str(party.role), "kind": str(party.kind), "name": party.name, "head_count": party.head_count,
        "phone": party.columns.get("phone", ""), "address": party.columns.get("address", ""),
    }  # fmt: skip


def _party(data: dict[str, Any]) -> NewParty:
    reached = {name: data[name] for name in ("phone", "address") if data[name]}
    return NewParty(data["role"], data["kind"], data["name"], data["head_count"], reached)


def _claim_data(claim: NewClaim) -> dict[str, Any]:
    return {
        "kind": str(claim.kind), "text": claim.text,
        "amount": None if claim.amount is None else f"{claim.amount:.2f}",
    }  # fmt: skip


def _claim(data: dict[str, Any]) -> NewClaim:
    return NewClaim(data["kind"], data["text"], None if data["amount"] is None else Decimal(data["amount"]))
