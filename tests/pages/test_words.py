"""What pages say, and how: punctuation of the reader's language, rights that are over, the way a case has gone."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from arbitration_link.actions import court
from cases import approvals, overview
from cases.models import Deadline
from cases.templatetags.casefile import clock_chip
from cases.templatetags.page import citation
from tests.arbitration_link.builders import at_court, award_items
from tests.builders import on, renewed
from tests.mediation.builders import failed, opened, performing
from tests.pages.browsing import signed_in
from tests.people import People, fresh

_HAN = "[\u3400-\u9fff]"
_HALF = re.compile(f"{_HAN} ?[,:;()]|[,;()] ?{_HAN}|: {_HAN}|[：，；（] | [）]")
_CASE = (
    "",
    "parties/",
    "claims/",
    "deadlines/",
    "evidence/",
    "sessions/",
    "agreement/",
    "documents/",
    "timeline/",
    "court/",
)
_OTHERS = ("/", "/cases/", "/cases/new/", "/cases/views/", "/notifications/", "/me/")


def seen(page: Any) -> list[str]:
    """The lines of a page as they are read: without scripts, without tags; those of data left out."""
    html = re.sub(r"<(script|style|template|pre|textarea)\b.*?</\1>", "\n", page.content.decode(), flags=re.S)
    # What people wrote is marked as such; it ends a run of text as a word would.
    html = re.sub(r'<(\w+)[^>]*lang="zh-Hans"[^>]*>[^<]*</\1>', "某", html.partition("<body")[2])
    html = re.sub(r"</(p|li|h\d|dd|dt|td|th|div|option|label|legend|summary|button)>", "\n", html)
    return [line for line in re.sub(r"<[^>]*>", "", html).splitlines() if line.strip()]


@pytest.mark.parametrize("path", [*_CASE])
def test_a_chinese_file_has_chinese_punctuation(people: People, path: str) -> None:
    for case in (performing(people), at_court(people)):
        page = signed_in(people.mediator).get(f"/cases/{case.ref}/{path}")
        if page.status_code == 200:
            assert [line.strip() for line in seen(page) if _HALF.search(line)] == []


@pytest.mark.parametrize("path", [*_OTHERS])
def test_chinese_pages_have_chinese_punctuation(people: People, path: str) -> None:
    opened(people)
    page = signed_in(people.mediator).get(path)
    if page.status_code == 200:
        assert [line.strip() for line in seen(page) if _HALF.search(line)] == []


def test_a_right_whose_day_has_passed_says_so(people: People) -> None:
    clock = performing(people).deadlines.get(kind=Deadline.Kind.CONFIRM)
    with override("en"):
        before = clock_chip(clock, clock.last_day)
        after = clock_chip(clock, clock.last_day + timedelta(days=1))
        assert "until" not in str(clock.get_kind_display())
    assert "until" in before and "neutral" in before
    assert "over" in after and "until" not in after and "paused" in after


def test_the_legal_basis_is_told_in_words() -> None:
    with override("en"):
        assert citation("MR 31(6)").endswith("art. 31(6)")
    assert citation("MR 31(6)").endswith("第三十一条第（六）项")


def test_the_way_of_a_case_is_the_one_it_went(people: People) -> None:
    def way(case: Any) -> list[tuple[str, bool]]:
        return [(str(one.label), one.at is not None) for one in overview.road(case)]

    with override("en"):
        case = failed(people)
        assert way(case)[-2:] == [("Mediation unsuccessful", True), ("Closed", False)]
        assert "Agreement reached" not in dict(way(case))
        case = at_court(people)
        court.court_awarded(
            case, finality="open", dated_on=date(2026, 4, 28), served_on=date(2026, 4, 30),
            items=award_items(case), by=fresh(people.mediator), at=on(53),
        )  # fmt: skip
        case = renewed(case)
        assert [label for label, _gone in way(case)] == [
            "Registered", "Accepted", "In mediation", "Mediation unsuccessful", "Referred to arbitration",
            "In arbitration", "In performance", "Closed",
        ]  # fmt: skip
        assert [str(one.label) for one in overview.road(case) if one.is_now] == ["In performance"]


def test_what_is_proposed_names_days_in_words() -> None:
    assert approvals._words(None, date(2026, 12, 5), []) == "2026年12月5日 周六"
