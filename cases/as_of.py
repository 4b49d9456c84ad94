"""The file as it stood at the end of a day: the case, its parties, claims, deadlines, representatives.

Read from the history rows, which say when a thing was *recorded*. Rows saved by privileged acts are left out for
everybody: what is put together here is the open file.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import pages
from cases.forms import DateField
from cases.models import Case, Cause, Claim, Deadline, Organisation, Party, Representative, User
from cases.wording import day


class DayForm(forms.Form):
    """The day as of which somebody wants to see the file: between the first record and today."""

    on = DateField(label=gettext_lazy("Day"))

    def __init__(self, data: Any, *, first: date, today: date) -> None:
        super().__init__(data)
        self.first, self.today = first, today
        self.fields["on"].widget.attrs.update(min=first.isoformat(), max=today.isoformat())
        self.fields["on"].error_messages["invalid"] = _("This is not a day. Please write it as 2026-03-19.")

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise ValidationError(_("This day is still to come. Please choose today or an earlier day."))
        if on < self.first:
            raise ValidationError(
                _("The case was first recorded on %(day)s. Please choose that day or a later one.")
                % {"day": day(self.first)}
            )
        return on


@dataclass
class File:
    """The parts of a file as they stood."""

    case: Case
    parties: list[Party] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    clocks: list[Deadline] = field(default_factory=list)


def first_day(case: Case) -> date:
    """The day on which the case was recorded first."""
    born = case.events.order_by("sequence").values_list("recorded_at", flat=True).first()
    return timezone.localdate(born or case.received_at)


def at_the_end_of(on: date, case: Case) -> File:
    """The file as it stood when this day ended: a constant number of queries, whatever has happened."""
    end = timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))
    hidden = _privileged_acts(case)
    (then,) = _stood(Case, {"id": case.pk}, end, hidden) or (case,)
    _name_people(then)
    agents: dict[Any, list[Any]] = defaultdict(list)
    owned = Party.objects.filter(case=case).values("pk")
    for agent in _stood(Representative, {"party_id__in": owned}, end, hidden):
        agents[agent.party_id].append(agent)
    parties = sorted(
        _stood(Party, {"case_id": case.pk}, end, hidden), key=lambda one: (one.role, one.position)
    )
    for party in parties:
        party.__dict__["agents"] = agents[party.pk]
    claims = sorted(_stood(Claim, {"case_id": case.pk}, end, hidden), key=lambda one: one.line)
    clocks = _stood(Deadline, {"case_id": case.pk}, end, hidden)
    return File(then, parties, claims, pages.in_order(clocks))


def _privileged_acts(case: Case) -> set[str]:
    rows = case.events.filter(is_privileged=True).values_list("act", "sequence")
    return {f"{act}#{sequence}" for act, sequence in rows}


def _stood(model: Any, wanted: dict[str, Any], end: datetime, hidden: set[str]) -> list[Any]:
    """The things of one table as their last row before that moment says."""
    last: dict[Any, Any] = {}
    for row in model.history.filter(history_date__lt=end, **wanted).order_by("history_id"):
        if row.history_change_reason not in hidden:
            last[row.id] = row
    return [_thing(model, row) for row in last.values() if row.history_type != "-"]


def _thing(model: Any, row: Any) -> Any:
    # Sealed values are copied sealed: they are opened only where they are shown.
    kept = {column.attname: row.__dict__[column.attname] for column in type(row).tracked_fields}
    thing = model(**{name: value for name, value in kept.items() if name == "id"})
    thing.__dict__.update(kept)
    return thing


def _name_people(case: Case) -> None:
    """Organisation, cause and mediators of that day."""
    people: dict[Any, User] = {
        one.pk: one for one in User.objects.filter(pk__in=[case.mediator_id, case.co_mediator_id])
    }
    case.mediator = people.get(case.mediator_id)
    case.co_mediator = people.get(case.co_mediator_id)
    case.organisation = Organisation.objects.get(pk=case.organisation_id)
    case.cause = Cause.objects.filter(pk=case.cause_id or "").first()
