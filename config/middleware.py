"""What stands at the door: who asks, in which posting, in which language; and nothing of it stays in caches."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve
from django.utils import translation

Next = Callable[[HttpRequest], HttpResponse]

# Names of the addresses that keep what is sent to them after the session has ended.
_KEEPING = frozenset({"act", "new_case", "draft"})
# Reachable before the second factor is set up.
_FIRST_STEPS = ("/accounts/", "/static/", "/language/", "/healthz", "/readyz")


class PrivateByDefault:
    """Answers are not to be stored by browsers or proxies; files of the design may be."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
        return response


class WhoIsAsking:
    """Sets the posting acted in and the account's language; ends idle sessions; asks staff for a second factor."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/api/"):  # programs: no session is read, nobody is sent to a page
            return self.get_response(request)
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        if _was_idle(request):
            return self._signed_out(request)
        _choose_posting(request)
        if (
            settings.SECOND_FACTOR
            and not request.path.startswith(_FIRST_STEPS)
            and not _has_second_factor(user)
        ):
            return redirect("mfa_activate_totp")
        if not user.language:
            return self.get_response(request)
        with translation.override(user.language):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers["Content-Language"] = translation.get_language() or ""
            return response

    def _signed_out(self, request: HttpRequest) -> HttpResponse:
        logout(request)
        if request.method == "GET":
            return redirect_to_login(request.get_full_path())
        # These pages keep what was typed for who comes back; any other would be asked for in vain by GET.
        if resolve(request.path).url_name in _KEEPING:
            return self.get_response(request)
        return redirect_to_login("/")


def _choose_posting(request: HttpRequest) -> None:
    """The posting chosen in this session, else the usual one, else the oldest in force."""
    user: Any = request.user
    live = list(user.live_postings())
    wanted = (request.session.get("posting"), str(user.usual_posting_id))
    chosen = [posting for want in wanted for posting in live if str(posting.pk) == want]
    user.acting = next(iter(chosen or live), None)
    request.live_postings = live  # type: ignore[attr-defined]


def _was_idle(request: HttpRequest) -> bool:
    """Nothing was asked for longer than allowed. The moment is noted once a minute, not with each request.

    What a page asks by itself while nobody sits before it does not count.
    """
    now = int(time.time())
    seen = request.session.get("seen")
    if seen is not None and now - seen > settings.SESSION_IDLE_SECONDS:
        return True
    if seen is None or (now - seen >= 60 and "X-Background" not in request.headers):
        request.session["seen"] = now
    return False


def _has_second_factor(user: object) -> bool:
    from allauth.mfa.utils import is_mfa_enabled

    return bool(is_mfa_enabled(user))
