"""People and organisations: users, the organisation tree, postings, grants, declared conflicts, registers."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.fields import EncryptedText
from cases.history import ExplainedHistory, Recorded
from cases.identity import uuid7
from cases.permissions import Role

if TYPE_CHECKING:
    from cases.permissions import Reach

ROLE_CHOICES = [
    (Role.INTAKE, _("intake worker")),
    (Role.COMMITTEE_MEDIATOR, _("enterprise-committee mediator")),
    (Role.STATION_MEDIATOR, _("station mediator")),
    (Role.HEAD, _("head")),
    (Role.DISTRICT_MEDIATOR, _("district mediator")),
    (Role.VOLUNTEER, _("legal-aid volunteer")),
    (Role.SUPERVISOR, _("district supervisor")),
    (Role.ADMINISTRATOR, _("system administrator")),
    (Role.AUDITOR, _("auditor")),
]


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=username)


class User(AbstractBaseUser, Recorded):
    """An account of a member of staff. There are no superusers: rights come from postings alone."""

    class Theme(models.TextChoices):
        AUTO = "auto", _("as the system")
        LIGHT = "light", _("light")
        DARK = "dark", _("dark")
        CONTRAST = "contrast", _("high contrast")

    class Density(models.TextChoices):
        COMPACT = "compact", _("compact")
        STANDARD = "standard", _("standard")
        COMFORTABLE = "comfortable", _("comfortable")

    is_person: ClassVar[bool] = True

    username = models.CharField(_("account"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80)
    email = models.EmailField(_("e-mail"), blank=True, default="")
    language = models.CharField(_("language"), max_length=10, blank=True, default="")
    # How this person likes the pages: no part of the record, so no history.
    theme = models.CharField(_("colours"), max_length=8, choices=Theme.choices, default=Theme.AUTO)
    density = models.CharField(_("density"), max_length=12, choices=Density.choices, default=Density.STANDARD)
    has_shortcuts = models.BooleanField(_("keys without Ctrl"), default=True)
    has_narrow_rail = models.BooleanField(_("narrow menu"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    is_demo = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    # The posting acted in when nobody chose one in this session.
    usual_posting = models.ForeignKey(
        "cases.Posting", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = UserManager()
    history = ExplainedHistory(
        excluded_fields=[
            "password",
            "last_login",
            "usual_posting",
            "theme",
            "density",
            "has_shortcuts",
            "has_narrow_rail",
        ]
    )

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    # The posting acted in during this request; set at the door (`config.middleware`).
    acting: "Posting | None" = None

    def __str__(self) -> str:
        return self.name or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Signing in writes last_login; that is not a change of the account.
        if kwargs.get("update_fields") in (["last_login"], {"last_login"}):
            models.Model.save(self, *args, **kwargs)
        else:
            super().save(*args, **kwargs)

    @cached_property
    def posting(self) -> "Posting | None":
        """The posting this person acts in."""
        return self.acting or (self.usual_posting if self.usual_posting_id else self.live_postings().first())

    def live_postings(self) -> "models.QuerySet[Posting]":
        """Postings in force today."""
        return self.postings.live().select_related("organisation")

    @cached_property
    def reach(self) -> "Reach":
        """What this person reaches now. Kept for one request: accounts are loaded anew for each."""
        from cases.queries import reach_of

        return reach_of(self)

    def look_again(self) -> None:
        """Forget what was reached: the next question is answered from the rows as they are then."""
        self.__dict__.pop("reach", None)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return any(backend.has_perm(self, perm, obj) for backend in get_backends())


class Organisation(Recorded):
    """A body in the tree: federation, service station, enterprise committee; or a court, outside the tree."""

    class Kind(models.TextChoices):
        FEDERATION = "federation", _("district federation")
        STATION = "station", _("service station")
        COMMITTEE = "committee", _("enterprise committee")
        COURT = "court", _("arbitration court")

    class LegalType(models.TextChoices):
        """What the body is in law: it decides which follow-up an agreement may have (ARB 10, PML 34, CPL 205)."""

        ENTERPRISE = "enterprise", _("enterprise labour-dispute mediation committee")
        PEOPLE = "people", _("people's mediation organisation")
        TOWNSHIP = "township", _("township or street body with a labour-mediation function")
        REGIONAL = "regional", _("regional or industrial mediation body")
        COMMISSION = "commission", _("labour and personnel dispute arbitration commission")
        UNSETTLED = "unsettled", _("not settled yet")

    code = models.CharField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=160, blank=True, default="")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    legal_type = models.CharField(_("legal type"), max_length=12, choices=LegalType.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    # "/1/7/23/": at or below is a prefix, in Python and in SQL.
    path = models.CharField(max_length=120, db_index=True, editable=False)
    # The word in the printed number: 〔2026〕荣调字第0312号.
    number_word = models.CharField(_("word in case numbers"), max_length=12)
    employer = models.ForeignKey(
        "cases.Employer", models.PROTECT, null=True, blank=True, related_name="committees"
    )
    address = models.CharField(_("address"), max_length=200, blank=True, default="")
    phone = models.CharField(_("phone"), max_length=40, blank=True, default="")
    is_active = models.BooleanField(_("active"), default=True)

    history = ExplainedHistory()

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        in_english = (get_language() or "").startswith("en")
        return self.name_en if in_english and self.name_en else self.name

    def covers(self, other: "Organisation") -> bool:
        """Is the other at or below this one?"""
        return other.path.startswith(self.path)


class PostingQuerySet(models.QuerySet["Posting"]):
    def live(self) -> "PostingQuerySet":
        """Postings in force today, of active accounts in active organisations."""
        return self.on(None)

    def on(self, day: Any) -> "PostingQuerySet":
        from django.utils import timezone

        today = day or timezone.localdate()
        return self.filter(
            models.Q(ends_on=None) | models.Q(ends_on__gte=today),
            starts_on__lte=today,
            user__is_active=True,
            organisation__is_active=True,
        )


class Posting(Recorded):
    """A person holds a role in an organisation for a time."""

    user = models.ForeignKey(User, models.PROTECT, related_name="postings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="postings")
    role = models.CharField(_("role"), max_length=20, choices=ROLE_CHOICES)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = PostingQuerySet.as_manager()
    history = ExplainedHistory()

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="posting_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.organisation}"


class Grant(Recorded):
    """A volunteer may see named fields of one case for a time (A9: case, fields, start, end, approver, consent)."""

    class Field(models.TextChoices):
        CONTENT = "content", _("claims, facts, timeline")
        EVIDENCE = "evidence", _("evidence")
        CONTACTS = "contacts", _("contacts")
        NOTES = "notes", _("may write notes")
        HEALTH = "health", _("health data")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="grants")
    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    fields = models.JSONField(_("fields"))
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    consent = models.CharField(_("the worker's consent"), max_length=300)
    revoked_at = models.DateTimeField(null=True, blank=True)

    history = ExplainedHistory()

    class Meta:
        indexes = [models.Index(fields=["user", "ends_at"])]


class Conflict(Recorded):
    """A declared tie between a member of staff and a case: a relation beats a role."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="conflicts")
    user = models.ForeignKey(User, models.PROTECT, related_name="conflicts")
    reason = EncryptedText(_("reason"), blank=True, default="")
    declared_at = models.DateTimeField()

    history = ExplainedHistory()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="one_conflict_each")]


