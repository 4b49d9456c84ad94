"""The case itself, and the list of causes of action."""

import datetime
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.history import ExplainedHistory, Recorded
from cases.law import Source
from cases.lifecycle import ENDED, STAGES, Lifecycle, State
from cases.models.people import Organisation, User
from cases.queries import CaseQuerySet

# Sorts after every real day, so that a keyset list needs no nulls.
NO_DUE_DAY = datetime.date(9999, 12, 31)

SOURCE_CHOICES = [
    (Source.PARTY_APPLICATION.value, _("application by a party")),
    (Source.ONE_STOP_BEIJING.value, _("one-stop mediation for new forms of employment (Beijing)")),
    (Source.PEOPLES_MEDIATION.value, _("people's mediation")),
    (Source.TRIBUNAL_SUGGESTED.value, _("suggested by the arbitration court before acceptance")),
    (Source.TRIBUNAL_DELEGATED.value, _("entrusted by the arbitration court after acceptance")),
    (Source.COURT_BEFORE_FILING.value, _("assigned by a people's court before filing")),
    (Source.COURT_ORDINARY.value, _("entrusted by a people's court, ordinary procedure")),
    (Source.COURT_SUMMARY.value, _("entrusted by a people's court, summary procedure")),
]


class Cause(models.Model):
    """A cause of action (案由) of one version of the official list."""

    code = models.CharField(primary_key=True, max_length=20)  # "2026/205.5"
    version = models.CharField(max_length=10)
    number = models.CharField(max_length=12)
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-version", "order"]

    def __str__(self) -> str:
        from django.utils.translation import get_language

        return self.name_en if (get_language() or "").startswith("en") else self.name_zh


