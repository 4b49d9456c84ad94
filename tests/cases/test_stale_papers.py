"""Papers that print claims are marked when lines come and go."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import documents, stale
from cases.actions import joining
from cases.history import explained
from cases.models import Case, Claim
from tests.builders import on, renewed
from tests.cases.stages import mediating
from tests.cases.test_calculate import line_of
from tests.pages.browsing import signed_in, text_of
from tests.people import People


def marked(case: Case) -> dict[str, Any]:
    found = stale.mark(case, case.documents.order_by("-frozen_at", "-id"))
    return {paper.kind: [(one.line, one.change) for one in paper.older_figures] for paper in reversed(found)}


def test_lines_that_come_and_go_mark_papers(people: People) -> None:
    case = mediating(people)
    assert marked(case)["receipt"] == []
    line = line_of(case)
    assert marked(renewed(case))["receipt"] == [(line.line, "added")]
    assert sum(bool(lines) for lines in marked(renewed(case)).values()) > 1
    client = signed_in(people.mediator)
    place = f"/cases/{case.ref}/documents/"
    assert "12,000.00" in text_of(client.get(place))
    joining.split(renewed(case), lines=case.claims.filter(line=2), by=people.head, at=on(5))
    assert marked(renewed(case))["receipt"] == [(2, "moved"), (line.line, "added")]
    with explained("fixture"):
        for one in Claim.objects.filter(case=case, line__in=[1, line.line]):
            one.standing = Claim.Standing.DROPPED
            one.save()
    # What came and went between is nothing to a paper that never knew it.
    assert marked(renewed(case))["receipt"] == [(1, "dropped"), (2, "moved")]
    shown = text_of(client.get(place))
    assert "was dropped" in shown or "撤回" in shown
    with CaptureQueriesContext(connection) as queries:
        papers = list(case.documents.all())
        before = len(queries)
        stale.mark(case, papers)
    assert len(queries) - before == 1
    # A paper of today knows what is gone.
    assert documents.amounts(case) == {}
