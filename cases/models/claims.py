"""What is asked, the limitation of each claim, and the files that prove something."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.history import ExplainedHistory, Recorded
from cases.models.case import Case
from cases.models.parties import Party


class Claim(Recorded):
    """One line of what is asked: matter, amount, period, ground; and what became of it."""

    class Kind(models.TextChoices):
        WAGES = "wages", _("unpaid wages")
        OVERTIME = "overtime", _("overtime pay")
        SEVERANCE = "severance", _("severance pay")
        DAMAGES = "damages", _("damages for unlawful dismissal")
        DOUBLE_WAGE = "double_wage", _("double wages")
        ANNUAL_LEAVE = "annual_leave", _("pay for untaken annual leave")
        WORK_INJURY = "work_injury", _("work-injury benefits")
        MEDICAL = "medical", _("work-injury medical costs")
        SOCIAL_INSURANCE = "social_insurance", _("social insurance benefits")
        RELATION = "relation", _("confirmation of the employment relation")
        CERTIFICATE = "certificate", _("leaving certificate, transfer of papers")
        OTHER = "other", _("other")

    class Standing(models.TextChoices):
        OPEN = "open", _("open")
        SETTLED = "settled", _("settled")
        LEFT_OPEN = "left_open", _("left open on purpose")
        MOVED = "moved", _("goes on in the linked case")
        DROPPED = "dropped", _("dropped")

    case = models.ForeignKey(Case, models.PROTECT, related_name="claims")
    party = models.ForeignKey(Party, models.PROTECT, related_name="claims")
    line = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind of claim"), max_length=20, choices=Kind.choices)
    text = models.CharField(_("what is asked"), max_length=500)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    starts_on = models.DateField(_("period from"), null=True, blank=True)
    ends_on = models.DateField(_("period until"), null=True, blank=True)
    grounds = models.CharField(_("ground"), max_length=300, blank=True, default="")
    standing = models.CharField(
        max_length=10, choices=Standing.choices, default=Standing.OPEN, editable=False
    )
    agreed_amount = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, blank=True, editable=False
    )
    moved_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    history = ExplainedHistory()

    class Meta:
        ordering = ["case", "line"]
        constraints = [models.UniqueConstraint(fields=["case", "line"], name="one_claim_a_line")]

    def __str__(self) -> str:
        return f"{self.line}. {self.text}"


class LimitationEvent(Recorded):
    """A dated event in the limitation of one claim (ARB 27, MR 31). Corrections are new events that name the old."""

    class Kind(models.TextChoices):
        START = "start", _("knew or should have known")
        INTERRUPTION = "interruption", _("interruption (starts afresh)")
        SUSPENSION = "suspension", _("suspension (the remaining time waits)")
        RESUMPTION = "resumption", _("the obstacle is gone")
        TERMINATION = "termination", _("employment ended")
        CORRECTION = "correction", _("correction")

    # What shows a demand that only the applicant tells of. Stored in Chinese, whoever registers the case.
    BY_APPLICANT = "据申请人陈述"

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="limitation_events")
    kind = models.CharField(_("event"), max_length=14, choices=Kind.choices)
    on = models.DateField(_("date"))
    article = models.CharField(_("article"), max_length=20, blank=True, default="")
    evidence = models.CharField(_("evidence"), max_length=300, blank=True, default="")
    act = models.CharField(max_length=60, blank=True, default="")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    history = ExplainedHistory()

    class Meta:
        ordering = ["claim", "on", "id"]


class Evidence(Recorded):
    """A file that proves something: kept outside the web root, original bytes never altered."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="evidence")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="evidence")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="evidence")
    title = models.CharField(_("title"), max_length=160)
    proves = models.CharField(_("what it proves"), max_length=300, blank=True, default="")
    is_original = models.BooleanField(_("original seen"), default=False)
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80, unique=True)
    released_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField()

    history = ExplainedHistory()

    class Meta:
        ordering = ["case", "added_at", "id"]

    def __str__(self) -> str:
        return self.title
