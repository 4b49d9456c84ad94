"""Papers that print amounts, or lines, which are others now. Worked out when shown; the papers themselves never change."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cases.documents import KINDS
from cases.models import Case, Claim, Document

# Lines that are asked no more in this case.
GONE = {str(Claim.Standing.DROPPED): "dropped", str(Claim.Standing.MOVED): "moved"}


@dataclass(frozen=True)
class OlderFigure:
    """A claim line that is not the printed one. None: no amount was, or is, asked.

    `change` is how: another "amount", or the line was "added", "dropped" or "moved" since.
    """

    line: int
    then: Decimal | None
    now: Decimal | None
    change: str = "amount"


@dataclass(frozen=True)
class _Line:
    """A claim line as it stands now."""

    number: int
    amount: Decimal | None
    gone: str


def mark(case: Case, papers: Iterable[Document]) -> list[Document]:
    """The same papers, newest first as they come; the latest of each kind for each addressee has its `older_figures`.

    A paper frozen before amounts were noted with it has none. One query, however many papers there are.
    """
    found, latest = list(papers), set()
    rows = case.claims.values_list("pk", "line", "amount", "standing")
    lines = {str(pk): _Line(line, amount, GONE.get(standing, "")) for pk, line, amount, standing in rows}
    for paper in found:
        key = (paper.kind, paper.addressee_id, paper.language)
        paper.older_figures = _older(paper.figures, lines) if key not in latest else []  # type: ignore[attr-defined]
        latest.add(key)
    return found


def _older(printed: dict[str, str], lines: dict[str, _Line]) -> list[OlderFigure]:
    if not printed:
        return []
    found = []
    for pk, line in lines.items():
        then = Decimal(printed[pk]) if printed.get(pk) else None
        change = line.gone or ("amount" if line.amount != then else "")
        if pk not in printed:
            # What came and went again is nothing to a paper that never knew it.
            change = "" if line.gone else "added"
        if change:
            found.append(OlderFigure(line.number, then, line.amount, change))
    return sorted(found, key=lambda one: one.line)


def kinds_at_stake(case: Case) -> list[Any]:
    """Titles of the papers that print amounts and would go stale with them: each kind once."""
    rows = case.documents.filter(kind__in=[code for code, kind in KINDS.items() if kind.shows_claims])
    kinds = rows.exclude(figures={}).order_by("kind").values_list("kind", flat=True).distinct()
    return [KINDS[kind].title for kind in kinds]