class Employer(Recorded):
    """The register of employers."""

    name = models.CharField(_("name"), max_length=160, db_index=True)
    aliases = models.JSONField(_("other names"), default=list, blank=True)
    credit_code = models.CharField(
        _("unified social credit code"), max_length=18, null=True, blank=True, unique=True
    )
    address = models.CharField(_("address"), max_length=200, blank=True, default="")
    legal_representative = models.CharField(_("legal representative"), max_length=80, blank=True, default="")
    headcount = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="employers"
    )

    history = ExplainedHistory()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Person(Recorded):
    """The register of persons: found again by ID number or phone through keyed digests, never in clear."""

    name = models.CharField(_("name"), max_length=80, db_index=True)
    id_number = EncryptedText(_("ID number"), blank=True, default="")
    id_digest = models.CharField(max_length=64, blank=True, default="", db_index=True, editable=False)
    phone = EncryptedText(_("phone"), blank=True, default="")
    phone_digest = models.CharField(max_length=64, blank=True, default="", db_index=True, editable=False)

    history = ExplainedHistory(excluded_fields=["id_digest", "phone_digest"])

    def __str__(self) -> str:
        return self.name


class Counter(models.Model):
    """The last number given, one row for each organisation, year and kind of number; taken under lock."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "kind"], name="one_counter_a_year_and_kind"
            )
        ]
