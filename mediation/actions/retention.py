"""What was said in confidence is forgotten some time after the end: the daily job that does it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cases import house_rules
from cases.actors import Actor
from cases.history import explained
from cases.lifecycle import ENDED, State
from cases.models import Case
from mediation.models import CaucusNote, Offer

_NOTHING = {"lines": {}, "total": "", "text": ""}
_OVER = ENDED - {State.MERGED}  # a merge can be undone, and what it leads to goes on


def forget_confidences(on: date, at: datetime) -> int:
    """Empty the caucus notes and private offers of cases that ended long enough ago; answers of how many cases.

    The rows stay, and with them that something was noted, when, and when it was forgotten. What they said goes, from
    the rows and from their history. How long is a rule of the house.
    """
    limit = on - timedelta(days=house_rules.value("caucus_retention_days"))
    ended = Case.objects.filter(state__in=_OVER, ended_at__isnull=False, ended_at__lt=_midnight(limit))
    notes = CaucusNote.objects.filter(case__in=ended).exclude(text="")
    offers = Offer.objects.privileged().filter(case__in=ended)
    cases = set()
    for note in notes.select_related("case"):
        cases.add(note.case_id)
        _empty(note, "text", "")
    for offer in offers.select_related("case"):
        if offer.content != _NOTHING:
            cases.add(offer.case_id)
            _empty(offer, "content", _NOTHING)
    return len(cases)


def _empty(row: CaucusNote | Offer, column: str, nothing: object) -> None:
    with transaction.atomic(), explained("mediation.forget", by=Actor.DEADLINES):
        setattr(row, column, nothing)
        row.save()
        type(row).history.filter(id=row.pk).update(**{column: ""})


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
