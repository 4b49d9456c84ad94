"""Daily work: notes, tasks, attempts to reach somebody."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import deadlines
from cases.actions.parties import standing
from cases.audit import recorded
from cases.errors import Refused
from cases.models import Case, Contact, Deadline, Note, Party, Task
from cases.wording import day as in_words

OWN_TASK = "other"
# Who complains on these ways has spoken with somebody of ours on the day of the receipt.
_SPOKEN = (Case.Channel.COUNTER, Case.Channel.PHONE, Case.Channel.ORAL)


def note(case: Case, *, text: str, audience: str, by: Any, at: datetime, version: int | None = None) -> Note:
    """Write a working note, for the team or for oneself. Caucus notes are another act, in another room."""
    with recorded("cases.note", case, by=by, at=at, version=version) as case:
        if not text.strip():
            raise Refused("text_missing", _("Please write the note first."))
        made: Note = Note.objects.create(case=case, author=by, audience=audience, text=text, written_at=at)
        case.event_facts.update(note=str(made.pk), audience=audience)
    return made


def contact(
    case: Case,
    *,
    party: Party,
    method: str,
    when: datetime,
    reached: bool = False,
    summary: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> Contact:
    """An attempt to reach a party, successful or not; who tried is in the event. Refused: in_future, too_early.

    When both sides have been reached, the promise of a first contact is kept.
    """
    with recorded("cases.contact", case, by=by, at=at, version=version) as case:
        party = standing(case, party)
        if when > at:
            raise Refused(
                "in_future", _("The contact cannot be in the future. Please check the time."), field="when"
            )
        if timezone.localdate(when) < timezone.localdate(case.received_at):
            raise Refused(
                "too_early",
                _("The complaint was received on %(day)s: no contact about it lies before that.")
                % {"day": in_words(case.received_at)},
                field="when",
            )
        made: Contact = Contact.objects.create(
            case=case, party=party, method=method, reached=reached, at=when, summary=summary
        )
        keep_promise(case)
        case.event_facts.update(contact=str(made.pk), party=str(party.pk), method=method, reached=reached)
    return made


def has_reached_both_sides(case: Case, *, since: datetime | None = None) -> bool:
    """Has somebody of the applicants and somebody of the respondents been spoken to (since then)?"""
    # Whoever enters a contact names the minute, not the second.
    begin = since.replace(second=0, microsecond=0) if since is not None else None
    # All rows, chosen here: lists of cases fetch them beforehand.
    reached = {
        one.party_id for one in case.contacts.all() if one.reached and (begin is None or one.at >= begin)
    }
    roles = {party.role for party in case.parties.all() if party.pk in reached}
    return {Party.Role.APPLICANT, Party.Role.RESPONDENT} <= roles


def keep_promise(case: Case) -> None:
    """The promise of a first contact is kept on the day on which the second side was reached, not before."""
    first: dict[str, date] = {}
    for role, on in _reached(case):
        first[role] = min(on, first.get(role, on))
    if {Party.Role.APPLICANT, Party.Role.RESPONDENT} <= first.keys():
        on = max(first[Party.Role.APPLICANT], first[Party.Role.RESPONDENT])
        deadlines.meet(case, Deadline.Kind.CONTACT, on=on)


def _reached(case: Case) -> Iterator[tuple[str, date]]:
    """(side, day) for each time somebody was reached: by a logged contact, or because an answer came."""
    for one in case.contacts.filter(reached=True).select_related("party"):
        yield one.party.role, timezone.localdate(one.at)
    for party in case.parties.filter(consent__in=[Party.Consent.AGREED, Party.Consent.REFUSED]):
        # The application is an answer too, but nobody has spoken with who sent it in.
        if party.consent_on and (party.consent_how != Party.BY_APPLICATION or case.channel in _SPOKEN):
            yield party.role, party.consent_on


def add_task(
    case: Case, *, text: str, due_on: date | None = None, by: Any, at: datetime, version: int | None = None
) -> Task:
    """Note what waits to be done. Refused: text_missing, due_past."""
    with recorded("cases.add_task", case, by=by, at=at, version=version) as case:
        if not text.strip():
            raise Refused("text_missing", _("Please say what is to do."))
        if due_on is not None and due_on < timezone.localdate(at):
            raise Refused(
                "due_past", _("This day is over. Please choose today or a later day."), field="due_on"
            )
        task: Task = Task.objects.create(case=case, kind=OWN_TASK, text=text, due_on=due_on)
        case.event_facts.update(task=str(task.pk), due_on=due_on.isoformat() if due_on else "")
    return task


def do_task(
    case: Case, *, task: Task, result: str = "", by: Any, at: datetime, version: int | None = None
) -> Task:
    """A task is done; what came of it is kept. Refused: done_before."""
    with recorded("cases.do_task", case, by=by, at=at, version=version) as case:
        found: Task | None = case.tasks.filter(pk=task.pk, done_at=None).first()
        if found is None:
            raise Refused("done_before", _("This task has been done already. Please look at the case again."))
        found.done_at, found.result = at, result
        found.save()
        case.event_facts.update(task=str(found.pk), kind=found.kind)
    return found


def reopen_task(case: Case, *, task: Task, by: Any, at: datetime, version: int | None = None) -> None:
    """A task was not done after all, and waits again; what was noted as its result goes. Refused: open_before."""
    with recorded("cases.reopen_task", case, by=by, at=at, version=version) as case:
        found: Task | None = case.tasks.filter(pk=task.pk).exclude(done_at=None).first()
        if found is None:
            raise Refused("open_before", _("This task is open already. Please look at the case again."))
        found.done_at, found.result = None, ""
        found.save()
        case.event_facts.update(task=str(found.pk), kind=found.kind)
