"""State × act → where it leads, or refused: written by hand from the design, compared with the machine.

One column a state, one line an act. `.` refused, `=` stays where it is, a name: goes there; `/` either. `*` in
`cases.unmerge`: back to where it came from, any open state. A new act without a line fails.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cases import lifecycle, lifecycle_graph, permissions
from cases.actors import SystemActor
from cases.audit import recorded
from cases.errors import NotNow
from cases.history import explained
from cases.lifecycle import BIRTHS, ENDED, MOVES, OPEN, STAYING, State
from cases.models import Case
from tests.people import People

COLUMNS = {
    "reg": State.REGISTERED, "inf": State.NEEDS_INFO, "ask": State.AWAITING_CONSENT, "not": State.NOT_ACCEPTED,
    "acc": State.ACCEPTED, "med": State.MEDIATING, "sus": State.SUSPENDED, "agr": State.AGREED,
    "per": State.PERFORMING, "fai": State.FAILED, "ref": State.REFERRED, "arb": State.IN_ARBITRATION,
    "wit": State.WITHDRAWN, "mer": State.MERGED, "clo": State.CLOSED,
}  # fmt: skip

TABLE = """
act                                   reg   inf     ask   not     acc   med   sus   agr   per   fai   ref   arb   wit     mer clo

cases.ask_for_papers                  inf   .       inf   .       .     .     .     .     .     .     .     .     .       .   .
cases.receive_papers                  .     reg/ask .     .       .     .     .     .     .     .     .     .     .       .   .
cases.ask_consent                     ask   .       .     .       .     .     .     .     .     .     .     .     .       .   .
cases.stop_asking                     .     .       reg   .       .     .     .     .     .     .     .     .     .       .   .
cases.accept                          acc   .       acc   .       .     .     .     .     .     .     .     .     .       .   .
cases.decline                         not   not     not   .       .     .     .     .     .     .     .     .     .       .   .

mediation.open                        .     .       .     .       med   .     .     .     .     .     .     .     .       .   .
mediation.suspend                     .     .       .     .       .     sus   .     .     .     .     .     .     .       .   .
mediation.resume                      .     .       .     .       .     .     med   .     .     .     .     .     .       .   .
mediation.agree                       .     .       .     .       .     agr   .     .     .     .     .     .     .       .   .
mediation.resume_talks                .     .       .     .       .     .     .     med   .     .     .     .     .       .   .
mediation.effect                      .     .       .     .       .     .     .     per   .     .     .     .     .       .   .
mediation.perform_on_the_spot         .     .       .     .       .     clo   .     .     .     .     .     .     .       .   .
mediation.fail                        .     .       .     .       fai   fai   fai   .     .     .     .     .     .       .   .
mediation.try_again                   .     .       .     .       .     .     .     .     .     med   .     .     .       .   .

arbitration_link.refer                .     .       .     .       .     .     .     .     .     ref   .     .     .       .   .
arbitration_link.refer_default        .     .       .     .       .     .     .     .     ref   .     .     .     .       .   .
arbitration_link.note_own_filing      .     .       .     .       .     .     .     .     .     arb   .     .     .       .   .
arbitration_link.court_refused        .     .       .     .       .     .     .     .     .     .     fai   .     .       .   .
arbitration_link.court_returned       .     .       .     .       .     .     .     .     .     .     fai   .     .       .   .
arbitration_link.withdraw_referral    .     .       .     .       .     .     .     .     =     =     fai   .     .       .   .
arbitration_link.note_silence         .     .       .     .       .     .     .     .     .     .     fai   .     .       .   .
arbitration_link.court_accepted       .     .       .     .       .     .     .     .     .     .     arb   .     .       .   .
arbitration_link.court_settled        .     .       .     .       .     .     .     .     .     .     per   per   .       .   .
arbitration_link.court_awarded        .     .       .     .       .     .     .     .     .     .     per   per   .       .   .
arbitration_link.court_withdrawn      .     .       .     .       .     .     .     .     .     .     clo   clo   .       .   .
arbitration_link.court_dismissed      .     .       .     .       .     .     .     .     .     .     clo   clo   .       .   .

mediation.confirm_performance         .     .       .     .       .     .     .     .     clo   .     .     .     .       .   .
mediation.close_unperformed           .     .       .     .       .     .     .     .     clo   .     .     .     .       .   .
mediation.reopen_terms                .     .       .     .       .     .     .     .     med   .     .     .     .       .   .
cases.settle_privately                clo   clo     clo   .       clo   clo   clo   .     .     .     .     .     .       .   .
cases.close                           .     .       .     clo     .     .     .     .     .     clo   .     .     clo     .   .
cases.withdraw                        wit/= wit/=   wit/= .       wit/= wit/= wit/= wit/= .     wit/= .     .     .       .   .
cases.merge                           mer   mer     mer   .       mer   mer   mer   mer   mer   mer   mer   mer   .       .   .
cases.unmerge                         .     .       .     .       .     .     .     .     .     .     .     .     .       *   .
cases.reopen                          .     .       .     reg/med .     .     .     .     .     .     .     .     reg/med .   reg/med
cases.accept_transfer                 =     =       =     .       acc   acc   .     .     .     .     .     .     .       .   .

