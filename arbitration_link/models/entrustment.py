"""What the court entrusts to us: a dispute it has, to be mediated by us and reported back."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from cases.fields import EncryptedJSON, EncryptedText, StateField, StateModel
from cases.history import ExplainedHistory, Recorded
from cases.law import Source
from cases.models import Case, Document, Organisation

SOURCES = [
    (Source.TRIBUNAL_SUGGESTED.value, _("suggested by the arbitration court before acceptance")),
    (Source.TRIBUNAL_DELEGATED.value, _("entrusted by the arbitration court after acceptance")),
    (Source.COURT_BEFORE_FILING.value, _("assigned by a people's court before filing")),
    (Source.COURT_ORDINARY.value, _("entrusted by a people's court, ordinary procedure")),
    (Source.COURT_SUMMARY.value, _("entrusted by a people's court, summary procedure")),
]


class EntrustmentQuerySet(models.QuerySet["Entrustment"]):
    """Adjectives of entrustments."""

    def waiting(self) -> "EntrustmentQuerySet":
        """Neither accepted nor declined yet."""
        return self.filter(state=Entrustment.State.RECEIVED)

    def unanswered(self) -> "EntrustmentQuerySet":
        """Accepted, and not answered to the court yet."""
        return self.filter(state=Entrustment.State.ACCEPTED)


class Entrustment(Recorded, StateModel):
    """委托调解: received → accepted or declined → replied → acknowledged. A case exists from acceptance on."""

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        REPLIED = "replied", _("answered to the court")
        ACKNOWLEDGED = "acknowledged", _("answer received by the court")

    class Result(models.TextChoices):
        NONE = "", _("no answer yet")
        SETTLED = "settled", _("settled")
        PARTLY = "partly", _("settled in part")
        FAILED = "failed", _("no agreement reached")
        RETURNED = "returned", _("returned without mediation")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="entrustments")
    court = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("court"))
    state = StateField(max_length=12, choices=State.choices, default=State.RECEIVED)
    case = models.OneToOneField(Case, models.PROTECT, null=True, blank=True, related_name="entrustment")
    court_number = models.CharField(_("case number of the court"), max_length=60)
    source = models.CharField(_("how it was entrusted"), max_length=24, choices=SOURCES)
    received_on = models.DateField(_("received on"))
    reply_due = models.DateField(_("answer asked by the court for"), null=True, blank=True)
    # [{"role", "kind", "name", "head_count", "phone", "address"}], [{"kind", "text", "amount"}]: as an interface gives it.
    parties = EncryptedJSON()
    claims = EncryptedJSON(blank=True, default=list)
    facts = EncryptedText(_("what the dispute is about"))
    received_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    words = EncryptedText(_("reason"), blank=True, default="")

    result = models.CharField(
        _("result"), max_length=10, choices=Result.choices, blank=True, default=Result.NONE
    )
    replied_on = models.DateField(_("answered to the court on"), null=True, blank=True)
    reply = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    acknowledged_on = models.DateField(_("answer received by the court on"), null=True, blank=True)

    objects = EntrustmentQuerySet.as_manager()
    history = ExplainedHistory()

    @transition(field=state, source="received", target="accepted")
    def accept(self) -> None: ...

    @transition(field=state, source="received", target="declined")
    def decline(self) -> None: ...

    @transition(field=state, source="accepted", target="replied")
    def answer(self) -> None: ...

    @transition(field=state, source="replied", target="acknowledged")
    def acknowledge(self) -> None: ...

    class Meta:
        ordering = ["-received_on", "-id"]
        constraints = [
            # The same paper entered twice is one entrustment; after a refusal the court may send it again.
            models.UniqueConstraint(
                fields=["organisation", "court", "court_number"],
                condition=models.Q(state__in=["received", "accepted"]),
                name="one_open_entrustment_a_number",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["received", "declined"]) | models.Q(case__isnull=False),
                name="accepted_entrustment_has_case",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="entrustment_org_state")]

    def __str__(self) -> str:
        return self.court_number
