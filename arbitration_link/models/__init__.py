"""All models of this floor."""

from arbitration_link.models.confirmation import Confirmation
from arbitration_link.models.entrustment import Entrustment
from arbitration_link.models.referral import CourtPaper, Referral, ReferralItem

__all__ = ["Confirmation", "CourtPaper", "Entrustment", "Referral", "ReferralItem"]
