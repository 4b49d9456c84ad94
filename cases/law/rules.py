"""The table of time limits: from which event, how long, in which days, on what basis, and who may extend it.

A length is fixed unless the source leaves it open or was not read in full; those rows say
`length_is_fixed=False` and the caller may give another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    ACCEPTANCE = "acceptance"
    FIRST_CONTACT = "first_contact"
    MEDIATION = "mediation"
    RIGHT_TO_ARBITRATE = "right_to_arbitrate"
    REVIEW = "review"
    JUDICIAL_CONFIRMATION = "judicial_confirmation"
    COURT_ACCEPTANCE = "court_acceptance"
    AWARD = "award"
    SUIT = "suit"


class Unit(StrEnum):
    NATURAL_DAYS = "natural_days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


class Nature(StrEnum):
    STATUTORY = "statutory"
    INFORMATIONAL = "informational"
    """A day to know of; nothing is late after it."""
    PROMISE = "promise"
    """Ours, not the law's."""


class StartEvent(StrEnum):
    APPLICATION_RECEIVED = "application_received"
    MEDIATION_ACCEPTED = "mediation_accepted"
    BOTH_CONSENTED = "both_consented"
    COURT_PAPERS_SIGNED_FOR = "court_papers_signed_for"
    AGREEMENT_EFFECTIVE = "agreement_effective"
    ARBITRATION_RECEIVED = "arbitration_received"
    ARBITRATION_ACCEPTED = "arbitration_accepted"
    AWARD_RECEIVED = "award_received"


class Source(StrEnum):
    """How a case came to mediation; it decides the clock."""

    PARTY_APPLICATION = "party_application"
    ONE_STOP_BEIJING = "one_stop_beijing"
    TRIBUNAL_SUGGESTED = "tribunal_suggested"
    TRIBUNAL_DELEGATED = "tribunal_delegated"
    COURT_BEFORE_FILING = "court_before_filing"
    COURT_ORDINARY = "court_ordinary"
    COURT_SUMMARY = "court_summary"
    PEOPLES_MEDIATION = "peoples_mediation"


class Consenter(StrEnum):
    APPLICANT = "applicant"
    RESPONDENT = "respondent"
    TRIBUNAL_DIRECTOR = "tribunal_director"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Extension:
    """Whose consent an extension needs (nobody's: there is none) and by how many natural days at most."""

    needs: frozenset[Consenter] = frozenset()
    at_most: int | None = None

    @property
    def is_possible(self) -> bool:
        return bool(self.needs)


NOT_EXTENDABLE = Extension()
BY_BOTH_PARTIES = Extension(frozenset({Consenter.APPLICANT, Consenter.RESPONDENT}))


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader of the result must know besides the date."""

    text_zh: str
    text_en: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table. `code` is stable: stored deadlines name it."""

    kind: Kind
    code: str
    start_event: StartEvent
    length: int
    unit: Unit
    basis: tuple[str, ...]
    extension: Extension = NOT_EXTENDABLE
    nature: Nature = Nature.STATUTORY
    length_is_fixed: bool = True
    remarks: tuple[Remark, ...] = ()


