"""No answer of the law changes unseen: the book of answers (`tests/law/book.py`) is as it was last looked at."""

import pytest

from cases.law.calculation import Books
from cases.law.kinds import CALCULATIONS
from tests.law.book import BOOK, lines

WRITTEN = BOOK.read_text(encoding="utf-8").splitlines() if BOOK.exists() else []


@pytest.mark.parametrize("kind", sorted(CALCULATIONS))
def test_every_answer_is_as_it_was_looked_at(kind: str) -> None:
    before = [line for line in WRITTEN if line.startswith(f"{kind} |")]
    now = list(lines(kind, Books.load()))
    assert len(now) > 3
    changed = [line for line in now if line not in before]
    assert now == before, (
        "look at what changed (python -m tests.law.book), then write the book again:\n"
        + "\n".join(changed[:5])
    )
