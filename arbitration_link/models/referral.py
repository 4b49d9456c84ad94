"""What goes to the arbitration court, and the papers it answers with."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from cases.fields import EncryptedJSON, EncryptedText, StateField, StateModel
from cases.history import ExplainedHistory, Recorded
from cases.models import Case, Document, Evidence, Organisation, Party
from mediation.models import Agreement


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Adjectives of referrals."""

    def live(self) -> "ReferralQuerySet":
        """Not answered for good: at most one a case."""
        return self.filter(state__in=Referral.LIVE)

    def with_the_court(self) -> "ReferralQuerySet":
        """Sent, and not answered for good."""
        return self.filter(state__in=[Referral.State.SENT, Referral.State.RECEIVED, Referral.State.ACCEPTED])


class Referral(Recorded, StateModel):
    """One package for the arbitration court, frozen when it is prepared; or the note that a party filed alone."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("prepared")
        SENT = "sent", _("sent")
        RECEIVED = "received", _("received by the court")
        ACCEPTED = "accepted", _("accepted by the court")
        REFUSED = "refused", _("refused by the court")
        RETURNED = "returned", _("returned for papers")
        WITHDRAWN = "withdrawn", _("taken back")
        CONCLUDED = "concluded", _("concluded")

    class How(models.TextChoices):
        PAPER = "paper", _("on paper")
        USB = "usb", _("on a USB stick")
        API = "api", _("through the interface")

    class Jurisdiction(models.TextChoices):
        PERFORMANCE = "performance", _("the employment contract is performed in its district")
        EMPLOYER = "employer", _("the employer is located in its district")

    LIVE = (State.PREPARED, State.SENT, State.RECEIVED, State.ACCEPTED)
    UNANSWERED = (State.SENT, State.RECEIVED)

    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals")
    # The first package of a case is 1; a package returned for papers is prepared anew under the next number.
    number = models.PositiveSmallIntegerField()
    court = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("arbitration court")
    )
    state = StateField(max_length=10, choices=State.choices, default=State.PREPARED)
    # After default on this agreement; empty after a failed mediation.
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="referrals")
    is_own_filing = models.BooleanField(_("filed by the party alone"), default=False)
    jurisdiction = models.CharField(
        _("jurisdiction"), max_length=12, choices=Jurisdiction.choices, blank=True, default=""
    )

    # Giving personal information to the court needs the person's consent (PIPL 23), health data a separate one (29).
    consent_party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    consent = EncryptedText(_("how the person consented"), blank=True, default="")
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)
    health_consent = EncryptedText(_("separate consent to giving health data"), blank=True, default="")
    health_consent_on = models.DateField(null=True, blank=True)

    # The frozen package: its data, then, made by the worker, its bytes with the digest of each member.
    format = models.CharField(max_length=40, blank=True, default="")
    package = EncryptedJSON(blank=True, default=dict)
    manifest = models.JSONField(default=list, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    size = models.PositiveIntegerField(default=0)
    stored_as = models.CharField(max_length=80, blank=True, default="")
    problem = models.CharField(max_length=300, blank=True, default="")
    prepared_at = models.DateTimeField(null=True, blank=True)

    how = models.CharField(_("how it was sent"), max_length=8, choices=How.choices, blank=True, default="")
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    received_on = models.DateField(_("received by the court on"), null=True, blank=True)
    receipt = models.CharField(_("receipt number of the court"), max_length=60, blank=True, default="")
    court_number = models.CharField(_("case number of the court"), max_length=60, blank=True, default="")
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    concluded_on = models.DateField(_("concluded on"), null=True, blank=True)
    words = EncryptedText(_("the court's words"), blank=True, default="")

    objects = ReferralQuerySet.as_manager()
    history = ExplainedHistory(excluded_fields=["package", "manifest"])

    @transition(field=state, source="prepared", target="sent")
    def send(self) -> None: ...

    @transition(field=state, source="sent", target="received")
    def receive(self) -> None: ...

    @transition(field=state, source=UNANSWERED, target="accepted")
    def accept(self) -> None: ...

    @transition(field=state, source=UNANSWERED, target="refused")
    def refuse(self) -> None: ...

    @transition(field=state, source=UNANSWERED, target="returned")
    def come_back(self) -> None: ...

    @transition(field=state, source=["prepared", "sent", "received"], target="withdrawn")
    def withdraw(self) -> None: ...

    @transition(field=state, source=["sent", "received", "accepted"], target="concluded")
    def conclude(self) -> None: ...

    class Meta:
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_referral_a_number"),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(state__in=["prepared", "sent", "received", "accepted"]),
                name="one_live_referral",
            ),
            models.CheckConstraint(
                condition=models.Q(is_own_filing=True)
                | ~models.Q(consent="") & models.Q(consent_on__isnull=False),
                name="referral_with_consent",
            ),
        ]
        indexes = [models.Index(fields=["state", "court"], name="referral_state_court")]

    def __str__(self) -> str:
        return f"{self.case.ref}/{self.number}"

    @property
    def is_default(self) -> bool:
        return self.agreement_id is not None

    @property
    def is_live(self) -> bool:
        return self.state in self.LIVE

    @property
    def is_assembled(self) -> bool:
        return bool(self.sha256)

    @property
    def holds_withdrawn(self) -> bool:
        """Was a file of this package withdrawn since it was prepared?"""
        return self.items.filter(evidence__withdrawn_at__isnull=False).exists()

    @property
    def is_spoilt(self) -> bool:
        """Not sent yet, and a file in it was withdrawn: it may not go out any more."""
        return self.state == self.State.PREPARED and self.holds_withdrawn

    @property
    def health_opened(self) -> Any:
        """The party whose health data may go along, if one consented to that."""
        return self.consent_party_id if self.health_consent_on else None

    @property
    def file_name(self) -> str:
        """A name for downloads that says nothing about anybody."""
        return f"{self.case.ref}-referral-{self.number}.zip"


class ReferralItem(Recorded):
    """One member of a package: a paper of ours, or an evidence file chosen one by one."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    path = models.CharField(max_length=80)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")

    history = ExplainedHistory()

    class Meta:
        ordering = ["referral", "position"]
        constraints = [
            models.UniqueConstraint(fields=["referral", "path"], name="one_member_a_path"),
            models.CheckConstraint(
                condition=models.Q(document__isnull=False, evidence=None)
                | models.Q(document=None, evidence__isnull=False),
                name="member_is_paper_or_evidence",
            ),
        ]

    @property
    def source(self) -> Any:
        """The paper or the evidence file."""
        return self.document or self.evidence


