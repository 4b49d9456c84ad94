"""What a list can be narrowed by: each facet with its words, what can be chosen, and the condition it stands for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.lifecycle import OPEN, STAGES, State
from cases.models import Case, Cause, Deadline, Employer, Organisation, Party, User
from cases.permissions import MEDIATORS
from cases.queries import in_hands_of

STAGE_LABELS: dict[str, "str | Promise"] = {
    "intake": _("registration"),
    "mediation": _("mediation"),
    "agreement": _("agreement"),
    "arbitration": _("arbitration"),
    "end": _("ended"),
}
WINDOWS: dict[str, "str | Promise"] = {
    "overdue": _("overdue"),
    "today": _("due today"),
    "soon": _("due within 3 days"),
    "week": _("due within 7 days"),
    "month": _("due within 30 days"),
}
_DAYS = {"today": 0, "soon": 3, "week": 7, "month": 30}


class Reader:
    """Who reads the list, on which day; what this person can choose from is looked up when it is wanted, once."""

    def __init__(self, user: User, today: date) -> None:
        self.user, self.today = user, today

    @cached_property
    def _here(self) -> Any:
        posting = self.user.posting
        return Organisation.objects.filter(path__startswith=posting.organisation.path) if posting else None

    @cached_property
    def places(self) -> dict[str, str]:
        """Organisations in this person's part of the tree, by identifier."""
        return {str(one.pk): str(one) for one in self._here} if self._here is not None else {}

    @cached_property
    def people(self) -> dict[str, str]:
        """Mediators in this person's part of the tree, by identifier."""
        if self._here is None:
            return {}
        staff = User.objects.filter(postings__role__in=MEDIATORS, postings__organisation__in=self._here)
        rows = staff.distinct().order_by("name", "id")
        return {str(pk): name for pk, name in rows.values_list("pk", "name")}

    @cached_property
    def causes(self) -> dict[str, str]:
        """Causes of action of all versions of the list, the newest first."""
        return {cause.pk: f"{cause.number} {cause}" for cause in Cause.objects.order_by("-version", "order")}


@dataclass(frozen=True)
class Facet:
    """One thing to narrow by; its values are joined by "or"."""

    name: str
    label: "str | Promise"
    options: Callable[[Reader], dict[str, "str | Promise"]]
    condition: Callable[[Sequence[str], Reader], Q]
    # Words of values that are too many to be offered, of those that exist.
    named: Callable[[Iterable[str]], dict[str, str]] | None = None
    is_long: bool = False
    default_open: bool = False  # in the editor

    def known(self, given: Iterable[str], reader: Reader) -> dict[str, "str | Promise"]:
        """Those of the values that mean something, with their words."""
        given = list(dict.fromkeys(given))
        if self.named is not None:
            return dict(self.named(given))
        options = self.options(reader) if given else {}
        return {code: options[code] for code in given if code in options}


def _fixed(choices: Iterable[tuple[str, "str | Promise"]]) -> Callable[[Reader], dict[str, "str | Promise"]]:
    options = dict(choices)
    return lambda reader: options


def _column(name: str) -> Callable[[Sequence[str], Reader], Q]:
    return lambda codes, reader: Q(**{f"{name}__in": list(codes)})


def _stage(codes: Sequence[str], reader: Reader) -> Q:
    return Q(state__in=[state for code in codes for state in STAGES[code]])


def _mediators(reader: Reader) -> dict[str, "str | Promise"]:
    return {"me": _("me"), "none": _("nobody yet"), **reader.people}


def _mediator(codes: Sequence[str], reader: Reader) -> Q:
    found = Q()
    for code in codes:
        if code == "none":
            found |= Q(mediator=None)
        elif code == "me":
            found |= in_hands_of(reader.user)
        else:
            found |= Q(mediator=code) | Q(co_mediator=code)
    return found


def _group(codes: Sequence[str], reader: Reader) -> Q:
    return Q(is_collective__in=[code == "yes" for code in codes])


