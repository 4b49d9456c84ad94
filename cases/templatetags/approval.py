"""What a proposal says, for the pages on which it is answered."""

from typing import Any

from django import template
from django.utils import timezone

from cases import approvals
from cases.models import Approval

register = template.Library()


@register.filter
def proposed(approval: Approval) -> list[tuple[str, str]]:
    """The proposed fields with their labels, in words."""
    return approvals.proposed(approval, at=timezone.now())


@register.filter
def may_read_proposal(user: Any, approval: Approval) -> bool:
    """Who answers proposals of this case, and who made this one."""
    return approval.proposed_by_id == user.pk or user.has_perm("cases.approve", approval.case)
