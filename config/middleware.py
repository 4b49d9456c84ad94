"""What stands at the door: who asks, in which posting, in which language; and nothing of it stays in caches."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

Next = Callable[[HttpRequest], HttpResponse]

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
    """Sets the posting acted in and the account's language; asks staff for a second factor."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        chosen = request.session.get("posting")
        live = list(user.live_postings())
        usual = user.usual_posting_id
        user.acting = (
            next((posting for posting in live if str(posting.pk) == chosen), None)
            or next((posting for posting in live if posting.pk == usual), None)
            or next(iter(live), None)
        )
        user.__dict__["posting"] = user.acting
        user.__dict__["live"] = live
        if settings.SECOND_FACTOR and not request.path.startswith(_FIRST_STEPS) and not _has_second_factor(user):
            return redirect("mfa_activate_totp")
        if not user.language:
            return self.get_response(request)
        with translation.override(user.language):
            request.LANGUAGE_CODE = translation.get_language()  # type: ignore[attr-defined]
            response = self.get_response(request)
            response.headers["Content-Language"] = translation.get_language() or ""
            return response


def _has_second_factor(user: object) -> bool:
    from allauth.mfa.utils import is_mfa_enabled

    return bool(is_mfa_enabled(user))
