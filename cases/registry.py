"""What upper floors hang onto the case without being imported: acts, panels, checks, consequences, next steps.

Each floor registers in its `AppConfig.ready`. An act's entry says what page it gets; what it does is its function.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from cases import permissions


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
    # For an act of two people: what it would be done to, as a text that changes whenever that changes.
    concerns: Callable[[Any], str] | None = None

    @property
    def verb(self) -> str:
        """The name in the address: unique over all floors."""
        return self.name.partition(".")[2]


ACTS: dict[str, Act] = {}
VERBS: dict[str, Act] = {}
_consequences: dict[str, list[Callable[..., None]]] = {}
_panels: dict[str, list[Callable[..., Any]]] = {}
_closing_checks: list[Callable[[Any], list[str]]] = []
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


def register_panel(place: str, build: Callable[..., Any]) -> None:
    """A part of the case file: `build(case, user, on)` answers {"template": …, …} or None."""
    _panels.setdefault(place, []).append(build)


def panels(place: str) -> list[Callable[..., Any]]:
    return _panels.get(place, [])


def register_closing_check(check: Callable[[Any], list[str]]) -> None:
    """A reason why a case cannot be closed yet, in whole sentences; an empty list when there is none."""
    _closing_checks.append(check)


def closing_checks() -> list[Callable[[Any], list[str]]]:
    return _closing_checks


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
