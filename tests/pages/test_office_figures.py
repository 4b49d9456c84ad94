"""Published figures: entered and corrected with their source, asked back when absurd, flagged when old."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError

from cases import books
from cases.actions import office
from cases.management.commands.load_reference import Command
from cases.models import RegionalFigure
from tests.builders import ZONE, on
from tests.pages.browsing import refused, signed_in, text_of
from tests.people import People, fresh

SOURCE = "京人社劳发〔2026〕9号"
NEW = {
    "figure": "beijing/minimum_wage", "since": "2026-09-01", "value": "2,700", "source": SOURCE, "mark": "V"
}  # fmt: skip


def newest() -> RegionalFigure:
    return RegionalFigure.objects.filter(kind="minimum_wage", region="beijing").latest("since")


@pytest.fixture
def moment() -> Any:
    """A day on which the tests know what is old."""
    with time_machine.travel(on().replace(month=11, tzinfo=ZONE), tick=False) as found:
        yield found


def test_a_figure_is_entered_with_its_source_and_used_at_once(people: People, moment: Any) -> None:
    before = books.figures().find("minimum_wage", "beijing", date(2026, 9, 1))
    admin = signed_in(people.admin)
    assert admin.post("/office/figures/new/", NEW | {"source": ""}).status_code == 422
    assert books.figures().find("minimum_wage", "beijing", date(2026, 9, 1)) == before
    assert admin.post("/office/figures/new/", NEW).status_code == 302
    found = books.figures().find("minimum_wage", "beijing", date(2026, 9, 1))
    assert found is not None and (found.value, found.source) == (Decimal("2700.00"), SOURCE)
    page = text_of(signed_in(people.mediator).get("/office/figures/"))
    assert "¥2,700.00" in page and SOURCE in page and "韩峰" in page
    # Entered twice at the same moment, or by two people: one stays.
    again = admin.post("/office/figures/new/", NEW)
    assert again.status_code == 422 and 'href="#id_since"' in text_of(again)
    assert RegionalFigure.objects.filter(kind="minimum_wage", since="2026-09-01").count() == 1


def test_how_sure_a_figure_is_must_be_chosen(people: People, moment: Any) -> None:
    admin = signed_in(people.admin)
    mark = admin.get("/office/figures/new/").context["form"]["mark"]
    assert mark.value() is None and '<option value="" selected>' in str(mark)
    answer = admin.post("/office/figures/new/", NEW | {"mark": ""})
    assert answer.status_code == 422 and 'href="#id_mark"' in text_of(answer)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"value": Decimal(0)}, "figure_zero"),
        ({"value": Decimal(-5)}, "figure_zero"),
        ({"since": date(1989, 12, 31)}, "figure_when"),
        ({"since": date(2030, 1, 1)}, "figure_when"),
        ({"source": " "}, "source_missing"),
        ({"kind": "average_wage", "since": date(2025, 7, 1)}, "figure_of_a_year"),
        ({"kind": "minimum"}, "no_figure"),
        ({"region": "shanghai"}, "no_figure"),
        ({"mark": "?"}, "no_figure"),
    ],
)
def test_the_act_itself_refuses_what_cannot_be(
    people: People, moment: Any, more: dict[str, Any], code: str
) -> None:
    told = {"kind": "minimum_wage", "region": "beijing", "since": date(2026, 9, 1), "value": Decimal(2700)}
    before = RegionalFigure.objects.count()
    with refused(code):
        office.set_figure(None, **{**told, "source": SOURCE, "mark": "V", **more}, by=fresh(people.admin))
    assert RegionalFigure.objects.count() == before


@pytest.mark.parametrize("value", ["27000", "3810", "1701.80", "254", "0.01"])
def test_what_is_far_from_its_neighbour_is_asked_back(people: People, moment: Any, value: str) -> None:
    admin = signed_in(people.admin)
    asked = admin.post("/office/figures/new/", NEW | {"value": value})
    assert asked.status_code == 422 and [one.code for one in asked.context["form"].doubts] == ["factor"]
    assert text_of(asked).count('name="sure"') == 1 and newest().since < date(2026, 9, 1)
    assert admin.post("/office/figures/new/", NEW | {"value": value, "sure": "factor"}).status_code == 302
    assert newest().value == Decimal(value)


def test_a_month_where_a_year_belongs_is_asked_back(people: People, moment: Any) -> None:
    admin = signed_in(people.admin)
    told = NEW | {"figure": "beijing/average_wage", "since": "2025-01-01", "value": "19000"}
    asked = admin.post("/office/figures/new/", told)
    assert asked.status_code == 422 and [one.code for one in asked.context["form"].doubts] == ["factor"]
    assert admin.post("/office/figures/new/", told | {"value": "228000"}).status_code == 302


@pytest.mark.parametrize("value", ["3809.99", "1701.81"])
def test_what_is_near_its_neighbour_is_not(people: People, moment: Any, value: str) -> None:
    assert signed_in(people.admin).post("/office/figures/new/", NEW | {"value": value}).status_code == 302


@pytest.mark.parametrize("value", ["0", "-1", "两千", "99999999999999"])
def test_what_is_no_sum_is_refused(people: People, value: str) -> None:
    admin = signed_in(people.admin)
    assert admin.post("/office/figures/new/", NEW | {"value": value, "sure": "factor"}).status_code == 422


def test_a_correction_shows_what_it_was_and_no_later_load_undoes_it(people: People, moment: Any) -> None:
    kept, admin = newest(), signed_in(people.admin)
    was = kept.value
    sent = {"since": kept.since.isoformat(), "value": "2541.5", "source": "原件复核", "mark": "V"}
    assert admin.post(f"/office/figures/{kept.pk}/", sent).status_code == 302
    kept.refresh_from_db()
    assert (kept.value, kept.origin) == (Decimal("2541.50"), "office")
    row = kept.history.order_by("history_id").last()
    assert row is not None and (row.history_change_reason, row.history_user) == (
        "office.set_figure",
        people.admin,
    )
    page = text_of(signed_in(people.head).get(f"/office/figures/{kept.pk}/"))
    assert f"¥{was:,.2f}" in page and "¥2,541.50" in page and "韩峰" in page and 'name="value"' not in page
    assert str(kept) in text_of(signed_in(people.auditor).get("/audit/office/"))
    Command().figures()
    kept.refresh_from_db()
    assert kept.value == Decimal("2541.50")


def test_a_corrected_beginning_is_not_undone_by_a_later_load(people: People, moment: Any) -> None:
    kept = RegionalFigure.objects.get(kind="minimum_wage", region="beijing", since="2015-04-01")
    count, admin = RegionalFigure.objects.count(), signed_in(people.admin)
    sent = {"since": "2015-05-01", "value": str(kept.value), "source": "原件复核", "mark": "V"}
    assert admin.post(f"/office/figures/{kept.pk}/", sent).status_code == 302
    assert Command().figures() == 0 and RegionalFigure.objects.count() == count
    # Back again, and it is still the one row.
    assert admin.post(f"/office/figures/{kept.pk}/", sent | {"since": "2015-04-01"}).status_code == 302
    assert Command().figures() == 0 and RegionalFigure.objects.count() == count


def test_the_same_at_the_same_moment_is_a_sentence(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*args: Any, **kwargs: Any) -> None:
        raise IntegrityError("one_figure_a_day")

    monkeypatch.setattr(office, "set_figure", late)
    answer = signed_in(people.admin).post("/office/figures/new/", NEW)
    assert answer.status_code == 422 and 'id="problems"' in text_of(answer)


def test_only_the_administrator_changes_them(people: People) -> None:
    kept = newest()
    for person in (people.mediator, people.head, people.supervisor, people.auditor, people.volunteer):
        client = signed_in(person)
        assert client.get("/office/figures/").status_code == 200
        assert client.get(f"/office/figures/{kept.pk}/").status_code == 200
        for address in ("/office/figures/new/", f"/office/figures/{kept.pk}/"):
            assert client.post(address, NEW).status_code == 403
    assert newest().pk == kept.pk and newest().value == kept.value


def test_what_is_old_or_missing_says_so(people: People, moment: Any) -> None:
    """A minimum wage of more than 13 months ago; a year without its average wage."""
    page = signed_in(people.mediator).get("/office/figures/")
    groups = {key: group for group in page.context["groups"] for key in [_kind(group)]}
    assert groups["minimum_wage"].is_old == (newest().since < date(2025, 10, 9))
    for group in groups.values():
        days = [since for since, _row in group.lines]
        assert days == sorted(days, reverse=True)
    yearly = groups["average_wage"]
    assert yearly.is_yearly and not groups["minimum_wage"].is_yearly
    assert ">2023年度</a>" in text_of(page).replace("of the year 2023", "2023年度")
    years = [since.year for since, _row in yearly.lines]
    assert years == list(range(2025, years[-1] - 1, -1))
    known = set(RegionalFigure.objects.filter(kind="average_wage").values_list("since__year", flat=True))
    assert {since.year for since, row in yearly.lines if row is None} == set(years) - known
    with time_machine.travel(date(2031, 3, 1)):
        later = signed_in(people.mediator).get("/office/figures/")
    assert all(group.is_old for group in later.context["groups"])
    assert text_of(later).count("chip soon") == len(later.context["groups"])


def _kind(group: Any) -> str:
    return next(row.kind for _since, row in group.lines if row is not None)
