"""The file as it stood at the end of a day."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from cases.actions import claims, parties
from cases.history import recording_clock
from cases.models import Case
from tests.builders import MONDAY, on
from tests.cases.stages import assigned
from tests.mediation.builders import applicant
from tests.pages.browsing import signed_in, text_of
from tests.people import People, fresh


def changed_on_thursday(people: People) -> Case:
    """Registered on Monday; on Thursday the applicant's phone is corrected and a claim grows."""
    with recording_clock(lambda: MONDAY):
        case = assigned(people)
    with recording_clock(lambda: on(3)):
        by = fresh(people.mediator)
        corrected = {"name": "陈秀英（更正）", "phone": "13900007777"}
        parties.edit_party(case, party=applicant(case), columns=corrected, by=by, at=on(3))
        line = case.claims.earliest("line")
        claims.edit_claim(case, claim=line, columns={"amount": Decimal("7000.00")}, by=by, at=on(3))
    return case


def test_the_file_of_a_day_says_what_was_known_then(people: People) -> None:
    case, client = changed_on_thursday(people), signed_in(people.mediator)

    def shown(day: int) -> str:
        return text_of(client.get(f"/cases/{case.ref}/as-of/?on={on(day).date()}"))

    before, after = shown(1), shown(3)
    assert "¥9,000.00" in before and "¥7,000.00" not in before
    assert "¥7,000.00" in after and "¥9,000.00" not in after
    assert "（更正）" in after and "138****6021" in before and "139****7777" in after
    for page in (before, after):
        assert "13800006021" not in page and "13900007777" not in page


def test_a_day_that_cannot_be_shown_is_explained(people: People) -> None:
    case, client = changed_on_thursday(people), signed_in(people.mediator)
    tomorrow = timezone.localdate() + timedelta(days=1)
    for day in (str(tomorrow), "2020-01-01", "2026-13-77", "x"):
        page = client.get(f"/cases/{case.ref}/as-of/?on={day}")
        assert page.status_code == 422 and "errorlist" in text_of(page), day
        assert "¥9,000.00" not in re_main(text_of(page))
    assert client.get(f"/cases/{case.ref}/as-of/").status_code == 200


def re_main(page: str) -> str:
    """What stands under the tabs."""
    return page.partition('class="tab-row"')[2]


def test_deadlines_stand_as_they_stood(people: People) -> None:
    case = changed_on_thursday(people)
    page = signed_in(people.mediator).get(f"/cases/{case.ref}/as-of/?on={on(0).date()}")
    then = page.context["then"]
    assert {clock.kind for clock in then.clocks} == set(case.deadlines.values_list("kind", flat=True))
    assert [claim.amount for claim in then.claims] == [Decimal("9000.00"), Decimal("8640.00")]
