"""What the events of this floor were about: which referral to which court, which of its papers, which confirmation."""

from typing import Any

from django.utils.translation import gettext as _

from arbitration_link.models import CourtPaper
from cases.models import Case, CaseEvent
from cases.registry import register_teller
from cases.telling import About, Told, by_key, named, written_day
from cases.wording import day


def register() -> None:
    """Called once at start-up."""
    register_teller(tell)


def tell(case: Case, events: list[CaseEvent], user: Any) -> Told:
    """What the acts of this floor were about, for those who may know how it stands with the court."""
    mine = [event for event in events if event.act.startswith("arbitration_link.")]
    if not user.has_perm("arbitration_link.view_court_status", case):
        return {}
    rows = {
        "referral": by_key(case.referrals.select_related("court"), named(mine, "referral")),
        "paper": by_key(case.court_papers.all(), named(mine, "paper")),
        "confirmation": by_key(case.confirmations.all(), named(mine, "confirmation")),
    }
    return {event.pk: _about(event, rows) for event in mine}


def _about(event: CaseEvent, rows: dict[str, dict[str, Any]]) -> list[About]:
    facts, said = event.facts, []
    found = {name: known.get(str(facts.get(name))) for name, known in rows.items()}
    if found["referral"] is not None:
        said.append(About(_("Referral %(number)s") % {"number": found["referral"].number}))
        said.append(About(str(found["referral"].court), is_data=True))
    if found["paper"] is not None:
        said += _paper(found["paper"])
    if found["confirmation"] is not None:
        said.append(About(found["confirmation"].get_kind_display()))
    said += [
        About(written_day(facts[fact]))
        for fact in ("on", "sent_on", "received_on", "sue_by")
        if facts.get(fact) and not (fact == "on" and found["paper"] is not None)
    ]
    return said


def _paper(paper: CourtPaper) -> list[About]:
    """A paper by its own days: events written earlier name the day on which the court took the case."""
    said = [About(paper.get_kind_display())]
    said += [About(paper.number, is_data=True)] if paper.number else []
    said.append(About(_("dated %(day)s") % {"day": day(paper.dated_on)}))
    return [*said, About(_("received %(day)s") % {"day": day(paper.served_on)})] if paper.served_on else said
