"""The bytes of a piece of evidence: asked for one by one, written down, never shown as a page."""

from pathlib import PurePath
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from cases import files
from cases.actions.evidence import VIEW, may_download
from cases.audit import log_read, log_refusal
from cases.models import Evidence
from cases.views.acts import case_or_404


@login_required
@require_safe
def evidence_file(request: HttpRequest, ref: str, pk: UUID) -> HttpResponse:
    """A file for saving: access check, read log, digest check, then the bytes; a damaged file is never answered."""
    case = case_or_404(request, ref, VIEW)
    evidence = get_object_or_404(Evidence.objects.select_related("case__organisation"), case=case, pk=pk)
    now = timezone.now()
    if not may_download(request.user, evidence):
        log_refusal(case, by=request.user, act=VIEW, at=now)
        raise PermissionDenied(VIEW)
    log_read(case, by=request.user, what="evidence", at=now)
    try:
        content = files.read(evidence.stored_as, evidence.sha256)
    except files.Damaged:
        return render(request, "cases/damaged.html", {"case": case}, status=503)
    return _for_saving(content, evidence)


def _for_saving(content: bytes, evidence: Evidence) -> HttpResponse:
    is_text = evidence.media_type == "text/plain"
    response = HttpResponse(
        content, content_type=evidence.media_type + ("; charset=utf-8" if is_text else "")
    )
    # A saved file says nothing about anybody: what it is called inside stands on the page.
    name = f"{evidence.case.ref}-evidence-{evidence.pk.hex[-8:]}{PurePath(evidence.file_name).suffix}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
