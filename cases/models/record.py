"""What is kept about the handling: events, read log, deadlines, papers, messages, approvals, transfers, reference."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from cases.fields import EncryptedJSON, EncryptedText, StateField, StateModel
from cases.history import ExplainedHistory, Recorded
from cases.identity import uuid7
from cases.models.case import Case
from cases.models.parties import Party
from cases.models.people import Organisation, Posting, User


class CaseEvent(models.Model):
    """One act on one case. Append-only: triggers refuse update and delete; each row carries the hash of the last."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    act = models.CharField(max_length=60)
    # A person acting in a posting, or a named system actor: never nobody.
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, blank=True, related_name="+")
    system = models.CharField(max_length=30, blank=True, default="")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20)
    note = EncryptedText(blank=True, default="")
    note_digest = models.CharField(max_length=64, blank=True, default="")
    facts = models.JSONField(default=dict)
    is_privileged = models.BooleanField(default=False)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["case", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="one_event_a_sequence"),
            models.CheckConstraint(
                condition=(models.Q(user=None) & ~models.Q(system=""))
                | (models.Q(user__isnull=False) & models.Q(system="")),
                name="event_has_one_actor",
            ),
        ]


class ReadLog(models.Model):
    """Somebody looked: written before the content is answered. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="reads")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=40)  # content, history, document, evidence, contacts, privileged …
    reason = EncryptedText(blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["case", "-at"]), models.Index(fields=["user", "-at"])]


class Refusal(models.Model):
    """A refused access to a thing that exists (H6). Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    act = models.CharField(max_length=60)
    at = models.DateTimeField()


class Anchor(models.Model):
    """One digest over the heads of all chains at a moment; a copy is kept outside the database. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    until = models.DateTimeField(unique=True)
    cases = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    made_at = models.DateTimeField()


class Deadline(Recorded):
    """A clock of a case: what starts it, the nominal and the rolled last day, the rule, and when it was met."""

    class Kind(models.TextChoices):
        ACCEPT = "accept", _("acceptance deadline")
        PAPERS = "papers", _("missing papers")
        MEDIATE = "mediate", _("mediation deadline")
        RIGHT15 = "right15", _("right to go to arbitration")
        REVIEW = "review", _("time to ask for arbitration review")
        CONFIRM = "confirm", _("time to ask for judicial confirmation")
        INSTALMENT = "instalment", _("performance due")
        COURT_ACCEPT = "court_accept", _("court's decision to accept")
        AWARD = "award", _("award")
        SUE = "sue", _("time to sue")
        REPLY = "reply", _("reply to the court")
        TRANSFER = "transfer", _("answer to a transfer")
        CONTACT = "contact", _("first contact")
        REVIEW_DATE = "review_date", _("review of the suspension")

    # Rights that the parties may use until a day: nothing of ours is late when they do not.
    INFORMATIONAL = frozenset({"right15", "review", "confirm", "sue"})
    # Always promises of ours, where only the kind of a clock is at hand; no limit of law.
    PROMISES = frozenset({"papers", "transfer", "contact", "review_date"})

    case = models.ForeignKey(Case, models.PROTECT, related_name="deadlines")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    rule = models.CharField(max_length=60)
    basis = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    start_event = models.CharField(max_length=60)
    started_on = models.DateField()
    nominal_on = models.DateField()
    # Open while the year's holiday notice is not published.
    due_on = models.DateField(null=True, blank=True)
    calendar_version = models.CharField(max_length=16, blank=True, default="")
    subject = models.UUIDField(null=True, blank=True)
    is_promise = models.BooleanField(default=False)
    extended_from = models.DateField(null=True, blank=True)
    extension_consent = models.CharField(max_length=300, blank=True, default="")
    met_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    history = ExplainedHistory(excluded_fields=["basis", "steps"])

    class Meta:
        ordering = ["case", "nominal_on", "id"]
        indexes = [
            models.Index(
                fields=["kind", "due_on"],
                name="deadline_open",
                condition=models.Q(met_on=None, ended_on=None),
            )
        ]

    @property
    def is_live(self) -> bool:
        return self.met_on is None and self.ended_on is None

    @property
    def last_day(self) -> Any:
        """The rolled day, or the nominal one while the rolled day is open."""
        return self.due_on or self.nominal_on


class Document(Recorded):
    """A paper: frozen context inside the act, bytes made once by the worker, never changed afterwards."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("could not be made")

    class Rendition(models.TextChoices):
        FROZEN = "frozen", _("frozen")
        COPY = "copy", _("convenience copy")
        SCAN = "scan", _("scan")

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    number = models.CharField(max_length=80, blank=True, default="")
    rendition = models.CharField(max_length=8, choices=Rendition.choices, default=Rendition.FROZEN)
    addressee = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    context = EncryptedJSON()
    template_version = models.CharField(max_length=16)
    frozen_at = models.DateTimeField()
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    copy_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies")
    # Claim line → the amount printed: a paper whose amounts have changed since says so.
    figures = models.JSONField(default=dict)
    is_privileged = models.BooleanField(default=False)

    status = models.CharField(max_length=8, choices=Status.choices, default=Status.WAITING)
    problem = models.CharField(max_length=300, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    size = models.PositiveIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)
    stored_as = models.CharField(max_length=80, blank=True, default="")

    history = ExplainedHistory(excluded_fields=["context", "figures"])

    class Meta:
        ordering = ["case", "frozen_at", "id"]


