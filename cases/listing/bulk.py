"""One act on many cases: each case by itself, in a transaction of its own, through the act that its own page calls."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import registry
from cases.actions.assignment import with_load
from cases.acts.assignment import MediatorChoice
from cases.audit import log_refusal
from cases.errors import Refused
from cases.forms import DateField, PlainForm
from cases.lifecycle import targets
from cases.models import Case, Posting, User
from cases.permissions import MEDIATORS, rule

MOST = 500


class ManyForm(PlainForm):
    """What is asked once for all chosen cases."""

    def __init__(self, *args: Any, cases: Sequence[Case], at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepare(cases, at)

    def prepare(self, cases: Sequence[Case], at: datetime) -> None:
        """Fill choices from the cases; called once, when the form is built."""


class AssignManyForm(ManyForm):
    mediator = MediatorChoice(label=gettext_lazy("Mediator"), queryset=User.objects.none())
    note = forms.CharField(
        label=gettext_lazy("Remark"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def prepare(self, cases: Sequence[Case], at: datetime) -> None:
        # Ties to single cases are looked at by the act, case by case.
        places = {case.organisation_id for case in cases}
        posted = Posting.objects.on(timezone.localdate(at)).filter(
            organisation__in=places, role__in=MEDIATORS
        )
        able = with_load(User.objects.filter(pk__in=posted.values("user")))
        self.fields["mediator"].queryset = able  # type: ignore[attr-defined]


class ReassignManyForm(AssignManyForm):
    def prepare(self, cases: Sequence[Case], at: datetime) -> None:
        super().prepare(cases, at)
        self.fields["note"].required = True
        self.fields["note"].label = _("Reason")


class AddTaskToManyForm(ManyForm):
    text = forms.CharField(label=gettext_lazy("What is to do"), max_length=300)
    due_on = DateField(label=gettext_lazy("By"), required=False)


# The acts that make sense for many cases at once, by their names in the permission table.
FORMS: dict[str, type[ManyForm]] = {
    "cases.assign": AssignManyForm,
    "cases.reassign": ReassignManyForm,
    "cases.add_task": AddTaskToManyForm,
}
KEYS = {"cases.assign": "e"}


@dataclass(frozen=True)
class Offer:
    """A button of the bar under the list."""

    code: str
    label: "str | Promise"
    icon: str = ""
    key: str = ""


def offered(user: User) -> list[Offer]:
    """What this person's role may do with many cases; whether it may be done with each is asked later."""
    role = user.posting.role if user.posting else ""
    found = [
        Offer(name, registry.ACTS[name].label, key=KEYS.get(name, ""))
        for name in FORMS
        if role in rule(name).cells
    ]
    if role in rule("cases.export").cells:
        found.append(Offer("export", gettext_lazy("Export"), "export"))
    return [*found, Offer("print", gettext_lazy("Print"), "print")]


@dataclass
class Target:
    """A case with the version that was on the screen; why it stays as it is; whether it was done."""

    case: Case
    version: int | None
    problem: str = ""
    is_done: bool = False

    @property
    def code(self) -> str:
        """As a form carries it."""
        return f"{self.case.ref}~{self.case.version if self.version is None else self.version}"


def chosen(codes: Iterable[str], user: User) -> list[Target]:
    """The cases behind "REF~version", in this order, as far as this reader may list them."""
    wanted: dict[str, int | None] = {}
    for code in list(dict.fromkeys(codes))[:MOST]:
        ref, _tilde, version = code[:60].partition("~")
        is_number = version.isascii() and version.isdigit() and len(version) < 9
        if "\x00" not in ref:
            wanted[ref] = int(version) if is_number else None
    rows = Case.objects.visible_to(user).filter(ref__in=list(wanted))
    found = {case.ref: case for case in rows.select_related("organisation", "mediator", "cause")}
    return [Target(found[ref], version) for ref, version in wanted.items() if ref in found]


def look(name: str, found: Iterable[Target], user: User) -> None:
    """Say for each case why the act cannot be done to it, where that is known beforehand."""
    act = registry.ACTS[name]
    for target in found:
        case = target.case
        if not user.has_perm(name, case):
            target.problem = _("You may not do this with this case.")
        elif not targets(name, str(case.state)):
            target.problem = _("This cannot be done now: the case is “%(state)s”.") % {
                "state": case.get_state_display()
            }
        elif not act.offered(case):
            target.problem = _("This does not fit this case as it is now.")


def carry_out(name: str, found: Iterable[Target], *, by: User, cleaned: dict[str, Any]) -> None:
    """Do it, case by case; what is refused says why and stops none of the others."""
    for target in found:
        if not target.problem:
            target.problem = _one(name, target, by, cleaned)
            target.is_done = not target.problem


def _one(name: str, target: Target, by: User, cleaned: dict[str, Any]) -> str:
    at = timezone.now()
    try:
        with transaction.atomic():
            registry.ACTS[name].run(target.case, by=by, at=at, version=target.version, **cleaned)
    except Refused as refusal:
        return str(refusal)
    except PermissionDenied:
        log_refusal(target.case, by=by, act=name, at=at)
        return _("You may not do this with this case.")
    except IntegrityError:
        return _("Somebody else did the same at the same moment. Please look at the case.")
    return ""