cases.take_for_screening              =     =       =     .       .     .     .     .     .     .     .     .     .       .   .
cases.record_consent                  =     =       =     .       .     .     .     .     .     .     .     .     .       .   .
cases.assign                          =     =       =     =       =     =     =     =     =     =     =     =     =       .   .
cases.reassign                        =     =       =     =       =     =     =     =     =     =     =     =     =       .   .
cases.declare_conflict                =     =       =     =       =     =     =     =     =     =     =     =     =       .   .
cases.propose_transfer                =     =       =     .       =     =     .     .     .     .     .     .     .       .   .
cases.refuse_transfer                 =     =       =     .       =     =     .     .     .     .     .     .     .       .   .
cases.revoke_transfer                 =     =       =     .       =     =     .     .     .     .     .     .     .       .   .
cases.split                           .     .       .     .       .     =     .     .     =     .     .     .     .       .   .

cases.contact                         =     =       =     =       =     =     =     =     =     =     =     =     =       .   =
cases.note                            =     =       =     =       =     =     =     =     =     =     =     =     =       .   =
cases.edit                            =     =       =     .       =     =     =     =     =     =     =     =     .       .   .
cases.edit_party                      =     =       =     .       =     =     =     =     =     =     =     =     .       .   .
cases.add_party                       =     =       =     .       =     =     =     .     =     =     =     =     .       .   .
cases.add_representative              =     =       =     .       =     =     =     =     =     =     =     =     .       .   .
cases.edit_claim                      =     =       =     .       =     =     =     .     =     =     =     =     .       .   .
cases.calculate                       =     =       =     .       =     =     =     .     =     =     =     =     .       .   .
cases.add_claim                       =     =       =     .       =     =     =     .     .     =     =     =     .       .   .
cases.record_limitation               =     =       =     =       =     =     =     =     =     =     =     =     =       .   =
cases.do_task                         =     =       =     =       =     =     =     =     =     =     =     =     =       .   =
cases.reopen_task                     =     =       =     =       =     =     =     =     =     =     =     =     =       .   =
cases.add_task                        =     =       =     =       =     =     =     =     =     =     =     =     =       .   =
cases.add_evidence                    =     =       =     .       =     =     =     =     =     =     =     =     .       .   .
cases.release_evidence                =     =       =     .       =     =     =     =     =     =     =     =     .       .   .
cases.withdraw_evidence               =     =       =     .       =     =     =     =     =     =     =     =     .       .   .
cases.serve                           =     =       =     =       =     =     =     =     =     =     =     =     =       .   =
cases.copy_paper                      =     =       =     =       =     =     =     =     =     =     =     =     =       .   =
cases.recount                         =     =       =     .       =     =     =     =     =     =     =     =     .       .   .
cases.grant                           =     =       =     .       =     =     =     =     =     =     =     =     .       .   .
cases.propose_grant                   =     =       =     .       =     =     =     =     =     =     =     =     .       .   .
cases.revoke_grant                    =     =       =     =       =     =     =     =     =     =     =     =     =       =   =
cases.reveal                          =     =       =     =       =     =     =     =     =     =     =     =     =       =   =
cases.propose                         =     =       =     =       =     =     =     =     =     =     =     =     =       .   =
cases.approve                         =     =       =     =       =     =     =     =     =     =     =     =     =       .   =
cases.refuse_approval                 =     =       =     =       =     =     =     =     =     =     =     =     =       .   =

mediation.extend                      .     .       .     .       =     =     =     .     .     .     .     .     .       .   .
mediation.schedule                    .     .       .     .       =     =     .     .     .     .     .     .     .       .   .
mediation.call_off                    .     .       .     .       =     =     .     .     .     .     .     .     .       .   .
mediation.hold                        .     .       .     .       =     =     .     .     .     .     .     .     .       .   .
mediation.record_minutes              .     .       .     .       =     =     .     =     .     .     .     .     .       .   .
mediation.offer                       .     .       .     .       =     =     .     .     .     .     .     .     .       .   .
mediation.answer_offer                .     .       .     .       =     =     .     .     .     .     .     .     .       .   .
mediation.note_caucus                 .     .       .     .       =     =     =     =     .     .     .     .     .       .   .
mediation.freeze                      .     .       .     .       .     .     .     =     .     .     .     .     .       .   .
mediation.sign                        .     .       .     .       .     .     .     =     .     .     .     .     .       .   .
mediation.seal                        .     .       .     .       .     .     .     =     .     .     .     .     .       .   .
mediation.void                        .     .       .     .       .     .     .     =     .     .     .     .     .       .   .
mediation.perform                     .     .       .     .       .     .     .     .     =     .     .     .     .       .   .
mediation.default                     .     .       .     .       .     .     .     .     =     .     .     .     .       .   .
mediation.waive                       .     .       .     .       .     .     .     .     =     .     .     .     .       .   .
mediation.return_visit                .     .       .     .       .     .     .     .     .     .     .     .     .       .   =

