"""All models of this floor."""

from mediation.models.agreement import Agreement, Obligation, Signature
from mediation.models.ending import ReturnVisit, UndisputedFacts
from mediation.models.talks import Attendance, CaucusNote, Minutes, Offer, Session

__all__ = [
    "Agreement",
    "Attendance",
    "CaucusNote",
    "Minutes",
    "Obligation",
    "Offer",
    "ReturnVisit",
    "Session",
    "Signature",
    "UndisputedFacts",
]
