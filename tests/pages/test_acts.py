"""The pages of acts."""

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from cases import approvals
from cases.actions import assignment, notes
from cases.lifecycle import State
from cases.models import Deadline, Draft
from mediation.actions import talks
from tests.builders import accepted, consented, on, registered, renewed
from tests.cases.stages import assigned, failed
from tests.mediation.builders import applicant, opened
from tests.pages.browsing import NOW, signed_in, text_of
from tests.people import People, fresh


def test_a_stale_form_names_the_new_state_and_keeps_what_was_typed(people: People) -> None:
    case = accepted(people)
    page = signed_in(people.head).get(f"/cases/{case.ref}/note/")
    opened = page.context["version"]
    assignment.assign(case, mediator=people.mediator, by=people.head, at=on(2))
    sent = {"version": str(opened), "text": "打过电话，没人接", "audience": "team"}
    answer = signed_in(people.head).post(f"/cases/{case.ref}/note/", sent)
    assert answer.status_code == 409 and "打过电话，没人接" in text_of(answer)
    assert str(renewed(case).get_state_display()) in text_of(answer)
    again = sent | {"version": str(answer.context["version"])}
    assert signed_in(people.head).post(f"/cases/{case.ref}/note/", again).status_code == 302


def test_an_act_out_of_time_is_refused_with_the_state(people: People) -> None:
    case = assigned(people)
    page = signed_in(people.head).get(f"/cases/{case.ref}/decline/")
    assert page.status_code == 409 and '<button class="primary">' not in text_of(page)


def test_two_people_close_a_case(people: People) -> None:
    case = registered(people, NOW)
    head = signed_in(people.head)
    sent = {"reason": "out_of_scope", "explanation": "不属于劳动争议", "next_way": "向法院起诉"}
    assert head.post(f"/cases/{case.ref}/decline/", sent).status_code == 302
    assert head.post(f"/cases/{case.ref}/assign/", {"mediator": str(people.mediator.pk)}).status_code == 302
    page = signed_in(people.mediator).get(f"/cases/{case.ref}/close/")
    assert page.status_code == 200 and page.context["two_people"]


def test_after_the_act_who_lost_the_case_is_led_home(people: People) -> None:
    case = assigned(people)
    answer = signed_in(people.mediator).post(f"/cases/{case.ref}/note/", {"text": "好", "audience": "team"})
    assert answer.headers["Location"] == f"/cases/{case.ref}/"


def test_the_page_says_what_will_happen(people: People) -> None:
    case = consented(people, NOW - timedelta(days=1))
    page = signed_in(people.head).get(f"/cases/{case.ref}/accept/")
    told = {str(one.label): one.words for one in page.context["effects"]}
    assert [str(State.ACCEPTED.label) in words for words in told.values()].count(True) == 1
    assert str(Deadline.Kind.MEDIATE.label) in " ".join(told.values())
    assert str(Deadline.Kind.ACCEPT.label) in " ".join(told.values())
    assert page.context["effects"][-1].is_final


def test_a_stale_page_says_who_did_what_since(people: People) -> None:
    case = opened(people)
    page = signed_in(people.mediator).get(f"/cases/{case.ref}/note/")
    notes.note(case, text="单位来电", audience="team", by=fresh(people.head), at=on(4))
    talks.note_caucus(case, text="底线五千", party=applicant(case), by=fresh(people.mediator), at=on(4))
    sent = {"version": str(page.context["version"]), "text": "打过电话", "audience": "team"}
    for who in (people.mediator, people.head):
        answer = signed_in(who).post(f"/cases/{case.ref}/note/", sent)
        assert answer.status_code == 409 and [event.act for event in answer.context["since"]] == [
            "cases.note"
        ]
        assert str(people.head) in text_of(answer) and "打过电话" in text_of(answer)


