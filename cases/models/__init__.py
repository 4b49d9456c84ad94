"""All models of this floor."""

from cases.models.case import NO_DUE_DAY, Case, Cause
from cases.models.claims import Claim, Evidence, LimitationEvent
from cases.models.desk import Draft, Notification, SavedView
from cases.models.law import Calculation, RegionalFigure
from cases.models.parties import Party, Representative
from cases.models.people import Conflict, Counter, Employer, Grant, Organisation, Person, Posting, User
from cases.models.record import (
    AUDIT_TABLES,
    Anchor,
    Approval,
    CaseEvent,
    CaseSearch,
    DailyRun,
    Deadline,
    Document,
    HolidayNotice,
    OutboxMessage,
    ProofOfService,
    ReadLog,
    Refusal,
    Setting,
    Transfer,
)
from cases.models.work import Contact, Note, Task

__all__ = [
    "AUDIT_TABLES",
    "NO_DUE_DAY",
    "Anchor",
    "Approval",
    "Calculation",
    "Case",
    "CaseEvent",
    "CaseSearch",
    "Cause",
    "Claim",
    "Conflict",
    "Contact",
    "Counter",
    "DailyRun",
    "Deadline",
    "Document",
    "Draft",
    "Employer",
    "Evidence",
    "Grant",
    "HolidayNotice",
    "LimitationEvent",
    "Note",
    "Notification",
    "Organisation",
    "OutboxMessage",
    "Party",
    "Person",
    "Posting",
    "ProofOfService",
    "ReadLog",
    "Refusal",
    "RegionalFigure",
    "Representative",
    "SavedView",
    "Setting",
    "Task",
    "Transfer",
    "User",
]
