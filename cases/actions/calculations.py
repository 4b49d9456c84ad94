"""The amount of a claim line, worked out by the law library and kept with how it was worked out."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cases import missing
from cases.actions.claims import sum_up
from cases.audit import recorded
from cases.books import books
from cases.calculator.claims import EDITABLE, may_be_written, needed_kinds
from cases.calculator.words import said
from cases.errors import Refused
from cases.law.calculation import calculate as answer
from cases.law.kinds import CALCULATIONS
from cases.law.plain import Data, as_data
from cases.law.reading import read_one
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
    if not may_be_written(calculation, claim, result):
        raise Refused(
            "wrong_kind",
            _(
                "This answer is for a claim for %(needed)s; the line is one for %(kind)s. "
                "Change the kind of the line first."
            )
            % {"needed": needed_kinds(calculation, result), "kind": claim.get_kind_display()},
        )
    return result.amount, result


def period_for(claim: Claim, kind: str, told: dict[str, Any], result: Result) -> tuple[date, date] | None:
    """The first and the last day an answer is about, for a line that names no day itself; None where it tells none.

    Double wages and untaken leave have years of limitation of their own, counted from the period of the line.
    """
    if claim.starts_on is not None or claim.ends_on is not None:
        return None
    given = {
        question.name: read_one(question, told.get(question.name))
        for question in CALCULATIONS[kind].questions
    }
    first: Any = None
    last: Any = None
    if kind == "double_wages":
        first, last = (result.as_mapping().get(name) for name in ("from", "to"))
    elif kind == "wage_arrears":
        first, last = given["started_on"], given["ended_on"]
    elif kind == "annual_leave":
        year: Any = given["year"]
        first, last = given["joined_on"] or date.min, given["left_on"] or date.max
        first, last = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
    return (first, last) if first is not None and last is not None and first <= last else None


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

    A line without a period takes that of the answer.

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
        changed = ["amount"]
        if period := period_for(found, kind, told, result):
            found.starts_on, found.ends_on = period
            changed += ["starts_on", "ends_on"]
        found.amount = amount
        made = _keep(found, kind, told, amount, as_data(result), by=by, at=at)
        found.save()
        sum_up(case)
        missing.settle(case, at=at)
        case.event_facts.update(
            claim=str(found.pk), line=found.line, kind=kind, calculation=str(made.pk), changed=changed
        )
    return made


def _keep(
    claim: Claim, kind: str, told: dict[str, Any], amount: Decimal, data: Data, *, by: Any, at: datetime
) -> Calculation:
    former = claim.calculations.filter(replaced_at=None).first()
    if former is not None:
        same = (former.kind, former.told, former.result) == (kind, told, data)
        if same and not claim.changed_fields():
            raise Refused("nothing_changed", _("Nothing was changed."))
        former.replaced_at = at
        former.save()
    made: Calculation = Calculation.objects.create(
        claim=claim,
        kind=kind,
        told=told,
        result=data,
        amount=amount,
        calculated_at=at,
        calculated_by=by,
    )
    return made
