"""Parties of a case and who acts for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.fields import EncryptedText
from cases.history import ExplainedHistory, Recorded
from cases.models.case import Case
from cases.models.people import Employer, Person


class Party(Recorded):
    """One side of a case as it was true then: a snapshot beside the link to the register."""

    class Role(models.TextChoices):
        APPLICANT = "applicant", _("applicant")
        RESPONDENT = "respondent", _("respondent")
        THIRD = "third", _("third party")

    class Kind(models.TextChoices):
        WORKER = "worker", _("worker")
        WORKERS = "workers", _("group of workers")
        EMPLOYER = "employer", _("employer")
        HOST = "host", _("host company")
        AGENCY = "agency", _("dispatch agency")

    class Consent(models.TextChoices):
        UNASKED = "unasked", _("not asked yet")
        ASKED = "asked", _("asked, no answer yet")
        AGREED = "agreed", _("agrees to mediate")
        REFUSED = "refused", _("refuses to mediate")

    # How an applicant consented. Stored in Chinese like all that is written in a file, whoever registers the case.
    BY_APPLICATION = "以申请调解的方式表示"

    case = models.ForeignKey(Case, models.PROTECT, related_name="parties")
    position = models.PositiveSmallIntegerField(default=1)
    role = models.CharField(_("role in the case"), max_length=12, choices=Role.choices)
    kind = models.CharField(_("kind of party"), max_length=12, choices=Kind.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="parties")
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, blank=True, related_name="parties")
    name = models.CharField(_("name"), max_length=160, blank=True, default="")
    head_count = models.PositiveIntegerField(_("number of persons"), default=1)
    gender = models.CharField(
        _("gender"), max_length=1, blank=True, default="", choices=[("f", _("female")), ("m", _("male"))]
    )
    birth_on = models.DateField(_("date of birth"), null=True, blank=True)
    job = models.CharField(_("occupation"), max_length=80, blank=True, default="")
    legal_representative = models.CharField(_("legal representative"), max_length=80, blank=True, default="")
    representative_position = models.CharField(_("position"), max_length=60, blank=True, default="")
    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True, default="")
    id_number = EncryptedText(_("ID number"), blank=True, default="")
    id_digest = models.CharField(max_length=64, blank=True, default="", db_index=True, editable=False)
    phone = EncryptedText(_("phone"), blank=True, default="")
    phone_digest = models.CharField(max_length=64, blank=True, default="", db_index=True, editable=False)
    address = EncryptedText(_("address"), blank=True, default="")
    service_address = EncryptedText(_("address for service"), blank=True, default="")
    bank_account = EncryptedText(_("bank account"), blank=True, default="")
    health = EncryptedText(_("health and pregnancy, as far as the claim needs it"), blank=True, default="")
    consent = models.CharField(
        _("consent to mediation"), max_length=8, choices=Consent.choices, default="unasked"
    )
    consent_on = models.DateField(null=True, blank=True)
    consent_how = models.CharField(max_length=120, blank=True, default="")
    left_on = models.DateField(null=True, blank=True)

    history = ExplainedHistory(excluded_fields=["id_digest", "phone_digest"])

    class Meta:
        ordering = ["case", "role", "position", "id"]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name, or the words that stand for a name the source does not give."""
        if self.name:
            return self.name
        return str(_("not named"))

    @property
    def is_worker_side(self) -> bool:
        return self.kind in (self.Kind.WORKER, self.Kind.WORKERS)

    @property
    def is_reachable(self) -> bool:
        return bool(self.phone or self.address or self.service_address)


class Representative(Recorded):
    """Who acts for a party, and how far the mandate goes (ARB 24; elected representatives ARB 7)."""

    class Kind(models.TextChoices):
        AGENT = "agent", _("authorised agent")
        ELECTED = "elected", _("elected representative")
        LEGAL_AID = "legal_aid", _("legal-aid lawyer")
        FAMILY = "family", _("near relative")

    class Authority(models.TextChoices):
        GENERAL = "general", _("general authority")
        SPECIAL = "special", _("special authority: may admit, waive, change claims and settle")

    party = models.ForeignKey(Party, models.PROTECT, related_name="representatives")
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    authority = models.CharField(_("authority"), max_length=8, choices=Authority.choices)
    matters = models.CharField(_("matters"), max_length=300, blank=True, default="")
    phone = EncryptedText(_("phone"), blank=True, default="")
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)

    history = ExplainedHistory()

    class Meta:
        ordering = ["party", "valid_from", "id"]
