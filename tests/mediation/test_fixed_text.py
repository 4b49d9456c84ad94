"""What is being signed stays what was put before the signers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.actions import claims, joining, parties
from cases.errors import NotNow, Refused
from cases.history import explained
from cases.models import Posting
from mediation.actions import performance, signing
from tests.builders import on
from tests.mediation import builders
from tests.people import SINCE, People, fresh


def test_no_line_is_split_off_or_changed_while_the_text_is_signed(people: People) -> None:
    case = builders.frozen(people)
    claim = case.claims.first()
    assert claim is not None
    with pytest.raises(NotNow):
        joining.split(case, lines=[claim], by=fresh(people.head), at=on(9))
    with pytest.raises(NotNow):
        claims.edit_claim(case, claim=claim, columns={"text": "另一项"}, by=fresh(people.mediator), at=on(9))


def test_a_party_keeps_its_name_while_the_text_is_signed(people: People) -> None:
    case = builders.frozen(people)
    employer = case.parties.get(role="respondent")
    with pytest.raises(Refused) as refusal:
        parties.edit_party(
            case, party=employer, columns={"name": "另一家公司"}, by=fresh(people.mediator), at=on(9)
        )
    assert refusal.value.code == "text_fixed"
    employer.refresh_from_db()
    assert employer.name == "远航物流有限公司"
    parties.edit_party(
        case, party=employer, columns={"phone": "01067800001"}, by=fresh(people.mediator), at=on(9)
    )


def test_the_mediator_who_signed_does_not_seal(people: People) -> None:
    case = builders.signed(people)
    with explained("fixture"):
        seat = Posting.objects.create(
            user=people.mediator, organisation=people.rongjing, role="head", starts_on=SINCE
        )
    both = fresh(people.mediator)
    both.acting = seat
    at = timezone.localtime(case.events.latest("sequence").at) + timedelta(hours=1)
    with pytest.raises(Refused) as refusal:
        signing.seal(case, on=at.date(), by=both, at=at)
    assert refusal.value.code == "same_person"


def test_nothing_is_performed_before_it_was_agreed(people: People) -> None:
    case = builders.performing(people)
    owed = case.obligations.first()
    assert owed is not None
    with pytest.raises(Refused) as refusal:
        performance.perform(
            case, obligation=owed, on=on(-400).date(), proof="回单", by=fresh(people.mediator), at=on(30)
        )
    assert refusal.value.code == "before_owed"
