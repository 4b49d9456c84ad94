"""Pages of the daily acts: contacts, notes, tasks."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions import notes
from cases.forms import ActForm, DateField
from cases.missing import task_words
from cases.models import Contact, Note, Party, Task
from cases.registry import Act, Undo


class ContactForm(ActForm):
    party = forms.ModelChoiceField(label=_("Who"), queryset=Party.objects.none())
    method = forms.ChoiceField(label=_("How"), choices=Contact.Method.choices, widget=forms.RadioSelect)
    when = forms.DateTimeField(
        label=_("When"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    reached = forms.BooleanField(label=_("Reached"), required=False)
    summary = forms.CharField(
        label=_("What was said"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def prepare(self) -> None:
        self.fields["party"].queryset = self.case.parties.filter(left_on=None)  # type: ignore[attr-defined]
        self.initial.setdefault("when", timezone.localtime(self.at).replace(second=0, microsecond=0))


class WriteNoteForm(ActForm):
    text = forms.CharField(label=_("Note"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 6}))
    audience = forms.ChoiceField(
        label=_("Who can see this"),
        choices=Note.Audience.choices,
        initial=Note.Audience.TEAM,
        widget=forms.RadioSelect,
    )


class AddTaskForm(ActForm):
    text = forms.CharField(label=_("What is to do"), max_length=300)
    due_on = DateField(label=_("By"), required=False)


class TaskChoice(forms.ModelChoiceField):
    """Tasks told in words."""

    def label_from_instance(self, obj: Any) -> str:
        return task_words(obj)


class DoTaskForm(ActForm):
    task = TaskChoice(label=_("Task"), queryset=Task.objects.none())
    result = forms.CharField(label=_("Result"), max_length=300, required=False)

    def prepare(self) -> None:
        self.fields["task"].queryset = self.case.tasks.filter(done_at=None)  # type: ignore[attr-defined]


class ReopenTaskForm(ActForm):
    task = TaskChoice(label=_("Task"), queryset=Task.objects.none())

    def prepare(self) -> None:
        self.fields["task"].queryset = self.case.tasks.exclude(done_at=None)  # type: ignore[attr-defined]


def _has_done_task(case: Any) -> bool:
    return bool(case.tasks.exclude(done_at=None).exists())


def _has_open_task(case: Any) -> bool:
    return bool(case.tasks.filter(done_at=None).exists())


def _this_task(before: Any, user: Any, answer: Any) -> dict[str, str] | None:
    return {"task": str(answer.pk)}


ACTS = (
    Act(
        "cases.contact", _("Record contact"), ContactForm, notes.contact,
        done=_("Contact recorded"), group="notes", order=10, is_statement=True,
        effect=_("Attempts without success count as well: they are listed when mediation ends without contact."),
        is_final=True,
        ends=("contact",),
    ),
    Act(
        "cases.note", _("Write note"), WriteNoteForm, notes.note,
        done=_("Note written"), group="notes", order=20, is_statement=True,
        effect=_("Nobody outside the case reads it. What a side says in confidence belongs into a caucus note."),
        is_final=True,
    ),
    Act(
        "cases.add_task", _("Add task"), AddTaskForm, notes.add_task,
        done=_("Task added"), group="notes", order=30,
    ),
    Act(
        "cases.do_task", _("Task done"), DoTaskForm, notes.do_task,
        done=_("Task done"), group="notes", order=40, offered=_has_open_task,
        undo=Undo("cases.reopen_task", _this_task),
    ),
    Act(
        "cases.reopen_task", _("Open a task again"), ReopenTaskForm, notes.reopen_task,
        done=_("Task opened again"), group="notes", order=45, offered=_has_done_task,
        effect=_("The task waits again; what was noted as its result goes."),
    ),
)  # fmt: skip
