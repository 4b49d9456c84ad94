"""Keeping the house: organisations, accounts, postings, rules, figures. Every act asks for `office.manage` and leaves history.

Nobody changes his or her own rights, and nobody holds a case role and an administration role together.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import house_rules
from cases.errors import Refused
from cases.history import explained
from cases.identity import CODE_ALPHABET
from cases.law.figures import KINDS, REGION_NAMES
from cases.lifecycle import OPEN
from cases.models import Case, Organisation, Posting, RegionalFigure, Setting, User
from cases.permissions import MEDIATORS, POSTED, Role

ADMINISTRATION = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
CASE_ROLES = frozenset(POSTED) - ADMINISTRATION


@dataclass(frozen=True)
class NewAccount:
    """An account and its first password, which is shown once and kept as a digest only."""

    user: User
    password: str


@contextmanager
def _office(act: str, *, by: Any) -> Iterator[None]:
    by.look_again()
    if not by.has_perm("office.manage"):
        raise PermissionDenied("office.manage")
    with transaction.atomic(), explained(act, by=by):
        yield


# --- organisations ----------------------------------------------------------------------------------------------


def save_organisation(organisation: Organisation | None, *, columns: dict[str, Any], by: Any) -> Organisation:
    """Make or change a body. Its code stands in the numbers of its cases: it stays once there are any."""
    with _office("office.save_organisation", by=by):
        kept = (
            Organisation.objects.select_for_update().get(pk=organisation.pk)
            if organisation
            else Organisation()
        )
        _refuse_impossible_body(kept, columns)
        for name, value in columns.items():
            setattr(kept, name, value)
        kept.path = f"{kept.parent.path if kept.parent else '/'}{kept.code}/"
        kept.save()
        _put_children_below(kept)
        return kept


def _refuse_impossible_body(kept: Organisation, columns: dict[str, Any]) -> None:
    parent = columns.get("parent", kept.parent)
    if not kept._state.adding:
        if columns.get("code", kept.code) != kept.code and Case.objects.filter(registered_in=kept).exists():
            raise Refused(
                "code_in_use", _("The code stands in the numbers of cases already. It cannot be changed.")
            )
        if parent is not None and (parent.pk == kept.pk or parent.path.startswith(kept.path)):
            raise Refused("circle", _("An organisation cannot stand below itself. Choose another place."))
    if parent is not None and parent.kind in (Organisation.Kind.COURT, Organisation.Kind.COMMITTEE):
        raise Refused(
            "no_place", _("Nothing stands below a court or an enterprise committee. Choose another place.")
        )
    same = Organisation.objects.filter(code=columns.get("code", kept.code)).exclude(pk=kept.pk)
    if same.exists():
        raise Refused("code_taken", _("Another organisation has this code. Choose another one."))
    if columns.get("is_active") is False and Case.objects.filter(organisation=kept, state__in=OPEN).exists():
        raise Refused("open_cases", _("This organisation has open cases. Transfer them first."))


def _put_children_below(parent: Organisation) -> None:
    for child in Organisation.objects.select_for_update().filter(parent=parent):
        path = f"{parent.path}{child.code}/"
        if child.path != path:
            child.path = path
            child.save()
            _put_children_below(child)


# --- accounts ---------------------------------------------------------------------------------------------------


def create_account(*, username: str, name: str, by: Any) -> NewAccount:
    """A new account, without any right: rights come with postings."""
    with _office("office.create_account", by=by):
        if User.objects.filter(username__iexact=username).exists():
            raise Refused("name_taken", _("There is an account with this name already. Choose another one."))
        password = _new_password()
        user = User(username=username, name=name)
        user.set_password(password)
        user.save()
        return NewAccount(user, password)


def replace_sign_in(user: User, *, by: Any) -> str:
    """A new first password; the second factor is set up anew, and all sessions of the account end."""
    from allauth.mfa.models import Authenticator

    with _office("office.replace_sign_in", by=by):
        _refuse_self(user, by)
        password = _new_password()
        user.set_password(password)
        user.save()
        Authenticator.objects.filter(user=user).delete()
        end_sessions(user)
        return password


def set_active(user: User, *, active: bool, by: Any) -> list[Case]:
    """Close or reopen an account. Closing ends its sessions and answers the open cases that need a handover."""
    with _office("office.open_account" if active else "office.close_account", by=by):
        _refuse_self(user, by)
        user.is_active = active
        user.save()
        if active:
            return []
        end_sessions(user)
        return list(open_cases(user))


def open_cases(user: User) -> Any:
    """Open cases this person mediates: somebody else must take them over. Numbers, no content."""
    mine = Q(mediator=user) | Q(co_mediator=user)
    return (
        Case.objects.filter(mine, state__in=OPEN).select_related("organisation").order_by("next_due_on", "id")
    )


def end_sessions(user: User) -> None:
    """Sign this account out everywhere."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator(chunk_size=500):
        if str(session.get_decoded().get("_auth_user_id")) == str(user.pk):
            session.delete()


def _new_password() -> str:
    letters = "".join(secrets.choice(CODE_ALPHABET) for _number in range(16)).lower()
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4))


def _refuse_self(user: User, by: Any) -> None:
    if user.pk == by.pk:
        raise Refused("own_rights", _("Nobody changes his or her own rights. Ask another administrator."))


# --- postings ---------------------------------------------------------------------------------------------------


