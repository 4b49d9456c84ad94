"""Two cases become one, and a part of one goes on by itself."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import deadlines, findability, numbers
from cases.actions.assignment import NAME_MEDIATOR
from cases.actions.claims import sum_up
from cases.audit import begun, recorded
from cases.errors import Refused
from cases.lifecycle import OPEN, State
from cases.models import (
    Calculation,
    Case,
    Claim,
    Conflict,
    Deadline,
    LimitationEvent,
    Party,
    Representative,
    Task,
)

UNMERGE_WITHIN = timedelta(days=7)
_UNSETTLED = (Claim.Standing.OPEN, Claim.Standing.LEFT_OPEN)
# What the linked case has from the case it comes from.
_INHERITED = (
    "organisation_id", "registered_in_id", "registered_by_id", "screener_id", "mediator_id", "co_mediator_id",
    "channel", "source", "cause_id", "cause_text", "is_collective", "head_count", "facts", "received_at",
    "accepted_at", "opened_at", "both_consented_on", "committee_agreed",
)  # fmt: skip
_CLOCKS = (Deadline.Kind.MEDIATE, Deadline.Kind.RIGHT15)


def merge(
    case: Case, *, target: Case, note: str = "", by: Any, at: datetime, version: int | None = None
) -> None:
    """Join a case to another one of the same matter, or to a collective case; its number leads there from now on.

    Parties, claims and their limitation stay with the joined case. It can be undone within 7 days.
    """
    with transaction.atomic():
        # Both rows in one order, so that two people joining two cases to each other do not wait for ever.
        both = {
            row.pk: row
            for row in Case.objects.select_for_update().filter(pk__in=[case.pk, target.pk]).order_by("pk")
        }
        with recorded("cases.merge", case, by=by, at=at, note=note, version=version) as case:
            _check_target(case, both[target.pk], by)
            case.merge()
            case.merged_into = both[target.pk]
            # The clocks that the merge will end; undoing it revives these and no others.
            running = [str(clock.pk) for clock in deadlines.live(case)]
            case.event_facts.update(target=str(target.pk), clocks=running)


def unmerge(case: Case, *, note: str = "", by: Any, at: datetime, version: int | None = None) -> None:
    """Undo a merge within 7 days: the case stands where it stood, its legal clocks run on from where they were."""
    with recorded("cases.unmerge", case, by=by, at=at, note=note, version=version) as case:
        merged = case.events.filter(act="cases.merge").order_by("-sequence").first()
        assert merged is not None
        merged_on = timezone.localdate(merged.at)
        if timezone.localdate(at) > merged_on + UNMERGE_WITHIN:
            raise Refused(
                "too_late", _("A merge can be undone within 7 days. Register a new case and link it instead.")
            )
        case.unmerge()
        case.merged_into = None
        if case.state == State.NEEDS_INFO:
            asked = case.events.filter(act="cases.ask_for_papers").order_by("-sequence").first()
            case.state_before = asked.from_state if asked else ""
        deadlines.revive(case, merged.facts["clocks"], ended_on=merged_on)


def split(
    case: Case, *, lines: Iterable[Claim], note: str = "", by: Any, at: datetime, version: int | None = None
) -> Case:
    """Let claim lines go on in a linked case of their own."""
    with recorded("cases.split", case, by=by, at=at, note=note, version=version) as case:
        return split_lines(case, list(lines), by=by, at=at)


def split_lines(case: Case, lines: Sequence[Claim], *, by: Any, at: datetime) -> Case:
    """Begin the linked case of these lines, inside an act on the case they leave. It goes on in mediation.

    It inherits parties and mandates, declared ties, claims with their limitation, and the legal clocks with their
    days: nothing starts anew. Files and papers stay with the first case.
    """
    _check_lines(case, lines)
    with begun("cases.split", case.organisation, by=by, at=at, asked_of=case) as born:
        new = _linked(case, timezone.localdate(at).year)
        born.append(new)
        parties = {old.pk: _copy_party(new, old) for old in case.parties.filter(left_on=None)}
        copies = {old.pk: _copy_claim(new, old, line, parties) for line, old in enumerate(lines, 1)}
        _copy_clocks(case, new)
        for tie in case.conflicts.all():
            Conflict.objects.create(case=new, user=tie.user, reason=tie.reason, declared_at=tie.declared_at)
        if new.mediator_id is None:  # a tie was declared, and nobody is named yet
            Task.objects.create(case=new, kind=NAME_MEDIATOR, due_on=timezone.localdate(at))
        sum_up(new)
        findability.index(new)
        new.event_facts.update(split_from=str(case.pk))
    for old in lines:
        old.standing, old.moved_to = Claim.Standing.MOVED, copies[old.pk]
        old.save()
    sum_up(case)
    case.event_facts.update(split_to=str(new.pk), lines=[old.line for old in lines])
    return new


def unsettled(case: Case) -> Any:
    """Claim lines about which nothing is settled yet."""
    return case.claims.filter(standing__in=_UNSETTLED)


def _check_target(case: Case, target: Case, by: Any) -> None:
    if target.pk == case.pk:
        raise Refused(
            "same_case", _("A case cannot be merged into itself. Enter the number of the other case.")
        )
    if not Case.objects.visible_to(by, "cases.merge").filter(pk=target.pk).exists():
        raise Refused(
            "target_unknown", _("No open case with this number was found. Please check the number.")
        )
    if target.state not in OPEN:
        raise Refused(
            "target_ended", _("The other case has ended. Choose one that is open, or reopen it first.")
        )
    mine, theirs = _opponents(case), _opponents(target)
    if not (target.is_collective or mine & theirs or None in mine | theirs):
        raise Refused(
            "other_matter", _("The two cases have no employer in common: they are not the same matter.")
        )


def _opponents(case: Case) -> set[Any]:
    """The employers of a case; one not named yet may be any."""
    rows = case.parties.filter(left_on=None).exclude(kind__in=[Party.Kind.WORKER, Party.Kind.WORKERS])
    return set(rows.values_list("employer", flat=True))


def _check_lines(case: Case, lines: Sequence[Claim]) -> None:
    if not lines:
        raise Refused("no_lines", _("Choose at least one claim line that goes on by itself."))
    if any(line.case_id != case.pk or line.standing not in _UNSETTLED for line in lines):
        raise Refused("line_not_open", _("Only open lines of this case can go on by themselves."))
    chosen = {line.pk for line in lines}
    gone = (Claim.Standing.MOVED, Claim.Standing.DROPPED)
    if not case.claims.exclude(pk__in=chosen).exclude(standing__in=gone).exists():
        raise Refused("nothing_left", _("At least one line must stay: a case is not moved as a whole."))


def _linked(case: Case, year: int) -> Case:
    (number,) = numbers.take(case.organisation, year, "case")
    return Case.objects.create(
        ref=numbers.ref(case.organisation, year, number),
        number=numbers.case_number(case.organisation, year, number),
        state=State.MEDIATING,
        split_from=case,
        **{column: getattr(case, column) for column in _INHERITED},
    )


def _values(row: Any, *but: str) -> dict[str, Any]:
    """The columns of a row by name: reading opens what is encrypted, saving seals it for its new place."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in ("id", *but)
    }


