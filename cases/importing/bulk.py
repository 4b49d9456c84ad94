"""Checked lines become cases, a thousand at a time: each born by the act `cases.import`, with event and history.

The same rows as `cases.actions.register` makes for one complaint, written in bulk. Claimants are a head count, the
employer is not named, and nobody can be reached yet: both become tasks.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import audit, deadlines, findability, numbers, text
from cases.history import recording_moment
from cases.identity import uuid7
from cases.importing.checking import Entry
from cases.importing.writing import Row, Sheet
from cases.law.limits import time_limits
from cases.lifecycle import BIRTHS
from cases.models import (
    NO_DUE_DAY,
    Case,
    CaseEvent,
    CaseSearch,
    Cause,
    Claim,
    Deadline,
    LimitationEvent,
    Organisation,
    Party,
    Task,
)

ACT = "cases.import"
CHUNK = 1_000
_REMEMBERED_DAYS = 4_000


@dataclass
class Outcome:
    """What became of some entries."""

    taken: list[Entry] = field(default_factory=list)
    known: list[Entry] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


class Importer:
    """Takes entries into one organisation's register, as one person, as of one moment."""

    def __init__(self, organisation: Organisation, *, by: Any, at: datetime, file_digest: str) -> None:
        self.organisation, self.by, self.at, self.file_digest = organisation, by, at, file_digest
        self.today = timezone.localdate(at)
        self.calendar = deadlines.calendar()
        self.causes = {cause.pk: cause for cause in Cause.objects.all()}
        self._clocks_of_day: dict[date, tuple[list[Row], tuple[date, str]]] = {}
        self._rule_the_sheets()

    def take(self, entries: Sequence[Entry]) -> Outcome:
        """Take what is not known yet. All or nothing; where the database refuses, each entry by itself."""
        try:
            return self._take(entries)
        except (IntegrityError, DataError) as error:
            if len(entries) == 1:
                if Case.objects.filter(import_key=entries[0].key).exists():
                    return Outcome(known=list(entries))
                reason = _("The database refuses this line (%(kind)s).") % {"kind": type(error).__name__}
                return Outcome(refused=[(entries[0].line, reason)])
        whole = Outcome()
        for entry in entries:
            part = self.take([entry])
            whole.taken += part.taken
            whole.known += part.known
            whole.refused += part.refused
        return whole

    def _take(self, entries: Sequence[Entry]) -> Outcome:
        outcome = Outcome()
        with transaction.atomic():
            # A right is worked out from the rows as they are now, also in the middle of a long file.
            self.by.look_again()
            if not self.by.has_perm(ACT, self.organisation):
                raise PermissionDenied(ACT)
            seen = known_keys(entry.key for entry in entries)
            for entry in entries:
                (outcome.known if entry.key in seen else outcome.taken).append(entry)
                seen.add(entry.key)
            self._write(outcome.taken)
        return outcome

    def _write(self, entries: Sequence[Entry]) -> None:
        by_year: dict[int, list[Entry]] = defaultdict(list)
        for entry in entries:
            by_year[(entry.received_on or self.today).year].append(entry)
        try:
            for year, found in by_year.items():
                given = numbers.take(self.organisation, year, "case", len(found))
                for number, entry in zip(given, found, strict=True):
                    self._bear(entry, year, number)
            moment = recording_moment()
            for sheet in self.sheets:
                sheet.write(reason=f"{ACT}#1", at=moment, user_id=self.by.pk)
        finally:
            for sheet in self.sheets:
                sheet.rows.clear()

    def _bear(self, entry: Entry, year: int, number: int) -> None:
        """All rows of one case."""
        received_on = entry.received_on or self.today
        received_at = _first_moment(entry.received_on) if entry.received_on else self.at
        clocks, next_due = self._clocks(received_on)
        case = self._draft(numbers.ref(self.organisation, year, number))
        self._add_event(case, entry)
        case_number = numbers.case_number(self.organisation, year, number)
        self.cases.add(
            self.case,
            id=case.pk,
            ref=case.ref,
            number=case_number,
            cause_id=entry.cause_id,
            cause_text=entry.cause_text,
            is_collective=entry.is_collective,
            head_count=entry.heads or 1,
            facts=entry.facts,
            outcome_told=entry.outcome_told,
            amount_claimed=entry.amount or Decimal(0),
            received_at=received_at,
            next_due_on=next_due[0],
            next_due_kind=next_due[1],
            last_sequence=case.last_sequence,
            head_hash=case.head_hash,
            import_key=entry.key,
        )
        applicant_id = uuid7()
        self.parties.add(
            self.applicant,
            id=applicant_id,
            case_id=case.pk,
            head_count=entry.heads or 1,
            consent_on=received_on,
        )
        self.parties.add(self.respondent, id=uuid7(), case_id=case.pk)
        self._add_claim(entry, case, applicant_id, case_number)
        for clock in clocks:
            self.clocks.add(clock, id=uuid7(), case_id=case.pk)
        for task in self.waiting:
            self.tasks.add(task, id=uuid7(), case_id=case.pk)
        self._add_search(case, entry, case_number)

    def _draft(self, ref: str) -> Case:
        """The unsaved case an event can be written about: one object for all, for making one is slow."""
        case = self.draft
        case.id, case.ref, case.last_sequence, case.head_hash = uuid7(), ref, 0, ""
        return case

    def _add_search(self, case: Case, entry: Entry, case_number: str) -> None:
        case.number, case.cause_text = case_number, entry.cause_text
        case.cause = self.causes[entry.cause_id] if entry.cause_id else None
        words = findability.words_of(case, ())
        self.search.add(self.blank_search, case_id=case.pk, text=words, grams=" ".join(text.grams(words)))

    def _add_event(self, case: Case, entry: Entry) -> None:
        # Where the source names no day of application, the event says what the received day rests on.
        facts = {"line": entry.line, "received_by": entry.precision if entry.received_on else "import_day"}
        event = audit.next_event(case, ACT, "", by=self.by, at=self.at, note=self.file_digest, facts=facts)
        values = {name: event.__dict__[name] for name in self.events.place}
        values["note"] = self.note.pre_save(event, add=True)
        self.events.add(self.blank_event, **values)

    def _add_claim(self, entry: Entry, case: Case, applicant_id: Any, case_number: str) -> None:
        """One line of what is asked. The application interrupts limitation (BR 27), where its day is known."""
        claim_id = uuid7()
        self.claims.add(
            self.claim,
            id=claim_id,
            case_id=case.pk,
            party_id=applicant_id,
            kind=entry.claim_kind,
            text=entry.claim_text,
            amount=entry.amount,
        )
        if entry.precision == "day":
            self.limitation.add(
                self.interruption, id=uuid7(), claim_id=claim_id, on=entry.received_on, evidence=case_number
            )

    def _clocks(self, received_on: date) -> tuple[list[Row], tuple[date, str]]:
        """The clocks that start at receipt (MR 22; ARB 14(3)), worked out once for each day."""
        found = self._clocks_of_day.get(received_on)
        if found is None:
            if len(self._clocks_of_day) >= _REMEMBERED_DAYS:
                self._clocks_of_day.clear()
            acceptance = time_limits.acceptance(received_on=received_on, calendar=self.calendar)
            arbitrate = time_limits.right_to_arbitrate(received_on=received_on, calendar=self.calendar)
            rows = []
            # No first contact: nobody promised one to the people of an old list.
            for kind, limit in ((Deadline.Kind.ACCEPT, acceptance), (Deadline.Kind.RIGHT15, arbitrate)):
                columns = deadlines.columns(None, kind.value, limit)  # type: ignore[arg-type]
                del columns["case"]
                rows.append(self.clocks.template(**columns))
            found = self._clocks_of_day[received_on] = (
                rows,
                (acceptance.ends_on, Deadline.Kind.ACCEPT.value),
            )
        return found

    def _rule_the_sheets(self) -> None:
        self.cases, self.parties, self.claims = Sheet(Case), Sheet(Party), Sheet(Claim)
        self.limitation, self.clocks, self.tasks = Sheet(LimitationEvent), Sheet(Deadline), Sheet(Task)
        self.events, self.search = Sheet(CaseEvent), Sheet(CaseSearch)
        self.sheets = (
            self.cases,
            self.events,
            self.parties,
            self.claims,
            self.limitation,
            self.clocks,
            self.tasks,
            self.search,
        )
        self.draft = Case(state=BIRTHS[ACT])
        self.note: Any = CaseEvent._meta.get_field("note")
        self.blank_event, self.blank_search = self.events.template(), self.search.template()
        self.case = self.cases.template(
            organisation_id=self.organisation.pk,
            registered_in_id=self.organisation.pk,
            registered_by_id=self.by.pk,
            channel=Case.Channel.IMPORT.value,
            state=BIRTHS[ACT].value,
            applicants_label="",
            respondents_label="",
            next_due_on=NO_DUE_DAY,
            version=1,
        )
        self.applicant = self.parties.template(
            position=1,
            role=Party.Role.APPLICANT.value,
            kind=Party.Kind.WORKERS.value,
            consent=Party.Consent.AGREED.value,
            consent_how=Party.BY_APPLICATION,
        )
        self.respondent = self.parties.template(
            position=2, role=Party.Role.RESPONDENT.value, kind=Party.Kind.EMPLOYER.value
        )
        self.claim = self.claims.template(line=1)
        self.interruption = self.limitation.template(
            kind=LimitationEvent.Kind.INTERRUPTION.value, article="BR 27", act=ACT
        )
        self.waiting = [
            self.tasks.template(kind=kind, due_on=self.today)
            for kind in ("reach_applicant", "name_respondent")
        ]


def known_keys(keys: Iterable[str]) -> set[str]:
    """Those of these keys that are in the register already."""
    found = Case.objects.filter(import_key__in=list(keys)).values_list("import_key", flat=True)
    return {key for key in found if key}


def _first_moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
