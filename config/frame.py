"""What every page shows around its content: the reader's posting, where to go from here, and how pages look."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases import notifications
from cases.models import User
from cases.permissions import Role, rule

# The codes of Django's catalogues, as HTML spells them.
HTML_LANGUAGES = {"zh-hans": "zh-Hans", "en": "en"}


@dataclass(frozen=True)
class Place:
    """A page that stands in the menu."""

    section: str
    label: "str | Promise"
    icon: str
    view: str
    key: str  # of the keyboard

    @property
    def url(self) -> str:
        return reverse(self.view)


TODAY = Place("today", _("Today"), "today-list", "today", "g t")
CASES = Place("cases", _("Cases"), "list", "cases", "g c")
NEW = Place("new", _("New registration"), "plus", "new_case", "n")
COURT = Place("arbitration", _("Arbitration court"), "court", "arbitration", "g a")
CALCULATOR = Place("calculator", _("Calculator"), "calculator", "calculator", "g k")
OFFICE = Place("office", _("Office"), "office", "office", "g o")
TRAIL = Place("audit", _("Audit trail"), "trail", "audit", "g l")
# Pages whose part of the help is not the one of their section, by the name of their address.
HELP = {
    "case": "case", "tab": "case", "timeline": "case", "act": "act", "documents": "documents", "registered": "new",
    "history": "history", "as_of": "history", "readers": "history",
    "views": "cases", "notifications": "notifications", "calculation": "calculator",
}  # fmt: skip


def frame(request: HttpRequest) -> dict[str, Any]:
    """Language and look for everybody; posting, menu and unread notifications for who is signed in."""
    language = get_language() or settings.LANGUAGE_CODE
    shown = {
        "demo": settings.DEMO,
        "html_language": HTML_LANGUAGES.get(language, language),
        "other_language": "zh-hans" if language == "en" else "en",
        # The way back to this page: the answer to something sent has the address of its form.
        "here": request.get_full_path(),
        "theme": "auto",
        "density": "standard",
    }
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return shown
    return shown | _of_reader(request, user)


def _of_reader(request: HttpRequest, user: User) -> dict[str, Any]:
    role = user.posting.role if user.posting else ""
    works_on_cases = role not in ("", Role.ADMINISTRATOR, Role.AUDITOR)
    may_register = role in rule("cases.register").cells
    return {
        "posting": user.posting,
        "postings": getattr(request, "live_postings", []),
        "works_on_cases": works_on_cases,
        "may_register": may_register,
        "places_to_go": places_to_go(role),
        "unread": notifications.unread(user) if works_on_cases else 0,
        "theme": user.theme,
        "density": user.density,
        "shortcuts": user.has_shortcuts,
        "narrow_rail": user.has_narrow_rail,
        "help_anchor": HELP.get(request.resolver_match.url_name or "") if request.resolver_match else None,
        "now": timezone.now(),
    }


def places_to_go(role: str) -> list[Place]:
    """The menu of a role; the first four stand in the bottom bar of a phone."""
    works_on_cases = role not in ("", Role.ADMINISTRATOR, Role.AUDITOR)
    offered = {
        TODAY: works_on_cases,
        CASES: works_on_cases,
        NEW: role in rule("cases.register").cells,
        COURT: role in rule("arbitration_link.view_referral").cells,
        CALCULATOR: works_on_cases,
        OFFICE: role == Role.ADMINISTRATOR,
        TRAIL: role in (Role.AUDITOR, Role.ADMINISTRATOR, Role.SUPERVISOR, Role.HEAD),
    }
    return [place for place, is_offered in offered.items() if is_offered]
