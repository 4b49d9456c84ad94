"""Events: declared moves only, without a gap, and every link of the hash chain as it was written."""

import itertools
import re
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Max

from cases import crypto, lifecycle
from cases.actors import Actor
from cases.audit import link
from cases.models import Case, CaseEvent
from cases.verification.registry import Batch, Found, case_check


def at_event(event: CaseEvent) -> str:
    return f"event {event.sequence}"


@case_check("W1", "a case moves by declared acts only")
def moves_are_declared(batch: Batch) -> Found:
    for case in batch.cases:
        for event in batch.events[case.pk]:
            if event.from_state == "":
                allowed = {str(lifecycle.BIRTHS[event.act])} if event.act in lifecycle.BIRTHS else set()
            elif event.from_state in lifecycle.State.values:
                allowed = {str(state) for state in lifecycle.targets(event.act, event.from_state)}
            else:
                allowed = set()
            if event.to_state not in allowed:
                yield case, f"{at_event(event)}: {event.act} from “{event.from_state}” to “{event.to_state}”"


@case_check("W2", "events follow each other without a gap, each from where the last one led")
def events_follow(batch: Batch) -> Found:
    for case in batch.cases:
        events, stands = batch.events[case.pk], ""
        if not events:
            yield case, "no event"
        for number, event in enumerate(events, 1):
            if event.sequence != number:
                yield case, f"{at_event(event)} stands where event {number} should"
                break
            if event.from_state != stands:
                yield (
                    case,
                    f"{at_event(event)} starts from “{event.from_state}”, the case stood at “{stands}”",
                )
            stands = event.to_state
        if case.last_sequence != len(events):
            yield case, f"the case counts {case.last_sequence} events, there are {len(events)}"


@case_check("W3", "the state is where the last event led")
def state_is_the_last(batch: Batch) -> Found:
    for case in batch.cases:
        events = batch.events[case.pk]
        if events and events[-1].to_state != case.state:
            yield case, f"the case is “{case.state}”, its last event led to “{events[-1].to_state}”"


@case_check("H2", "the hash chain holds, notes included")
def chain_holds(batch: Batch) -> Found:
    for case in batch.cases:
        broken, before = "", ""
        for event in batch.events[case.pk]:
            broken = _broken(event, before)
            if broken:
                yield case, f"{at_event(event)}: {broken}"
                break
            before = event.hash
        if not broken and case.head_hash != before:
            yield case, "the case's head is not the hash of its last event"


def _broken(event: CaseEvent, before: str) -> str:
    if event.previous_hash != before:
        return "it does not follow the event before it"
    if event.hash != link(event):
        return "it was changed after it was written"
    try:
        note = event.note
    except crypto.Unreadable:
        return "its note cannot be read"
    if event.note_digest != (crypto.digest("note", note) if note else ""):
        return "its note was changed after it was written"
    return ""


@case_check("H4", "events say identifiers, dates, numbers and codes, nothing personal")
def facts_are_bare(batch: Batch) -> Found:
    for case in batch.cases:
        for event in batch.events[case.pk]:
            for key, value in event.facts.items():
                if not _is_bare(value):
                    yield (
                        case,
                        f"{at_event(event)}: the fact “{key}” is neither an identifier nor a number nor a code",
                    )


_CODE = re.compile(
    r"[A-Za-z0-9_.:+-]{0,64}"  # identifiers, days, numbers, digests, names of acts
    r"|[A-Z][A-Z-]{1,11} [0-9]{1,3}(\([0-9]{1,2}\))*"  # articles: MR 31(7)
    r"|〔[0-9]{4}〕\S{1,20}第[0-9]+号"  # printed numbers
)


def _is_bare(value: Any) -> bool:
    if value is None or isinstance(value, bool | int | float | UUID | date):
        return True
    if isinstance(value, str):
        return _CODE.fullmatch(value) is not None
    if isinstance(value, dict):
        return all(_is_bare(key) and _is_bare(inner) for key, inner in value.items())
    return isinstance(value, list) and all(_is_bare(inner) for inner in value)


@case_check("H7", "time in a chain never goes backward")
def time_goes_on(batch: Batch) -> Found:
    for case in batch.cases:
        events = batch.events[case.pk]
        for earlier, later in itertools.pairwise(events):
            if later.recorded_at <= earlier.recorded_at:
                yield case, f"{at_event(later)} was recorded before event {earlier.sequence}"


_ACTORS = {actor.code for actor in vars(Actor).values() if hasattr(actor, "acts")}


@case_check("H8", "every event has a person in a posting, or a named job")
def somebody_acted(batch: Batch) -> Found:
    for case in batch.cases:
        for event in batch.events[case.pk]:
            if (event.user_id is None) != (event.system in _ACTORS):
                yield case, f"{at_event(event)}: nobody known did it"
            elif event.user_id is not None and event.posting_id is None:
                yield case, f"{at_event(event)}: done in no posting"


@case_check("H9", "history says of each row what the row says")
def rows_match_history(batch: Batch) -> Found:
    if batch.quick:
        return
    owned: tuple[tuple[Any, dict[Any, Any]], ...] = (
        (Case, {case.pk: [case] for case in batch.cases}),
        *((model, rows) for model, rows in _rows_with_history(batch)),
    )
    for model, rows in owned:
        latest, names = _latest(model, [row.pk for some in rows.values() for row in some]), _told(model)
        for case in batch.cases:
            for row in rows.get(case.pk, ()):
                differs = _difference(row, latest.get(row.pk), names)
                if differs:
                    yield case, f"{model._meta.model_name} {row.pk}: {differs} is not what its history says"


def _rows_with_history(batch: Batch) -> Any:
    for rows in (batch.parties, batch.claims, batch.clocks, batch.evidence):
        first = next((row for some in rows.values() for row in some), None)
        if first is not None:
            yield type(first), rows


def _latest(model: Any, ids: list[Any]) -> dict[Any, Any]:
    history = model.history.model.objects
    newest = (
        history.filter(id__in=ids).order_by().values("id").annotate(last=Max("history_id")).values("last")
    )
    return {row.id: row for row in history.filter(history_id__in=newest)}


@cache
def _told(model: Any) -> tuple[str, ...]:
    """The columns that history keeps in clear. Sealed texts are sealed anew there: they open in their place, or not."""
    return tuple(
        field.attname for field in model.history.model.tracked_fields if not hasattr(field, "unpack")
    )


def _difference(row: Any, said: Any, names: tuple[str, ...]) -> str:
    if said is None:
        return "the row"
    return next((name for name in names if getattr(row, name) != getattr(said, name)), "")
