"""Sessions: planned, held, written down."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from cases import documents
from cases.audit import recorded
from cases.errors import Refused
from cases.models import Case, Party
from mediation import papers
from mediation.models import Attendance, Minutes, Session


def schedule(
    case: Case,
    *,
    planned_at: datetime,
    place: str = "",
    mode: str = Session.Mode.JOINT,
    instead_of: Session | None = None,
    confirmed: Sequence[str] = (),
    by: Any,
    at: datetime,
    version: int | None = None,
) -> Session:
    """Plan a session; `instead_of` calls off the one it replaces; `confirmed`: what was asked back."""
    with recorded("mediation.schedule", case, by=by, at=at, version=version) as case:
        if planned_at <= at:
            raise Refused("planned_past", _("Choose a time that still lies ahead."), field="planned_at")
        if instead_of is not None:
            _call_off(_own(case, instead_of), at)
        last = case.sessions.aggregate(last=Max("number"))["last"] or 0
        session = Session.objects.create(
            case=case, number=last + 1, mode=mode, planned_at=planned_at, place=place
        )
        case.event_facts.update(
            session=str(session.pk), number=session.number, planned_at=planned_at.isoformat()
        )
        if confirmed:
            case.event_facts.update(confirmed=list(confirmed))
        return session


def hold(
    case: Case,
    *,
    session: Session,
    held_at: datetime,
    ended_at: datetime | None = None,
    attendance: Mapping[Party, tuple[str, str]],
    by: Any,
    at: datetime,
    version: int | None = None,
) -> Session:
    """A session took place, or somebody waited in vain: who came and who did not (`party: (presence, remark)`)."""
    with recorded("mediation.hold", case, by=by, at=at, version=version) as case:
        session = _own(case, session)
        if not session.is_planned:
            raise Refused(
                "held_before", _("This session has been held or called off already. Plan another one.")
            )
        if held_at > at or (ended_at is not None and not held_at <= ended_at <= at):
            raise Refused("held_when", _("A session ends after it began, and both lie before now."))
        if not attendance:
            raise Refused("attendance", _("Say for each party whether it came."))
        session.held_at, session.ended_at = held_at, ended_at
        session.save()
        for party, (presence, remark) in attendance.items():
            Attendance.objects.create(session=session, party=party, presence=presence, note=remark)
        came = sum(1 for presence, _remark in attendance.values() if presence == Attendance.Presence.CAME)
        case.event_facts.update(
            session=str(session.pk), number=session.number, came=came, absent=len(attendance) - came
        )
        return session


def call_off(
    case: Case, *, session: Session, note: str = "", by: Any, at: datetime, version: int | None = None
) -> None:
    """A planned session does not take place, and no other stands in its place. Refused: not_planned."""
    with recorded("mediation.call_off", case, by=by, at=at, note=note, version=version) as case:
        session = _own(case, session)
        if not session.is_planned:
            raise Refused("not_planned", _("This session has been held or called off already."))
        _call_off(session, at)
        case.event_facts.update(session=str(session.pk), number=session.number)


def record_minutes(
    case: Case,
    *,
    session: Session,
    statements: Sequence[Mapping[str, str]] = (),
    issues: Sequence[str] = (),
    proposals: Sequence[Mapping[str, str]] = (),
    result: str,
    rights_answer: str = "",
    confirmed: Sequence[Party] = (),
    refused: Sequence[Party] = (),
    by: Any,
    at: datetime,
    version: int | None = None,
) -> Minutes:
    """The minutes of a session are written and frozen as a paper; who signed and who would not is noted (MR 30)."""
    with recorded("mediation.record_minutes", case, by=by, at=at, version=version) as case:
        session = _own(case, session)
        if session.held_at is None:
            raise Refused("not_held", _("Record first that the session took place and who came."))
        if set(confirmed) & set(refused):
            raise Refused("signed_and_refused", _("A party has either signed the minutes or refused to."))
        record = Minutes.objects.create(
            case=case,
            session=session,
            written_by=by,
            written_at=at,
            content={
                "statements": [dict(one) for one in statements],
                "issues": list(issues),
                "proposals": [dict(one) for one in proposals],
                "result": result,
                "rights_answer": rights_answer,
            },
            confirmed=[str(party.pk) for party in confirmed],
            refused=[str(party.pk) for party in refused],
        )
        record.document = documents.freeze(case, "minutes", papers.minutes(case, record, on=at), at=at)
        record.save()
        case.event_facts.update(session=str(session.pk), signed=len(confirmed), refused=len(refused))
        return record


def call_off_sessions(case: Case, at: datetime) -> None:
    """Sessions still planned have no object any more."""
    for session in case.sessions.planned():
        _call_off(session, at)


def _call_off(session: Session, at: datetime) -> None:
    if session.is_planned:
        session.cancelled_at = at
        session.save()


def _own(case: Case, session: Session) -> Session:
    """The session as it is now; it must belong to this case."""
    return case.sessions.get(pk=session.pk)
