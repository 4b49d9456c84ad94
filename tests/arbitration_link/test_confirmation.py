"""Review in 15 days or judicial confirmation in 30: both parties together, and the one excludes the other."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from arbitration_link.actions import confirmation as acts
from arbitration_link.models import Confirmation
from cases.history import explained
from cases.models import Case, Deadline, Setting
from mediation.models import Agreement
from tests.arbitration_link.builders import defaulted, refused
from tests.builders import on, renewed
from tests.mediation.builders import failed, performing
from tests.people import People, fresh


def live(case: Case) -> set[str]:
    return set(Deadline.objects.filter(case=case, met_on=None, ended_on=None).values_list("kind", flat=True))


def review(people: People, case: Case, day: date = date(2026, 3, 24), **more: Any) -> Confirmation:
    wanted: dict[str, Any] = {"court": people.court, "applied_on": day, "both_apply": True}
    return acts.apply_review(case, **(wanted | more), by=fresh(people.mediator), at=on(30))


def judicial(people: People, case: Case, day: date = date(2026, 3, 24), **more: Any) -> Confirmation:
    wanted: dict[str, Any] = {"body": "大兴区人民法院", "applied_on": day, "both_apply": True}
    return acts.apply_confirmation(case, **(wanted | more), by=fresh(people.mediator), at=on(45))


def decided(people: People, case: Case, result: str, **more: Any) -> None:
    acts.record_confirmation(
        case, result=result, decided_on=date(2026, 3, 31), by=fresh(people.mediator), at=on(30), **more
    )


def test_review_in_fifteen_days(people: People) -> None:
    case = performing(people)  # in effect on Wednesday 18 March: 15 days end on Thursday 2 April
    made: Any = review(people, case, date(2026, 4, 2))
    assert (made.state, made.kind, made.body) == ("applied", "review", people.court.name)
    assert "review" not in live(case)
    assert made.application.kind == "review_application"
    said = made.application.context["zh-Hans"]
    assert (said["apply_by"], said["agreement"]["effective_on"]) == ("2026-04-02", "2026-03-18")
    assert "10,000.00" in said["agreement"]["summary"]


def test_late_or_alone(people: People) -> None:
    case = performing(people)
    with refused("too_late"):
        review(people, case, date(2026, 4, 3))
    with refused("not_joint"):
        review(people, case, both_apply=False)
    with refused("day_order"):
        review(people, case, date(2026, 3, 17))
    with refused("not_a_court"):
        review(people, case, court=people.yizhuang)
    with refused("body_missing"):
        judicial(people, case, body=" ")
    # 30 days of judicial confirmation: Friday 17 April.
    judicial(people, case, date(2026, 4, 17))


def test_the_one_excludes_the_other(people: People) -> None:
    case = performing(people)
    review(people, case)
    with refused("other_way"):
        judicial(people, case)
    decided(people, case, "confirmed", number="调字7号")
    agreement = Agreement.objects.get(case=case)
    assert (agreement.confirmation, agreement.confirmed_on) == ("review", date(2026, 3, 31))
    assert not live(case) & {"review", "confirm"}
    assert renewed(case).court_papers.get().kind == "statement"
    with refused("other_way"):
        judicial(people, case)


def test_after_a_refusal_the_other_way_is_open(people: People) -> None:
    case = performing(people)
    review(people, case)
    with refused("ground_missing"):
        decided(people, case, "refused")
    decided(people, case, "refused", ground="unclear", words="履行期限不明确")
    made = Confirmation.objects.get()
    assert (made.state, made.ground) == ("refused", "unclear")
    assert not Agreement.objects.get(case=case).is_confirmed
    notice: Any = renewed(case).documents.filter(kind="court_outcome_notice").first()
    assert [way["by_on"] for way in notice.context["en"]["remedies"]] == ["", "2026-04-17"]
    judicial(people, case)


def test_employment_itself_is_never_confirmed(people: People) -> None:
    case = performing(people)
    with explained("fixture"):
        claim: Any = case.claims.first()
        claim.kind = "relation"
        claim.save()
    with refused("relation"):
        review(people, case)
    with refused("relation"):
        judicial(people, case)


def test_local_practice_decides_for_other_bodies(people: People) -> None:
    case = performing(people)
    with explained("fixture"):
        Setting.objects.create(key="judicial_confirmation_offered", value=False)
    with refused("not_offered"):
        judicial(people, case)


def test_nothing_to_confirm(people: People) -> None:
    case = performing(people)
    with refused("not_applied"):
        decided(people, case, "confirmed")
    with pytest.raises(PermissionDenied):
        acts.apply_review(
            case,
            court=people.court,
            applied_on=date(2026, 3, 24),
            both_apply=True,
            by=fresh(people.head),
            at=on(20),
        )
    with refused("not_now"):
        review(people, failed(people))
    assert defaulted(people).confirmations.count() == 0
