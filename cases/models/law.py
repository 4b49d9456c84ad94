"""What the law library is fed with, and what it answered: published figures, calculations behind claim lines."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.fields import EncryptedJSON
from cases.history import ExplainedHistory, Recorded
from cases.law.figures import KINDS
from cases.models.claims import Claim
from cases.models.people import User


class RegionalFigure(Recorded):
    """A published figure: a minimum wage from its day on, an average wage of its year. Each says where it comes from."""

    class Mark(models.TextChoices):
        READ = "V", _("read in the text")
        COPY = "V2", _("read in a copy")
        MEMORY = "M", _("from memory, to be checked")

    class Origin(models.TextChoices):
        SHIPPED = "shipped", _("came with the program")
        OFFICE = "office", _("entered here")

    kind = models.CharField(_("figure"), max_length=30)
    region = models.CharField(_("region"), max_length=30)
    # A figure of a year stands at its first of January.
    since = models.DateField(_("valid from"))
    value = models.DecimalField(
        _("value"), max_digits=14, decimal_places=2, validators=[MinValueValidator(0)]
    )
    source = models.CharField(_("source"), max_length=300)
    mark = models.CharField(_("how sure"), max_length=2, choices=Mark.choices, default=Mark.READ)
    # What people entered or corrected is not overwritten when reference data is loaded again.
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.OFFICE)

    history = ExplainedHistory()

    class Meta:
        ordering = ["region", "kind", "-since"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "region", "since"], name="one_figure_a_day"),
            models.CheckConstraint(condition=models.Q(value__gt=0), name="figure_above_zero"),
        ]

    def __str__(self) -> str:
        kind = KINDS.get(self.kind)
        return f"{kind.name.zh if kind else self.kind} {self.region} {self.since}"


class Calculation(Recorded):
    """How the amount of a claim line was worked out: what was told, what the law answered. Never changed, only replaced."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="calculations")
    kind = models.CharField(max_length=40)
    told = EncryptedJSON()
    # The answer as it was given then: figure, range, steps, articles, figures used, version of the rule.
    result = EncryptedJSON()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    calculated_at = models.DateTimeField()
    calculated_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    history = ExplainedHistory(excluded_fields=["told", "result"])

    class Meta:
        ordering = ["claim", "-calculated_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim"], condition=models.Q(replaced_at=None), name="one_calculation_a_claim"
            )
        ]
