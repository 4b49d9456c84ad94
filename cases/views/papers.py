"""The papers of a case: how far each is, and the PDF itself."""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases import files, pages, stale
from cases.audit import log_read, log_refusal
from cases.documents import file_name
from cases.models import Document, OutboxMessage
from cases.views.acts import case_or_404
from cases.views.file import covered, framed

# A paper takes seconds. After this long the maker of papers is not at work.
PATIENCE = timedelta(minutes=2)


@login_required
@require_GET
@covered
def documents(request: HttpRequest, ref: str) -> HttpResponse:
    """All papers of a case; while one is being made, the page looks again by itself."""
    case = case_or_404(request, ref)
    now = timezone.now()
    with transaction.atomic():
        context = framed(request, case, "documents")
        log_read(case, by=request.user, what="content", at=now)
        papers = stale.mark(case, pages.documents(case, request.user))  # type: ignore[arg-type]
    waiting = any(paper.status == Document.Status.WAITING for paper in papers)
    unmade = OutboxMessage.objects.filter(case=case, kind="render", done_at=None, parked_at=None)
    # Nothing was made for a while although something waits: then it is the worker, not the queue.
    made_lately = OutboxMessage.objects.filter(done_at__gte=now - PATIENCE)
    late = waiting and unmade.filter(created_at__lt=now - PATIENCE).exists() and not made_lately.exists()
    context |= {"documents": papers, "waiting": waiting, "late": late}
    return render(request, "cases/documents.html", context)


@login_required
@require_GET
def document(request: HttpRequest, ref: str, pk: UUID) -> HttpResponse:
    """A paper as PDF, read in the browser. 409 while it is not made; a damaged file is never answered."""
    case = case_or_404(request, ref)
    paper = Document.objects.filter(case=case, pk=pk).defer("context").first()
    if paper is None:
        raise Http404
    now = timezone.now()
    if paper.is_privileged and not pages.may_see_privileged(case, request.user):  # type: ignore[arg-type]
        log_refusal(case, by=request.user, act="mediation.view_privileged", at=now)
        raise Http404
    if not pages.may_open_paper(case, paper, request.user, timezone.localdate(now)):  # type: ignore[arg-type]
        log_refusal(case, by=request.user, act="cases.reveal", at=now)
        may_ask = request.user.has_perm("cases.reveal", case)
        context = {"case": case, "paper": paper, "may_ask": may_ask, "section": "cases"}
        return render(request, "cases/paper_covered.html", context, status=403)
    if paper.status != Document.Status.READY:
        context = {"case": case, "paper": paper, "section": "cases"}
        return render(request, "cases/paper_not_ready.html", context, status=409)
    log_read(case, by=request.user, what="document", at=now)
    try:
        content = files.read(paper.stored_as, paper.sha256)
    except files.Damaged:
        return render(request, "cases/damaged.html", {"case": case, "section": "cases"}, status=503)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{file_name(paper)}"'
    return response