_ROLLING_IS_NOT_WRITTEN = Remark(
    "该规定未写明末日遇休息日顺延；名义届满日与顺延日都保留，提醒以名义届满日为准。",
    "The rule does not say that a rest day moves the end; both days are kept "
    "and warnings go by the nominal one.",
)
_NEVER_BARS = Remark(
    "本日期仅供参考：调解不是仲裁的前置程序，当事人在此之前也可以申请仲裁。",
    "For information: mediation is no precondition, and a party may apply "
    "for arbitration before this day too.",
)
_OPEN_LENGTH = Remark(
    "该条没有规定调解期限，所用期限由本组织确定。",
    "The article fixes no period for the mediation; the length used is this organisation's choice.",
)
_ABOUT_A_MONTH = Remark(
    "规定为“一般在一个月内”，可以按当地要求调整。",
    "The rule says “usually in one month”; local practice may set another length.",
)
_EXTENSION_OUTSIDE_TRIAL_TIME = Remark(
    "延长的调解期限不计入审理期限。",
    "Time added to the mediation does not count towards the court's trial time.",
)
_REVIEW_LIMITS = Remark(
    "须双方共同申请；确认劳动关系的协议和已经司法确认的协议，不能申请仲裁审查。",
    "Both parties apply together; not for the existence of employment, nor after judicial confirmation.",
)
_CONFIRMATION_LIMITS = Remark(
    "须双方共同申请；工会、企业调解组织的协议能否司法确认依当地法院做法；与仲裁审查只能选择其一。",
    "Both parties apply together; whether a union's or enterprise's "
    "agreement is taken is the local court's practice; "
    "it excludes arbitration review.",
)
_SILENCE = Remark(
    "届满仍未作出受理决定的，申请人可以就该争议向人民法院起诉。",
    "Without a decision by the end of this day the applicant may sue in court.",
)
_LATE_AWARD = Remark(
    "逾期未作出裁决的，当事人可以就该争议向人民法院起诉。",
    "Without an award by then a party may sue in court.",
)
_FINAL_AWARD = Remark(
    "终局裁决只有劳动者可以起诉；用人单位只能自收到之日起三十日内申请中级人民法院撤销裁决。",
    "Only the worker may sue on a final award; the employer may only ask the "
    "intermediate court to set it aside, "
    "in 30 days.",
)
_OUR_PROMISE = Remark(
    "这是本组织的服务承诺，不是法定期限。",
    "This is our organisation's own promise, not a limit set by law.",
)

ACCEPTANCE = Rule(
    Kind.ACCEPTANCE, "acceptance", StartEvent.APPLICATION_RECEIVED, 3, Unit.WORKING_DAYS, ("MR 22", "CC 201")
)
FIRST_CONTACT = Rule(
    Kind.FIRST_CONTACT, "first_contact", StartEvent.APPLICATION_RECEIVED, 1, Unit.WORKING_DAYS, (),
    Extension(frozenset({Consenter.ORGANISATION})), Nature.PROMISE, length_is_fixed=False,
    remarks=(_OUR_PROMISE,),
)  # fmt: skip
RIGHT_TO_ARBITRATE = Rule(
    Kind.RIGHT_TO_ARBITRATE, "right_to_arbitrate", StartEvent.APPLICATION_RECEIVED, 15, Unit.NATURAL_DAYS,
    ("ARB 14", "ARB 5", "CC 201", "CC 203"), nature=Nature.INFORMATIONAL, remarks=(_NEVER_BARS,),
)  # fmt: skip
REVIEW = Rule(
    Kind.REVIEW, "review", StartEvent.AGREEMENT_EFFECTIVE, 15, Unit.NATURAL_DAYS,
    ("MR 27", "BR 74", "BR 75", "BR 80", "BR 19", "CPL 85"), remarks=(_REVIEW_LIMITS,),
)  # fmt: skip
JUDICIAL_CONFIRMATION = Rule(
    Kind.JUDICIAL_CONFIRMATION, "judicial_confirmation", StartEvent.AGREEMENT_EFFECTIVE, 30,
    Unit.NATURAL_DAYS, ("CPL 205", "PML 33", "INT1 52", "CPL 85"), remarks=(_CONFIRMATION_LIMITS,),
)  # fmt: skip
COURT_ACCEPTANCE = Rule(
    Kind.COURT_ACCEPTANCE, "court_acceptance", StartEvent.ARBITRATION_RECEIVED, 5, Unit.WORKING_DAYS,
    ("ARB 29", "BR 80", "BR 19", "CPL 85"), remarks=(_SILENCE,),
)  # fmt: skip
AWARD = Rule(
    Kind.AWARD, "award", StartEvent.ARBITRATION_ACCEPTED, 45, Unit.NATURAL_DAYS,
    ("ARB 43", "BR 45", "BR 80", "BR 19", "CPL 85"),
    Extension(frozenset({Consenter.TRIBUNAL_DIRECTOR}), at_most=15), remarks=(_LATE_AWARD,),
)  # fmt: skip
SUIT_ON_FINAL_AWARD = Rule(
    Kind.SUIT, "suit.final_award", StartEvent.AWARD_RECEIVED, 15, Unit.NATURAL_DAYS,
    ("ARB 48", "ARB 49", "CPL 85"), remarks=(_FINAL_AWARD,),
)  # fmt: skip
SUIT_ON_OTHER_AWARD = Rule(
    Kind.SUIT, "suit.other_award", StartEvent.AWARD_RECEIVED, 15, Unit.NATURAL_DAYS, ("ARB 50", "CPL 85")
)


