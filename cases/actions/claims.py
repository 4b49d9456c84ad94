"""What the dispute is about: facts, claim lines, and the limitation of each line."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import findability, missing
from cases.actions.parties import standing
from cases.audit import recorded
from cases.errors import Refused
from cases.limitation import check_years, standing_rows
from cases.models import Case, Claim, LimitationEvent, Party

# The clock of mediation hangs on the source, so neither changes once it runs.
FIXED_WHEN_ACCEPTED = ("source", "channel")
COLUMNS = ("facts", "cause", "cause_text", "applicant_groups", "outcome_told", *FIXED_WHEN_ACCEPTED)
CLAIM_COLUMNS = ("kind", "text", "amount", "starts_on", "ends_on", "grounds")
_EDITABLE = (Claim.Standing.OPEN, Claim.Standing.LEFT_OPEN)


def edit(case: Case, *, columns: dict[str, Any], by: Any, at: datetime, version: int | None = None) -> None:
    """Correct what the case says: facts, cause of action, remarks of the source; channel and source until accepted.

    Refused: facts_missing, source_fixed, nothing_changed.
    """
    with recorded("cases.edit", case, by=by, at=at, version=version) as case:
        for column, value in columns.items():
            if column in FIXED_WHEN_ACCEPTED and case.accepted_at and value != getattr(case, column):
                raise Refused(
                    "source_fixed", _("Channel and source cannot change any more: the case is accepted.")
                )
            setattr(case, column, value)
        if not case.facts.strip():
            raise Refused("facts_missing", _("Please say in a sentence or two what happened."))
        changed = case.changed_fields()
        if not changed:
            raise Refused("nothing_changed", _("Nothing was changed."))
        findability.index(case)
        missing.settle(case, at=at)
        case.event_facts.update(changed=sorted(changed))


def add_claim(
    case: Case,
    *,
    party: Party,
    kind: str,
    text: str,
    amount: Decimal | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    grounds: str = "",
    known_on: date | None = None,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> Claim:
    """Ask for one thing more (BR 44). Asking interrupts the limitation of this line today, not earlier (ARB 27(2))."""
    with recorded("cases.add_claim", case, by=by, at=at, version=version) as case:
        party, today = standing(case, party), timezone.localdate(at)
        if party.role == Party.Role.RESPONDENT:
            raise Refused(
                "not_an_applicant", _("Claims belong to an applicant or a third party. Please choose one.")
            )
        check_years(starts_on, ends_on, known_on)
        _check_period(starts_on, ends_on)
        if known_on is not None and known_on > today:
            raise Refused("in_future", _("This date cannot be in the future. Please check it."))
        last = case.claims.order_by("-line").values_list("line", flat=True).first() or 0
        claim: Claim = Claim.objects.create(
            case=case,
            party=party,
            line=last + 1,
            kind=kind,
            text=text,
            amount=amount,
            starts_on=starts_on,
            ends_on=ends_on,
            grounds=grounds,
        )
        if known_on is not None:
            _write(claim, LimitationEvent.Kind.START, known_on, "ARB 27", "cases.add_claim")
        _write(
            claim, LimitationEvent.Kind.INTERRUPTION, today, "BR 27", "cases.add_claim", evidence=case.number
        )
        sum_up(case)
        missing.settle(case, at=at)
        case.event_facts.update(claim=str(claim.pk), line=claim.line)
    return claim


def edit_claim(
    case: Case, *, claim: Claim, columns: dict[str, Any], by: Any, at: datetime, version: int | None = None
) -> None:
    """Correct a line that is still open. Refused: line_settled, out_of_time, wrong_order, text_missing, nothing_changed."""
    with recorded("cases.edit_claim", case, by=by, at=at, version=version) as case:
        claim = _of(case, claim)
        if claim.standing not in _EDITABLE:
            raise Refused(
                "line_settled", _("This line is settled, dropped or moved. It cannot be changed here.")
            )
        for column, value in columns.items():
            setattr(claim, column, value)
        check_years(*(columns.get(name) for name in ("starts_on", "ends_on")))
        _check_period(claim.starts_on, claim.ends_on)
        if not claim.text.strip():
            raise Refused("text_missing", _("Please say what is asked."))
        changed = claim.changed_fields()
        if not changed:
            raise Refused("nothing_changed", _("Nothing was changed."))
        if "kind" in changed:
            _retire_calculation(claim, at)
        claim.save()
        sum_up(case)
        missing.settle(case, at=at)
        case.event_facts.update(claim=str(claim.pk), line=claim.line, changed=sorted(changed))


def _retire_calculation(claim: Claim, at: datetime) -> None:
    """What was worked out answered another claim; it stays to be read."""
    for kept in claim.calculations.filter(replaced_at=None):
        kept.replaced_at = at
        kept.save()


def record_limitation(
    case: Case,
    *,
    claim: Claim,
    kind: str,
    on: date,
    article: str = "",
    evidence: str = "",
    corrects: LimitationEvent | None = None,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> LimitationEvent:
    """A dated event in the limitation of one line (ARB 27, MR 31). Nothing is overwritten.

    An event that names another takes its place; of the kind `correction`, it only says that the other never was.
    Refused: out_of_time, in_future, start_known, nothing_to_correct, corrected_before, not_suspended.
    """
    with recorded("cases.record_limitation", case, by=by, at=at, version=version) as case:
        claim = _of(case, claim)
        check_years(on)
        if on > timezone.localdate(at):
            raise Refused("in_future", _("This date cannot be in the future. Please check it."))
        _check_correction(claim, kind, evidence, corrects)
        _check_sequence(claim, kind, on, corrects)
        event = _write(
            claim, kind, on, article, "cases.record_limitation", evidence=evidence, corrects=corrects
        )
        missing.settle(case, at=at)
        case.event_facts.update(claim=str(claim.pk), line=claim.line, kind=kind, on=on.isoformat())
        if corrects is not None:
            case.event_facts.update(corrects=str(corrects.pk))
    return event


def standing_events(claim: Claim) -> list[LimitationEvent]:
    """The events that count: those that nobody corrected, without the bare corrections."""
    return standing_rows(list(claim.limitation_events.all()))


def _check_correction(claim: Claim, kind: str, evidence: str, corrects: LimitationEvent | None) -> None:
    if corrects is None:
        if kind == LimitationEvent.Kind.CORRECTION:
            raise Refused("nothing_to_correct", _("Please choose the event that is corrected."))
        return
    if corrects.claim_id != claim.pk:
        raise Refused("nothing_to_correct", _("The event that is corrected belongs to another line."))
    if claim.limitation_events.filter(corrects=corrects).exists():
        raise Refused(
            "corrected_before", _("This event has been corrected already. Correct its correction instead.")
        )
    if not evidence.strip():
        raise Refused("evidence_missing", _("Please say what shows that the earlier entry was wrong."))


def _check_sequence(claim: Claim, kind: str, on: date, corrects: LimitationEvent | None) -> None:
    kinds = LimitationEvent.Kind
    others = [row for row in standing_events(claim) if corrects is None or row.pk != corrects.pk]
    if kind in (kinds.START, kinds.TERMINATION) and any(row.kind == kind for row in others):
        raise Refused(
            "start_known", _("This date is known already. Choose it under “Corrects” to change it.")
        )
    if kind == kinds.RESUMPTION:
        before = [
            row.kind for row in others if row.on <= on and row.kind in (kinds.SUSPENSION, kinds.RESUMPTION)
        ]
        if not before or before[-1] != kinds.SUSPENSION:
            raise Refused(
                "not_suspended", _("The limitation was not suspended then. Record the suspension first.")
            )


def _write(
    claim: Claim,
    kind: str,
    on: date,
    article: str,
    act: str,
    *,
    evidence: str = "",
    corrects: LimitationEvent | None = None,
) -> LimitationEvent:
    made: LimitationEvent = LimitationEvent.objects.create(
        claim=claim, kind=kind, on=on, article=article, act=act, evidence=evidence, corrects=corrects
    )
    return made


def _of(case: Case, claim: Claim) -> Claim:
    found: Claim | None = case.claims.filter(pk=claim.pk).first()
    if found is None:
        raise Refused("not_of_this_case", _("This line belongs to another case. Please choose again."))
    return found


def _check_period(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        raise Refused("wrong_order", _("The period ends before it begins. Please check the dates."))


def sum_up(case: Case) -> None:
    """The sum of what is asked in this case: without lines that were dropped or go on elsewhere."""
    elsewhere = (Claim.Standing.MOVED, Claim.Standing.DROPPED)
    amounts = case.claims.exclude(standing__in=elsewhere).values_list("amount", flat=True)
    case.amount_claimed = sum((amount or Decimal(0) for amount in amounts), Decimal(0))
