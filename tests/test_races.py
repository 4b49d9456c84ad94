"""Two people at the same moment: one wins, the other is told. A half-done act leaves nothing behind."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import models, transaction
from django.test import Client

from arbitration_link.actions import court, referral
from cases import approvals, verification
from cases.actions import assignment, ending, joining, screening, transfer
from cases.actions.register import register
from cases.models import Case
from mediation.actions import agreeing, performance, signing
from mediation.actions import ending as mediation_ending
from mediation.models import Obligation
from tests.arbitration_link.builders import at_court, award_items, referred
from tests.builders import CLAIMS, EMPLOYER, WORKER, accepted, consented, on, registered, renewed
from tests.mediation.builders import agreed, failed, frozen, held, opened, performing, signed, terms
from tests.pages.browsing import intake
from tests.people import People, everybody, fresh
from tests.racing import at_once, one_wins, own_database, pressed
from tests.walks.walking import fingerprint


@pytest.fixture
def crowd(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[People]:
    """Everybody, in a database in which things are committed."""
    with django_db_blocker.unblock(), own_database(tmp_path):
        call_command("load_reference", verbosity=0)
        yield everybody()


# --- one button, two fingers ------------------------------------------------------------------------------------
def _accept_or_decline(people: People) -> tuple[list[Any], Case]:
    case = consented(people)
    no: Any = {"reason": "refused", "explanation": "对方不同意。", "next_way": "可以申请仲裁。"}
    return [
        pressed(screening.accept, case, people.head, on(1)),
        pressed(screening.decline, case, people.head, on(1), **no),
    ], case


def _assign_two(people: People) -> tuple[list[Any], Case]:
    case = accepted(people)
    return [
        pressed(assignment.assign, case, people.head, on(2), mediator=people.mediator),
        pressed(assignment.assign, case, people.supervisor, on(2), mediator=people.second_mediator),
    ], case


def _agree_twice(people: People) -> tuple[list[Any], Case]:
    case, _session = held(people)
    wanted = terms(case)
    return [pressed(agreeing.agree, case, people.mediator, on(7), terms=wanted) for _finger in range(2)], case


def _agree_or_fail(people: People) -> tuple[list[Any], Case]:
    case, _session = held(people)
    no: Any = {"reason": "no_agreement", "undisputed": "declined"}
    return [
        pressed(agreeing.agree, case, people.mediator, on(7), terms=terms(case)),
        pressed(mediation_ending.fail, case, people.mediator, on(7), **no),
    ], case


def _freeze_or_withdraw(people: People) -> tuple[list[Any], Case]:
    case = agreed(people)
    return [
        pressed(agreeing.freeze, case, people.mediator, on(8)),
        pressed(ending.withdraw, case, people.head, on(8), manner="recorded", reason="不想调解了"),
    ], case


def _seal_or_void(people: People) -> tuple[list[Any], Case]:
    case = signed(people)
    return [
        pressed(signing.seal, case, people.head, on(9), on=on(9).date()),
        pressed(agreeing.void, case, people.mediator, on(9), note="金额写错了"),
    ], case


def _sign_twice(people: People) -> tuple[list[Any], Case]:
    case = frozen(people)
    party = case.parties.first()
    said: Any = {"party": party, "on": on(8).date(), "identity_seen": True}
    return [pressed(signing.sign, case, people.mediator, on(8), **said) for _finger in range(2)], case


def _perform_twice(people: People) -> tuple[list[Any], Case]:
    case = performing(people)
    said: Any = {
        "obligation": Obligation.objects.filter(case=case).first(),
        "on": on(10).date(),
        "proof": "收条",
    }
    return [pressed(performance.perform, case, people.mediator, on(10), **said) for _finger in range(2)], case


def _approve_or_refuse(people: People) -> tuple[list[Any], Case]:
    case = opened(people)
    arguments = {"cause": ["illness"], "review_on": [on(7).date().isoformat()]}
    proposal = approvals.propose(
        "mediation.suspend", case, arguments=arguments, by=fresh(people.mediator), at=on(4)
    )
    case = renewed(case)
    return [
        pressed(approvals.approve, case, people.head, on(5), approval=proposal),
        pressed(approvals.refuse_approval, case, people.head, on(5), approval=proposal, note="理由不足"),
    ], case


def _refer_or_lay_aside(people: People) -> tuple[list[Any], Case]:
    case = referred(people)
    case = renewed(case)
    return [
        pressed(referral.send, case, people.head, on(14), how="paper", sent_on=on(14).date()),
        pressed(referral.withdraw_referral, case, people.mediator, on(14), note="当事人改主意"),
    ], case


def _hand_over_twice(people: People) -> tuple[list[Any], Case]:
    case = registered(people)
    return [
        pressed(transfer.propose_transfer, case, people.head, on(1), receiver=people.yizhuang, reason="地点"),
        pressed(
            transfer.propose_transfer,
            case,
            people.supervisor,
            on(1),
            receiver=people.federation,
            reason="地点",
        ),
    ], case


RACES: dict[str, Callable[[People], tuple[list[Any], Case]]] = {
    made.__name__.strip("_"): made
    for made in (
        _accept_or_decline, _assign_two, _agree_twice, _agree_or_fail, _freeze_or_withdraw, _seal_or_void, _sign_twice,
        _perform_twice, _approve_or_refuse, _refer_or_lay_aside, _hand_over_twice,
    )
}  # fmt: skip


def test_two_at_once_and_one_wins(crowd: People) -> None:
    """From the same page, on acts that exclude each other and on the same act twice."""
    for name, race in RACES.items():
        presses, case = race(crowd)
        one_wins(presses, case)
        assert renewed(case).version > case.version, name


def test_two_at_once_without_a_page(crowd: People) -> None:
    """The version of the page is the first guard; the state and the rows are the second."""
    case = consented(crowd)
    one_wins([pressed(screening.accept, case, crowd.head, on(1), version=None) for _finger in range(3)], case)
    case = performing(crowd)
    owed = Obligation.objects.filter(case=case).first()
    said: Any = {"obligation": owed, "on": on(10).date(), "proof": "收条", "version": None}
    one_wins(
        [pressed(performance.perform, case, crowd.mediator, on(10), **said) for _finger in range(3)], case
    )


def test_two_cases_joined_to_each_other(crowd: People) -> None:
    one, other = registered(crowd), registered(crowd)
    one_wins(
        [
            pressed(joining.merge, one, crowd.head, on(1), target=other),
            pressed(joining.merge, other, crowd.head, on(1), target=one),
        ],
        one,
        other,
    )


def _many_registrations(people: People, count: int) -> None:
    clerk = people.clerk

    def press() -> Any:
        return register(
            people.rongjing, channel="counter", facts="拖欠工资", parties=(WORKER, EMPLOYER), claims=CLAIMS,
            received_at=on(0), by=fresh(clerk), at=on(0),
        ).case  # fmt: skip

    ends = at_once(*[press] * count)
    assert all(isinstance(end, Case) for end in ends), [end for end in ends if not isinstance(end, Case)]
    assert sorted(end.ref for end in ends) == [f"RJ01-2026-{number:06d}" for number in range(1, count + 1)]
    assert len({end.number for end in ends}) == count
    for end in ends:
        assert not verification.check_case(end)


def test_numbers_without_a_gap(crowd: People) -> None:
    _many_registrations(crowd, 12)


@pytest.mark.soak
def test_fifty_at_once_without_a_gap(crowd: People) -> None:
    _many_registrations(crowd, 50)


@pytest.mark.soak
def test_the_races_again_and_again(crowd: People) -> None:
    for _round in range(20):
        for race in RACES.values():
            presses, case = race(crowd)
            one_wins(presses, case)


def test_the_same_form_sent_twice_at_once_is_one_case(crowd: People) -> None:
    clients = [Client(), Client(), Client()]
    for client in clients:
        client.force_login(fresh(crowd.clerk), backend="config.auth.PasswordBackend")
    sent_twice = intake(token=str(uuid4()))
    answers = at_once(*[lambda client=client: client.post("/cases/new/", sent_twice) for client in clients])
    assert [getattr(answer, "status_code", answer) for answer in answers] == [302] * 3
    assert len({answer["Location"] for answer in answers}) == 1
    assert Case.objects.count() == 1


# --- killed in the middle -----------------------------------------------------------------------------------------
class Killed(BaseException):
    """The power is cut here."""


def _killed_at(monkeypatch: pytest.MonkeyPatch, place: int, act: Callable[[], Any]) -> bool:
    """Run the act and cut it off before its n-th write; False when it came to its end before that."""
    real, written = models.Model.save_base, 0

    def save_base(self: Any, *args: Any, **kwargs: Any) -> Any:
        nonlocal written
        written += 1
        if written == place:
            raise Killed
        return real(self, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(models.Model, "save_base", save_base)
        try:
            act()
        except Killed:
            return True
    return False


def _approval(people: People, case: Case, act: str, arguments: dict[str, Any]) -> Any:
    made = approvals.propose(act, case, arguments=arguments, by=fresh(people.mediator), at=on(12))
    return pressed(approvals.approve, renewed(case), people.head, on(13), approval=made)


def _half_done(people: People) -> Iterator[tuple[str, Callable[[], Any]]]:
    mediator, head = people.mediator, people.head
    yield "register", lambda: registered(people)
    yield "accept", pressed(screening.accept, consented(people), head, on(1))
    case, _session = held(people)
    yield (
        "agree",
        pressed(
            agreeing.agree,
            case,
            mediator,
            on(7),
            terms=terms(case, amounts=("9000.00", None), instalments=((on(20).date(), "9000.00"),)),
        ),
    )
    yield "freeze", pressed(agreeing.freeze, agreed(people), mediator, on(8))
    left_open = {"amounts": ("9000.00", None), "instalments": ((on(20).date(), "9000.00"),)}
    yield (
        "seal, effect, split",
        pressed(signing.seal, signed(people, wanted=left_open), head, on(9), on=on(9).date()),
    )
    no: Any = {"reason": "no_agreement", "undisputed": "declined"}
    yield "fail", pressed(mediation_ending.fail, held(people)[0], mediator, on(10), **no)
    case = failed(people)
    yield "close, approved", _approval(people, case, "cases.close", {"summary": ["双方未达成协议。"]})
    yield "merge", pressed(joining.merge, registered(people), head, on(1), target=registered(people))
    talking = opened(people)
    version = talking.version
    yield (
        "split",
        lambda: joining.split(
            talking, lines=[talking.claims.get(line=1)], by=fresh(head), at=on(5), version=version
        ),
    )
    yield "refer", pressed(referral.withdraw_referral, referred(people), mediator, on(14), note="改主意")
    case = at_court(people)
    award: Any = {
        "finality": "open",
        "dated_on": on(30).date(),
        "served_on": on(31).date(),
        "items": award_items(case),
    }
    yield "award", pressed(court.court_awarded, case, mediator, on(32), **award)


def _nothing_is_left(people: People, monkeypatch: pytest.MonkeyPatch, stride: int) -> None:
    for name, act in _half_done(people):
        before, place = fingerprint(), 1
        while True:
            with transaction.atomic():  # the act's own transaction is the one that must undo
                if not _killed_at(monkeypatch, place, act):
                    transaction.set_rollback(True)
                    break
                assert fingerprint() == before, f"{name}: something is left after write {place}"
            place += stride
        assert place > stride, f"{name} wrote nothing"


def test_a_half_done_act_leaves_nothing_behind(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off before every seventh of its writes."""
    _nothing_is_left(people, monkeypatch, 7)


@pytest.mark.soak
def test_a_half_done_act_leaves_nothing_behind_wherever_it_is_cut(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    _nothing_is_left(people, monkeypatch, 1)
