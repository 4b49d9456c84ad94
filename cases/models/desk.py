"""What lies on a person's own desk: saved views, drafts, notifications. No part of the record of any case."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.fields import EncryptedJSON
from cases.identity import uuid7
from cases.models.case import Case
from cases.models.people import Organisation, User


class SavedView(models.Model):
    """A list with its filters, columns and order under a name; the query is what stands after "?" in the address."""

    class Audience(models.TextChoices):
        ME = "me", _("me only")
        ORGANISATION = "organisation", _("my organisation")
        TREE = "tree", _("my organisation and all below it")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.ForeignKey(User, models.CASCADE, related_name="views")
    # Where the owner was posted when the view was saved: a shared view is shown to those who are posted there now.
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=40)
    audience = models.CharField(
        _("who can use it"), max_length=12, choices=Audience.choices, default=Audience.ME
    )
    query = models.CharField(max_length=1500, blank=True, default="")
    is_pinned = models.BooleanField(_("shown above the list"), default=True)
    position = models.PositiveSmallIntegerField(default=0)
    alert_at = models.PositiveIntegerField(_("tell me when it holds at least"), null=True, blank=True)
    alerted_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["position", "created_at", "id"]
        indexes = [models.Index(fields=["organisation", "audience"], name="view_shared")]

    def __str__(self) -> str:
        return self.name


class Draft(models.Model):
    """What somebody began to write and has not sent yet. Nobody else reads it; sending it or age deletes it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.ForeignKey(User, models.CASCADE, related_name="drafts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)  # intake
    # Field name → list of values, as the browser sends them.
    data: Any = EncryptedJSON()
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    # The caller was cut off: somebody rings back.
    call_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-saved_at", "-id"]
        indexes = [models.Index(fields=["owner", "kind", "-saved_at"], name="draft_own")]


class Notification(models.Model):
    """Something a person should know: which case, what happened. Names nobody; the case is looked up for its reader."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=30)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    view = models.ForeignKey(SavedView, models.CASCADE, null=True, blank=True, related_name="+")
    facts = models.JSONField(default=dict)  # codes, dates, numbers
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["user", "-at", "-id"], name="notification_own"),
            models.Index(fields=["user"], name="notification_unread", condition=models.Q(read_at=None)),
        ]