def _copy_party(new: Case, old: Party) -> Party:
    party = Party.objects.create(case=new, **_values(old, "case_id"))
    for mandate in old.representatives.all():
        Representative.objects.create(party=party, **_values(mandate, "party_id"))
    return party


def _copy_claim(new: Case, old: Claim, line: int, parties: dict[Any, Party]) -> Claim:
    if old.party_id not in parties:
        raise Refused("party_left", _("The party of a chosen line has left the case. Choose other lines."))
    columns = _values(old, "case_id", "party_id", "line", "standing", "agreed_amount", "moved_to_id")
    claim = Claim.objects.create(case=new, party=parties[old.party_id], line=line, **columns)
    for kept in old.calculations.filter(replaced_at=None):
        Calculation.objects.create(claim=claim, **_values(kept, "claim_id"))
    events: dict[Any, LimitationEvent] = {}
    for event in old.limitation_events.order_by("id"):
        events[event.pk] = LimitationEvent.objects.create(
            claim=claim, corrects=events.get(event.corrects_id), **_values(event, "claim_id", "corrects_id")
        )
    return claim


def _copy_clocks(case: Case, new: Case) -> None:
    for kind in _CLOCKS:
        clock = case.deadlines.filter(kind=kind).order_by("-started_on", "-id").first()
        if clock is not None:
            Deadline.objects.create(case=new, **_values(clock, "case_id", "met_on", "ended_on"))
