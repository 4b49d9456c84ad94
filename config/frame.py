"""What every page shows around its content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from cases.permissions import Role


def frame(request: HttpRequest) -> dict[str, Any]:
    """The reader's posting, the other postings, and what the posting has to do with."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"demo": settings.DEMO}
    role = user.posting.role if user.posting else ""
    return {
        "demo": settings.DEMO,
        "posting": user.posting,
        "postings": user.__dict__.get("live", []),
        "keeps_house": role == Role.ADMINISTRATOR,
        "reads_logs": role in (Role.AUDITOR, Role.ADMINISTRATOR),
        "works_on_cases": role not in ("", Role.ADMINISTRATOR, Role.AUDITOR),
    }
