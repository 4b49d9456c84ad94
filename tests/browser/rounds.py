"""A round through the house: every page a member of staff can open, with who opens it and on which case."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from cases.lifecycle import targets
from cases.models import Case, User
from cases.registry import ACTS, Act
from tests.arbitration_link.builders import at_court, prepared
from tests.builders import asked, registered
from tests.mediation.builders import assigned, frozen, performing, suspended
from tests.people import People, fresh
from tests.test_costs import with_rows
from tests.test_routes import address_of, table
from tests.walks.world import closed, needs_info

# Who opens a page that many may open; the first that may.
FIRST = ("mediator", "head", "clerk", "supervisor", "admin", "auditor", "nobody")
NOBODY = "无此人"  # somebody who is looked for in vain
# Pages that differ with the person, or with what is asked of them.
MORE = (
    ("head", "/today/"), ("clerk", "/today/"), ("supervisor", "/today/"), ("volunteer", "/today/"),
    ("committee_mediator", "/cases/"), ("head", "/cases/"), ("mediator", f"/cases/?q={NOBODY}"),
)  # fmt: skip
BROKEN = (("mediator", "/cases/RJ01-2026-999999/"), ("head", "/office/"), ("nobody", "/nowhere/"))


@dataclass(frozen=True)
class Stop:
    """One page: who opens it."""

    who: str
    address: str


@dataclass
class House:
    """Cases on all parts of the road, the fullest first."""

    people: People
    cases: list[Case]

    @property
    def case(self) -> Case:
        return self.cases[0]


def house(people: People) -> House:
    """The talks of the first case have everything; the others stand on other parts of the road."""
    cases = [with_rows(people, 2), *(build(people) for build in (
        registered, needs_info, asked, assigned, suspended, frozen, performing, at_court, closed,
    )), prepared(people)[0]]  # fmt: skip
    return House(people, cases)


def every_address(made: House) -> Iterator[Stop]:
    """All addresses of the house that answer with a page, as tests/test_routes.py tells who may."""
    for row, cells in table().items():
        may = [who for who in FIRST if cells.get(who) == "200"]
        if may and not row.endswith((".pdf", ".zip", "healthz", "readyz")):
            yield Stop(may[0], address_of(row, made.case, made.people))
    for who, address in (*MORE, *BROKEN, ("mediator", f"/cases/{made.case.ref}/deadlines/?open=all")):
        yield Stop(who, address)
    for case in made.cases[1:]:
        yield Stop("mediator" if case.mediator_id else "head", f"/cases/{case.ref}/")


def acts(made: House) -> list[tuple[Stop, Act]]:
    """Pages of acts: as few as show each template and each kind of field at least once."""
    open_to: list[tuple[Stop, Act, set[Any]]] = []
    for case in made.cases:
        for who in ("mediator", "head", "clerk"):
            user = fresh(getattr(made.people, who))
            open_to += [
                (Stop(who, f"/cases/{case.ref}/{act.verb}/"), act, _kinds(act, case, user))
                for act in ACTS.values()
                if targets(act.name, str(case.state)) and user.has_perm(act.name, case) and act.offered(case)
            ]
    chosen, seen = [], set[Any]()
    while open_to:
        stop, act, kinds = max(open_to, key=lambda one: len(one[2] - seen))
        if kinds <= seen:
            break
        chosen.append((stop, act))
        seen |= kinds
    return chosen


def _kinds(act: Act, case: Case, user: User) -> set[Any]:
    form: Any = act.form(None, None, case=case, by=user, at=timezone.now(), initial={})
    return {
        act.template,
        bool(act.effect),
        *((type(field), type(field.widget)) for field in form.fields.values()),
    }
