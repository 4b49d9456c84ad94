"""Intakes that were begun and not sent: kept for their author alone, until they are sent, thrown away or old."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.http import Http404

from cases import house_rules
from cases.identity import uuid7
from cases.models import Case, Draft, Organisation, User

KIND = "intake"
# What remains of a draft that was thrown away: no word of it, only its number, so that no window writes it again.
THROWN_AWAY = "discarded"
MOST = 10  # shown at once
MOST_PROMISED = 50


class Used(Exception):
    """This intake has been registered; a draft of it makes no sense any more."""


class ThrownAway(Exception):
    """This draft was thrown away; a window that was still open does not bring it back."""


@dataclass(frozen=True)
class Shelf:
    """A person's own drafts, those promised a call first; `is_more` when there are more than are shown."""

    rows: list[dict[str, Any]]
    is_more: bool


def own(user: User) -> Any:
    """Drafts of this person: nobody reads another one's."""
    return Draft.objects.filter(owner=user, kind=KIND)


def save(
    pk: UUID,
    data: dict[str, list[str]],
    *,
    place: Organisation,
    by: User,
    at: datetime,
    call_back_at: datetime | None = None,
) -> Draft:
    """Keep what was typed so far. Raises Http404 for somebody else's draft, `Used` after it was registered,
    `ThrownAway` after that. A draft stays with the organisation in which it was begun.

    Where the draft was opened in two windows, the second one to write gets a draft of its own: nobody's words are
    written over by words that did not know them.
    """
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(pk=pk).first()
        if draft is not None and draft.owner_id == by.pk and not _knows(data, draft):
            pk, draft = uuid7(), None
        if draft is None:
            if Case.objects.filter(intake_token=pk).exists():
                raise Used
            draft = Draft(pk=pk, owner=by, organisation=place, kind=KIND, created_at=at)
        elif draft.owner_id == by.pk and draft.kind == THROWN_AWAY:
            raise ThrownAway
        elif draft.owner_id != by.pk or draft.kind != KIND:
            raise Http404
        draft.data, draft.saved_at = data, at
        draft.call_back_at = call_back_at or draft.call_back_at
        draft.save()
    return draft


def _knows(data: dict[str, list[str]], draft: Draft) -> bool:
    """Was the draft last written by the window that writes now, or by the one this window took it from?"""
    last = draft.data.get("page", [])
    return not last or last in (data.get("page"), data.get("before"))


def throw_away(user: User, pk: UUID, at: datetime) -> bool:
    """Empty a draft of one's own; its number is remembered until it is old. False when there is none."""
    with transaction.atomic():
        draft = own(user).select_for_update().filter(pk=pk).first()
        if draft is None:
            return False
        draft.kind, draft.data, draft.call_back_at, draft.saved_at = THROWN_AWAY, {}, None, at
        draft.save()
    return True


def listed(user: User) -> Shelf:
    """The person's own drafts for a list: whom they are about, when they were saved, when to call back.

    Promised calls are asked for apart: what was begun since must not hide them.
    """
    calls = own(user).exclude(call_back_at=None).order_by("call_back_at", "id")
    promised = list(calls[: MOST_PROMISED + 1])
    begun = list(own(user).filter(call_back_at=None)[: MOST + 1])
    shown = [*promised[:MOST_PROMISED], *begun[:MOST]]
    return Shelf([_row(draft) for draft in shown], len(promised) > MOST_PROMISED or len(begun) > MOST)


def _row(draft: Draft) -> dict[str, Any]:
    return {
        "draft": draft,
        "applicant": _first(draft, "applicants-0-name"),
        "employer": _first(draft, "respondents-0-name"),
        "phone": _first(draft, "applicants-0-phone"),
    }


def _first(draft: Draft, name: str) -> str:
    return str(next(iter(draft.data.get(name, ())), ""))


def forget_old(on: date, at: datetime) -> int:
    """Delete drafts that nobody has touched for long; answers how many. How long is a rule of the house.

    A promised call keeps its draft: the time counts from the day of the call where that is later.
    """
    limit = at - timedelta(days=house_rules.value("draft_retention_days"))
    is_over = Q(call_back_at=None) | Q(call_back_at__lt=limit)
    rows = Draft.objects.filter(is_over, kind__in=(KIND, THROWN_AWAY), saved_at__lt=limit)
    deleted, _by_model = rows.delete()
    return deleted