arbitration_link.prepare              .     .       .     .       .     .     .     .     =     =     .     .     .       .   .
arbitration_link.send                 .     .       .     .       .     .     .     .     .     .     =     .     .       .   .
arbitration_link.note_receipt         .     .       .     .       .     .     .     .     .     .     =     .     .       .   .
arbitration_link.reply                =     =       =     =       =     =     =     =     =     =     =     =     =       .   =
arbitration_link.apply_review         .     .       .     .       .     .     .     .     =     .     .     .     .       .   .
arbitration_link.apply_confirmation   .     .       .     .       .     .     .     .     =     .     .     .     .       .   .
arbitration_link.record_confirmation  .     .       .     .       .     .     .     .     =     .     .     .     .       .   .
"""

WRITTEN = {
    act: dict(zip(COLUMNS.values(), cells, strict=True))
    for act, *cells in (line.split() for line in TABLE.splitlines()[2:] if line)
}
ACTS = list(dict.fromkeys((*MOVES, *STAYING)))
NOON = datetime(2026, 3, 9, 4, 0, tzinfo=UTC)


def meaning(cell: str, state: State) -> frozenset[State]:
    """What a cell says about a case in this state."""
    if cell == ".":
        return frozenset()
    if cell == "*":
        return OPEN
    return frozenset(state if word == "=" else COLUMNS[word] for word in cell.split("/"))


def test_every_act_has_its_line() -> None:
    assert sorted(WRITTEN) == sorted(ACTS)


@pytest.mark.parametrize("act", WRITTEN)
def test_the_machine_says_the_same(act: str) -> None:
    assert {state: lifecycle.targets(act, state) for state in State} == {
        state: meaning(cell, state) for state, cell in WRITTEN[act].items()
    }


def test_no_transition_without_an_act() -> None:
    field: Any = Case._meta.get_field("state")
    declared = {(one.custom["act"], one.source) for one in field.get_all_transitions(Case)}
    assert declared == {(act, state) for act, ways in MOVES.items() for state in ways}


def test_buttons_are_the_acts_of_the_state() -> None:
    for state in State:
        open_here = [act for act, cells in WRITTEN.items() if cells[state] != "."]
        assert sorted(lifecycle.acts_in(state)) == sorted(open_here)


def test_what_is_not_declared_is_refused_and_leaves_no_trace(people: People) -> None:
    anybody = SystemActor("anybody", "test", frozenset(ACTS))
    for state in State:
        case = _standing(people, state)
        for act, cells in WRITTEN.items():
            if cells[state] == ".":
                with pytest.raises(NotNow), recorded(act, case, by=anybody, at=NOON):
                    pytest.fail("an undeclared act was let in")
        assert not case.events.exists()


def _standing(people: People, state: State) -> Case:
    with explained("fixture"):
        return Case.objects.create(
            ref=f"RJ01-2026-{state}"[:24],
            number=state,
            organisation=people.rongjing,
            registered_in=people.rongjing,
            channel="counter",
            facts="x",
            received_at=NOON,
            state=state,
            outcome="private",
        )


def test_every_state_is_reached() -> None:
    found: set[State] = set(BIRTHS.values())
    reached: set[State] = set()
    while found - reached:
        state = (found - reached).pop()
        reached.add(state)
        for ways in MOVES.values():
            found |= ways.get(state, frozenset())
    assert reached == set(State)


@pytest.mark.parametrize("state", sorted(OPEN))
def test_every_open_state_has_a_way_out_for_somebody_present(state: State) -> None:
    ways_out = [
        act for act, ways in MOVES.items() if ways.get(state, frozenset()) - {state} and act != "cases.merge"
    ]
    usable = [act for act in ways_out if set(permissions.rule(act).cells) & set(permissions.POSTED)]
    assert usable


def test_every_open_state_leads_to_an_end() -> None:
    ending = set(ENDED)
    for _step in State:
        ending |= {
            state
            for act, ways in MOVES.items()
            for state, targets in ways.items()
            if act != "cases.merge" and targets & ending
        }
    assert ending == set(State)


def test_an_ended_case_moves_only_by_these_acts() -> None:
    leaving = {state: {act for act, ways in MOVES.items() if state in ways} for state in ENDED}
    assert leaving == {
        State.NOT_ACCEPTED: {"cases.close", "cases.reopen"},
        State.WITHDRAWN: {"cases.close", "cases.reopen"},
        State.MERGED: {"cases.unmerge"},
        State.CLOSED: {"cases.reopen"},
    }


def test_the_drawn_page_is_current(settings: Any) -> None:
    written = (Path(settings.BASE_DIR) / "docs" / "lifecycle.md").read_text(encoding="utf-8")
    assert written == lifecycle_graph.page(), "run: python manage.py draw_lifecycle"