def _mediation(
    source: Source, start: StartEvent, length: int, unit: Unit, basis: tuple[str, ...], extension: Extension,
    *remarks: Remark, length_is_fixed: bool = True,
) -> tuple[Source, Rule]:  # fmt: skip
    rule = Rule(
        Kind.MEDIATION, f"mediation.{source}", start, length, unit, basis, extension,
        length_is_fixed=length_is_fixed, remarks=remarks,
    )  # fmt: skip
    return source, rule


MEDIATION: Mapping[Source, Rule] = MappingProxyType(
    dict(
        [
            _mediation(
                Source.PARTY_APPLICATION, StartEvent.MEDIATION_ACCEPTED, 15, Unit.NATURAL_DAYS,
                ("MR 29", "CC 201", "CC 203"), BY_BOTH_PARTIES, _ROLLING_IS_NOT_WRITTEN,
            ),
            _mediation(
                Source.ONE_STOP_BEIJING, StartEvent.MEDIATION_ACCEPTED, 15, Unit.NATURAL_DAYS,
                ("BJ-ONE 3(4)", "CC 201", "CC 203"), Extension(BY_BOTH_PARTIES.needs, at_most=15),
                _ROLLING_IS_NOT_WRITTEN,
            ),
            _mediation(
                Source.TRIBUNAL_SUGGESTED, StartEvent.MEDIATION_ACCEPTED, 15, Unit.NATURAL_DAYS,
                ("BR 69", "CC 201", "CC 203"), BY_BOTH_PARTIES, _OPEN_LENGTH, length_is_fixed=False,
            ),
            _mediation(
                Source.TRIBUNAL_DELEGATED, StartEvent.BOTH_CONSENTED, 10, Unit.WORKING_DAYS,
                ("BR 70", "BR 80", "BR 19", "CPL 85"), NOT_EXTENDABLE,
            ),
            _mediation(
                Source.COURT_BEFORE_FILING, StartEvent.COURT_PAPERS_SIGNED_FOR, 30, Unit.NATURAL_DAYS,
                ("IM 27", "CPL 85"), BY_BOTH_PARTIES,
            ),
            _mediation(
                Source.COURT_ORDINARY, StartEvent.COURT_PAPERS_SIGNED_FOR, 15, Unit.NATURAL_DAYS,
                ("IM 27", "CPL 85"), BY_BOTH_PARTIES, _EXTENSION_OUTSIDE_TRIAL_TIME,
            ),
            _mediation(
                Source.COURT_SUMMARY, StartEvent.COURT_PAPERS_SIGNED_FOR, 7, Unit.NATURAL_DAYS,
                ("IM 27", "CPL 85"), BY_BOTH_PARTIES, _EXTENSION_OUTSIDE_TRIAL_TIME,
            ),
            _mediation(
                Source.PEOPLES_MEDIATION, StartEvent.MEDIATION_ACCEPTED, 1, Unit.MONTHS,
                ("PMR 33", "CC 201", "CC 202", "CC 203"), BY_BOTH_PARTIES, _ABOUT_A_MONTH,
                length_is_fixed=False,
            ),
        ]
    )
)  # fmt: skip

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.code: rule
        for rule in (
            ACCEPTANCE, FIRST_CONTACT, RIGHT_TO_ARBITRATE, REVIEW, JUDICIAL_CONFIRMATION, COURT_ACCEPTANCE,
            AWARD, SUIT_ON_FINAL_AWARD, SUIT_ON_OTHER_AWARD, *MEDIATION.values(),
        )
    }
)  # fmt: skip
