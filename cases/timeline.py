"""What happened on a case, newest first: chosen by kind, person, tab and period, with what each event was about."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import pages
from cases.actors import Actor
from cases.forms import DateField
from cases.models import Case, CaseEvent, User
from cases.registry import ACTS, TABS, tabs, tellers
from cases.telling import About

PAGE = 50
_PEOPLE = 50
# Days that every database can count from.
_SANE = [MinValueValidator(date(1990, 1, 1)), MaxValueValidator(date(2999, 12, 31))]


class TimelineForm(forms.Form):
    """What somebody wants to see of the timeline."""

    tab = forms.ChoiceField(label=_("Page of the file"), required=False)
    kind = forms.ChoiceField(label=_("Kind of act"), required=False)
    person = forms.ChoiceField(label=_("Person"), required=False)
    since = DateField(label=_("From"), required=False, validators=_SANE)
    until = DateField(label=_("Until"), required=False, validators=_SANE)
    statements = forms.BooleanField(label=_("Statements only (notes, contacts, minutes)"), required=False)

    def __init__(self, data: Any, *, case: Case, user: User) -> None:
        super().__init__(data, label_suffix="")
        everything = ("", _("All"))
        shown = [(tab.name, tab.label) for tab in tabs() if tab.groups and tab.sees(case, user)]
        self.fields["tab"].choices = [everything, *shown]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [everything, *pages.GROUPS.items()]  # type: ignore[attr-defined]
        self.fields["person"].choices = [everything, *_people(case, user)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A period begins before it ends."""
        super().clean()
        asked = dict(self.cleaned_data)
        if asked.get("since") and asked.get("until") and asked["until"] < asked["since"]:
            self.add_error("until", _("The period ends before it begins. Please choose a later day."))
        return asked


def _people(case: Case, user: User) -> list[tuple[str, str]]:
    rows = of_case(case, user).select_related(None).exclude(user=None).order_by("user__name", "user_id")
    return [(str(pk), name) for pk, name in rows.values_list("user_id", "user__name").distinct()[:_PEOPLE]]


@dataclass
class Day:
    """The events of one day."""

    on: date
    events: list[CaseEvent] = field(default_factory=list)


def of_case(case: Case, user: User) -> Any:
    """All events this person may know of, newest first; privileged ones are for the case's mediators only."""
    rows = case.events.select_related("user", "posting__organisation").order_by("-sequence")
    return rows if pages.may_see_privileged(case, user) else rows.filter(is_privileged=False)


def narrowed(rows: Any, asked: dict[str, Any]) -> Any:
    """Those that were asked for."""
    if asked.get("tab"):
        rows = rows.filter(
            act__in=_acts(TABS[asked["tab"]].groups), is_privileged=TABS[asked["tab"]].is_confidential
        )
    if asked.get("kind"):
        rows = rows.filter(act__in=_acts({asked["kind"]}))
    if asked.get("statements"):
        rows = rows.filter(act__in=[name for name, act in ACTS.items() if act.is_statement])
    if asked.get("person"):
        rows = rows.filter(user_id=asked["person"])
    if asked.get("since"):
        rows = rows.filter(at__gte=_midnight(asked["since"]))
    if asked.get("until"):
        rows = rows.filter(at__lt=_midnight(asked["until"] + timedelta(days=1)))
    return rows


def _acts(groups: Iterable[str]) -> list[str]:
    return [name for name, act in ACTS.items() if act.group in set(groups)]


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))


def told(case: Case, events: list[CaseEvent], user: User) -> list[CaseEvent]:
    """These events with who did them and what they were about: a constant number of queries."""
    about: dict[Any, list[About]] = {event.pk: [] for event in events}
    for tell in tellers():
        for key, words in tell(case, events, user).items():
            about[key].extend(words)
    for event in events:
        event.__dict__["actor"] = event.user or Actor.by_code(event.system)
        event.__dict__["about"] = about[event.pk]
    return events


def by_day(events: list[CaseEvent]) -> list[Day]:
    """Events under the day on which each happened, in their order."""
    days = groupby(events, key=lambda event: timezone.localdate(event.at))
    return [Day(on, list(together)) for on, together in days]
