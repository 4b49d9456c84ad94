"""What every page shows around its content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from cases.permissions import Role, rule

# The codes of Django's catalogues, as HTML spells them.
HTML_LANGUAGES = {"zh-hans": "zh-Hans", "en": "en"}


def frame(request: HttpRequest) -> dict[str, Any]:
    """The reader's posting, the other postings, and what the posting has to do with."""
    language = get_language() or settings.LANGUAGE_CODE
    shown = {
        "demo": settings.DEMO,
        "html_language": HTML_LANGUAGES.get(language, language),
        "other_language": "zh-hans" if language == "en" else "en",
    }
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return shown
    role = user.posting.role if user.posting else ""
    return shown | {
        "posting": user.posting,
        "postings": getattr(request, "live_postings", []),
        "keeps_house": role == Role.ADMINISTRATOR,
        "reads_logs": role in (Role.AUDITOR, Role.ADMINISTRATOR, Role.SUPERVISOR, Role.HEAD),
        "sees_court": role in rule("arbitration_link.view_referral").cells,
        "works_on_cases": role not in ("", Role.ADMINISTRATOR, Role.AUDITOR),
    }
