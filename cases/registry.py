"""What upper floors hang onto the case without being imported: acts, tabs, checks, consequences, next steps.

Each floor registers in its `AppConfig.ready`. An act's entry says what page it gets; what it does is its function.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from cases import permissions


@dataclass(frozen=True)
class Undo:
    """The act that takes another one back, with its own right, event and check of the version."""

    act: str
    # (case before, user, what the act answered) → what the form of that act is sent; None: cannot be taken back here.
    entered: Callable[[Any, Any, Any], dict[str, str] | None] = lambda before, user, answer: {}


@dataclass(frozen=True)
class Act:
    """An act that has a page of its own: `/cases/<ref>/<verb>/`."""

    name: str  # "mediation.agree": permission, audit reason, timeline code
    label: "str | Promise"  # the button: "Fix the terms"
    form: Any  # form class; built with (case=…, by=…, at=…)
    run: Callable[..., Any]  # run(case, by=…, at=…, version=…, **cleaned data)
    done: "str | Promise" = ""  # the timeline and the message afterwards: "Terms fixed"
    effect: "str | Promise" = ""  # what will happen, told before the button
    group: str = "case"  # where its button stands: case, parties, claims, evidence, sessions, papers, court
    order: int = 50
    template: str = "cases/act.html"
    # Is there a point in showing it now? Beyond state and rights: e.g. nothing to release.
    offered: Callable[[Any], bool] = lambda case: True
    needs_files: bool = False
    is_statement: bool = False  # it keeps what somebody said or wrote: notes, contacts, minutes
    # What it may bring with it, told beforehand: kinds of clocks, of papers, of notifications.
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    sometimes: tuple[str, ...] = ()  # those of them that hang on what is entered, or on the case
    undo: "Undo | None" = None
    is_final: bool = False  # no act takes it back
    changes_amounts: bool = False  # of claim lines: papers that print them may go stale
    # For an act of two people: what it would be done to, as a text that changes whenever that changes.
    concerns: Callable[[Any], str] | None = None

    @property
    def verb(self) -> str:
        """The name in the address: unique over all floors."""
        return self.name.partition(".")[2]


@dataclass(frozen=True)
class Tab:
    """A page of the case file: `/cases/<ref>/<name>/`."""

    name: str  # in the address
    label: "str | Promise"
    order: int
    template: str = ""  # a page that extends cases/tab.html
    build: Callable[[Any, Any, date], dict[str, Any]] = lambda case, user, on: {}  # (case, user, today)
    # The rows on it, counted beside its name (those of all tabs in one query). None: not a matter of numbers.
    counted: Callable[[Any, Any], Iterable[Any]] | None = None
    key: str = ""  # of the keyboard
    groups: frozenset[str] = frozenset()  # the groups of acts that belong to it
    # A tab this person does not see is no page either. Who may not read the case sees none.
    sees: Callable[[Any, Any], bool] = lambda case, user: True
    is_confidential: bool = False
    page: str = ""  # the name of its address, when it is a page with a view of its own


ACTS: dict[str, Act] = {}
TABS: dict[str, Tab] = {}
VERBS: dict[str, Act] = {}
_consequences: dict[str, list[Callable[..., None]]] = {}
_tellers: list[Callable[..., Any]] = []
_closing_checks: list[Callable[[Any], list[str]]] = []
_today: list[Callable[..., Iterable[Any]]] = []
_next_steps: list[tuple[int, Callable[..., Any]]] = []
_next_step_rows: list[Callable[[], Iterable[Any]]] = []
_labels: dict[str, "str | Promise"] = {}
_two_people: dict[str, Callable[[Any], bool]] = {}


def register_act(act: Act) -> None:
    """Give an act its page and button."""
    if act.verb in VERBS and VERBS[act.verb].name != act.name:
        raise ValueError(f"two acts are called {act.verb}")
    ACTS[act.name] = VERBS[act.verb] = act
    _labels[act.name] = act.done or act.label


def register_label(name: str, done: "str | Promise") -> None:
    """Words for an event whose act has no page (system acts, births)."""
    _labels[name] = done


def label(name: str) -> "str | Promise":
    """What the timeline says for an act."""
    return _labels.get(name, name)


def register_two_people(act: str, when: Callable[[Any], bool]) -> None:
    """An act that needs a second person for some cases only: `when(case)`. The table says it for all cases."""
    _two_people[act] = when


def needs_two_people(act: str, case: Any) -> bool:
    """Must a second person approve this act on this case?"""
    when = _two_people.get(act)
    return permissions.rule(act).two_people or (when is not None and when(case))


def register_consequence(act: str, run: Callable[..., None]) -> None:
    """Something an upper floor does inside the transaction of a lower act: `run(case, by=…, at=…)`."""
    _consequences.setdefault(act, []).append(run)


def consequences(act: str) -> list[Callable[..., None]]:
    return _consequences.get(act, [])


def register_tab(tab: Tab) -> None:
    """Give the case file another page."""
    if tab.name in TABS and TABS[tab.name] != tab:
        raise ValueError(f"two tabs are called {tab.name}")
    TABS[tab.name] = tab


def tabs() -> list[Tab]:
    """All pages of the case file, in their order."""
    return sorted(TABS.values(), key=lambda tab: tab.order)


def register_teller(tell: Callable[..., Any]) -> None:
    """Words about events, besides the act's: `tell(case, events, user)` answers {event's key: [what it was about]}.

    It asks the database a constant number of times, and tells nothing that this user may not see.
    """
    _tellers.append(tell)


def tellers() -> list[Callable[..., Any]]:
    return _tellers


def register_closing_check(check: Callable[[Any], list[str]]) -> None:
    """A reason why a case cannot be closed yet, in whole sentences; an empty list when there is none."""
    _closing_checks.append(check)


def closing_checks() -> list[Callable[[Any], list[str]]]:
    return _closing_checks


def register_today(gather: Callable[..., Iterable[Any]]) -> None:
    """More rows for the start page: `gather(scope)` answers `today.Matter`s, bounded, in a constant number of queries."""
    _today.append(gather)


def today_rows() -> list[Callable[..., Iterable[Any]]]:
    return _today


def register_next_step(order: int, propose: Callable[..., Any]) -> None:
    """A rule for the next step: `propose(case, on)` answers a `next_step.Step` or None; the lowest order wins."""
    _next_steps.append((order, propose))
    _next_steps.sort(key=lambda pair: pair[0])


def next_step_rules() -> list[Callable[..., Any]]:
    return [propose for _order, propose in _next_steps]


def register_next_step_rows(wanted: Callable[[], Iterable[Any]]) -> None:
    """The rows of a case that a floor's rules look at, as `prefetch_related` takes them; lists fetch them beforehand.

    A relation of a lower floor is named by its plain name: how its rows are fetched is said by the floor that has them.
    """
    _next_step_rows.append(wanted)


def next_step_rows() -> list[Any]:
    return [one for wanted in _next_step_rows for one in wanted()]
