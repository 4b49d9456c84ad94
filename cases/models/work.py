"""Daily work on a case: notes, tasks, contacts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.fields import EncryptedText
from cases.history import ExplainedHistory, Recorded
from cases.models.case import Case
from cases.models.parties import Party
from cases.models.people import User


class Note(Recorded):
    """A working note. Caucus notes are another thing, in another table (`mediation`)."""

    class Audience(models.TextChoices):
        TEAM = "team", _("everybody who works on the case")
        AUTHOR = "author", _("me only")

    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    audience = models.CharField(_("who can see this"), max_length=8, choices=Audience.choices)
    text = EncryptedText(_("note"))
    written_at = models.DateTimeField()

    history = ExplainedHistory()

    class Meta:
        ordering = ["case", "-written_at", "-id"]


class Task(Recorded):
    """Something that waits to be done on a case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=20)
    text = models.CharField(_("what is to do"), max_length=300, blank=True, default="")
    due_on = models.DateField(_("by"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(_("result"), max_length=300, blank=True, default="")

    history = ExplainedHistory()

    class Meta:
        ordering = ["case", "due_on", "id"]
        indexes = [
            models.Index(fields=["due_on", "id"], name="task_waiting", condition=models.Q(done_at=None)),
        ]


class Contact(Recorded):
    """An attempt to reach a party: every route counts the same."""

    class Method(models.TextChoices):
        PHONE = "phone", _("phone")
        VISIT = "visit", _("visit")
        MESSAGE = "message", _("message")
        LETTER = "letter", _("letter")
        COUNTER = "counter", _("at the counter")

    case = models.ForeignKey(Case, models.PROTECT, related_name="contacts")
    party = models.ForeignKey(Party, models.PROTECT, related_name="contacts")
    method = models.CharField(_("how"), max_length=8, choices=Method.choices)
    reached = models.BooleanField(_("reached"), default=False)
    at = models.DateTimeField(_("when"))
    summary = EncryptedText(_("what was said"), blank=True, default="")

    history = ExplainedHistory()

    class Meta:
        ordering = ["case", "-at", "-id"]
