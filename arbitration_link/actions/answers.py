"""What the acts of this floor share: the notice to the person, the check of dates, the end of a case by the court."""

from datetime import date, datetime
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext as _

from arbitration_link import papers
from arbitration_link.papers import Answer
from cases import documents, house_rules
from cases.errors import Refused
from cases.models import Case, Document, Organisation, Party
from cases.wording import day as in_words


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
    late = next((day for day in known if day > timezone.localdate(at)), None)
    if late is not None:
        raise Refused(
            "day_in_future",
            _("%(day)s lies in the future. Enter what has happened already.") % {"day": in_words(late)},
        )
    order = known if not_before is None else [not_before, *known]
    for earlier, later in pairwise(order):
        if later < earlier:
            raise Refused(
                "day_order",
                _("%(later)s cannot be right: what went before it happened on %(earlier)s.")
                % {"later": in_words(later), "earlier": in_words(earlier)},
            )


def end_case(case: Case, outcome: str, at: datetime) -> None:
    """The court concluded the matter: the case is closed with its outcome and the time its file is kept."""
    case.outcome, case.ended_at = outcome, at
    case.retain_until = house_rules.retain_until(case, timezone.localdate(at))
