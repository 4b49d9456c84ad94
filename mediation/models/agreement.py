"""What the sides agreed, who signed it, and what has to be performed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from cases.fields import EncryptedJSON, StateField, StateModel
from cases.history import ExplainedHistory, Recorded
from cases.models import Case, Document, Party, Representative, User


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Adjectives of agreements."""

    def pending(self) -> "AgreementQuerySet":
        """Drafted or frozen, not in effect: at most one a case."""
        return self.filter(state__in=[Agreement.State.DRAFT, Agreement.State.FROZEN])

    def effective(self) -> "AgreementQuerySet":
        """In effect: at most one a case."""
        return self.filter(state=Agreement.State.EFFECTIVE)


class Agreement(Recorded, StateModel):
    """The mediation agreement (调解协议书), one row a version.

    Frozen = version and digest are fixed before anyone signs. It has effect when both parties signed or sealed, the
    mediator signed and the organisation sealed (ARB 14).
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        FROZEN = "frozen", _("fixed, being signed")
        EFFECTIVE = "effective", _("in effect")
        VOID = "void", _("void")
        SUPERSEDED = "superseded", _("superseded")

    class Confirmation(models.TextChoices):
        NONE = "", _("not confirmed")
        REVIEW = "review", _("arbitral mediation statement after review")
        JUDICIAL = "judicial", _("confirmed by the court")

    case = models.ForeignKey(Case, models.PROTECT, related_name="agreements")
    version = models.PositiveSmallIntegerField()
    state = StateField(max_length=10, choices=State.choices, default=State.DRAFT)
    # What `mediation.terms.Terms.as_data` says: bank accounts may stand in it.
    terms = EncryptedJSON()
    number = models.CharField(_("agreement number"), max_length=60, blank=True, default="")
    digest = models.CharField(max_length=64, blank=True, default="")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    drafted_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True, blank=True)
    effective_on = models.DateField(_("in effect since"), null=True, blank=True)
    effective_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Set by the floor above when the court confirmed it: then it can be enforced.
    confirmation = models.CharField(
        max_length=10, choices=Confirmation.choices, blank=True, default=Confirmation.NONE
    )
    confirmed_on = models.DateField(null=True, blank=True)

    objects = AgreementQuerySet.as_manager()
    history = ExplainedHistory()

    @transition(field=state, source="draft", target="frozen")
    def freeze(self) -> None: ...

    @transition(field=state, source="frozen", target="effective")
    def take_effect(self) -> None: ...

    @transition(field=state, source=["draft", "frozen"], target="void")
    def void(self) -> None: ...

    @transition(field=state, source="effective", target="superseded")
    def supersede(self) -> None: ...

    class Meta:
        ordering = ["case", "version"]
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="one_agreement_a_version"),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(state__in=["draft", "frozen"]),
                name="one_pending_agreement",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(state="effective"), name="one_effective_agreement"
            ),
            models.UniqueConstraint(
                fields=["number"], condition=~models.Q(number=""), name="one_agreement_a_number"
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(_("draft %(version)s") % {"version": self.version})

    @property
    def is_confirmed(self) -> bool:
        return bool(self.confirmation)


class Signature(Recorded):
    """One signature or seal on one frozen version: whose, by whom, on what day, how."""

    class Role(models.TextChoices):
        APPLICANT = "applicant", _("applicant")
        RESPONDENT = "respondent", _("respondent")
        THIRD = "third", _("third party")
        MEDIATOR = "mediator", _("mediator")
        SEAL = "seal", _("seal of the mediation organisation")

    class How(models.TextChoices):
        SIGNED = "signed", _("signed")
        SEALED = "sealed", _("sealed")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="signatures")
    role = models.CharField(_("as"), max_length=12, choices=Role.choices)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    # Nobody: the party itself (an organisation through its legal representative).
    representative = models.ForeignKey(
        Representative, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The mediator who signed, the head who sealed.
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    how = models.CharField(_("how"), max_length=8, choices=How.choices)
    on = models.DateField(_("date"))
    identity_seen = models.BooleanField(_("identity seen"), default=False)
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    history = ExplainedHistory()

    class Meta:
        ordering = ["agreement", "recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "party"],
                condition=models.Q(party__isnull=False),
                name="one_signature_a_party",
            ),
            models.UniqueConstraint(
                fields=["agreement", "role"], condition=models.Q(party=None), name="one_mediator_one_seal"
            ),
        ]


class ObligationQuerySet(models.QuerySet["Obligation"]):
    """Adjectives of obligations."""

    def standing(self) -> "ObligationQuerySet":
        """Of an agreement in effect or of a court's paper: those of a superseded agreement count no more."""
        return self.exclude(agreement__state=Agreement.State.SUPERSEDED)

    def unperformed(self) -> "ObligationQuerySet":
        """Standing, and neither performed nor waived."""
        return self.standing().filter(state__in=[Obligation.State.DUE, Obligation.State.DEFAULTED])


class Obligation(Recorded, StateModel):
    """One thing to be done by one day: a sum or an instalment of it, or a deed."""

    class State(models.TextChoices):
        DUE = "due", _("due")
        PERFORMED = "performed", _("performed")
        DEFAULTED = "defaulted", _("in default")
        WAIVED = "waived", _("waived in writing")

    case = models.ForeignKey(Case, models.PROTECT, related_name="obligations")
    # Where it comes from: our agreement, or a paper of the court (award, mediation statement).
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="obligations"
    )
    court_paper = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.PositiveSmallIntegerField()
    instalment = models.PositiveSmallIntegerField(default=1)
    instalments = models.PositiveSmallIntegerField(default=1)
    payer = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name=_("who performs"))
    payee = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name=_("to whom"))
    title = models.CharField(_("what for"), max_length=160)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    deed = models.CharField(_("what is done"), max_length=500, blank=True, default="")
    due_on = models.DateField(_("due on"))
    method = models.CharField(_("method"), max_length=120, blank=True, default="")
    # Kinds of claim the money is for: they decide whether a payment order is open (ARB 16).
    money_kinds = models.JSONField(default=list)
    state = StateField(max_length=10, choices=State.choices, default=State.DUE)
    performed_on = models.DateField(_("performed on"), null=True, blank=True)
    defaulted_on = models.DateField(_("in default since"), null=True, blank=True)
    waived_on = models.DateField(_("waived on"), null=True, blank=True)
    proof = models.CharField(_("proof"), max_length=300, blank=True, default="")

    objects = ObligationQuerySet.as_manager()
    history = ExplainedHistory()

    @transition(field=state, source=["due", "defaulted"], target="performed")
    def perform(self) -> None: ...

    @transition(field=state, source="due", target="defaulted")
    def default(self) -> None: ...

    @transition(field=state, source=["due", "defaulted"], target="waived")
    def waive(self) -> None: ...

    class Meta:
        ordering = ["case", "due_on", "number", "instalment"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__isnull=False) | ~models.Q(deed=""), name="obligation_says_what"
            ),
        ]

    def __str__(self) -> str:
        return (
            self.title if self.instalments == 1 else f"{self.title}（{self.instalment}/{self.instalments}）"
        )

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.DUE, self.State.DEFAULTED)
