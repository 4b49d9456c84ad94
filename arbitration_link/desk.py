"""What the docking page lists: entrustments of the reader's organisations, referrals of cases the reader may see."""

from typing import Any

from django.db.models import Prefetch

from arbitration_link.models import Entrustment, Referral
from cases.models import Case, Deadline, Organisation
from cases.permissions import scope_q

AT_MOST = 200
_OPEN_FIRST = {
    Entrustment.State.RECEIVED: 0,
    Entrustment.State.ACCEPTED: 1,
    Entrustment.State.REPLIED: 2,
    Entrustment.State.ACKNOWLEDGED: 3,
    Entrustment.State.DECLINED: 3,
}


def entrustments(user: Any) -> list[Entrustment]:
    """Those that wait for a decision first, then those that wait for our answer."""
    places = Organisation.objects.filter(scope_q(user.reach, "arbitration_link.view_entrustment"))
    rows = Entrustment.objects.filter(organisation__in=places).select_related("organisation", "court", "case")
    found = list(rows.defer("parties", "claims", "facts", "words").order_by("-received_on", "-id")[:AT_MOST])
    return sorted(found, key=lambda one: _OPEN_FIRST[Entrustment.State(one.state)])


def referrals(user: Any) -> list[Referral]:
    """Referrals that are not concluded, of cases whose referral this reader may see."""
    cases = Case.objects.visible_to(user, "arbitration_link.view_referral")
    kinds = (Deadline.Kind.COURT_ACCEPT, Deadline.Kind.AWARD)
    clocks = Deadline.objects.filter(kind__in=kinds, met_on=None, ended_on=None)
    rows = Referral.objects.live().filter(case__in=cases).select_related("case", "court")
    rows = rows.defer("package", "consent", "health_consent", "words")
    rows = rows.prefetch_related(Prefetch("case__deadlines", queryset=clocks, to_attr="court_clocks"))
    return list(rows.order_by("case__next_due_on", "case_id")[:AT_MOST])
