"""The agreement is made enforceable: arbitration review, or confirmation by the people's court."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from cases.fields import EncryptedText, StateField, StateModel
from cases.history import ExplainedHistory, Recorded
from cases.models import Case, Document, Organisation
from mediation.models import Agreement


class Confirmation(Recorded, StateModel):
    """仲裁审查 or 司法确认 of one agreement, asked for by both parties together; the one excludes the other (BR 75)."""

    class Kind(models.TextChoices):
        REVIEW = "review", _("arbitration review of the agreement")
        JUDICIAL = "judicial", _("judicial confirmation")

    class State(models.TextChoices):
        APPLIED = "applied", _("applied for")
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")

    class Ground(models.TextChoices):
        NONE = "", _("not refused")
        LATE = "late", _("the time limit is over")
        WRONG_BODY = "wrong_body", _("another body is in charge")
        OUT_OF_SCOPE = "out_of_scope", _("not a matter for this procedure")
        RELATION = "relation", _("it is about the existence of employment")
        CONFIRMED_BEFORE = "confirmed_before", _("confirmed in the other way before")
        UNLAWFUL = "unlawful", _("it breaks mandatory law")
        HARMS_OTHERS = "harms_others", _("it harms the public or others")
        FALSE_EVIDENCE = "false_evidence", _("false evidence or collusion is suspected")
        INVOLUNTARY = "involuntary", _("it was not voluntary")
        UNCLEAR = "unclear", _("its content is not clear")
        TAKEN_BACK = "taken_back", _("a party took the application back")

    case = models.ForeignKey(Case, models.PROTECT, related_name="confirmations")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="confirmations")
    kind = models.CharField(_("which way"), max_length=8, choices=Kind.choices)
    state = StateField(max_length=10, choices=State.choices, default=State.APPLIED)
    # The arbitration court of a review; a people's court is named.
    court = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    body = models.CharField(_("body asked"), max_length=120)
    applied_on = models.DateField(_("applied for on"))
    application = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.CharField(_("number of the decision"), max_length=80, blank=True, default="")
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    ground = models.CharField(
        _("ground of refusal"), max_length=16, choices=Ground.choices, blank=True, default=Ground.NONE
    )
    words = EncryptedText(_("words of the decision"), blank=True, default="")

    history = ExplainedHistory()

    @transition(field=state, source="applied", target="confirmed")
    def confirm(self) -> None: ...

    @transition(field=state, source="applied", target="refused")
    def refuse(self) -> None: ...

    class Meta:
        ordering = ["case", "applied_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"],
                condition=models.Q(state__in=["applied", "confirmed"]),
                name="one_way_of_confirmation",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="refused") | ~models.Q(ground=""), name="refusal_has_ground"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
