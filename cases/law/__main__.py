"""The law on the command line: `python -m cases.law <kind> '<json>'`.

Without a kind it lists the kinds; with a kind alone it tells the questions; `-` reads the answers from the input.
Exit status 2 and sentences on the error output when the answers cannot be used.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from typing import TextIO

from cases.law.calculation import Books, calculate
from cases.law.kinds import CALCULATIONS
from cases.law.plain import as_data
from cases.law.results import BadInput
from cases.law.strict_json import told_in
from cases.law.telling import LANGUAGES, Teller

MOST_BYTES = 1_000_000


def main(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    answers: TextIO,
    out: TextIO,
    errors: TextIO,
) -> int:
    """What to leave with: 0, or 2 for what cannot be answered."""
    asked = _parser().parse_args(arguments)
    teller = Teller(asked.language or spoken_in(environment))
    if asked.kind is None:
        out.write(teller.kinds(CALCULATIONS))
        return 0
    calculation = CALCULATIONS.get(asked.kind)
    if calculation is None:
        errors.write(
            teller.both(f"没有名为“{asked.kind}”的计算。\n\n", f"No calculation is named “{asked.kind}”.\n\n")
        )
        errors.write(teller.kinds(CALCULATIONS))
        return 2
    if asked.answers is None:
        out.write(teller.questions(calculation))
        example = shlex.quote(json.dumps(calculation.example, ensure_ascii=False))
        out.write(f"\npython -m cases.law {calculation.kind} {example}\n")
        return 0
    try:
        told = told_in(answers.read(MOST_BYTES) if asked.answers == "-" else asked.answers)
        result = calculate(calculation, told, Books.load())
    except BadInput as bad:
        for problem in bad.problems:
            errors.write(f"{problem.field}: " if problem.field else "")
            errors.write(f"{teller.say(problem.text)}\n")
        return 2
    if asked.json:
        out.write(json.dumps(as_data(result), ensure_ascii=False, indent=2) + "\n")
    else:
        out.write(teller.result(result, calculation.questions))
    return 0


def spoken_in(environment: Mapping[str, str]) -> str:
    """The language of a terminal: Chinese where its locale says so, else English."""
    locale = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), ""
    )
    return "zh" if locale.lower().startswith("zh") else "en"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m cases.law",
        description="Labour-law calculations with their steps and articles. 劳动法计算，附步骤和依据。",
    )
    parser.add_argument("kind", nargs="?", help="which calculation; none: list them all")
    parser.add_argument("answers", nargs="?", help="a JSON object, or - to read it; none: tell the questions")
    parser.add_argument("--json", action="store_true", help="print plain data")
    parser.add_argument("--language", choices=LANGUAGES, help="zh or en; by default that of the terminal")
    return parser


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    raise SystemExit(main(sys.argv[1:], os.environ, sys.stdin, sys.stdout, sys.stderr))
