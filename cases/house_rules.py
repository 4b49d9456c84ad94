"""Rules of the house and unsettled points of law: each with its default, its source, and a place to change it.

A `Setting` row with the same key wins over the default. Marks of the sources: [V] read in the text, [V2] read in
a copy, [M] from memory, [?] unsettled, so that a supervisor chooses.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.law.calendar import add_years
from cases.models import Case, Setting


@dataclass(frozen=True)
class HouseRule:
    """One rule that people may change: what it says when nobody changed it, and where that comes from."""

    default: int | bool
    label: "str | Promise"
    source: "str | Promise"


RULES: dict[str, HouseRule] = {
    "retention_years_agreement": HouseRule(
        10,
        _("Years a file with an agreement is kept"),
        _("[M] in line with awards, BR 21–24: at least 10 years"),
    ),
    "retention_years_other": HouseRule(
        5,
        _("Years any other file is kept"),
        _("[M] in line with mediation files, BR 21–24: at least 5 years"),
    ),
    "judicial_confirmation_offered": HouseRule(
        True,
        _("Judicial confirmation is offered"),
        _("[?] for bodies that are no people's mediation committee: CPL 205"),
    ),
    "peoples_mediation_months": HouseRule(
        1, _("Months a people's mediation lasts"), _("[V2] rules of the Ministry of Justice, 2002")
    ),
    "first_contact_working_days": HouseRule(
        3,
        _("Working days until the first contact with both sides"),
        _("[M] a promise of the house, no limit of law"),
    ),
    "draft_retention_days": HouseRule(
        30, _("Days an unfinished intake is kept after it was last saved"), _("[M] a choice of the house")
    ),
    "caucus_retention_days": HouseRule(
        180, _("Days a caucus note is kept after the end of the case"), _("[?] a choice of the house")
    ),
}


def value(key: str) -> Any:
    """What holds now. KeyError for a rule nobody declared; a stored value of another kind does not count."""
    default = RULES[key].default
    stored = Setting.objects.filter(key=key).values_list("value", flat=True).first()
    return stored if type(stored) is type(default) else default


# Acts and outcomes that say that there was an agreement in this case.
_AGREEMENT_ACTS = ("mediation.effect", "mediation.perform_on_the_spot")
_AGREEMENT_OUTCOMES = (
    Case.Outcome.PERFORMED,
    Case.Outcome.ON_THE_SPOT,
    Case.Outcome.UNPERFORMED,
    Case.Outcome.AWARD_PERFORMED,
)


def retain_until(case: Case, ended_on: date) -> date:
    """The last day the file is kept: longer when there was an agreement or an award (BR 21–24)."""
    agreed = case.outcome in _AGREEMENT_OUTCOMES or case.events.filter(act__in=_AGREEMENT_ACTS).exists()
    return add_years(ended_on, value("retention_years_agreement" if agreed else "retention_years_other"))
