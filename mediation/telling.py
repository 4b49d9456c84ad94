"""What the events of this floor were about: which session and when, who signed, which obligation."""

from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from cases.models import Case, CaseEvent
from cases.registry import register_teller
from cases.telling import About, Told, by_key, named, written_day
from cases.wording import moment, money
from mediation.models import Signature

_ROLES = {Signature.Role.MEDIATOR, Signature.Role.SEAL}


def register() -> None:
    """Called once at start-up."""
    register_teller(tell)


def tell(case: Case, events: list[CaseEvent], user: Any) -> Told:
    """What the acts of this floor were about. Offers are told by who made them, never by what they say."""
    mine = [event for event in events if event.act.startswith("mediation.")]
    rows = {
        "parties": by_key(case.parties.all(), named(mine, "party")),
        "sessions": by_key(case.sessions.all(), named(mine, "session")),
        "obligations": by_key(case.obligations.all(), named(mine, "obligation")),
    }
    return {event.pk: [*_signer(event, rows), *_session(event, rows), *_rest(event, rows)] for event in mine}


def _signer(event: CaseEvent, rows: dict[str, dict[str, Any]]) -> list[About]:
    party = rows["parties"].get(str(event.facts.get("party")))
    if party is not None:
        return [About(party.display_name, is_data=True)]
    role = event.facts.get("role")
    return [About(str(Signature.Role(role).label))] if role in _ROLES else []


def _session(event: CaseEvent, rows: dict[str, dict[str, Any]]) -> list[About]:
    session = rows["sessions"].get(str(event.facts.get("session")))
    if session is None:
        return []
    # As it was then: a session may have been planned anew since.
    planned = parse_datetime(str(event.facts.get("planned_at", "")))
    when = planned if planned is not None else session.held_at or session.planned_at
    came = event.facts.get("came")
    said = [About(str(session)), About(moment(timezone.localtime(when)))]
    if came is not None:
        words = _("%(came)s came, %(absent)s absent") % {"came": came, "absent": event.facts.get("absent", 0)}
        said.append(About(words))
    return said


def _rest(event: CaseEvent, rows: dict[str, dict[str, Any]]) -> list[About]:
    facts, said = event.facts, []
    owed = rows["obligations"].get(str(facts.get("obligation")))
    if owed is not None:
        said.append(About(str(owed), is_data=True))
        said += [About(money(owed.amount))] if owed.amount is not None else []
    if facts.get("version"):
        said.append(About(_("version %(number)s") % {"number": facts["version"]}))
    said += [
        About(written_day(facts[fact]))
        for fact in ("on", "until", "review_on", "effective_on")
        if facts.get(fact)
    ]
    return said
