"""How many clocks one core computes a second: `python -m bench.clocks [--seconds 8] [--profile]`.

A mix as a station has it, over the days of 2018–2025: limits in working days, limits in natural days whose end rolls,
mediations extended with both sides' consent, and limitation with an interruption and a suspension. Each limit is
computed with its steps, as the case file shows them. One process, no database; `--profile` shows where the time goes.
"""

import argparse
import cProfile
import platform
import pstats
import random
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from cases.law import limitation
from cases.law.calendar import Calendar
from cases.law.limitation import Event, EventKind
from cases.law.limitation import words as limitation_words
from cases.law.limits import time_limits
from cases.law.limits.rules import Consenter, Source
from cases.law.limits.time_limits import Consent

FIRST, DAYS = date(2018, 1, 1), 2800
Clock = Callable[[date, Calendar], object]


def acceptance(on: date, calendar: Calendar) -> object:
    return time_limits.acceptance(received_on=on, calendar=calendar)


def delegated(on: date, calendar: Calendar) -> object:
    return time_limits.mediation(source=Source.TRIBUNAL_DELEGATED, started_on=on, calendar=calendar)


def mediation(on: date, calendar: Calendar) -> object:
    return time_limits.mediation(source=Source.PARTY_APPLICATION, started_on=on, calendar=calendar)


def award(on: date, calendar: Calendar) -> object:
    return time_limits.award(accepted_on=on, calendar=calendar)


def extended(on: date, calendar: Calendar) -> object:
    limit = time_limits.mediation(source=Source.PARTY_APPLICATION, started_on=on, calendar=calendar)
    consents = (Consent(Consenter.APPLICANT, on), Consent(Consenter.RESPONDENT, on))
    later = limit.ends_on + timedelta(days=15)
    return time_limits.extended(limit, new_end_on=later, consents=consents, calendar=calendar)


def claim(on: date, calendar: Calendar) -> object:
    events = (
        Event(EventKind.START, on),
        Event(EventKind.INTERRUPTION, on + timedelta(days=200)),
        Event(EventKind.SUSPENSION, on + timedelta(days=300)),
        Event(EventKind.RESUMPTION, on + timedelta(days=330)),
    )
    return limitation.state(events, on=on + timedelta(days=400), calendar=calendar)


def claim_told(on: date, calendar: Calendar) -> object:
    found = claim(on, calendar)
    assert isinstance(found, limitation.State)
    return limitation_words.steps(found)


CLOCKS: Sequence[tuple[str, Clock]] = (
    ("acceptance, 3 working days", acceptance),
    ("delegated mediation, 10 working days", delegated),
    ("mediation, 15 natural days, rolled", mediation),
    ("award, 45 natural days, rolled", award),
    ("mediation, extended", extended),
    ("limitation, four events", claim),
    ("limitation, four events, with its steps", claim_told),
)


def rate(clocks: Sequence[Clock], days: Sequence[date], calendar: Calendar, seconds: float) -> float:
    """Computations in a second of processor time: what others do on the machine does not count."""
    done, began = 0, time.process_time()
    while (passed := time.process_time() - began) < seconds:
        for on in days[done % 1000 : done % 1000 + 100]:
            for clock in clocks:
                clock(on, calendar)
        done += 100 * len(clocks)
    return done / passed


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.clocks")
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args()
    calendar = Calendar.load()
    days = [FIRST + timedelta(days=random.Random(number).randrange(DAYS)) for number in range(1100)]
    mix = [clock for _name, clock in CLOCKS]
    rate(mix, days, calendar, 0.5)
    if asked.profile:
        profile = cProfile.Profile()
        profile.runcall(rate, mix, days, calendar, asked.seconds)
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)
        return
    print(f"Python {platform.python_version()}, {platform.machine()}, processor time of one process\n")
    print("| clock | computations a second |\n|---|---|")
    for name, clock in CLOCKS:
        print(f"| {name} | {rate([clock], days, calendar, asked.seconds / 8):,.0f} |")
    print(f"| **the mix** | **{rate(mix, days, calendar, asked.seconds):,.0f}** |")


if __name__ == "__main__":
    main()
