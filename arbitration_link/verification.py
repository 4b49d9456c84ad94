"""Invariants of this floor, as `manage.py verify` looks at them: who the court may reach, what a package is."""

from typing import Any

from arbitration_link import schema
from arbitration_link.models import Entrustment, Referral
from cases.lifecycle import State
from cases.models import Case
from cases.verification.registry import Batch, Found, case_check
from cases.verification.stock import wrong_with_file


@case_check("M9", "a case is open to the court that has a referral or entrustment of it, and to no other")
def court_reaches_what_it_has(batch: Batch) -> Found:
    referrals = batch.of_cases(Referral, "number")
    entrustments = batch.of_cases(Entrustment, "id")
    for case in batch.cases:
        expected = _courts(case, referrals[case.pk], entrustments[case.pk])
        if case.court_id not in (expected or {None}):
            yield case, "its court is not the one that has it"
        if case.state == State.IN_ARBITRATION and not any(
            one.state == "accepted" for one in referrals[case.pk]
        ):
            yield case, "in arbitration without an accepted referral"


def _courts(case: Case, referrals: list[Referral], entrustments: list[Entrustment]) -> set[Any]:
    out = {
        one.court_id
        for one in referrals
        if not one.is_own_filing
        and one.is_live
        and (one.state != Referral.State.PREPARED or case.state == State.REFERRED)
    }
    return out | {one.court_id for one in entrustments if one.state == Entrustment.State.ACCEPTED}


@case_check("C11", "a package holds what the published schema allows, and its file is there, unchanged")
def packages_are_whole(batch: Batch) -> Found:
    for case_id, referrals in batch.of_cases(Referral, "number").items():
        case = next(one for one in batch.cases if one.pk == case_id)
        for one in referrals:
            wrong = ""
            if one.sha256:
                wrong = wrong_with_file(one.stored_as, one.size, one.sha256, quick=batch.quick)
            if not wrong and not batch.quick and not one.is_own_filing and schema.faults(one.package):
                wrong = "it holds what the schema does not allow"
            if wrong:
                yield case, f"package {one.pk}: {wrong}"
