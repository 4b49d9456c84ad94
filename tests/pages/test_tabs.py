"""The pages of the case file behind their tabs."""

import re

import pytest
from django.urls import resolve

from cases import came_from, tabs
from cases.actions import notes
from cases.history import explained
from cases.models import Case, ReadLog, Refusal
from cases.registry import ACTS, TABS, VERBS
from cases.urls import FIXED
from mediation.actions import sessions
from tests.builders import MONDAY, accepted, on, registered, renewed
from tests.cases.stages import assigned
from tests.mediation.builders import applicant, opened
from tests.pages.browsing import signed_in, text_of
from tests.people import People, fresh

GENERIC = [name for name, tab in TABS.items() if not tab.page]


def test_no_tab_hides_an_act_or_a_page() -> None:
    assert not set(GENERIC) & (set(VERBS) | FIXED)
    for verb in VERBS:
        assert resolve(f"/cases/RJ01-2026-000001/{verb}/").url_name == "act", verb
    for name in GENERIC:
        assert resolve(f"/cases/RJ01-2026-000001/{name}/").url_name == "tab", name
    for name in FIXED:
        assert resolve(f"/cases/RJ01-2026-000001/{name}/").url_name not in ("tab", "act"), name


def test_each_group_of_acts_has_a_page_of_the_file() -> None:
    assert {act.group for act in ACTS.values()} <= {group for tab in TABS.values() for group in tab.groups}


@pytest.mark.parametrize("name", [*GENERIC, "documents", "timeline"])
def test_a_tab_shows_the_case_and_says_which_it_is(people: People, name: str) -> None:
    case = opened(people)
    page = signed_in(people.mediator).get(f"/cases/{case.ref}/{name}/")
    shown = text_of(page)
    assert page.status_code == 200 and case.number in shown
    assert len(re.findall(r'<nav class="tabs".*?</nav>', shown)) == 1
    nav = re.findall(r'<nav class="tabs".*?</nav>', shown)[0]
    (current,) = re.findall(r"<a [^>]*aria-current=\"page\"[^>]*>", nav)
    assert f"/{name}/" in current
    keys = re.findall(r'data-key="(\w)"', nav)
    assert len(keys) == len(set(keys)) == len(re.findall("<li>", nav))
    what = "privileged" if name == "privileged" else "content"
    assert [(read.user, read.what) for read in ReadLog.objects.filter(case=case)] == [(people.mediator, what)]


@pytest.mark.parametrize(
    "name", ["", *(f"{name}/" for name in GENERIC), "documents/", "timeline/", "history/", "as-of/"]
)
def test_who_may_list_but_not_read_gets_the_cover_everywhere(people: People, name: str) -> None:
    case = assigned(people)
    page = signed_in(people.second_mediator).get(f"/cases/{case.ref}/{name}")
    assert page.status_code == 403 and people.head.name in text_of(page)
    assert "拖欠两个月" not in text_of(page) and not ReadLog.objects.exists()
    assert Refusal.objects.filter(user=people.second_mediator).exists()


