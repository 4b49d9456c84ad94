"""The table of time limits. Codes are stable: stored deadlines name them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from cases.law.limits import rule_words as words
from cases.law.limits.rules import (
    BY_BOTH_PARTIES,
    NOT_EXTENDABLE,
    Consenter,
    Extension,
    Kind,
    Nature,
    Rule,
    Source,
    StartEvent,
    Unit,
)
from cases.law.results import Text, Version
from cases.law.steps import short_en

# Since when each instrument stands in the version cited here.
_SINCE: Mapping[str, date] = {
    "ARB": date(2008, 5, 1),
    "MR": date(2012, 1, 1),
    "BR": date(2017, 7, 1),
    "CPL": date(2024, 1, 1),
    "PML": date(2011, 1, 1),
    "PMR": date(2002, 11, 1),
    "IM": date(2016, 7, 1),
    "INT1": date(2021, 1, 1),
    "LAL": date(2022, 1, 1),
    "BJ-UNION": date(2016, 1, 1),
    "BJ-ONE": date(2025, 1, 10),
}
# Nothing of law stands behind a promise of ours.
_PROMISED_SINCE = date(2008, 5, 1)


def _version(code: str, basis: tuple[str, ...]) -> Version:
    """The first article cited decides: the others say how to count."""
    since = _SINCE[basis[0].split()[0]] if basis else _PROMISED_SINCE
    return Version(
        code,
        since,
        basis,
        Text(
            f"按自{since.year}年{since.month}月{since.day}日起施行的规定。",
            f"As the rules stand since {short_en(since)}.",
        ),
    )


def _rule(
    kind: Kind, code: str, start: StartEvent, length: int, unit: Unit, basis: tuple[str, ...], at_end: Text,
    *remarks: Text, extension: Extension = NOT_EXTENDABLE, nature: Nature = Nature.STATUTORY,
    length_is_fixed: bool = True, is_backwards: bool = False,
) -> Rule:  # fmt: skip
    return Rule(
        kind, code, start, length, unit, basis, at_end, _version(code, basis), extension, nature,
        length_is_fixed, remarks, is_backwards,
    )  # fmt: skip


_WORKING, _NATURAL = Unit.WORKING_DAYS, Unit.NATURAL_DAYS
_COUNTED = ("CC 201", "CC 203")
_BY_RULES = ("BR 80", "BR 19", "CPL 85")
_BY_THE_TRIBUNAL = frozenset({Consenter.TRIBUNAL_DIRECTOR})

ACCEPTANCE = _rule(
    Kind.ACCEPTANCE, "acceptance", StartEvent.APPLICATION_RECEIVED, 3, _WORKING, ("MR 22", "CC 201"),
    words.ACCEPTANCE_ENDS,
)  # fmt: skip
FIRST_CONTACT = _rule(
    Kind.FIRST_CONTACT, "first_contact", StartEvent.APPLICATION_RECEIVED, 1, _WORKING, (),
    words.PROMISE_ENDS, words.OUR_PROMISE, extension=Extension(frozenset({Consenter.ORGANISATION})),
    nature=Nature.PROMISE, length_is_fixed=False,
)  # fmt: skip
RIGHT_TO_ARBITRATE = _rule(
    Kind.RIGHT_TO_ARBITRATE, "right_to_arbitrate", StartEvent.APPLICATION_RECEIVED, 15, _NATURAL,
    ("ARB 14", "ARB 5", *_COUNTED), words.RIGHT_ENDS, words.NEVER_BARS, nature=Nature.INFORMATIONAL,
)  # fmt: skip
REVIEW = _rule(
    Kind.REVIEW, "review", StartEvent.AGREEMENT_EFFECTIVE, 15, _NATURAL,
    ("MR 27", "BR 74", "BR 75", *_BY_RULES), words.REVIEW_ENDS, words.REVIEW_LIMITS,
)  # fmt: skip
JUDICIAL_CONFIRMATION = _rule(
    Kind.JUDICIAL_CONFIRMATION, "judicial_confirmation", StartEvent.AGREEMENT_EFFECTIVE, 30, _NATURAL,
    ("CPL 205", "PML 33", "INT1 52", "CPL 85"), words.CONFIRMATION_ENDS, words.CONFIRMATION_LIMITS,
)  # fmt: skip
COURT_ACCEPTANCE = _rule(
    Kind.COURT_ACCEPTANCE, "court_acceptance", StartEvent.ARBITRATION_RECEIVED, 5, _WORKING,
    ("ARB 29", *_BY_RULES), words.SILENCE, words.SILENCE,
)  # fmt: skip
AWARD = _rule(
    Kind.AWARD, "award", StartEvent.ARBITRATION_ACCEPTED, 45, _NATURAL, ("ARB 43", "BR 45", *_BY_RULES),
    words.LATE_AWARD, words.LATE_AWARD, words.RESTARTS, extension=Extension(_BY_THE_TRIBUNAL, at_most=15),
)  # fmt: skip
SUIT_ON_FINAL_AWARD = _rule(
    Kind.SUIT, "suit.final_award", StartEvent.AWARD_RECEIVED, 15, _NATURAL, ("ARB 48", "ARB 49", "CPL 85"),
    words.FINAL_SUIT_ENDS, words.FINAL_AWARD,
)  # fmt: skip
SUIT_ON_OTHER_AWARD = _rule(
    Kind.SUIT, "suit.other_award", StartEvent.AWARD_RECEIVED, 15, _NATURAL, ("ARB 50", "CPL 85"),
    words.SUIT_ENDS,
)  # fmt: skip

_FURTHER = (
    _rule(
        Kind.NEGOTIATION, "negotiation.silence", StartEvent.NEGOTIATION_ASKED, 5, _NATURAL,
        ("MR 10", "MR 31", *_COUNTED), words.NEGOTIATION_ENDS, words.NATURAL_BECAUSE_UNSAID,
    ),
    _rule(
        Kind.COURT_ACCEPTANCE, "tribunal.collective_acceptance", StartEvent.COLLECTIVE_RECEIVED, 5, _WORKING,
        ("BR 62", *_BY_RULES), words.SILENCE,
    ),
    _rule(
        Kind.TRIBUNAL_STEP, "tribunal.copy", StartEvent.ARBITRATION_ACCEPTED, 5, _WORKING,
        ("ARB 30", *_BY_RULES), words.NO_STOP,
    ),
    _rule(
        Kind.TRIBUNAL_STEP, "tribunal.answer", StartEvent.COPY_RECEIVED, 10, _WORKING,
        ("ARB 30", "BR 33", *_BY_RULES), words.NO_STOP,
    ),
    _rule(
        Kind.TRIBUNAL_STEP, "tribunal.answer_copy", StartEvent.ANSWER_RECEIVED, 5, _WORKING,
        ("ARB 30", "BR 33", *_BY_RULES), words.NO_STOP,
    ),
    _rule(
        Kind.TRIBUNAL_STEP, "tribunal.panel_notice", StartEvent.ARBITRATION_ACCEPTED, 5, _WORKING,
        ("ARB 32", *_BY_RULES), words.NO_STOP,
    ),
    _rule(
        Kind.TRIBUNAL_STEP, "tribunal.hearing_notice", StartEvent.HEARING, 5, _WORKING,
        ("ARB 35", *_BY_RULES), words.HEARING_NOTICE_ENDS, words.BEFORE_THE_HEARING, is_backwards=True,
    ),
    _rule(
        Kind.TRIBUNAL_STEP, "tribunal.postponement", StartEvent.HEARING, 3, _WORKING,
        ("ARB 35", "ARB 36", *_BY_RULES), words.POSTPONEMENT_ENDS, words.BEFORE_THE_HEARING, is_backwards=True,
    ),
    _rule(
        Kind.REVIEW_DECISION, "review.decision", StartEvent.REVIEW_ASKED, 5, _WORKING, ("BR 75", "CPL 85"),
        words.REVIEW_DECISION_ENDS, words.NO_NUMBER, nature=Nature.INFORMATIONAL, length_is_fixed=False,
    ),
    _rule(
        Kind.REVIEW_DECISION, "review.end", StartEvent.REVIEW_ACCEPTED, 5, _WORKING, ("BR 76", *_BY_RULES),
        words.REVIEW_DECISION_ENDS, extension=Extension(_BY_THE_TRIBUNAL, at_most=5, unit=_WORKING),
    ),
    _rule(
        Kind.SET_ASIDE, "set_aside", StartEvent.AWARD_RECEIVED, 30, _NATURAL, ("ARB 49", "CPL 85"),
        words.SET_ASIDE_ENDS, words.FINAL_AWARD,
    ),
    _rule(
        Kind.ENFORCEMENT, "enforcement", StartEvent.PERFORMANCE_ENDED, 2, Unit.YEARS,
        ("CPL 250", "CPL 85", "CC 202", "ARB 51"), words.ENFORCEMENT_ENDS, words.TWO_YEARS,
    ),
    _rule(
        Kind.PAYMENT_ORDER, "payment_order.decision", StartEvent.ORDER_ASKED, 5, _NATURAL,
        ("CPL 226", "CPL 85"), words.ORDER_DECISION_ENDS,
    ),
    _rule(
        Kind.PAYMENT_ORDER, "payment_order.issue", StartEvent.ORDER_ACCEPTED, 15, _NATURAL,
        ("CPL 227", "CPL 85"), words.ORDER_DECISION_ENDS,
    ),
    _rule(
        Kind.PAYMENT_ORDER, "payment_order.objection", StartEvent.ORDER_RECEIVED, 15, _NATURAL,
        ("CPL 227", "CPL 228", "CPL 85"), words.OBJECTION_ENDS,
    ),
    _rule(
        Kind.LEGAL_AID, "legal_aid.decision", StartEvent.AID_ASKED, 7, _NATURAL, ("LAL 43", *_COUNTED),
        words.AID_ENDS, words.NATURAL_BECAUSE_UNSAID,
    ),
    _rule(
        Kind.LEGAL_AID, "legal_aid.appointment", StartEvent.AID_GRANTED, 3, _NATURAL, ("LAL 43", *_COUNTED),
        words.AID_ENDS, words.NATURAL_BECAUSE_UNSAID,
    ),
    _rule(
        Kind.UNION_DEMAND, "union.employer_answer", StartEvent.UNION_DEMANDED, 15, _NATURAL,
        ("BJ-UNION 28", *_COUNTED), words.UNION_DEMAND_ENDS, words.NATURAL_BECAUSE_UNSAID, words.BEING_REVISED,
    ),
    _rule(
        Kind.UNION_DEMAND, "union.agency_answer", StartEvent.UNION_DEMANDED, 15, _WORKING,
        ("BJ-UNION 28", "CC 201"), words.UNION_DEMAND_ENDS, words.BEING_REVISED,
    ),
)  # fmt: skip


def _mediation(
    source: Source, start: StartEvent, length: int, unit: Unit, basis: tuple[str, ...], extension: Extension,
    at_end: Text, *remarks: Text, length_is_fixed: bool = True,
) -> tuple[Source, Rule]:  # fmt: skip
    rule = _rule(
        Kind.MEDIATION, f"mediation.{source}", start, length, unit, basis, at_end, *remarks,
        extension=extension, length_is_fixed=length_is_fixed,
    )  # fmt: skip
    return source, rule


MEDIATION: Mapping[Source, Rule] = MappingProxyType(
    dict(
        [
            _mediation(
                Source.PARTY_APPLICATION, StartEvent.MEDIATION_ACCEPTED, 15, _NATURAL, ("MR 29", *_COUNTED),
                BY_BOTH_PARTIES, words.MEDIATION_ENDS, words.ROLLING_IS_NOT_WRITTEN,
            ),
            _mediation(
                Source.ONE_STOP_BEIJING, StartEvent.MEDIATION_ACCEPTED, 15, _NATURAL,
                ("BJ-ONE 3(4)", *_COUNTED), Extension(BY_BOTH_PARTIES.needs, at_most=15),
                words.MEDIATION_ENDS, words.ROLLING_IS_NOT_WRITTEN,
            ),
            _mediation(
                Source.TRIBUNAL_SUGGESTED, StartEvent.MEDIATION_ACCEPTED, 15, _NATURAL, ("BR 69", *_COUNTED),
                BY_BOTH_PARTIES, words.MEDIATION_ENDS, words.OPEN_LENGTH, length_is_fixed=False,
            ),
            _mediation(
                Source.TRIBUNAL_DELEGATED, StartEvent.BOTH_CONSENTED, 10, _WORKING, ("BR 70", *_BY_RULES),
                NOT_EXTENDABLE, words.DELEGATED_ENDS,
            ),
            _mediation(
                Source.COURT_BEFORE_FILING, StartEvent.COURT_PAPERS_SIGNED_FOR, 30, _NATURAL,
                ("IM 27", "CPL 85"), BY_BOTH_PARTIES, words.COURT_MEDIATION_ENDS,
            ),
            _mediation(
                Source.COURT_ORDINARY, StartEvent.COURT_PAPERS_SIGNED_FOR, 15, _NATURAL, ("IM 27", "CPL 85"),
                BY_BOTH_PARTIES, words.COURT_MEDIATION_ENDS, words.EXTENSION_OUTSIDE_TRIAL_TIME,
            ),
            _mediation(
                Source.COURT_SUMMARY, StartEvent.COURT_PAPERS_SIGNED_FOR, 7, _NATURAL, ("IM 27", "CPL 85"),
                BY_BOTH_PARTIES, words.COURT_MEDIATION_ENDS, words.EXTENSION_OUTSIDE_TRIAL_TIME,
            ),
            _mediation(
                Source.PEOPLES_MEDIATION, StartEvent.MEDIATION_ACCEPTED, 1, Unit.MONTHS,
                ("PMR 33", "CC 201", "CC 202", "CC 203"), BY_BOTH_PARTIES, words.MEDIATION_ENDS,
                words.ABOUT_A_MONTH, length_is_fixed=False,
            ),
        ]
    )
)  # fmt: skip

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.code: rule
        for rule in (
            ACCEPTANCE, FIRST_CONTACT, RIGHT_TO_ARBITRATE, REVIEW, JUDICIAL_CONFIRMATION, COURT_ACCEPTANCE,
            AWARD, SUIT_ON_FINAL_AWARD, SUIT_ON_OTHER_AWARD, *MEDIATION.values(), *_FURTHER,
        )
    }
)  # fmt: skip
