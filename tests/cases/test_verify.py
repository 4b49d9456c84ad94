"""`verify` finds what somebody changed behind the program's back, and names it."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from cases import files, triggers, verification
from cases.actions import screening
from cases.history import explained
from cases.models import Anchor, Case, CaseEvent, Deadline, Document, Evidence, Organisation, Posting
from cases.permissions import Role
from cases.verification import anchors
from tests.builders import MONDAY, accepted, asked, consented, on, registered, renewed
from tests.people import People

DATA = Path(__file__).resolve().parent.parent / "data"


def behind_its_back(sql: str, *params: Any) -> None:
    """Raw SQL by somebody who owns the database: triggers off, change, triggers on."""
    triggers.lift(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE cases_case DISABLE TRIGGER case_state_event")
        else:
            cursor.execute("DROP TRIGGER case_state_event")
        cursor.execute(sql, [identifier(value) for value in params])
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    triggers.install(connection)


def identifier(value: Any) -> Any:
    return (
        value.hex
        if hasattr(value, "hex") and connection.vendor == "sqlite" and not isinstance(value, float)
        else value
    )


def broken(**options: Any) -> dict[str, list[str]]:
    """What verify says, by the name of the check."""
    found: dict[str, list[str]] = {}
    for breach in verification.run(**options):
        found.setdefault(breach.check, []).append(f"{breach.ref} {breach.what}")
    return found


def verified(*args: str) -> str:
    out = StringIO()
    call_command("verify", *args, stdout=out, stderr=StringIO())
    return out.getvalue()


def event(case: Case, sequence: int) -> CaseEvent:
    return CaseEvent.objects.get(case=case, sequence=sequence)


@pytest.fixture
def case(people: People) -> Case:
    return accepted(people)


def test_all_holds_for_what_the_acts_made(people: People) -> None:
    accepted(people)
    consented(people)
    case = asked(people)
    screening.stop_asking(case, note="电话打错", by=people.head, at=on(1))
    call_command("import_cases", str(DATA / "intake_sample.csv"), stdout=StringIO())
    assert broken() == {}
    said = verified()
    assert "all hold" in said and "17 cases" in said
    assert verification.check_case(case) == []
    assert "1 cases" in verified("--case", case.ref, "--quick")


def test_a_changed_event_is_named(case: Case) -> None:
    behind_its_back("UPDATE cases_caseevent SET act = 'cases.note' WHERE id = %s", event(case, 2).pk)
    found = broken()
    assert found["H2"] == [f"{case.ref} event 2: it was changed after it was written"]
    assert "W1" in found
    with pytest.raises(CommandError) as error:
        verified("--quick")
    assert error.value.returncode == 1


def test_a_changed_note_is_named(people: People) -> None:
    case = asked(people)
    screening.stop_asking(case, note="电话打错", by=people.head, at=on(1))
    behind_its_back("UPDATE cases_caseevent SET note = '' WHERE id = %s", event(case, 3).pk)
    assert broken()["H2"] == [f"{case.ref} event 3: its note was changed after it was written"]
    behind_its_back(
        "UPDATE cases_caseevent SET note = '1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' WHERE id = %s",
        event(case, 3).pk,
    )
    assert broken()["H2"] == [f"{case.ref} event 3: its note cannot be read"]


def test_changed_facts_and_times_are_named(case: Case) -> None:
    behind_its_back(
        "UPDATE cases_caseevent SET facts = %s WHERE id = %s",
        '{"name": "陈秀英 13800006021"}',
        event(case, 3).pk,
    )
    found = broken()
    assert "H4" in found and "陈" not in str(found)
    assert found["H2"][0].startswith(f"{case.ref} event 3")
    behind_its_back(
        "UPDATE cases_caseevent SET recorded_at = '2020-01-01 00:00:00' WHERE id = %s", event(case, 4).pk
    )
    assert broken()["H7"] == [f"{case.ref} event 4 was recorded before event 3"]


def test_a_cut_tail_is_named(case: Case) -> None:
    behind_its_back("DELETE FROM cases_caseevent WHERE id = %s", event(case, 4).pk)
    found = broken()
    assert found["W2"] == [f"{case.ref} the case counts 4 events, there are 3"]
    assert "W3" in found and "H2" in found


def test_a_cut_tail_that_was_tidied_up_is_found_by_the_anchor(people: People) -> None:
    case = registered(people)
    screening.take_for_screening(case, by=people.head, at=on(1))
    anchors.make(timezone.now() + timedelta(hours=1))
    assert broken() == {}
    behind_its_back("DELETE FROM cases_caseevent WHERE id = %s", event(case, 2).pk)
    first = event(case, 1)
    behind_its_back(
        "UPDATE cases_case SET last_sequence = 1, head_hash = %s WHERE id = %s", first.hash, case.pk
    )
    found = broken(quick=True)
    assert list(found) == ["H2 anchors"]
    assert "not as they were anchored" in found["H2 anchors"][0]


def test_swapped_and_missing_rows_are_named(case: Case) -> None:
    ids = event(case, 2).pk, event(case, 3).pk
    behind_its_back("UPDATE cases_caseevent SET sequence = 99 WHERE id = %s", ids[0])
    behind_its_back("UPDATE cases_caseevent SET sequence = 2 WHERE id = %s", ids[1])
    behind_its_back("UPDATE cases_caseevent SET sequence = 3 WHERE id = %s", ids[0])
    assert broken()["H2"][0].startswith(f"{case.ref} event 2")
    behind_its_back("DELETE FROM cases_caseevent WHERE id = %s", ids[1])
    assert broken()["W2"][0] == f"{case.ref} event 3 stands where event 2 should"


def test_a_state_without_its_event_is_named(case: Case) -> None:
    behind_its_back("UPDATE cases_case SET state = 'closed', outcome = 'private' WHERE id = %s", case.pk)
    found = broken()
    assert found["W3"] == [f"{case.ref} the case is “closed”, its last event led to “accepted”"]
    assert {"L1", "H9"} <= found.keys()


@pytest.mark.parametrize(
    ("sql", "check"),
    [
        ("UPDATE cases_case SET amount_claimed = 1 WHERE id = %s", "C3"),
        ("UPDATE cases_case SET facts = 'x' WHERE id = %s", "H9"),
        ("UPDATE cases_case SET next_due_on = '2027-01-01' WHERE id = %s", "L2"),
        ("UPDATE cases_case SET both_consented_on = '2026-04-01' WHERE id = %s", "W6"),
        ("UPDATE cases_case SET both_consented_on = NULL WHERE id = %s", "W6"),
        ("UPDATE cases_case SET merged_into_id = id WHERE id = %s", "C2"),
        ("UPDATE cases_claim SET amount = 5 WHERE case_id = %s AND line = 1", "C3"),
        ("UPDATE cases_party SET name = 'x' WHERE case_id = %s", "H9"),
        ("UPDATE cases_deadline SET due_on = '2027-01-01' WHERE kind = 'mediate' AND case_id = %s", "W10"),
        (
            "UPDATE cases_deadline SET nominal_on = '2026-03-27' WHERE kind = 'right15' AND case_id = %s",
            "W10",
        ),
        ("DELETE FROM cases_casesearch WHERE case_id = %s", "C4"),
        ("UPDATE cases_counter SET last = 0 WHERE %s IS NOT NULL", "C5"),
        (
            "UPDATE cases_caseevent SET user_id = NULL, system = 'nobody' WHERE sequence = 2 AND case_id = %s",
            "H8",
        ),
    ],
)
def test_changed_rows_are_named(case: Case, sql: str, check: str) -> None:
    if "%s IS NOT NULL" in sql:
        sql, params = sql.replace("%s IS NOT NULL", "1 = 1"), ()
    else:
        params = (case.pk,)
    behind_its_back(sql, *params)
    assert check in broken()


def test_a_mediating_case_has_a_free_mediator(people: People, case: Case) -> None:
    behind_its_back("UPDATE cases_case SET state = 'mediating' WHERE id = %s", case.pk)
    assert "W7" in broken()
    behind_its_back("UPDATE cases_case SET mediator_id = %s WHERE id = %s", people.mediator.pk, case.pk)
    assert "W7" not in broken()
    with explained("fixture"):
        from cases.models import Conflict

        Conflict.objects.create(case=case, user=people.mediator, declared_at=MONDAY)
    assert "W8" in broken()


def test_mediator_of_the_opponents_committee(people: People, case: Case) -> None:
    opponent = case.parties.get(role="respondent")
    with explained("fixture"):
        people.committee.employer = opponent.employer
        people.committee.save()
    behind_its_back(
        "UPDATE cases_case SET mediator_id = %s WHERE id = %s", people.committee_mediator.pk, case.pk
    )
    assert broken()["W8"] == [f"{case.ref} a mediator sits in the committee of a party"]


def test_files_and_rows(people: People, case: Case, settings: Any) -> None:
    content = b"%PDF-1.7 one"
    with explained("fixture"):
        proof = Evidence.objects.create(
            case=case, title="工资条", file_name="a.pdf", media_type="application/pdf", size=len(content),
            sha256=files.digest(content), stored_as=files.store(content, "evidence"), added_at=MONDAY,
        )  # fmt: skip
        paper = Document.objects.filter(case=case).first()
        paper.status, paper.sha256, paper.size = "ready", files.digest(content), len(content)
        paper.stored_as = files.store(content, "papers")
        paper.save()
    assert broken() == {}
    files.path_of(proof.stored_as).write_bytes(b"%PDF-1.7 two")
    assert broken() == {"P1": [f"{case.ref} evidence {proof.pk}: its file was changed"]}
    assert broken(quick=True) == {}
    files.path_of(proof.stored_as).unlink()
    files.path_of(paper.stored_as).write_bytes(b"")
    assert broken(quick=True) == {
        "P1": [f"{case.ref} evidence {proof.pk}: its file is missing"],
        "P8": [f"{case.ref} paper {paper.pk}: its file has another size"],
    }


def test_missing_triggers_and_mixed_roles(people: People) -> None:
    triggers.lift(connection)
    try:
        assert "trigger cases_caseevent_no_update missing" in broken()["T1"]
    finally:
        triggers.install(connection)
    with explained("fixture"):
        Posting.objects.create(
            user=people.admin, organisation=people.rongjing, role=Role.HEAD, starts_on=MONDAY.date()
        )
    assert broken()["A5"] == [f"account {people.admin.pk} system administrator and a role on cases together"]
    assert isinstance(people.rongjing, Organisation)


# --- anchors --------------------------------------------------------------------------------------------------------
def test_anchors_inside_and_outside(people: People, settings: Any) -> None:
    registered(people)
    out = StringIO()
    call_command("anchor", stdout=out)
    assert "anchored: 0 cases" in out.getvalue()  # the last five minutes are not anchored yet
    anchors.make(timezone.now() + timedelta(minutes=5))
    first, second = anchors.lines()
    assert (second["cases"], second["root"]) == (1, Anchor.objects.order_by("until").last().root)
    assert broken() == {}
    registered(people)
    assert broken() == {}  # what came later does not matter
    path = anchors.path()
    path.write_text(json.dumps(first) + "\n" + json.dumps({**second, "root": "0" * 64}) + "\n")
    assert [line.split(" ", 1)[1].split(" ", 1)[1] for line in broken()["H2 anchors"]] == [
        "inside and outside differ", "the chains are not as they were anchored",
    ]  # fmt: skip
    path.write_text(json.dumps(first) + "\n")
    assert "not carried outside" in broken()["H2 anchors"][0]
    assert anchors.carry_outside() == 1 and broken() == {}
    path.write_text("rubbish\n")
    assert "anchors.jsonl cannot be read" in broken()["H2 anchors"]


def test_a_restored_older_database_is_noticed(people: People) -> None:
    registered(people)
    anchors.make(timezone.now() + timedelta(hours=1))
    behind_its_back("DELETE FROM cases_anchor WHERE 1 = 1")
    assert anchors.database_is_behind()
    assert "the database does not know it" in broken()["H2 anchors"][0]


def test_an_extended_clock_is_right_when_its_last_day_is(people: People, case: Case) -> None:
    clock = case.deadlines.get(kind="mediate")
    with explained("fixture"):
        clock.extended_from, clock.nominal_on, clock.due_on = clock.due_on, clock.nominal_on, clock.due_on
        clock.nominal_on += timedelta(days=7)
        clock.due_on += timedelta(days=7)
        clock.save()
    case = renewed(case)
    assert "W10" not in broken()
    with explained("fixture"):
        clock.nominal_on = clock.extended_from
        clock.save()
    assert "its extension made it shorter" in broken()["W10"][0]
    assert Deadline.objects.filter(case=case).count() == 4


def test_no_such_case(people: People) -> None:
    with pytest.raises(CommandError, match="no case"):
        verified("--case", "XX-2026-000001")
