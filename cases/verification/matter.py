"""The matter of a case: consent before acceptance, who mediates, outcome, sums, words it is found by."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from cases.lifecycle import State
from cases.models import Case, CaseSearch, Claim, Counter, Posting
from cases.verification.registry import Batch, Found, case_check

# Acts after which both sides have agreed anew.
_CONSENT_ANEW = frozenset({"mediation.try_again", "cases.reopen"})
_NEED_MEDIATOR = frozenset({State.MEDIATING, State.SUSPENDED, State.AGREED})
_NAMES_MEDIATOR = frozenset({"cases.assign", "cases.reassign", "cases.declare_conflict"})


def _agreed_by(case: Case, events: list[Any]) -> date:
    days = [timezone.localdate(case.accepted_at)] if case.accepted_at else []
    # A linked case begins with the consent of the case it comes from, which may have been given anew there.
    anew = [event for event in events if event.act in _CONSENT_ANEW or _is_linked(event)]
    return max([*days, *(timezone.localdate(event.at) for event in anew)])


def _is_linked(event: Any) -> bool:
    return event.act == "cases.split" and not event.from_state


@case_check("W6", "both sides had agreed when the case was accepted")
def consent_came_first(batch: Batch) -> Found:
    for case in batch.cases:
        if case.accepted_at is None:
            continue
        if case.both_consented_on is None:
            yield case, "accepted, and no day on which both sides agreed"
        elif case.both_consented_on > _agreed_by(case, batch.events[case.pk]):
            yield case, "both sides agreed after it was accepted"


@case_check("W7", "a case in mediation has a mediator, or a tie was declared and the next one is to be named")
def somebody_mediates(batch: Batch) -> Found:
    for case in batch.cases:
        if case.state in _NEED_MEDIATOR and case.mediator_id is None:
            events = batch.events[case.pk]
            # A linked case begins with the mediator of the case it comes from, or without one, as that one stands.
            named = [event.act for event in events if event.act in _NAMES_MEDIATOR or _is_linked(event)]
            if named[-1:] not in (["cases.declare_conflict"], ["cases.split"]):
                yield case, f"the case is “{case.state}” and has no mediator"


@case_check("W8", "no mediator is tied to a party")
def mediators_are_free(batch: Batch) -> Found:
    mediators = {case.mediator_id for case in batch.cases} | {case.co_mediator_id for case in batch.cases}
    employers: dict[Any, set[Any]] = {}
    posted = Posting.objects.live().filter(user__in=mediators - {None}).exclude(organisation__employer=None)
    for user_id, employer_id in posted.values_list("user_id", "organisation__employer_id"):
        employers.setdefault(user_id, set()).add(employer_id)
    for case in batch.cases:
        tied = {conflict.user_id for conflict in batch.conflicts[case.pk]}
        parties = {party.employer_id for party in batch.parties[case.pk]} - {None}
        # An enterprise's own committee mediates its disputes; that is what it is for.
        parties.discard(case.organisation.employer_id)
        for mediator_id in {case.mediator_id, case.co_mediator_id} - {None}:
            if mediator_id in tied:
                yield case, "a mediator has declared a tie to this case"
            if employers.get(mediator_id, set()) & parties:
                yield case, "a mediator sits in the committee of a party"


@case_check("C1", "a closed case has an outcome")
def closed_cases_have_an_outcome(batch: Batch) -> Found:
    for case in batch.cases:
        if case.state == State.CLOSED and not case.outcome:
            yield case, "closed without an outcome"


@case_check("C2", "a merged case names the case it went into")
def merged_cases_lead_on(batch: Batch) -> Found:
    for case in batch.cases:
        if (case.state == State.MERGED) != (case.merged_into_id is not None):
            yield case, f"the case is “{case.state}”; merged into: {case.merged_into_id}"


@case_check("C3", "the sum of a case is the sum of its lines")
def sums_fit(batch: Batch) -> Found:
    for case in batch.cases:
        elsewhere = (Claim.Standing.MOVED, Claim.Standing.DROPPED)
        here = [claim for claim in batch.claims[case.pk] if claim.standing not in elsewhere]
        total = sum((claim.amount or Decimal(0) for claim in here), Decimal(0))
        if case.amount_claimed != total:
            yield case, f"{case.amount_claimed} stored, {total} by its lines"


@case_check("C4", "a case can be found")
def cases_are_found(batch: Batch) -> Found:
    rows = dict(CaseSearch.objects.filter(case__in=batch.ids).values_list("case_id", "text"))
    for case in batch.cases:
        if case.ref.casefold() not in rows.get(case.pk, ""):
            yield case, "its search row is missing or old"


@case_check("C5", "no number was given that its counter does not know")
def numbers_are_counted(batch: Batch) -> Found:
    counters = {
        (code, year): last
        for code, year, last in Counter.objects.filter(kind="case").values_list(
            "organisation__code", "year", "last"
        )
    }
    for case in batch.cases:
        code, year, number = case.ref.rsplit("-", 2)
        if int(number) > counters.get((code, int(year)), 0):
            yield case, "its number lies beyond the counter"
