"""What a time limit is made of: from which event, how long, in which days, on what basis, who may extend it.

A length is fixed unless the source leaves it open or was not read in full; those rows say
`length_is_fixed=False` and the caller may give another. The rows stand in `rule_table`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cases.law.results import Text, Version


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
    NEGOTIATION = "negotiation"
    TRIBUNAL_STEP = "tribunal_step"
    """What the tribunal or a party does on the way to the award."""
    REVIEW_DECISION = "review_decision"
    SET_ASIDE = "set_aside"
    ENFORCEMENT = "enforcement"
    PAYMENT_ORDER = "payment_order"
    LEGAL_AID = "legal_aid"
    UNION_DEMAND = "union_demand"


class Unit(StrEnum):
    NATURAL_DAYS = "natural_days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"


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
    NEGOTIATION_ASKED = "negotiation_asked"
    COLLECTIVE_RECEIVED = "collective_received"
    COPY_RECEIVED = "copy_received"
    ANSWER_RECEIVED = "answer_received"
    HEARING = "hearing"
    REVIEW_ASKED = "review_asked"
    REVIEW_ACCEPTED = "review_accepted"
    PERFORMANCE_ENDED = "performance_ended"
    ORDER_ASKED = "order_asked"
    ORDER_ACCEPTED = "order_accepted"
    ORDER_RECEIVED = "order_received"
    AID_ASKED = "aid_asked"
    AID_GRANTED = "aid_granted"
    UNION_DEMANDED = "union_demanded"


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
    """Whose consent an extension needs (nobody's: there is none) and by how many days at most, in which days."""

    needs: frozenset[Consenter] = frozenset()
    at_most: int | None = None
    unit: Unit = Unit.NATURAL_DAYS

    @property
    def is_possible(self) -> bool:
        return bool(self.needs)


NOT_EXTENDABLE = Extension()
BY_BOTH_PARTIES = Extension(frozenset({Consenter.APPLICANT, Consenter.RESPONDENT}))


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table. `code` is stable: stored deadlines name it. `at_end` says what follows when it ends.

    `version` tells since which day the rule stands as it is counted here, and on which articles. A rule that
    `is_backwards` is counted back from its event: the last day on which it can still be met.
    """

    kind: Kind
    code: str
    start_event: StartEvent
    length: int
    unit: Unit
    basis: tuple[str, ...]
    at_end: Text
    version: Version
    extension: Extension = NOT_EXTENDABLE
    nature: Nature = Nature.STATUTORY
    length_is_fixed: bool = True
    remarks: tuple[Text, ...] = ()
    is_backwards: bool = False
