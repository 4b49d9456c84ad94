"""The demonstration: all states, the accounts of the contract, sound in every invariant, the same for the same day."""

import random
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cases.lifecycle import State
from cases.models import Case, Employer, Organisation, User
from config.demo import plan, volume
from config.management.commands import seed_demo

ACCOUNTS = {
    "clerk", "mediator", "mediator2", "head", "volunteer", "committee", "committee_head", "district", "supervisor",
    "chair", "auditor", "admin",
}  # fmt: skip


def seeded(settings: Any, monkeypatch: pytest.MonkeyPatch, cases: int) -> None:
    settings.DEMO = True
    monkeypatch.setattr(seed_demo, "CASES", cases)
    call_command("load_reference", verbosity=0)
    call_command("seed_demo", verbosity=0)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_small_demonstration(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    seeded(settings, monkeypatch, 56)
    assert set(Case.objects.values_list("state", flat=True)) == set(State)
    assert (
        set(User.objects.filter(username__in=ACCOUNTS, is_demo=True).values_list("username", flat=True))
        == ACCOUNTS
    )
    assert Organisation.objects.filter(kind="committee").count() == 40
    assert Employer.objects.count() == 2494
    facts = list(Case.objects.filter(split_from=None).values_list("facts", flat=True))
    assert len(set(facts)) == len(facts)
    assert User.objects.get(username="clerk").check_password("demo")
    call_command("verify")
    volume.fill(300, progress=lambda done, whole: None)
    call_command("verify")
    before = Case.objects.count()
    call_command("seed_demo", verbosity=0)
    assert Case.objects.count() == before


def test_every_way_has_its_walk_and_its_share() -> None:
    assert set(plan.WAYS) == set(plan.WALKS)
    wanted = plan.plans(random.Random(1), 600)
    assert len(wanted) == 600
    assert wanted == plan.plans(random.Random(1), 600)


@pytest.mark.django_db
def test_real_data_is_never_mixed_with_a_demonstration(people: Any, settings: Any) -> None:
    with pytest.raises(CommandError):
        call_command("seed_demo")
    settings.DEMO = True
    with pytest.raises(CommandError):
        call_command("seed_demo")
