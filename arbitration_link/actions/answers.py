"""What the acts of this floor share: the notice to the person, the check of dates, the end of a case by the court."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from arbitration_link import papers
from arbitration_link.papers import Answer
from cases import documents, house_rules
from cases.errors import Refused
from cases.models import Case, Document, Organisation, Party


def notify(
    case: Case,
    answer: Answer,
    *,
    body: Organisation | None,
    named: str = "",
    roles: tuple[str, ...] = (),
    at: datetime,
) -> Document | None:
    """Freeze the notice of the court's answer for each applicant (or for these roles); answers the first one."""
    first = None
    wanted = case.parties.filter(role__in=roles or (Party.Role.APPLICANT,), left_on=None).order_by(
        "role", "position"
    )
    for who in wanted:
        context = papers.court_outcome_notice(case, who, answer, body=body, named=named, on=at)
        made = documents.freeze(case, "court_outcome_notice", context, at=at, addressee=who)
        first = first or made
    return first


def refuse_future(at: datetime, *days: date | None, not_before: date | None = None) -> None:
    """Days of the court lie in their order, none before the given one, none after today."""
    known = [day for day in days if day is not None]
    if any(day > timezone.localdate(at) for day in known):
        raise Refused("day_in_future", _("This day lies in the future. Enter what has happened already."))
    if known != sorted(known) or (not_before is not None and any(day < not_before for day in known)):
        raise Refused("day_order", _("The days do not fit together. Please check which came first."))


def end_case(case: Case, outcome: str, at: datetime) -> None:
    """The court concluded the matter: the case is closed with its outcome and the time its file is kept."""
    case.outcome, case.ended_at = outcome, at
    case.retain_until = house_rules.retain_until(case, timezone.localdate(at))