def test_badges_count_and_stop_counting(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    case = assigned(people)
    doors = {door.name: door for door in tabs.bar(case, fresh(people.mediator), "overview", since=None)}
    assert (doors["parties"].count, doors["claims"].count, doors["evidence"].count) == ("2", "2", "0")
    monkeypatch.setattr(tabs, "MANY", 2)
    doors = {door.name: door for door in tabs.bar(case, fresh(people.mediator), "overview", since=None)}
    assert doors["claims"].count == "99+"


def test_a_session_called_off_is_not_counted(people: People) -> None:
    case = opened(people)
    for number in (5, 6):
        last = sessions.schedule(
            renewed(case), planned_at=on(number), by=fresh(people.mediator), at=on(4, hours=number)
        )
    sessions.call_off(renewed(case), session=last, by=fresh(people.mediator), at=on(4, hours=8))
    doors = {
        door.name: door for door in tabs.bar(renewed(case), fresh(people.mediator), "overview", since=None)
    }
    assert doors["sessions"].count == "1"


def test_a_dot_tells_what_others_did_since_the_last_visit(people: People) -> None:
    case, mediator = assigned(people), fresh(people.mediator)

    def new() -> set[str]:
        doors = tabs.bar(case, mediator, "parties", since=since)
        return {door.name for door in doors if door.is_new}

    since = case.events.earliest("sequence").recorded_at
    assert "overview" in new()  # the head assigned it
    since = case.events.latest("sequence").recorded_at
    assert new() == set()
    notes.note(case, text="已联系", audience="team", by=mediator, at=on(2))
    assert new() == set()  # one's own acts are no news
    notes.note(case, text="请抓紧", audience="team", by=fresh(people.head), at=on(2))
    assert new() == {"overview"}
    since = None
    assert new() == set()  # at the first visit all is new


def test_looks_of_the_same_visit_do_not_put_out_the_dots(people: People) -> None:
    case, mediator = assigned(people), fresh(people.mediator)
    for minutes in (-300, -20, -1):
        ReadLog.objects.create(
            case=case, user=mediator, what="content", at=MONDAY + minutes * tabs.VISIT / 30
        )
    assert tabs.last_visit(case, mediator, MONDAY) == MONDAY - 10 * tabs.VISIT
    assert tabs.last_visit(case, fresh(people.head), MONDAY) is None


def test_a_phone_number_is_one_step_from_being_dialled(people: People) -> None:
    case, client = assigned(people), signed_in(people.mediator)
    party = applicant(case)
    link = f"/cases/{case.ref}/reveal/?party={party.pk}&amp;what=contacts"
    assert link in text_of(client.get(f"/cases/{case.ref}/"))
    form = client.get(link.replace("&amp;", "&"))
    assert "13800006021" not in text_of(form) and "checked" in text_of(form)
    told = {"party": str(party.pk), "what": "contacts", "note": "约时间"}
    shown = text_of(client.post(f"/cases/{case.ref}/reveal/", told))
    assert 'href="tel:13800006021"' in shown and f"/cases/{case.ref}/contact/?party={party.pk}" in shown


def test_a_task_is_done_with_one_button(people: People) -> None:
    case = assigned(people)
    task = notes.add_task(case, text="约单位面谈", by=fresh(people.mediator), at=on(2))
    client = signed_in(people.mediator)
    assert f'name="task" value="{task.pk}"' in text_of(client.get(f"/cases/{case.ref}/"))
    sent = {"task": str(task.pk), "version": str(renewed(case).version)}
    assert client.post(f"/cases/{case.ref}/do_task/", sent).status_code == 302
    assert not case.tasks.filter(done_at=None).filter(pk=task.pk).exists()


def test_groups_of_applicants_are_for_those_who_read_the_case(people: People) -> None:
    case = assigned(people)
    with explained("fixture"):
        Case.objects.filter(pk=case.pk).update(
            applicant_groups="|protected|", is_collective=True, head_count=12
        )
    word = "woman in pregnancy, maternity or nursing"
    english = fresh(people.mediator)
    english.language = "en"
    with explained("fixture"):
        english.save()
    shown = text_of(signed_in(english).get(f"/cases/{case.ref}/claims/"))
    assert word in shown and "Group of 12" in shown
    for listed in (people.second_mediator, people.clerk):
        assert str(Case.ApplicantGroup.PROTECTED.label) not in text_of(
            signed_in(listed).get(f"/cases/{case.ref}/")
        )


def test_the_list_one_came_from_leads_to_its_neighbours(people: People) -> None:
    first, second, third = (registered(people, on(number)) for number in range(3))
    client = signed_in(people.clerk)
    client.get("/cases/?state=registered&order=received")
    token = client.session["lists"][-1][0]
    page = client.get(f"/cases/{second.ref}/?in={token}")
    shown = text_of(page)
    around = {page.context["came_from"]["before"], page.context["came_from"]["after"]}
    assert around == {first, third}
    assert 'data-key="["' in shown and 'data-key="]"' in shown
    assert came_from.token_of(client.session["lists"][-1][1]) == token
    assert 'data-key="["' in text_of(
        client.get(f"/cases/{second.ref}/parties/")
    )  # the trail stays on every page
    assert 'data-key="["' not in text_of(client.get(f"/cases/{third.ref}/"))


def test_a_hidden_case_is_answered_with_a_search(people: People) -> None:
    case = accepted(people)
    for ref in (case.ref, "RJ01-2026-999999"):
        page = signed_in(people.mediator2).get(f"/cases/{ref}/parties/")
        assert page.status_code == 404 and f'value="{ref}"' in text_of(page)
