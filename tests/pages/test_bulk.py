"""One act on many cases of a list."""

from typing import Any

from cases.actions import notes
from cases.models import Case, CaseEvent, Refusal
from tests.builders import accepted, on, registered, renewed
from tests.cases.stages import assigned
from tests.pages.browsing import NOW, signed_in, text_of
from tests.people import People


def code(case: Case) -> str:
    return f"{case.ref}~{renewed(case).version}"


def sent(client: Any, do: str, *cases: str, **more: str) -> Any:
    return client.post("/cases/bulk/", {"do": do, "case": list(cases), **more})


def test_a_page_names_each_case_before_anything_happens(people: People) -> None:
    new, taken = accepted(people, NOW), assigned(people, NOW)
    page = sent(signed_in(people.head), "cases.assign", code(new), code(taken))
    assert page.status_code == 200 and new.number in text_of(page) and taken.number in text_of(page)
    assert [bool(target.problem) for target in page.context["targets"]] == [False, True]
    assert renewed(new).mediator is None


def test_each_case_is_done_by_itself_and_a_stale_one_is_left(people: People) -> None:
    first, second = accepted(people, NOW), accepted(people, NOW)
    old = code(second)
    notes.note(second, text="来过电话", audience="team", by=people.head, at=on(3, start=NOW))
    client = signed_in(people.head)
    page = sent(client, "cases.assign", code(first), old, mediator=str(people.mediator.pk), go="1")
    assert page.status_code == 200
    assert [target.is_done for target in page.context["targets"]] == [True, False]
    assert renewed(first).mediator == people.mediator and renewed(second).mediator is None
    # The page sent again does nothing twice.
    before = CaseEvent.objects.count()
    codes = [target.code for target in page.context["targets"]]
    sent(client, "cases.assign", *codes, mediator=str(people.mediator.pk), go="1")
    assert (
        CaseEvent.objects.filter(case=first).count()
        == CaseEvent.objects.filter(case=first, pk__isnull=False).count()
    )
    assert CaseEvent.objects.count() == before


def test_only_what_the_reader_may_do_happens(people: People) -> None:
    mine, others = assigned(people, NOW), registered(people, NOW)
    hidden = registered(people, NOW, organisation=people.yizhuang, by=people.mediator2)
    client = signed_in(people.mediator)
    assert sent(client, "cases.assign", code(others)).status_code == 403
    task = {"text": "核对工资条", "go": "1"}
    page = sent(client, "cases.add_task", code(mine), code(others), code(hidden), **task)
    assert {target.case.ref: target.is_done for target in page.context["targets"]} == {
        mine.ref: True,
        others.ref: False,
    }
    assert (
        mine.tasks.filter(text="核对工资条").exists() and not others.tasks.filter(text="核对工资条").exists()
    )
    assert hidden.number not in text_of(page) and not Refusal.objects.filter(case=hidden).exists()


def test_a_missing_answer_is_asked_for_and_what_was_typed_stays(people: People) -> None:
    case = assigned(people, NOW)
    page = sent(
        signed_in(people.head), "cases.reassign", code(case), mediator=str(people.second_mediator.pk), go="1"
    )
    assert page.status_code == 422 and str(people.second_mediator.pk) in text_of(page)
    assert renewed(case).mediator == people.mediator


def test_odd_orders_do_no_harm(people: People) -> None:
    case = assigned(people, NOW)
    client = signed_in(people.head)
    assert sent(client, "cases.assign").status_code == 422
    assert sent(client, "cases.assign", "x~1", f"{case.ref}\x00~9", "~~").status_code == 422
    assert sent(client, "cases.delete", code(case)).status_code == 404
    assert sent(client, "print", code(case)).status_code == 200
    assert case.number in text_of(sent(client, "cases.reassign", all="1", query="stage=mediation"))


def test_who_could_take_them_is_shown_with_what_each_has_to_do(people: People) -> None:
    new, _taken = accepted(people, NOW), assigned(people, NOW)
    form = sent(signed_in(people.head), "cases.assign", code(new)).context["form"]
    loads = {str(person): person.open_cases for person in form.fields["mediator"].queryset}
    assert loads[str(people.mediator)] == 1 and loads[str(people.second_mediator)] == 0
    assert "1" in form.fields["mediator"].label_from_instance(form.fields["mediator"].queryset.last())
