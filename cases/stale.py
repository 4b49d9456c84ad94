"""Papers that print amounts which are others now. Worked out when shown; the papers themselves never change."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cases.documents import KINDS
from cases.models import Case, Document


@dataclass(frozen=True)
class OlderFigure:
    """A claim line whose amount is not the printed one. None: no amount was, or is, asked."""

    line: int
    then: Decimal | None
    now: Decimal | None


def mark(case: Case, papers: Iterable[Document]) -> list[Document]:
    """The same papers, newest first as they come; the latest of each kind for each addressee has its `older_figures`.

    A paper frozen before amounts were noted with it has none. One query, however many papers there are.
    """
    found, latest = list(papers), set()
    lines = {str(pk): (line, amount) for pk, line, amount in case.claims.values_list("pk", "line", "amount")}
    for paper in found:
        key = (paper.kind, paper.addressee_id, paper.language)
        paper.older_figures = _older(paper.figures, lines) if key not in latest else []  # type: ignore[attr-defined]
        latest.add(key)
    return found


def _older(printed: dict[str, str], lines: dict[str, tuple[int, Decimal | None]]) -> list[OlderFigure]:
    found = []
    for pk, text in printed.items():
        then = Decimal(text) if text else None
        if pk in lines and lines[pk][1] != then:
            found.append(OlderFigure(lines[pk][0], then, lines[pk][1]))
    return sorted(found, key=lambda one: one.line)


def kinds_at_stake(case: Case) -> list[Any]:
    """Titles of the papers that print amounts and would go stale with them: each kind once."""
    rows = case.documents.filter(kind__in=[code for code, kind in KINDS.items() if kind.shows_claims])
    kinds = rows.exclude(figures={}).order_by("kind").values_list("kind", flat=True).distinct()
    return [KINDS[kind].title for kind in kinds]
