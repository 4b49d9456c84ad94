"""The amount of a claim line, worked out by the law library and kept with how it was worked out."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cases import missing
from cases.actions.claims import sum_up
from cases.audit import recorded
from cases.books import books
from cases.calculator.claims import EDITABLE, may_be_written
from cases.calculator.words import said
from cases.errors import Refused
from cases.law.calculation import calculate as answer
from cases.law.kinds import CALCULATIONS
from cases.law.plain import Data, as_data
from cases.law.results import BadInput, Result
from cases.models import Calculation, Case, Claim
from cases.wording import money

_MOST = Decimal(10) ** 12  # what the column holds


def work_out(claim: Claim, kind: str, told: dict[str, Any]) -> tuple[Decimal, Result]:
    """The amount that would be written into this line, and its answer: always computed here, never taken from a page.

    Refused: unknown_kind, wrong_kind, line_settled, bad_input, no_amount.
    """
    calculation = CALCULATIONS.get(kind)
    if calculation is None:
        raise Refused(
            "unknown_kind", _("There is no such calculation. Please choose one from the calculator.")
        )
    if claim.standing not in EDITABLE:
        raise Refused("line_settled", _("This line is settled, dropped or moved. It cannot be changed here."))
    if not may_be_written(calculation, claim):
        raise Refused(
            "wrong_kind",
            _(
                "“%(title)s” does not answer a claim for %(kind)s. Choose another calculation, or another line."
            )
            % {"title": said(calculation.title), "kind": claim.get_kind_display()},
        )
    try:
        result = answer(calculation, told, books())
    except BadInput as bad:
        raise Refused("bad_input", " ".join(said(problem.text) for problem in bad.problems)) from bad
    if result.amount is None or not 0 <= result.amount < _MOST:
        raise Refused("no_amount", _("This calculation has no amount that could be claimed."))
    return result.amount, result


def calculate(
    case: Case,
    *,
    claim: Claim,
    kind: str,
    told: dict[str, Any],
    shown: Decimal | None = None,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> Calculation:
    """Set the amount of a line to what the law answers, and keep what was told and answered.

    `shown` is the amount that was put before the person. The calculation kept before stays, as replaced.
    Refused: not_of_this_case, unknown_kind, wrong_kind, line_settled, bad_input, no_amount, figure_moved, nothing_changed.
    """
    with recorded("cases.calculate", case, by=by, at=at, version=version) as case:
        found: Claim | None = case.claims.filter(pk=claim.pk).first()
        if found is None:
            raise Refused("not_of_this_case", _("This line belongs to another case. Please choose again."))
        amount, result = work_out(found, kind, told)
        if shown is not None and shown != amount:
            raise Refused(
                "figure_moved",
                _("The answer is %(amount)s now, not what this page showed. Please look at it again.")
                % {"amount": money(amount)},
            )
        made = _keep(found, kind, told, amount, as_data(result), by=by, at=at)
        found.amount = amount
        found.save()
        sum_up(case)
        missing.settle(case, at=at)
        case.event_facts.update(
            claim=str(found.pk), line=found.line, kind=kind, calculation=str(made.pk), changed=["amount"]
        )
    return made


def _keep(
    claim: Claim, kind: str, told: dict[str, Any], amount: Decimal, data: Data, *, by: Any, at: datetime
) -> Calculation:
    former = claim.calculations.filter(replaced_at=None).first()
    if former is not None:
        same = (former.kind, former.told, former.result) == (kind, told, data)
        if same and claim.amount == amount:
            raise Refused("nothing_changed", _("Nothing was changed."))
        former.replaced_at = at
        former.save()
    made: Calculation = Calculation.objects.create(
        claim=claim, kind=kind, told=told, result=data, amount=amount, calculated_at=at, calculated_by=by
    )
    return made