class CourtPaper(Recorded):
    """A paper the court answered with, entered by hand today, from its message tomorrow."""

    class Kind(models.TextChoices):
        ACCEPTANCE = "acceptance", _("notice of acceptance")
        REFUSAL = "refusal", _("notice of refusal")
        RETURN = "return", _("request for missing papers")
        STATEMENT = "statement", _("arbitral mediation statement")
        AWARD = "award", _("award")
        WITHDRAWAL = "withdrawal", _("decision on the withdrawal")
        DISMISSAL = "dismissal", _("decision of dismissal")
        CONFIRMATION = "confirmation", _("court ruling of confirmation")
        NOT_CONFIRMED = "not_confirmed", _("refusal of the confirmation")

    class Finality(models.TextChoices):
        NONE = "", _("does not apply")
        FINAL = "final", _("final award: the worker alone may sue")
        OPEN = "open", _("not final: either side may sue")
        MIXED = "mixed", _("two awards, a final one and another")

    case = models.ForeignKey(Case, models.PROTECT, related_name="court_papers")
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, blank=True, related_name="papers")
    kind = models.CharField(_("kind of paper"), max_length=14, choices=Kind.choices)
    number = models.CharField(_("number of the paper"), max_length=80, blank=True, default="")
    dated_on = models.DateField(_("date of the paper"))
    served_on = models.DateField(_("received by the person on"), null=True, blank=True)
    finality = models.CharField(
        _("final?"), max_length=6, choices=Finality.choices, blank=True, default=Finality.NONE
    )
    text = EncryptedText(_("what it says"), blank=True, default="")
    # Our notice to the person about it.
    notice = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    history = ExplainedHistory()

    class Meta:
        ordering = ["case", "dated_on", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()
