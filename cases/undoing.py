"""The way back right after an act: a form that runs the inverse act, with its own right, event and version."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cases import pages
from cases.models import Case
from cases.registry import ACTS, Act


def offered(request: HttpRequest, act: Act, before: Case, answer: Any) -> SafeString | None:
    """The message that an act was done, with the button that takes it back; None when that is not open to this person."""
    if act.undo is None:
        return None
    user: Any = request.user
    inverse = ACTS[act.undo.act]
    entered = act.undo.entered(before, user, answer)
    case = Case.objects.visible_to(user).select_related("organisation").filter(pk=before.pk).first()
    if entered is None or case is None or not pages.is_possible(inverse, case, user):
        return None
    context = {"done": act.done or act.label, "case": case, "inverse": inverse, "entered": entered}
    return render_to_string("cases/_undo.html", context, request)
