"""The pages of the administrator."""

from datetime import date

from cases.actions import office
from cases.history import explained
from cases.models import Employer, Organisation, Setting, User
from cases.permissions import Role
from tests.builders import registered
from tests.cases.stages import assigned
from tests.pages.browsing import refused, signed_in, text_of
from tests.people import People, fresh


def test_moving_an_organisation_moves_all_below_it(people: People) -> None:
    columns = {"code": "RJ01", "name": "荣京站", "parent": people.yizhuang}
    moved = office.save_organisation(people.rongjing, columns=columns, by=people.admin)
    people.committee.refresh_from_db()
    assert moved.path == "/QZ/YZ02/RJ01/" and people.committee.path == "/QZ/YZ02/RJ01/HD03/"
    with refused("circle"):
        office.save_organisation(people.yizhuang, columns={"parent": moved}, by=people.admin)


def test_a_code_that_stands_in_numbers_stays(people: People) -> None:
    registered(people)
    with refused("code_in_use"):
        office.save_organisation(people.rongjing, columns={"code": "RJ99"}, by=people.admin)


def test_a_new_account_has_a_password_shown_once_and_no_rights(people: People) -> None:
    client = signed_in(people.admin)
    page = client.post("/office/accounts/new/", {"username": "newcomer", "name": "新人"}, follow=True)
    password = page.context["password"]
    made = User.objects.get(username="newcomer")
    assert len(password) == 19 and made.check_password(password) and made.posting is None
    assert password not in text_of(client.get(f"/office/accounts/{made.pk}/"))
    sent = {
        "do": "add_posting",
        "organisation": str(people.rongjing.pk),
        "role": "intake",
        "starts_on": "2026-01-01",
    }
    assert client.post(f"/office/accounts/{made.pk}/", sent).status_code == 302
    assert fresh(made).reach.role == Role.INTAKE


def test_nobody_changes_his_own_rights_or_wears_two_hats(people: People) -> None:
    day = date(2026, 1, 1)
    with refused("own_rights"):
        office.add_posting(
            people.admin, organisation=people.federation, role=Role.AUDITOR, starts_on=day, by=people.admin
        )
    with refused("own_rights"):
        office.set_active(people.admin, active=False, by=people.admin)
    with refused("two_hats"):
        office.add_posting(
            people.mediator,
            organisation=people.federation,
            role=Role.ADMINISTRATOR,
            starts_on=day,
            by=people.admin,
        )
    with refused("misplaced"):
        office.add_posting(
            people.clerk, organisation=people.court, role=Role.INTAKE, starts_on=day, by=people.admin
        )


def test_closing_an_account_signs_it_out_and_names_the_open_cases(people: People) -> None:
    case = assigned(people)
    client = signed_in(people.mediator)
    assert client.get("/today/").status_code == 200
    assert office.set_active(people.mediator, active=False, by=people.admin) == [case]
    office.set_active(people.mediator, active=True, by=people.admin)
    assert client.get("/today/").status_code == 302
    page = signed_in(people.admin).get(f"/office/accounts/{people.mediator.pk}/")
    assert case.number in text_of(page) and "陈秀英" not in text_of(page)


def test_a_rule_changes_with_its_source(people: People) -> None:
    client = signed_in(people.admin)
    key = "retention_years_agreement"
    sent = {"key": key, f"{key}-value": "12", f"{key}-source": ""}
    assert client.post("/office/settings/", sent).status_code == 422
    assert client.post("/office/settings/", sent | {f"{key}-source": "区总工会2026年决定"}).status_code == 302
    assert Setting.objects.get(key=key).value == 12


def test_the_enterprise_of_a_committee_is_named_not_chosen_from_thousands(people: People) -> None:
    with explained("fixture"):
        Employer.objects.create(name="远航物流有限公司", credit_code="91110000100000009X")
        for _number in range(2):
            Employer.objects.create(name="同名商店")
    told = {"code": "YH09", "name": "远航物流调委会", "kind": "committee", "legal_type": "enterprise"}
    told |= {"parent": str(people.rongjing.pk), "number_word": "远调", "is_active": "on"}
    admin = signed_in(people.admin)
    for given, sentence in (
        ("远航物流", "远航物流有限公司"),
        ("同名商店", "统一社会信用代码"),
        ("没有", "名册"),
    ):
        answer = admin.post("/office/organisations/new/", told | {"employer": given})
        assert answer.status_code == 422 and sentence in text_of(answer)
    assert (
        admin.post("/office/organisations/new/", told | {"employer": "91110000100000009x"}).status_code == 302
    )
    made = Organisation.objects.get(code="YH09")
    assert made.employer is not None and made.employer.name == "远航物流有限公司"
    assert "91110000100000009X" in text_of(admin.get(f"/office/organisations/{made.pk}/"))