@pytest.mark.parametrize("ended", ["gone", "idle"])
def test_what_was_typed_outlives_the_session(people: People, ended: str) -> None:
    case = assigned(people)
    client, path = signed_in(people.mediator), f"/cases/{case.ref}/note/"
    page = client.get(path)
    sent = {"version": str(page.context["version"]), "writer": page.context["writer"], "audience": "team"}
    if ended == "gone":
        client.logout()
    else:
        session = client.session
        session["seen"] = int(time.time()) - 99_999
        session.save()
    answer = client.post(path, sent | {"text": "四十分钟里写下的话"})
    assert answer.headers["Location"] == f"/accounts/login/?next={path}"
    assert not case.notes.exists()
    assert "四十分钟里写下的话" not in text_of(signed_in(people.head).get(path)), "nobody else's desk"
    again = signed_in(people.mediator)
    page = again.get(path)
    assert page.status_code == 200 and "四十分钟里写下的话" in text_of(page)
    sent = {"version": str(page.context["version"]), "text": "四十分钟里写下的话", "audience": "team"}
    assert again.post(path, sent).status_code == 302
    assert case.notes.count() == 1 and not Draft.objects.exists()


def test_what_was_typed_in_confidence_waits_for_who_may_still_read_it(people: People) -> None:
    case = opened(people)
    client, path = signed_in(people.mediator), f"/cases/{case.ref}/note_caucus/"
    sent = {
        "writer": client.get(path).context["writer"],
        "party": str(applicant(case).pk),
        "text": "底线五千",
    }
    client.logout()
    assert client.post(path, sent).status_code == 302
    again = {"mediator": people.second_mediator, "note": "换人"}
    assignment.reassign(case, **again, by=fresh(people.head), at=on(5))
    assert signed_in(people.mediator).get(path).status_code == 403
    assert "底线五千" not in text_of(signed_in(people.second_mediator).get(path))
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM cases_draft")
        assert "底线" not in str(cursor.fetchall())


def test_a_mark_that_is_not_ours_keeps_nothing(people: People) -> None:
    case = assigned(people)
    for writer in ("", "x:y:z", str(people.mediator.pk)):
        sent = {"writer": writer, "text": "x", "audience": "team"}
        assert Client().post(f"/cases/{case.ref}/note/", sent).status_code == 302
    assert not Draft.objects.exists()


def test_sent_twice_it_happens_once(people: People) -> None:
    case = assigned(people)
    client, path = signed_in(people.mediator), f"/cases/{case.ref}/note/"
    sent = {"version": str(client.get(path).context["version"]), "text": "一次", "audience": "team"}
    assert [client.post(path, sent).status_code for _time in range(2)] == [302, 409]
    assert case.notes.count() == 1


def test_who_approves_reads_what_the_proposal_brings(people: People) -> None:
    case = failed(people)
    sent = {"arguments": {"summary": ["调解不成"]}, "by": fresh(people.mediator), "at": on(11)}
    approvals.propose("cases.close", case, **sent)
    told = {
        verb: " ".join(
            one.words for one in signed_in(people.head).get(f"/cases/{case.ref}/{verb}/").context["effects"]
        )
        for verb in ("approve", "refuse_approval")
    }
    closed = str(State.CLOSED.label)
    assert closed in told["approve"] and closed not in told["refuse_approval"]


def test_a_refusal_stands_at_the_field_it_is_about(people: People) -> None:
    case = registered(people, NOW)
    sent = {"party": str(applicant(case).pk), "answer": "agreed", "on": "2020-01-02", "how": "电话"}
    answer = signed_in(people.head).post(f"/cases/{case.ref}/record_consent/", sent)
    (told,) = answer.context["form"].errors["on"]
    assert answer.status_code == 409 and f"{NOW.year}年{NOW.month}月{NOW.day}日" in told
    assert 'aria-invalid="true"' in text_of(answer) and 'aria-describedby="id_on_error"' in text_of(answer)


def test_who_lost_the_right_while_typing_is_told_what_became_of_the_words(people: People) -> None:
    case = assigned(people)
    client = signed_in(people.mediator)
    version = client.get(f"/cases/{case.ref}/note/").context["version"]
    assignment.reassign(case, mediator=people.second_mediator, note="换人", by=people.head, at=on(4))
    answer = client.post(
        f"/cases/{case.ref}/note/", {"version": version, "audience": "team", "text": "写好的话"}
    )
    assert answer.status_code == 403 and "也未保存" in text_of(answer) and "写好的话" not in text_of(answer)