class Case(Recorded, Lifecycle):
    """One dispute, from the first word to the closed file."""

    class Channel(models.TextChoices):
        COUNTER = "counter", _("counter")
        PHONE = "phone", _("phone")
        WEB = "web", _("online")
        LETTER = "letter", _("letter")
        ORAL = "oral", _("oral application")
        RECEPTION_DAY = "reception_day", _("chairman's reception day")
        TRANSFER = "transfer", _("passed on by another body")
        COURT = "court", _("entrusted by the court")
        IMPORT = "import", _("import")
        OUTREACH = "outreach", _("outreach")

    class Outcome(models.TextChoices):
        PERFORMED = "performed", _("agreement performed")
        ON_THE_SPOT = "on_the_spot", _("performed on the spot")
        PRIVATE = "private", _("settled privately")
        UNPERFORMED = "unperformed", _("agreement not performed, other remedy")
        NO_AGREEMENT = "no_agreement", _("no agreement reached")
        NOT_ACCEPTED = "not_accepted", _("not accepted")
        WITHDRAWN = "withdrawn", _("withdrawn")
        COURT_WITHDRAWN = "court_withdrawn", _("withdrawn before the court")
        COURT_DISMISSED = "court_dismissed", _("dismissed by the court")
        AWARD_PERFORMED = "award_performed", _("award or court settlement performed")

    class ApplicantGroup(models.TextChoices):
        NEW_FORM = "new_form", _("worker in a new form of employment")
        MIGRANT = "migrant", _("migrant worker")
        PROTECTED = "protected", _("woman in pregnancy, maternity or nursing")
        MINOR = "minor", _("under 18")
        DISABLED = "disabled", _("worker with a disability")
        OVER_AGE = "over_age", _("over retirement age")

    ref = models.CharField(_("reference"), max_length=24, unique=True)
    number = models.CharField(_("case number"), max_length=60, unique=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="cases", verbose_name=_("handling organisation")
    )
    registered_in = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    registered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    screener = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    mediator = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("mediator")
    )
    co_mediator = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("co-mediator")
    )
    # The organisation a proposed transfer waits for.
    receiver = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    # The arbitration court that has an open referral or entrustment of this case.
    court = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_cases"
    )
    split_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="split_cases")

    channel = models.CharField(_("channel"), max_length=16, choices=Channel.choices)
    source = models.CharField(
        _("source"), max_length=24, choices=SOURCE_CHOICES, default=Source.PARTY_APPLICATION.value
    )
    cause = models.ForeignKey(
        Cause, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("cause of action")
    )
    cause_text = models.CharField(_("what it is about"), max_length=120, blank=True, default="")
    is_collective = models.BooleanField(_("collective case"), default=False)
    head_count = models.PositiveIntegerField(_("number of workers"), default=1)
    # Codes of `ApplicantGroup` between bars, "|migrant|new_form|": asked by `applicant_groups__contains="|migrant|"`.
    applicant_groups = models.CharField(_("applicant's group"), max_length=80, blank=True, default="")
    facts = models.TextField(_("what happened"))
    outcome_told = models.TextField(_("outcome as told by the source"), blank=True, default="")
    applicants_label = models.CharField(max_length=200, editable=False)
    respondents_label = models.CharField(max_length=200, editable=False)
    amount_claimed = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(0), editable=False)

    received_at = models.DateTimeField(_("received"))
    accepted_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    both_consented_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices, blank=True, default="")
    retain_until = models.DateField(null=True, blank=True)
    committee_agreed = models.BooleanField(
        _("the worker agrees that the enterprise's own committee handles it"), default=False
    )

    # Derived or technical: kept for lists and locks, not part of the history.
    next_due_on = models.DateField(default=NO_DUE_DAY, editable=False)
    next_due_kind = models.CharField(max_length=20, blank=True, default="", editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    last_sequence = models.PositiveIntegerField(default=0, editable=False)
    head_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    tracking_digest = models.CharField(max_length=64, blank=True, default="", db_index=True, editable=False)
    intake_token = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    import_key = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)

    objects = CaseQuerySet.as_manager()
    history = ExplainedHistory(
        excluded_fields=[
            "next_due_on",
            "next_due_kind",
            "version",
            "last_sequence",
            "head_hash",
            "tracking_digest",
            "intake_token",
            "import_key",
        ]
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="case_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state=State.CLOSED) | ~models.Q(outcome=""),
                name="closed_case_has_outcome",
            ),
        ]
        indexes = [
            # The lists: by nearness of the next day, by receipt; for an organisation, a mediator, a subtree.
            models.Index(fields=["organisation", "next_due_on", "id"], name="case_org_due"),
            models.Index(fields=["organisation", "-received_at", "-id"], name="case_org_received"),
            models.Index(fields=["mediator", "next_due_on", "id"], name="case_mediator_due"),
            models.Index(fields=["next_due_on", "id"], name="case_due"),
            models.Index(fields=["-received_at", "-id"], name="case_received"),
            models.Index(fields=["state", "next_due_on", "id"], name="case_state_due"),
            models.Index(fields=["organisation", "-amount_claimed", "-id"], name="case_org_amount"),
            models.Index(fields=["-amount_claimed", "-id"], name="case_amount"),
            models.Index(fields=["organisation", "-ended_at", "-id"], name="case_org_ended"),
            models.Index(fields=["-ended_at", "-id"], name="case_ended"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def groups(self) -> list[str]:
        """Codes of the applicant's groups."""
        return [code for code in self.applicant_groups.split("|") if code]

    @staticmethod
    def joined_groups(codes: Collection[str]) -> str:
        """Codes as the column keeps them."""
        return "|".join(["", *sorted(codes), ""]) if codes else ""

    @property
    def is_open(self) -> bool:
        return self.state not in ENDED

    @property
    def stage(self) -> str:
        return next(stage for stage, states in STAGES.items() if self.state in states)

    @property
    def event_facts(self) -> dict[str, Any]:
        """What the event of the running act will say besides its name: identifiers, dates, numbers; nothing personal."""
        facts: dict[str, Any] = self.__dict__.setdefault("_event_facts", {})
        return facts
