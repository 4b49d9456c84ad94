"""Draws the life of a case from `lifecycle.py`: the page `docs/lifecycle.md`, kept current by a test."""

from collections.abc import Iterable

from django.utils import translation

from cases.lifecycle import BIRTHS, MOVES, OPEN, STAGES, STAYING, State

# They lead from every open state and back; an arrow each would hide the rest.
_EVERYWHERE = frozenset({"cases.merge", "cases.unmerge"})

_PAGE = """# The life of a case

This page is drawn from `cases/lifecycle.py` by `python manage.py draw_lifecycle`; a test compares them. Who may do what is
in `permissions.py` of each floor, what an act does in its `actions`.

A state changes only as the result of a named act. Two acts are left out of the drawing: `cases.merge` leads from every
open state to *{merged}*, `cases.unmerge` leads back within 7 days.

```mermaid
{drawing}
```

## Beginnings

{births}

## Acts that move a case

{moves}

## Acts that leave it where it is

{staying}
"""


def page() -> str:
    """The whole page, in English whatever language is active."""
    with translation.override(None):
        return _PAGE.format(
            merged=State.MERGED.label, drawing=drawing(), births=_births(), moves=_moves(), staying=_staying()
        )


def drawing() -> str:
    """The graph as Mermaid text: a box for each stage, one arrow for each pair with all acts that lead there."""
    lines = ["flowchart LR"]
    for stage, states in STAGES.items():
        lines.append(f'  subgraph {_box(stage)}["{stage}"]')
        lines += [f'    {state}["{State(state).label}"]' for state in states]
        lines.append("  end")
    born = "<br>".join(sorted(act for act, state in BIRTHS.items() if state == State.REGISTERED))
    lines.append(f'  new(( )) -->|"{born}"| {State.REGISTERED}')
    lines.append(f'  new -->|"cases.split"| {BIRTHS["cases.split"]}')
    lines += [
        f'  {source} -->|"{"<br>".join(acts)}"| {target}' for (source, target), acts in arrows().items()
    ]
    return "\n".join(lines)


def arrows() -> dict[tuple[str, str], list[str]]:
    """Which acts lead from one state to another. Where a whole stage shares an act, the arrow leaves its box."""
    found: dict[tuple[str, str], list[str]] = {}
    for act, ways in MOVES.items():
        if act in _EVERYWHERE:
            continue
        for target in State:
            sources = {state for state, targets in ways.items() if target in targets and state != target}
            for source in _starts(sources, target):
                found.setdefault((source, str(target)), []).append(act)
    return found


def _starts(sources: set[State], target: State) -> list[str]:
    starts: list[str] = []
    for stage, states in STAGES.items():
        if target not in states and set(states) <= sources:
            starts.append(_box(stage))
        else:
            starts += [str(state) for state in states if state in sources]
    return starts


def _box(stage: str) -> str:
    return f"stage_{stage}"


def _births() -> str:
    return "\n".join(f"* `{act}` → {State(state).label}" for act, state in BIRTHS.items())


def _moves() -> str:
    rows = ["| act | from | to |", "|---|---|---|"]
    for act, ways in MOVES.items():
        for targets in dict.fromkeys(ways.values()):
            sources = [state for state in State if ways.get(state) == targets]
            rows.append(
                f"| `{act}` | {_names(sources)} | {_names(state for state in State if state in targets)} |"
            )
    return "\n".join(rows)


def _staying() -> str:
    rows = ["| act | in |", "|---|---|"]
    rows += [
        f"| `{act}` | {_names(state for state in State if state in states)} |"
        for act, states in STAYING.items()
    ]
    return "\n".join(rows)


def _names(states: Iterable[State]) -> str:
    listed = list(states)
    if set(listed) == set(State):
        return "every state"
    if set(listed) == OPEN:
        return "every open state"
    missing = [state for state in State if state not in listed]
    if len(missing) <= 2:
        return "every state but " + ", ".join(str(state.label) for state in missing)
    return ", ".join(str(state.label) for state in listed)
