"""Pages of the acts before acceptance."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import acceptance, deadlines
from cases.actions import screening
from cases.forms import ActForm, DateField, NoteForm
from cases.models import Deadline, Party
from cases.registry import Act, Undo

DECLINE_REASONS = [
    ("out_of_scope", _("not a labour dispute within the scope of mediation")),
    ("no_jurisdiction", _("another body is in charge")),
    ("refused", _("a side refuses to mediate")),
    ("decided", _("already decided or before a court")),
]


class AskForPapersForm(ActForm):
    papers = forms.CharField(
        label=_("Missing papers, one a line; after a colon, what each is for"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    until = DateField(label=_("To be handed in by"))

    def clean_papers(self) -> list[str]:
        """The lines that say something."""
        return [line.strip() for line in self.cleaned_data["papers"].splitlines() if line.strip()]


class AskConsentForm(ActForm):
    answer_by = DateField(label=_("Answer asked by"))

    def prepare(self) -> None:
        # In time for the decision, as long as that clock runs.
        clock = deadlines.live(self.case, Deadline.Kind.ACCEPT).first()
        if clock is not None and clock.last_day >= timezone.localdate(self.at):
            self.initial.setdefault("answer_by", clock.last_day)


class RecordConsentForm(ActForm):
    party = forms.ModelChoiceField(label=_("Who answered"), queryset=Party.objects.none())
    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[
            (Party.Consent.AGREED, _("agrees to mediate")),
            (Party.Consent.REFUSED, _("refuses to mediate")),
        ],
        widget=forms.RadioSelect,
    )
    on = DateField(label=_("On"))
    how = forms.CharField(label=_("How it was told"), max_length=120)

    def prepare(self) -> None:
        self.fields["party"].queryset = self.case.parties.filter(left_on=None)  # type: ignore[attr-defined]
        waiting = [party for party in self.case.parties.all() if party.consent in ("unasked", "asked")]
        if len(waiting) == 1:
            self.initial.setdefault("party", waiting[0].pk)
        self.initial.setdefault("on", timezone.localdate(self.at))


class AcceptForm(NoteForm):
    """Beside the button: the five questions of the decision, each with what the file says to it."""

    def prepare(self) -> None:
        if acceptance.is_late(self.case, self.at):
            self.fields["note"].required = True
            self.fields["note"].label = _("Why the decision comes late, in one sentence")

    @property
    def today(self) -> Any:
        """The day of the decision."""
        return timezone.localdate(self.at)

    def clock(self) -> Deadline | None:
        """The time limit of the decision."""
        return acceptance.clock(self.case)

    def questions(self) -> list[acceptance.Question]:
        """What is to be decided, and on what."""
        return acceptance.questions(self.case, self.at)


class DeclineForm(ActForm):
    reason = forms.ChoiceField(label=_("Reason"), choices=DECLINE_REASONS)
    explanation = forms.CharField(
        label=_("Explanation for the notice"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    next_way = forms.CharField(
        label=_("Where the applicant can go next"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


def _has_unasked(case: Any) -> bool:
    return bool(case.parties.filter(consent=Party.Consent.UNASKED, left_on=None).exists())


ACTS = (
    Act(
        "cases.take_for_screening",
        _("Take for screening"),
        ActForm,
        screening.take_for_screening,
        done=_("Taken for screening"),
        effect=_("You become the screener of this case."),
        group="intake",
        order=5,
    ),
    Act(
        "cases.ask_for_papers",
        _("Ask for missing papers"),
        AskForPapersForm,
        screening.ask_for_papers,
        done=_("Missing papers asked for"),
        group="intake",
        order=40,
        effect=_("One list, once. The applicant gets it in writing; the legal clocks run on."),
        starts=("papers",),
        papers=("missing_papers",),
    ),
    Act(
        "cases.receive_papers",
        _("Papers received"),
        NoteForm,
        screening.receive_papers,
        done=_("Papers received"),
        group="intake",
        order=10,
        effect=_("The case goes back to where it stood before the papers were asked for."),
        ends=("papers",),
    ),
    Act(
        "cases.ask_consent",
        _("Ask the other side"),
        AskConsentForm,
        screening.ask_consent,
        done=_("Other side asked for its consent"),
        group="intake",
        order=10,
        effect=_("An invitation is made for each party that has not been asked yet."),
        offered=_has_unasked,
        undo=Undo("cases.stop_asking"),
        papers=("consent_invitation",),
    ),
    Act(
        "cases.record_consent",
        _("Record an answer"),
        RecordConsentForm,
        screening.record_consent,
        done=_("Answer recorded"),
        group="intake",
        order=15,
        effect=_("The answer is kept with its date; both sides must agree before the case can be accepted."),
        ends=("contact",),
    ),
    Act(
        "cases.stop_asking",
        _("Stop asking"),
        NoteForm,
        screening.stop_asking,
        done=_("Question taken back"),
        group="intake",
        order=60,
    ),
    Act(
        "cases.accept",
        _("Accept case"),
        AcceptForm,
        screening.accept,
        done=_("Case accepted"),
        group="intake",
        order=12,
        effect=_("The mediation clock starts and each party gets a notice of acceptance."),
        is_final=True,
        template="cases/accept.html",
        starts=("mediate", "reply"),
        ends=("accept",),
        papers=("acceptance_notice",),
        sometimes=("reply",),
    ),
    Act(
        "cases.decline",
        _("Do not accept"),
        DeclineForm,
        screening.decline,
        done=_("Case not accepted"),
        group="intake",
        order=70,
        effect=_("The applicant gets a written notice that says why and where to go next."),
        is_final=True,
        ends=("accept",),
        papers=("non_acceptance_notice",),
    ),
)
