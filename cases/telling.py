"""What the events of this floor were about: which party, which claim, which paper. From the event's facts and the rows
they name; what the reader may not see is not told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cases import pages
from cases.documents import title
from cases.models import Case, CaseEvent, Contact, Organisation, Party, User
from cases.registry import ACTS, register_teller
from cases.templatetags.page import task_text
from cases.wording import day

Told = dict[UUID, list["About"]]


@dataclass(frozen=True)
class About:
    """One thing an event was about. What people wrote is Chinese; our own words are in the reader's language."""

    text: str
    is_data: bool = False
    is_long: bool = False  # a statement, shown with its lines


def register() -> None:
    """Called once at start-up."""
    register_teller(tell)


def named(events: Iterable[CaseEvent], *facts: str) -> set[str]:
    """The identifiers that these facts of these events name."""
    found = {event.facts.get(fact) for event in events for fact in facts}
    return {str(one) for one in found if one}


def by_key(rows: Any, wanted: set[str]) -> dict[str, Any]:
    """The rows that events name, by their identifier as facts write it: one query, and none where nothing is named."""
    return {str(row.pk): row for row in rows.filter(pk__in=wanted)} if wanted else {}


def written_day(value: Any) -> str:
    """A day or moment as facts keep it, in words."""
    found = datetime.fromisoformat(str(value))
    return day(found) if "T" in str(value) else day(found.date())


def tell(case: Case, events: list[CaseEvent], user: User) -> Told:
    """What the acts of this floor were about."""
    mine = [event for event in events if event.act.startswith("cases.")]
    rows = {
        "parties": by_key(case.parties.all(), named(mine, "party") | _several(mine, "parties")),
        "contacts": by_key(Contact.objects.filter(case=case), named(mine, "contact")),
        "notes": by_key(pages.notes(case, user), named(mine, "note")),
        "tasks": by_key(case.tasks.all(), named(mine, "task")),
        "claims": by_key(case.claims.all(), named(mine, "claim")),
        "papers": by_key(pages.documents(case, user), named(mine, "document")),
        "people": by_key(User.objects.all(), named(mine, "mediator", "co_mediator", "who", "volunteer")),
        "places": by_key(Organisation.objects.all(), named(mine, "receiver")),
        "evidence": by_key(
            case.evidence.all() if user.has_perm("cases.view_evidence", case) else case.evidence.none(),
            named(mine, "evidence"),
        ),
    }
    return {event.pk: _about(event, rows) for event in mine}


def _several(events: Iterable[CaseEvent], fact: str) -> set[str]:
    return {str(one) for event in events for one in event.facts.get(fact, ())}


def _about(event: CaseEvent, rows: dict[str, dict[str, Any]]) -> list[About]:
    facts = event.facts
    found = [_party(rows["parties"].get(str(key))) for key in (facts.get("party"), *facts.get("parties", ()))]
    said: list[About | None] = [
        *found,
        *_contact(rows["contacts"].get(str(facts.get("contact")))),
        *(
            _data(rows["people"].get(str(facts.get(fact))))
            for fact in ("mediator", "co_mediator", "who", "volunteer")
        ),
        _data(rows["places"].get(str(facts.get("receiver")))),
        _data(rows["claims"].get(str(facts.get("claim")))),
        _data(rows["evidence"].get(str(facts.get("evidence")))),
        _paper(rows["papers"].get(str(facts.get("document")))),
        _task(rows["tasks"].get(str(facts.get("task")))),
        _note(rows["notes"].get(str(facts.get("note")))),
        About(str(ACTS[facts["act"]].label)) if facts.get("act") in ACTS else None,
        About(str(Party.Consent(facts["answer"]).label))
        if facts.get("answer") in Party.Consent.values
        else None,
        About(written_day(facts["on"])) if facts.get("on") else None,
    ]
    return [one for one in said if one is not None]


def _party(party: Any) -> About | None:
    return About(party.display_name, is_data=True) if party is not None else None


def _data(row: Any) -> About | None:
    return About(str(row), is_data=True) if row is not None else None


def _paper(paper: Any) -> About | None:
    return About(str(title(paper.kind))) if paper is not None else None


def _task(task: Any) -> About | None:
    return About(task_text(task), is_data=bool(task.text)) if task is not None else None


def _note(note: Any) -> About | None:
    return About(note.text, is_data=True, is_long=True) if note is not None else None


def _contact(contact: Any) -> list[About]:
    if contact is None:
        return []
    result = _("reached") if contact.reached else _("not reached")
    said = [About(contact.get_method_display()), About(result)]
    return [*said, About(contact.summary, is_data=True, is_long=True)] if contact.summary else said