def _applicant(codes: Sequence[str], reader: Reader) -> Q:
    found = Q()
    for code in codes:
        found |= Q(applicant_groups__contains=f"|{code}|")
    return found


def _employers(given: Iterable[str]) -> dict[str, str]:
    wanted = [code for code in given if _is_identifier(code)]
    rows = Employer.objects.filter(pk__in=wanted).values_list("pk", "name") if wanted else ()
    return {str(pk): name for pk, name in rows}


def _is_identifier(code: str) -> bool:
    try:
        return str(UUID(code)) == code
    except ValueError:
        return False


def _employer(codes: Sequence[str], reader: Reader) -> Q:
    return Q(pk__in=Party.objects.filter(employer__in=list(codes)).values("case"))


def _clock(codes: Sequence[str], reader: Reader) -> Q:
    return Q(pk__in=_running(codes).values("case"))


def _running(kinds: Sequence[str]) -> Any:
    return Deadline.objects.filter(kind__in=list(kinds), met_on=None, ended_on=None)


def due(windows: Sequence[str], clocks: Sequence[str], reader: Reader) -> Q:
    """The nearest clock ends within one of these windows; with clocks named, one of those does."""
    if not clocks:
        return Q(state__in=OPEN) & _within("next_due_on", windows, reader.today)
    open_days = Q(due_on=None) & _within("nominal_on", windows, reader.today)
    rows = _running(clocks).filter(_within("due_on", windows, reader.today) | open_days)
    return Q(pk__in=rows.values("case"))


def _within(column: str, windows: Sequence[str], today: date) -> Q:
    found = Q()
    for window in windows:
        if window == "overdue":
            found |= Q(**{f"{column}__lt": today})
        else:
            until = today + timedelta(days=_DAYS[window])
            found |= Q(**{f"{column}__gte": today, f"{column}__lte": until})
    return found


FACETS: tuple[Facet, ...] = (
    Facet("stage", _("Stage"), _fixed(STAGE_LABELS.items()), _stage, default_open=True),
    Facet("state", _("State"), _fixed(State.choices), _column("state")),
    Facet("clock", _("Clock"), _fixed(Deadline.Kind.choices), _clock),
    Facet(
        "due",
        _("Deadline"),
        _fixed(WINDOWS.items()),
        lambda codes, reader: due(codes, (), reader),
        default_open=True,
    ),
    Facet("mediator", _("Mediator"), _mediators, _mediator, is_long=True, default_open=True),
    Facet(
        "organisation",
        _("Organisation"),
        lambda reader: dict(reader.places),
        _column("organisation"),
        is_long=True,
    ),
    Facet("cause", _("Cause of action"), lambda reader: dict(reader.causes), _column("cause"), is_long=True),
    Facet("employer", _("Employer"), lambda reader: {}, _employer, named=_employers),
    Facet("group", _("Group dispute"), _fixed([("yes", _("yes")), ("no", _("no"))]), _group),
    Facet("channel", _("Channel"), _fixed(Case.Channel.choices), _column("channel")),
    Facet("applicant", _("Applicant's group"), _fixed(Case.ApplicantGroup.choices), _applicant),
    Facet("outcome", _("Outcome"), _fixed(Case.Outcome.choices), _column("outcome")),
)
BY_NAME: dict[str, Facet] = {facet.name: facet for facet in FACETS}
# These tell something sensitive about a person: they search only what the reader may read.
SENSITIVE = frozenset({"applicant"})


@dataclass(frozen=True)
class Span:
    """From … to …: days, or yuan."""

    name: str
    label: "str | Promise"
    column: str
    is_money: bool = False

    @property
    def ends(self) -> tuple[str, str]:
        """The two names in the address."""
        return f"{self.name}_from", f"{self.name}_to"


SPANS: tuple[Span, ...] = (
    Span("amount", _("Amount (yuan)"), "amount_claimed", is_money=True),
    Span("received", _("Received"), "received_at"),
    Span("closed", _("Ended"), "ended_at"),
)