class ProofOfService(Recorded):
    """A paper was served on a party: how, when, who took it; the deemed date where the law has one (BR 20)."""

    class Method(models.TextChoices):
        DIRECT = "direct", _("handed over")
        LEFT = "left", _("left at the address, with photo or video")
        POSTED = "posted", _("posted up, with photo or video")
        MAIL = "mail", _("by post")
        ELECTRONIC = "electronic", _("electronically, by consent")
        PUBLIC = "public", _("public notice")

    document = models.ForeignKey(Document, models.PROTECT, related_name="services")
    party = models.ForeignKey(Party, models.PROTECT, related_name="services")
    method = models.CharField(_("method"), max_length=12, choices=Method.choices)
    on = models.DateField(_("date"))
    deemed_on = models.DateField(_("deemed served on"))
    recipient = models.CharField(_("who took it"), max_length=80, blank=True, default="")
    remark = models.CharField(_("remark"), max_length=300, blank=True, default="")

    history = ExplainedHistory()


class OutboxMessage(models.Model):
    """Something to do outside the transaction: a paper to render, later a message to send. The row is the truth."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="outbox")
    sequence = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    # Below zero: when nothing else waits.
    priority = models.SmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    parked_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(
                fields=["-priority", "due_at", "id"],
                name="outbox_waiting",
                condition=models.Q(done_at=None, parked_at=None),
            ),
            models.Index(fields=["case", "sequence"], name="outbox_case"),
        ]


class Approval(Recorded, StateModel):
    """An act proposed by one person that happens when a second person agrees: two people, always two."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")

    case = models.ForeignKey(Case, models.PROTECT, related_name="approvals")
    act = models.CharField(max_length=60)
    arguments = EncryptedJSON()
    reason = EncryptedText(blank=True, default="")
    state = StateField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_in = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = EncryptedText(blank=True, default="")

    history = ExplainedHistory()

    @transition(field=state, source="proposed", target="approved")
    def approve(self) -> None: ...

    @transition(field=state, source="proposed", target="refused")
    def refuse(self) -> None: ...

    class Meta:
        ordering = ["case", "proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "act"], condition=models.Q(state="proposed"), name="one_open_proposal_an_act"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("proposed_by")),
                name="approval_by_two_people",
            ),
        ]


class Transfer(Recorded, StateModel):
    """A case proposed to another organisation; the receiver signs (1 working day to answer)."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        REVOKED = "revoked", _("revoked")

    case = models.ForeignKey(Case, models.PROTECT, related_name="transfers")
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    state = StateField(max_length=10, choices=State.choices, default=State.PROPOSED)
    reason = models.CharField(_("reason"), max_length=300)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True, default="")

    history = ExplainedHistory()

    @transition(field=state, source="proposed", target="accepted")
    def accept(self) -> None: ...

    @transition(field=state, source="proposed", target="refused")
    def refuse(self) -> None: ...

    @transition(field=state, source="proposed", target="revoked")
    def revoke(self) -> None: ...

    class Meta:
        ordering = ["case", "proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(state="proposed"), name="one_open_transfer"
            )
        ]


class HolidayNotice(models.Model):
    """The rest days and make-up days of one year, from the State Council's notice."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    days = models.JSONField()
    source = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()


class Setting(Recorded):
    """A rule of the house or an unsettled point of law that people may change; every value has its source."""

    key = models.CharField(max_length=60, unique=True)
    value = models.JSONField()
    source = models.CharField(max_length=300, blank=True, default="")

    history = ExplainedHistory()


class CaseSearch(models.Model):
    """What a case is found by. On SQLite an FTS5 table mirrors it, on PostgreSQL a GIN index stands over it."""

    id = models.BigAutoField(primary_key=True)
    case = models.OneToOneField(Case, models.CASCADE, related_name="search")
    text = models.TextField()
    grams = models.TextField()


class DailyRun(models.Model):
    """A daily job has been done for this day; the row keeps two schedulers from doing it twice."""

    id = models.BigAutoField(primary_key=True)
    job = models.CharField(max_length=40)
    day = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "day"], name="one_daily_run")]


AUDIT_TABLES = tuple(model._meta.db_table for model in (CaseEvent, ReadLog, Refusal, Anchor))
assert settings.AUTH_USER_MODEL == "cases.User"
