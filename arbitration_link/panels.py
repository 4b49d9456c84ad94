"""What the case file shows of the court: referrals, its papers, confirmations, an entrustment."""

from datetime import date
from typing import Any

from arbitration_link.models import Entrustment
from cases import deadlines
from cases.models import Case, Deadline, User
from cases.registry import register_panel

CLOCKS = (Deadline.Kind.COURT_ACCEPT, Deadline.Kind.AWARD, Deadline.Kind.SUE, Deadline.Kind.REPLY)


def register() -> None:
    """Called once at start-up."""
    register_panel("court", court)


def court(case: Case, user: User, on: date) -> dict[str, Any] | None:
    """Everything between this case and the court; None where there is nothing or the reader may not see it."""
    if not user.has_perm("arbitration_link.view_court_status", case):
        return None
    referrals = list(case.referrals.select_related("court").order_by("-number"))
    papers = list(case.court_papers.order_by("-dated_on", "-id"))
    confirmations = list(case.confirmations.select_related("agreement").order_by("-applied_on", "-id"))
    entrustment = Entrustment.objects.filter(case=case).select_related("court").first()
    if not (referrals or papers or confirmations or entrustment):
        return None
    return {
        "template": "arbitration_link/_panel.html",
        "referrals": referrals,
        "papers": papers,
        "confirmations": confirmations,
        "entrustment": entrustment,
        "clocks": list(deadlines.live(case, *CLOCKS)),
        "sees_package": user.has_perm("arbitration_link.view_referral", case),
        "may_download": user.has_perm("arbitration_link.download_package", case),
    }
