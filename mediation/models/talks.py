"""What happens while the sides talk: sessions, minutes, offers, and what one side says in confidence."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.fields import EncryptedJSON, EncryptedText
from cases.history import ExplainedHistory, Recorded
from cases.models import Case, Document, Party, User


class SessionQuerySet(models.QuerySet["Session"]):
    """Adjectives of sessions."""

    def planned(self) -> "SessionQuerySet":
        """Neither held nor called off."""
        return self.filter(held_at=None, cancelled_at=None)

    def held(self) -> "SessionQuerySet":
        """Those that took place, or at which somebody waited in vain."""
        return self.exclude(held_at=None)


class Session(Recorded):
    """A meeting for mediation: planned, then held with who came; or called off."""

    class Mode(models.TextChoices):
        JOINT = "joint", _("face to face, both sides")
        CAUCUS = "caucus", _("with one side alone")
        PHONE = "phone", _("by phone")
        ONLINE = "online", _("online")

    case = models.ForeignKey(Case, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    mode = models.CharField(_("form"), max_length=8, choices=Mode.choices, default=Mode.JOINT)
    planned_at = models.DateTimeField(_("planned for"))
    place = models.CharField(_("place"), max_length=120, blank=True, default="")
    held_at = models.DateTimeField(_("began"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()
    history = ExplainedHistory()

    class Meta:
        ordering = ["case", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_session_a_number")]
        indexes = [
            models.Index(
                fields=["planned_at"],
                name="session_planned",
                condition=models.Q(held_at=None, cancelled_at=None),
            )
        ]

    def __str__(self) -> str:
        return str(_("session %(number)s") % {"number": self.number})

    @property
    def is_planned(self) -> bool:
        return self.held_at is None and self.cancelled_at is None


class Attendance(Recorded):
    """Whether one party came to one session."""

    class Presence(models.TextChoices):
        CAME = "came", _("came")
        ABSENT = "absent", _("absent")

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendance")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    presence = models.CharField(_("presence"), max_length=8, choices=Presence.choices)
    note = models.CharField(_("remark"), max_length=200, blank=True, default="")

    history = ExplainedHistory()

    class Meta:
        ordering = ["session", "party"]
        constraints = [models.UniqueConstraint(fields=["session", "party"], name="one_attendance_each")]


class Minutes(Recorded):
    """The record of a session (调解笔录), frozen as a paper as soon as it is written; who signed it is noted after."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="minutes")
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="minutes")
    # {"statements": [{"by", "text"}], "issues": [text], "proposals": [{"by", "text"}], "result", "rights_answer"}
    content = EncryptedJSON()
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    # Identifiers of the parties who signed each page, and of those who were asked and would not.
    confirmed = models.JSONField(default=list)
    refused = models.JSONField(default=list)

    history = ExplainedHistory()

    class Meta:
        ordering = ["case", "written_at", "id"]


class CaucusNote(Recorded):
    """What one side told the mediator alone. Privileged: the case's mediators of now, nobody else, no paper ever."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="caucus_notes")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = EncryptedText(_("what was said in confidence"))
    written_at = models.DateTimeField()

    history = ExplainedHistory()

    class Meta:
        ordering = ["case", "-written_at", "-id"]


class OfferQuerySet(models.QuerySet["Offer"]):
    """Adjectives of offers."""

    def open_to_both(self) -> "OfferQuerySet":
        """Made openly to both sides."""
        return self.filter(audience=Offer.Audience.BOTH)

    def privileged(self) -> "OfferQuerySet":
        """Told to the mediator alone."""
        return self.filter(audience=Offer.Audience.MEDIATOR)


class Offer(Recorded):
    """What a side, or the mediator, proposes for the claim lines. Told to the mediator alone it is privileged."""

    class Audience(models.TextChoices):
        MEDIATOR = "mediator", _("the mediator alone, in confidence")
        BOTH = "both", _("both sides")

    class Answer(models.TextChoices):
        WAITING = "", _("no answer yet")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        COUNTERED = "countered", _("answered with another offer")

    case = models.ForeignKey(Case, models.PROTECT, related_name="offers")
    # Nobody: the mediator's own proposal.
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    audience = models.CharField(_("who may know"), max_length=8, choices=Audience.choices)
    # {"lines": {claim id: "9000.00"}, "total": "9000.00", "text": …}
    content = EncryptedJSON()
    made_at = models.DateTimeField()
    answer = models.CharField(
        _("answer"), max_length=10, choices=Answer.choices, blank=True, default=Answer.WAITING
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()
    history = ExplainedHistory()

    class Meta:
        ordering = ["case", "made_at", "id"]

    @property
    def is_privileged(self) -> bool:
        return self.audience == self.Audience.MEDIATOR