def add_posting(
    user: User,
    *,
    organisation: Organisation,
    role: str,
    starts_on: date,
    ends_on: date | None = None,
    by: Any,
) -> Posting:
    """Give a role in an organisation for a time."""
    with _office("office.add_posting", by=by):
        _refuse_self(user, by)
        if ends_on is not None and ends_on < starts_on:
            raise Refused("ends_before", _("The posting ends before it begins."))
        _refuse_misplaced(role, organisation)
        for other in _overlapping(user, starts_on, ends_on):
            if (other.role in ADMINISTRATION) != (role in ADMINISTRATION):
                raise Refused(
                    "two_hats",
                    _(
                        "Nobody holds a case role and an administration role together. End the other one first."
                    ),
                )
            if other.role == role and other.organisation_id == organisation.pk:
                raise Refused("held_already", _("This person holds this posting already."))
        return Posting.objects.create(
            user=user, organisation=organisation, role=role, starts_on=starts_on, ends_on=ends_on
        )


def _overlapping(user: User, starts_on: date, ends_on: date | None) -> Any:
    rows = (
        Posting.objects.select_for_update()
        .filter(user=user)
        .filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
    )
    return rows.filter(starts_on__lte=ends_on) if ends_on else rows


def _refuse_misplaced(role: str, organisation: Organisation) -> None:
    kinds = Organisation.Kind
    wrong = (
        organisation.kind == kinds.COURT
        or (role == Role.COMMITTEE_MEDIATOR and organisation.kind != kinds.COMMITTEE)
        or (role == Role.STATION_MEDIATOR and organisation.kind != kinds.STATION)
        or (
            role in (Role.DISTRICT_MEDIATOR, Role.SUPERVISOR, *ADMINISTRATION)
            and organisation.kind != kinds.FEDERATION
        )
    )
    if wrong:
        raise Refused(
            "misplaced", _("This role does not exist in this kind of organisation. Choose another one.")
        )


def end_posting(posting: Posting, *, ends_on: date, by: Any) -> list[Case]:
    """The last day of a posting. Answers the open cases that lose their mediator with it."""
    with _office("office.end_posting", by=by):
        posting = Posting.objects.select_for_update().select_related("user").get(pk=posting.pk)
        _refuse_self(posting.user, by)
        if ends_on < posting.starts_on:
            raise Refused("ends_before", _("The posting ends before it begins."))
        if posting.ends_on is not None and posting.ends_on < timezone.localdate() - timedelta(days=1):
            raise Refused("ended", _("This posting has ended already."))
        posting.ends_on = ends_on
        posting.save()
        return list(open_cases(posting.user)) if posting.role in MEDIATORS else []


# --- rules of the house -----------------------------------------------------------------------------------------


def set_rule(key: str, *, value: int | bool, source: str, by: Any) -> Setting:
    """Change a rule of the house. Who changes it says where the value comes from."""
    with _office("office.set_rule", by=by):
        rule = house_rules.RULES.get(key)
        if rule is None:
            raise Refused("no_rule", _("There is no such rule."))
        if type(value) is not type(rule.default) or (type(value) is int and not 0 < value <= 10_000):
            raise Refused("wrong_value", _("This value does not fit the rule."))
        if not source.strip():
            raise Refused(
                "source_missing",
                _("Please say where the value comes from: a text of law, a decision, a date."),
            )
        kept = Setting.objects.select_for_update().filter(key=key).first() or Setting(key=key)
        kept.value, kept.source = value, source
        kept.save()
        return kept


# --- published figures ------------------------------------------------------------------------------------------

EARLIEST_FIGURE = date(1990, 1, 1)


def set_figure(
    figure: RegionalFigure | None,
    *,
    kind: str,
    region: str,
    since: date,
    value: Decimal,
    source: str,
    mark: str,
    by: Any,
) -> RegionalFigure:
    """Enter a published figure, or correct one. From then on reference data of the program leaves it alone.

    Calculations keep the figure they used; papers that print one say that it changed.
    """
    with _office("office.set_figure", by=by):
        kept = RegionalFigure.objects.select_for_update().get(pk=figure.pk) if figure else RegionalFigure()
        if figure is not None and (kept.kind, kept.region) != (kind, region):
            raise Refused("other_figure", _("This is another figure. Enter it as a new one."))
        _refuse_impossible_figure(kind, region, since, value, source, mark)
        same = RegionalFigure.objects.filter(kind=kind, region=region, since=since).exclude(pk=kept.pk)
        if same.exists():
            raise Refused(
                "figure_there",
                _("There is a figure for this day already. Correct that one."),
                field="since",
            )
        kept.kind, kept.region, kept.since, kept.value = kind, region, since, value
        kept.source, kept.mark, kept.origin = source.strip(), mark, RegionalFigure.Origin.OFFICE
        kept.save()
        return kept


def _refuse_impossible_figure(
    kind: str, region: str, since: date, value: Decimal, source: str, mark: str
) -> None:
    if kind not in KINDS or region not in REGION_NAMES or mark not in RegionalFigure.Mark.values:
        raise Refused("no_figure", _("There is no such figure."))
    if value <= 0:
        raise Refused("figure_zero", _("A published figure is above zero."), field="value")
    today = timezone.localdate()
    if not EARLIEST_FIGURE <= since <= today + timedelta(days=366):
        raise Refused(
            "figure_when",
            _("A figure is valid from a day between 1990 and a year from now."),
            field="since",
        )
    if KINDS[kind].is_yearly and (since.month, since.day) != (1, 1):
        raise Refused(
            "figure_of_a_year",
            _(
                "This figure is of a calendar year. Enter 1 January of the year that it measures, not the day of its publication."
            ),
            field="since",
        )
    if not source.strip():
        raise Refused(
            "source_missing",
            _("Please say where the value comes from: a text of law, a decision, a date."),
            field="source",
        )
