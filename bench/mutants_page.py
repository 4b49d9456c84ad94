"""The page of figures of a mutation run: how many wrongs each module had, how many were noticed, which survived and why."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE, EXPLAINED = ROOT / "docs" / "figures" / "mutants.md", ROOT / "bench" / "mutants_explained.txt"


def explanations() -> dict[str, str]:
    """Why survivors change nothing: `key — reason`, one a line."""
    if not EXPLAINED.exists():
        return {}
    lines = EXPLAINED.read_text(encoding="utf-8").splitlines()
    return {key: why for line in lines for key, dash, why in [line.partition(" — ")] if dash}


def told(run: Any) -> str:
    """The page, of a finished `mutants.Run`."""
    counts = Counter(run.outcomes.values())
    noticed = counts["noticed"] + counts["ended"]
    why = explanations()
    rows = ["| module | wrongs | noticed | % |", "|---|---|---|---|"]
    for module in sorted({mutant.module for mutant in run.wrongs.values()}):
        found = [run.outcomes[key] for key, mutant in run.wrongs.items() if mutant.module == module]
        good = sum(outcome in ("noticed", "ended") for outcome in found)
        rows.append(
            f"| {module.removeprefix('cases.law.')} | {len(found)} | {good} | {100 * good / len(found):.0f} |"
        )
    left = sorted(key for key, outcome in run.outcomes.items() if outcome in ("survived", "unreached"))
    listed = [
        f"* line {run.wrongs[key].line}, {run.outcomes[key]}: `{key}`"
        + (f" — {why[key]}" if key in why else "")
        for key in left
    ]
    command = " ".join(["python -m bench.mutants", *run.modules, "--write"])
    day = datetime.now(UTC).date().isoformat()
    head = (
        f"# Wrongs in the law that a test notices\n\n{day}, `{command}`: "
        f"{noticed} of {len(run.outcomes)} noticed, **{100 * noticed / max(1, len(run.outcomes)):.1f} %** "
        f"({counts['ended']} of them ran for ever and were ended), {len(run.tests.items)} tests, {run.took:.0f} s with "
        f"{run.jobs} at a time.\n\nWhat is changed and how: `bench/mutators.py`; how it is run: `bench/mutants.py`. Left "
        "alone: texts, the registers of articles and gists, the declarations of questions (`asked/`).\n\n"
    )
    return head + "\n".join(rows) + f"\n\n## Survivors: {len(left)}\n\n" + "\n".join(listed) + "\n"
