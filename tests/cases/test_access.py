"""Covered details are shown for a reason; a volunteer sees what was granted, while it was granted."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from cases.actions import access, parties
from cases.acts.access import GrantForm, RevealForm
from cases.history import explained
from cases.models import CaseEvent, Conflict, Posting, ReadLog
from cases.permissions import Role
from tests import builders
from tests.builders import ZONE, on, registered, renewed
from tests.cases.stages import assigned
from tests.cases.test_parties import REPRESENTATIVE, firm, last_event, refused, worker
from tests.people import SINCE, People, fresh


def test_a_look_is_written_down_with_its_reason(people: People) -> None:
    case = assigned(people)
    parties.add_representative(
        case, party=worker(case), phone="13500001111", by=people.mediator, at=on(3), **REPRESENTATIVE
    )
    shown = access.reveal(
        case, party=worker(case), what="contacts", note="约时间", by=people.mediator, at=on(3)
    )
    assert shown == {
        "phone": "13800006021",
        "address": "荣华中路1号",
        "service_address": "",
        "representative_1": "刘洋 13500001111",
    }
    look = ReadLog.objects.get()
    assert (look.user, look.posting, look.what, look.reason, look.at) == (
        people.mediator, people.mediator.posting, "contacts", "约时间", on(3),
    )  # fmt: skip
    event = last_event(case)
    assert (event.act, event.note) == ("cases.reveal", "约时间")
    assert event.facts == {"party": str(worker(case).pk), "what": "contacts"}


@pytest.mark.parametrize("what", ["contacts", "id_number"])
def test_no_reason_no_look(people: People, what: str) -> None:
    case = assigned(people)
    given: dict[str, Any] = {"party": worker(case), "what": what, "at": on(3)}
    assert refused(access.reveal, case, note=" ", by=people.mediator, **given) == "reason_missing"
    for stranger in (people.clerk, people.second_mediator, people.mediator2, people.head2, people.volunteer):
        with pytest.raises(PermissionDenied):
            access.reveal(case, note="好奇", by=stranger, **given)
    assert not ReadLog.objects.exists()


def test_bank_account_and_health_have_their_own_keys(people: People) -> None:
    case = assigned(people)
    columns = {"bank_account": "6222 0000 1111", "health": "孕期"}
    parties.edit_party(
        case, party=worker(case), columns=columns, health_consent="书面", by=people.mediator, at=on(3)
    )
    given: dict[str, Any] = {"party": worker(case), "note": "付款", "at": on(3)}
    look = access.reveal(case, what="bank_account", by=people.mediator, **given)
    assert look == {"bank_account": "6222 0000 1111"}
    assert access.reveal(case, what="health", by=people.head, **given) == {"health": "孕期"}
    with pytest.raises(PermissionDenied):
        access.reveal(case, what="bank_account", by=people.supervisor, **given)
    early = registered(people)
    with pytest.raises(PermissionDenied):
        access.reveal(early, party=worker(early), what="health", note="x", by=people.clerk, at=on())
    form = RevealForm(None, None, case=early, by=fresh(people.clerk), at=on())
    assert [code for code, _words in form.fields["what"].choices] == ["contacts", "id_number"]


def granted(people: People, case: Any, **more: Any) -> Any:
    given: dict[str, Any] = {
        "volunteer": people.volunteer, "fields": ["content", "evidence"], "starts_on": on(3).date(),
        "ends_on": on(5).date(), "consent": "2026年3月12日当面同意", "by": people.head, "at": on(3),
    }  # fmt: skip
    return access.grant(case, **(given | more))


def test_a_grant_opens_and_ends(people: People, time_machine: Any) -> None:
    time_machine.move_to(on(3), tick=False)
    case = assigned(people)
    assert not fresh(people.volunteer).has_perm("cases.view", case)
    made = granted(people, case)
    assert (made.fields, made.approved_by) == (["content", "evidence"], people.head)
    assert made.starts_at == on(3)
    assert made.ends_at == datetime(2026, 3, 15, 0, 0, tzinfo=ZONE)
    volunteer = fresh(people.volunteer)
    assert volunteer.has_perm("cases.view", case)
    assert volunteer.has_perm("cases.view_evidence", case)
    assert not volunteer.has_perm("cases.reveal", case)
    assert not volunteer.has_perm("cases.view_health", case)
    facts = CaseEvent.objects.get(act="cases.grant").facts
    assert facts["fields"] == ["content", "evidence"]
    assert "同意" not in str(facts)
    time_machine.move_to(made.ends_at, tick=False)
    assert not fresh(people.volunteer).has_perm("cases.view", case)


def test_a_revoked_grant_is_over_at_once(people: People, time_machine: Any) -> None:
    time_machine.move_to(on(3), tick=False)
    case = assigned(people)
    made = granted(people, case)
    access.revoke_grant(case, grant=made, note="任务结束", by=people.head, at=on(3, hours=1))
    assert not fresh(people.volunteer).has_perm("cases.view", case)
    given: dict[str, Any] = {"grant": made, "by": people.head, "at": on(3, hours=2)}
    assert refused(access.revoke_grant, case, **given) == "over_before"
    foreign = granted(people, registered(people))
    assert refused(access.revoke_grant, case, **(given | {"grant": foreign})) == "over_before"


def test_grant_refusals(people: People) -> None:
    case = assigned(people)

    def code(**more: Any) -> str:
        return refused(lambda case, **given: granted(people, case, **given), case, **more)

    assert code(fields=[]) == "no_fields"
    assert code(fields=["everything"]) == "no_fields"
    assert code(starts_on=on(2).date()) == "wrong_order"
    assert code(ends_on=on(2).date()) == "wrong_order"
    assert code(ends_on=on(3).date() + timedelta(days=90)) == "too_long"
    assert code(consent=" ") == "consent_missing"
    assert code(volunteer=people.second_mediator) == "not_a_volunteer"
    with explained("fixture"):
        Posting.objects.create(
            user=people.head2, organisation=people.yizhuang, role=Role.VOLUNTEER, starts_on=SINCE
        )
    assert code(volunteer=people.head2) == "not_a_volunteer"
    with pytest.raises(PermissionDenied):
        granted(people, case, by=people.mediator)
    granted(people, case, ends_on=on(3).date() + timedelta(days=89))
    with explained("fixture"):
        Conflict.objects.create(case=case, user=people.volunteer, declared_at=on(3))
    assert code() == "tied"


def test_the_grant_form_names_volunteers_of_the_house_only(people: People) -> None:
    case = assigned(people)
    data = {
        "volunteer": str(people.volunteer.pk), "granted": ["content"], "starts_on": "2026-03-12",
        "ends_on": "2026年3月14日", "consent": "当面",
    }  # fmt: skip
    common: dict[str, Any] = {"case": case, "by": fresh(people.head), "at": on(3)}
    form = GrantForm(data, None, **common)
    assert list(form.fields["volunteer"].queryset) == [people.volunteer]
    assert form.is_valid(), form.errors
    made = access.grant(**common, **form.cleaned_data)
    assert (made.fields, made.ends_at) == (["content"], datetime(2026, 3, 15, 0, 0, tzinfo=ZONE))
    wrong = GrantForm(data | {"volunteer": str(people.mediator.pk)}, None, **common)
    assert set(wrong.errors) == {"volunteer"}


def test_the_page_shows_the_values_once(people: People, client: Any) -> None:
    case = registered(people)
    client.force_login(people.clerk, backend="config.auth.PasswordBackend")
    page = f"/cases/{case.ref}/reveal/"
    sent = {"party": str(firm(case).pk), "what": "contacts", "note": "通知开会", "version": case.version}
    answer = client.post(page, sent)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "01067800000" in answer.text
    assert ReadLog.objects.filter(what="contacts").count() == 1
    refusal = client.post(page, sent | {"note": ""})
    assert refusal.status_code == 422
    assert "01067800000" not in refusal.text
    assert renewed(case).version == case.version + 1


def test_a_mediator_asks_for_a_volunteer_and_the_head_finds_it(people: People) -> None:
    case = builders.accepted(people, mediator=people.mediator)
    task = access.propose_grant(
        case, volunteer=people.volunteer, why="陪同去仲裁院", by=fresh(people.mediator), at=builders.on(2)
    )
    assert "郑和" in task.text
    assert not fresh(people.volunteer).has_perm("cases.view", case)
    with pytest.raises(PermissionDenied):
        access.propose_grant(
            case, volunteer=people.volunteer, why="x", by=fresh(people.clerk), at=builders.on(2)
        )
