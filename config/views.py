"""Pages that belong to no floor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def alive(request: HttpRequest) -> HttpResponse:
    """Answers while the process does."""
    return HttpResponse("ok", content_type="text/plain")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was opened too long ago or from elsewhere."""
    return render(request, "403_csrf.html", status=403)
