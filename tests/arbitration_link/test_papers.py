"""The papers of this floor are printed from what the acts froze, in both languages."""

from datetime import date

from arbitration_link.actions import confirmation, court
from cases import rendering
from cases.actors import Actor
from cases.models import Document
from tests.arbitration_link.builders import at_court, award_items
from tests.builders import on
from tests.mediation.builders import performing
from tests.people import People, fresh


def test_every_paper_can_be_printed(people: People) -> None:
    case = at_court(people)
    court.court_awarded(
        case, finality="mixed", dated_on=date(2026, 4, 28), served_on=date(2026, 4, 30), items=award_items(case),
        text="支付工资", by=Actor.COURT, at=on(53),
    )  # fmt: skip
    other, mediator = performing(people), fresh(people.mediator)
    confirmation.apply_review(
        other, court=people.court, applied_on=date(2026, 3, 24), both_apply=True, by=mediator, at=on(20)
    )
    confirmation.record_confirmation(
        other, result="refused", ground="unclear", decided_on=date(2026, 3, 28), by=mediator, at=on(20)
    )
    confirmation.apply_confirmation(
        other, body="大兴区人民法院", applied_on=date(2026, 3, 29), both_apply=True, by=mediator, at=on(21)
    )
    kinds = {
        "cover_letter", "arbitration_application", "evidence_list", "court_outcome_notice", "review_application",
        "confirmation_application",
    }  # fmt: skip
    printed = {paper.kind: paper for paper in Document.objects.filter(kind__in=kinds).order_by("frozen_at")}
    assert set(printed) == kinds
    for paper in printed.values():
        for language in rendering.LANGUAGES:
            made = rendering.render_pdf(
                paper.kind, language, paper.context[language], number=paper.case.number
            )
            assert made.startswith(b"%PDF")
