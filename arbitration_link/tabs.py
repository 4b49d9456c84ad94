"""The page of the case file about the court: referrals, its papers, confirmations, an entrustment."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from arbitration_link.models import Entrustment
from cases import deadlines
from cases.models import Case, Deadline, User
from cases.registry import Tab, register_tab

CLOCKS = (Deadline.Kind.COURT_ACCEPT, Deadline.Kind.AWARD, Deadline.Kind.SUE, Deadline.Kind.REPLY)


def register() -> None:
    """Called once at start-up."""
    register_tab(COURT)


def court(case: Case, user: User, on: date) -> dict[str, Any]:
    """Everything between this case and the court."""
    referrals = list(case.referrals.select_related("court").order_by("-number"))
    papers = list(case.court_papers.order_by("-dated_on", "-id"))
    confirmations = list(case.confirmations.select_related("agreement").order_by("-applied_on", "-id"))
    entrustment = Entrustment.objects.filter(case=case).select_related("court").first()
    return {
        "referrals": referrals,
        "court_papers": papers,
        "confirmations": confirmations,
        "entrustment": entrustment,
        "court_clocks": list(deadlines.live(case, *CLOCKS)),
        "sees_package": user.has_perm("arbitration_link.view_referral", case),
        "may_download": user.has_perm("arbitration_link.download_package", case),
    }


COURT = Tab(
    "court", _("Court"), 80, "arbitration_link/court.html", court, key="8", groups=frozenset({"court"}),
    counted=lambda case, user: [case.referrals.all()],
    sees=lambda case, user: user.has_perm("arbitration_link.view_court_status", case),
)  # fmt: skip
