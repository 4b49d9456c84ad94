"""Is the chain of events whole? Every link is counted again, and the heads are compared with the last anchor."""

from dataclasses import dataclass, field
from datetime import datetime

from cases.audit import heads_digest, link
from cases.models import Anchor, Case, CaseEvent

_MOST = 20  # broken cases are named up to here; one is enough to act


@dataclass
class Result:
    """What a check found."""

    at: datetime
    cases: int = 0
    events: int = 0
    broken: list[str] = field(default_factory=list)
    anchor: Anchor | None = None
    anchor_fits: bool = True

    @property
    def is_whole(self) -> bool:
        """Does everything fit?"""
        return not self.broken and self.anchor_fits


def check(at: datetime) -> Result:
    """Count every link again: sequence without gaps, each hash over its event and the hash before it, each head."""
    result = Result(at)
    heads = {pk: (ref, head, last) for pk, ref, head, last in _heads()}
    result.cases = len(heads)
    broken: dict[str, None] = {}
    case_id, previous, sequence = None, "", 0
    reached: dict[object, tuple[str, int]] = {}
    for event in CaseEvent.objects.order_by("case_id", "sequence").iterator(chunk_size=2000):
        result.events += 1
        if event.case_id != case_id:
            case_id, previous, sequence = event.case_id, "", 0
        fits = (
            event.sequence == sequence + 1 and event.previous_hash == previous and event.hash == link(event)
        )
        if not fits and case_id in heads:
            broken[heads[case_id][0]] = None
        previous, sequence = event.hash, event.sequence
        reached[case_id] = (previous, sequence)
    for pk, (ref, head, last) in heads.items():
        if reached.get(pk) != (head, last):
            broken[ref] = None
    result.broken = list(broken)[:_MOST]
    result.anchor = Anchor.objects.order_by("-until").first()
    if result.anchor is not None:
        root, count = heads_digest(result.anchor.until)
        result.anchor_fits = (root, count) == (result.anchor.root, result.anchor.cases)
    return result


def _heads() -> list[tuple[object, str, str, int]]:
    return list(Case.objects.values_list("pk", "ref", "head_hash", "last_sequence"))
