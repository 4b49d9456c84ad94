"""Anchors: a digest over all chains, kept in the database and, line by line, in a file outside it.

Whoever rewrites the database cannot rewrite what was carried away: without an anchor, a cut tail is invisible.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.dateparse import parse_datetime

from cases import audit
from cases.models import Anchor, CaseEvent

# Acts that are being written now carry a moment of recording that lies a little back.
CUT_OFF = timedelta(minutes=5)


def path() -> Path:
    """The file outside the database."""
    folder: Path = settings.ANCHORS_DIR
    return folder / "anchors.jsonl"


def make(at: datetime) -> Anchor:
    """Anchor all chains as they stood a moment ago, and carry outside what is not outside yet."""
    made = audit.anchor(at - CUT_OFF, at=at)
    carry_outside()
    return made


def carry_outside() -> int:
    """Append the anchors that the file does not have, oldest first; after an outage that may be several."""
    known = {line["until"] for line in lines()}
    missing = [as_line(row) for row in Anchor.objects.order_by("until") if row.until.isoformat() not in known]
    if missing:
        path().parent.mkdir(parents=True, exist_ok=True)
        with path().open("a", encoding="ascii") as file:
            file.writelines(json.dumps(line, sort_keys=True) + "\n" for line in missing)
            file.flush()
            os.fsync(file.fileno())
    return len(missing)


def as_line(row: Anchor) -> dict[str, Any]:
    return {
        "until": row.until.isoformat(),
        "cases": row.cases,
        "root": row.root,
        "made_at": row.made_at.isoformat(),
    }


def lines() -> list[dict[str, Any]]:
    """What the file says; ValueError for a line that is no anchor."""
    if not path().exists():
        return []
    found = [json.loads(line) for line in path().read_text(encoding="ascii").splitlines() if line.strip()]
    if not all(isinstance(line, dict) and {"until", "cases", "root"} <= line.keys() for line in found):
        raise ValueError("a line is no anchor")
    return found


def database_is_behind() -> bool:
    """Does the file know an anchor that the database does not: was an older copy restored?"""
    return bool({line["until"] for line in lines()} - {row.until.isoformat() for row in Anchor.objects.all()})


def differences(*, newest_only: bool = False) -> Iterator[tuple[str, str]]:
    """Anchors whose inside, outside and chains do not agree."""
    try:
        outside = {line["until"]: (line["cases"], line["root"]) for line in lines()}
    except ValueError:
        yield "anchors.jsonl", "cannot be read"
        outside = {}
    inside = {row.until.isoformat(): (row.cases, row.root) for row in Anchor.objects.order_by("until")}
    for until in sorted(inside.keys() | outside.keys()):
        if until not in outside:
            yield f"anchor {until}", "it was not carried outside"
        elif until not in inside:
            yield f"anchor {until}", "the database does not know it"
        elif inside[until] != outside[until]:
            yield f"anchor {until}", "inside and outside differ"
    said = {**inside, **outside}  # what was carried away is believed
    asked = sorted(said)[-1:] if newest_only else sorted(said)
    for until, found in _as_they_stood(asked).items():
        if found != said[until]:
            yield f"anchor {until}", "the chains are not as they were anchored"


def _as_they_stood(untils: list[str]) -> dict[str, tuple[int, str]]:
    """The digests over the heads of all chains at several moments, in one pass over the events."""
    moments = [moment for moment in (parse_datetime(until) for until in untils) if moment]
    if len(moments) != len(untils):
        return dict.fromkeys(untils, (-1, ""))
    digests, counts = [hashlib.sha256() for _ in untils], [0] * len(untils)

    def close(case_id: Any, chain: list[tuple[datetime, str]]) -> None:
        for i, moment in enumerate(moments):
            head = next((hash_ for recorded_at, hash_ in reversed(chain) if recorded_at <= moment), None)
            if head is not None:
                digests[i].update(f"{case_id}:{head};".encode())
                counts[i] += 1

    present, chain = None, []  # type: ignore[var-annotated]
    rows = CaseEvent.objects.order_by("case_id", "sequence").values_list("case_id", "recorded_at", "hash")
    for case_id, recorded_at, hash_ in rows.iterator(chunk_size=5000) if untils else ():
        if case_id != present:
            close(present, chain)
            present, chain = case_id, []
        chain.append((recorded_at, hash_))
    close(present, chain)
    return {until: (counts[i], digests[i].hexdigest()) for i, until in enumerate(untils)}
