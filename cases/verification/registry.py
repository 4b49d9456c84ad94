"""The checks, and how they run: over handfuls of cases, so that memory stays the same however many there are."""

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from cases.models import Case, CaseEvent, Claim, Conflict, Deadline, Document, Evidence, Party

HANDFUL = 200


@dataclass(frozen=True)
class Breach:
    """Something that does not hold: the check, the case or thing (never a name), and what is wrong."""

    check: str
    ref: str
    what: str

    def __str__(self) -> str:
        return f"{self.check} {self.ref}: {self.what}"


class Batch:
    """Some cases with what belongs to them; each kind of row is asked for once, when a check wants it."""

    def __init__(self, cases: Iterable[Case], *, quick: bool = False) -> None:
        self.cases = list(cases)
        self.quick = quick
        self.ids = [case.pk for case in self.cases]

    def of_cases(self, model: Any, *order: str) -> dict[Any, list[Any]]:
        """All rows of a model with a case, by case."""
        found: dict[Any, list[Any]] = defaultdict(list)
        for row in model.objects.filter(case__in=self.ids).order_by(*order):
            found[row.case_id].append(row)
        return found

    @cached_property
    def events(self) -> dict[Any, list[CaseEvent]]:
        return self.of_cases(CaseEvent, "case_id", "sequence")

    @cached_property
    def clocks(self) -> dict[Any, list[Deadline]]:
        return self.of_cases(Deadline, "nominal_on")

    @cached_property
    def parties(self) -> dict[Any, list[Party]]:
        return self.of_cases(Party, "position")

    @cached_property
    def claims(self) -> dict[Any, list[Claim]]:
        return self.of_cases(Claim, "line")

    @cached_property
    def evidence(self) -> dict[Any, list[Evidence]]:
        return self.of_cases(Evidence, "id")

    @cached_property
    def documents(self) -> dict[Any, list[Document]]:
        return self.of_cases(Document, "id")

    @cached_property
    def conflicts(self) -> dict[Any, list[Conflict]]:
        return self.of_cases(Conflict, "id")


Found = Iterator[tuple[Case, str]]
CaseCheck = Callable[[Batch], Found]
HouseCheck = Callable[[bool], Iterator[tuple[str, str]]]

CASE_CHECKS: dict[str, tuple[str, CaseCheck]] = {}
HOUSE_CHECKS: dict[str, tuple[str, HouseCheck]] = {}


def case_check(name: str, says: str) -> Callable[[CaseCheck], CaseCheck]:
    """Declare a check of cases: it yields (case, what is wrong)."""

    def declare(check: CaseCheck) -> CaseCheck:
        CASE_CHECKS[name] = (says, check)
        return check

    return declare


def house_check(name: str, says: str) -> Callable[[HouseCheck], HouseCheck]:
    """Declare a check of something that belongs to no single case; it is told whether to be quick."""

    def declare(check: HouseCheck) -> HouseCheck:
        HOUSE_CHECKS[name] = (says, check)
        return check

    return declare


def check_case(case: Case, *, quick: bool = True) -> list[Breach]:
    """All checks of one case, as it is in the database now. Quick: without reading files and history rows."""
    return list(_of_batch(Batch([Case.objects.select_related("organisation").get(pk=case.pk)], quick=quick)))


def run(
    *, ref: str = "", quick: bool = False, seen: Callable[[int], None] | None = None
) -> Generator[Breach, None, None]:
    """Everything that does not hold, as it is found. `seen` is told how many cases have been looked at."""
    rows = Case.objects.select_related("organisation").order_by("pk")
    if ref:
        yield from _of_batch(Batch([rows.get(ref=ref)], quick=quick))
        return
    for name, (_says, check) in HOUSE_CHECKS.items():
        for thing, what in check(quick):
            yield Breach(name, thing, what)
    done = 0
    for cases in _handfuls(rows.iterator(chunk_size=HANDFUL)):
        yield from _of_batch(Batch(cases, quick=quick))
        done += len(cases)
        if seen is not None:
            seen(done)


def _of_batch(batch: Batch) -> Iterator[Breach]:
    for name, (_says, check) in CASE_CHECKS.items():
        for case, what in check(batch):
            yield Breach(name, case.ref, what)


def _handfuls(rows: Iterator[Case]) -> Iterator[list[Case]]:
    while some := list(islice(rows, HANDFUL)):
        yield some
