"""Pages of the acts about sessions."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.forms import ActForm, AskingForm, Doubt, NoteForm
from cases.models import Party
from cases.registry import Act, Undo
from cases.wording import moment
from mediation import doubts, queries
from mediation.actions import sessions
from mediation.models import Attendance, Session


class MomentField(forms.DateTimeField):
    """A day with its time, in the local zone."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **kwargs)


class SessionChoice(forms.ModelChoiceField):
    """A session is named by its number and its moment."""

    def label_from_instance(self, obj: Session) -> str:
        return " · ".join((str(obj), moment(obj.held_at or obj.planned_at)))


class ScheduleForm(AskingForm):
    planned_at = MomentField(label=_("When"))
    place = forms.CharField(label=_("Where"), max_length=120, required=False)
    mode = forms.ChoiceField(label=_("Form"), choices=Session.Mode.choices)
    instead_of = SessionChoice(
        label=_("In place of"),
        queryset=Session.objects.none(),
        required=False,
        empty_label=_("a further session"),
    )

    def prepare(self) -> None:
        self.fields["instead_of"].queryset = self.case.sessions.planned()  # type: ignore[attr-defined]

    def doubts_about(self, told: dict[str, Any]) -> list[Doubt]:
        if told["planned_at"] <= self.at:
            return []  # the act refuses it
        asked = {name: told[name] for name in ("planned_at", "place", "instead_of")}
        return doubts.about_session(self.case, self.by, **asked)


class CallOffForm(NoteForm):
    session = SessionChoice(label=_("Session"), queryset=Session.objects.none(), empty_label=None)
    field_order = ("session", "note")

    def prepare(self) -> None:
        self.fields["session"].queryset = self.case.sessions.planned()  # type: ignore[attr-defined]


class HoldForm(ActForm):
    session = SessionChoice(label=_("Session"), queryset=Session.objects.none(), empty_label=None)
    held_at = MomentField(label=_("Began"))
    ended_at = MomentField(label=_("Ended"), required=False)

    def prepare(self) -> None:
        planned = self.case.sessions.planned()
        self.fields["session"].queryset = planned  # type: ignore[attr-defined]
        first = planned.order_by("planned_at").first()
        self.initial.setdefault("held_at", first.planned_at if first else timezone.localtime(self.at))
        self.parties = queries.standing(self.case)
        for party in self.parties:
            self.fields[f"presence_{party.pk}"] = forms.ChoiceField(
                label=party.display_name, choices=Attendance.Presence.choices, widget=forms.RadioSelect
            )
            self.fields[f"remark_{party.pk}"] = forms.CharField(
                label=_("%(name)s: remark") % {"name": party.display_name}, max_length=200, required=False
            )

    def clean(self) -> dict[str, Any]:
        """The attendance as `hold` takes it."""
        said = self.cleaned_data
        attendance = {
            party: (said[f"presence_{party.pk}"], said.get(f"remark_{party.pk}", ""))
            for party in self.parties
            if f"presence_{party.pk}" in said
        }
        return {
            "session": said.get("session"),
            "held_at": said.get("held_at"),
            "ended_at": said.get("ended_at"),
            "attendance": attendance,
        }


def _long(label: Any, rows: int = 4, required: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=20_000, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class MinutesForm(ActForm):
    session = SessionChoice(label=_("Session"), queryset=Session.objects.none(), empty_label=None)
    rights_answer = _long(_("Rights and duties were read out; the sides answered"), rows=2)
    issues = _long(_("Points in dispute, one a line"))
    proposals = _long(_("Proposals made openly"))
    result = _long(_("Result"), required=True)
    confirmed = forms.ModelMultipleChoiceField(
        label=_("Signed by"),
        queryset=Party.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    refused = forms.ModelMultipleChoiceField(
        label=_("Refused to sign"),
        queryset=Party.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        fields: Any = self.fields
        fields["session"].queryset = self.case.sessions.held()
        self.initial.setdefault("session", self.case.sessions.held().last())
        standing = self.case.parties.filter(left_on=None)
        fields["confirmed"].queryset = fields["refused"].queryset = standing
        self.parties = list(standing)
        for party in self.parties:
            label = _("What %(name)s said") % {"name": party.display_name}
            fields[f"statement_{party.pk}"] = _long(label)
        names = [f"statement_{party.pk}" for party in self.parties]
        self.order_fields(["session", "rights_answer", *names])

    def clean(self) -> dict[str, Any]:
        """Lines and statements as `record_minutes` takes them."""
        said = dict(self.cleaned_data)
        statements = []
        for party in self.parties:
            text = said.pop(f"statement_{party.pk}", "")
            if text:
                statements.append({"by": f"{party.get_role_display()} {party.display_name}", "text": text})
        proposals = said.get("proposals", "")
        return {
            **said,
            "statements": statements,
            "issues": [line.strip() for line in said.get("issues", "").splitlines() if line.strip()],
            "proposals": [{"by": str(_("made in the session")), "text": proposals}] if proposals else [],
        }


def _has_planned(case: Any) -> bool:
    return bool(case.sessions.planned().exists())


def _has_held(case: Any) -> bool:
    return bool(case.sessions.held().exists())


def _this_session(before: Any, user: Any, answer: Any) -> dict[str, str] | None:
    return {"session": str(answer.pk)}


ACTS = (
    Act(
        "mediation.schedule",
        _("Plan a session"),
        ScheduleForm,
        sessions.schedule,
        done=_("Session planned"),
        group="sessions",
        order=10,
        undo=Undo("mediation.call_off", _this_session),
        effect=_(
            "The session stands in the case file and on Today. Nobody is invited by the tracker: tell both sides."
        ),
    ),
    Act(
        "mediation.call_off",
        _("Call off a session"),
        CallOffForm,
        sessions.call_off,
        done=_("Session called off"),
        group="sessions",
        order=11,
        effect=_("The session does not take place. Tell both sides; plan another one when there is a day."),
        offered=_has_planned,
    ),
    Act(
        "mediation.hold",
        _("Record a session"),
        HoldForm,
        sessions.hold,
        done=_("Session held"),
        group="sessions",
        order=12,
        offered=_has_planned,
    ),
    Act(
        "mediation.record_minutes",
        _("Write the minutes"),
        MinutesForm,
        sessions.record_minutes,
        done=_("Minutes written"),
        is_statement=True,
        group="sessions",
        order=14,
        effect=_("The minutes are fixed as a paper. Write only what was said openly: both sides sign it."),
        offered=_has_held,
        is_final=True,
        papers=("minutes",),
    ),
)
