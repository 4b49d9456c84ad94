"""The union's own shape: one federation, five stations, forty enterprise committees, 2,494 employers, the accounts."""

import random
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from cases.models import Employer, Organisation, Posting, User
from cases.permissions import Role
from config.demo import names

PASSWORD = "demo"  # noqa: S105 - the password of every demonstration account, by contract
SINCE = date(2022, 1, 4)
STATIONS = (
    ("RJ01", "荣京工会服务站", "Rongjing Service Station", "荣"),
    ("YZ02", "亦庄工会服务站", "Yizhuang Service Station", "亦"),
    ("KC03", "科创工会服务站", "Kechuang Service Station", "科"),
    ("BX04", "博兴工会服务站", "Boxing Service Station", "博"),
    ("MJ05", "马驹桥工会服务站", "Majuqiao Service Station", "马"),
)
EMPLOYERS = 2494
COMMITTEES = 40


@dataclass
class House:
    """Who works where in the demonstration."""

    federation: Organisation
    court: Organisation
    stations: list[Organisation] = field(default_factory=list)
    committees: list[Organisation] = field(default_factory=list)
    employers: dict[str, list[Employer]] = field(default_factory=dict)  # by the code of the station
    clerks: dict[str, User] = field(default_factory=dict)
    heads: dict[str, User] = field(default_factory=dict)
    mediators: dict[str, list[User]] = field(default_factory=dict)
    volunteer: User | None = None
    supervisor: User | None = None

    def named(self) -> dict[str, User]:
        """The accounts by their names."""
        return {user.username: user for user in User.objects.filter(is_demo=True)}


def build(source: random.Random) -> House:
    """Organisations, employers and accounts. The caller has explained itself."""
    federation = _organisation(
        "QZ00",
        "北京经济技术开发区总工会",
        "District Federation of Trade Unions",
        "federation",
        "regional",
        None,
        "区工",
    )
    court = _organisation(
        "ZC00",
        "北京经济技术开发区劳动人事争议仲裁院",
        "Labour and Personnel Dispute Arbitration Court",
        "court",
        "commission",
        None,
        "劳人仲",
    )
    house = House(federation, court)
    for code, name, english, word in STATIONS:
        house.stations.append(
            _organisation(
                code, name, english, "station", "township", federation, f"{word}工调", names.street(source)
            )
        )
    _employers(house, source)
    _committees(house, source)
    _accounts(house, source)
    return house


def _organisation(
    code: str,
    name: str,
    english: str,
    kind: str,
    legal_type: str,
    parent: Organisation | None,
    word: str,
    address: str = "北京经济技术开发区荣华中路15号",
    employer: Employer | None = None,
) -> Organisation:
    path = f"{parent.path if parent else '/'}{code}/"
    return Organisation.objects.create(
        code=code,
        name=name,
        name_en=english,
        kind=kind,
        legal_type=legal_type,
        parent=parent,
        path=path,
        number_word=word,
        address=address,
        phone="010-67800000",
        employer=employer,
    )


def _employers(house: House, source: random.Random) -> None:
    rows = []
    for number, name in enumerate(names.enterprises(source, EMPLOYERS)):
        station = house.stations[number % len(house.stations)]
        rows.append(
            Employer(
                name=name,
                credit_code=names.credit_code(source),
                address=names.street(source),
                legal_representative=names.person(source),
                headcount=source.choice((8, 15, 30, 60, 120, 260, 800, 2100)),
                organisation=station,
            )
        )
        house.employers.setdefault(station.code, []).append(rows[-1])
    bulk_create_with_history(
        rows, Employer, batch_size=500, default_change_reason="fixture", default_date=timezone.now()
    )


def _committees(house: House, source: random.Random) -> None:
    for number in range(COMMITTEES):
        station = house.stations[number % len(house.stations)]
        employer = house.employers[station.code][number // len(house.stations)]
        house.committees.append(
            _organisation(
                f"QD{number + 1:02d}",
                f"{employer.name}劳动争议调解委员会",
                f"Enterprise Committee {number + 1}",
                "committee",
                "enterprise",
                station,
                f"企调{number + 1:02d}",
                employer.address,
                employer,
            )
        )


def _accounts(house: House, source: random.Random) -> None:
    password = make_password(PASSWORD)
    first, second = house.stations[0], house.stations[1]

    def account(username: str, role: str, place: Organisation, name: str = "") -> User:
        user = User(username=username, name=name or names.person(source), is_demo=True, password=password)
        user.save()
        posting = Posting.objects.create(user=user, organisation=place, role=role, starts_on=SINCE)
        user.usual_posting = posting
        user.save()
        return user

    house.clerks[first.code] = account("clerk", Role.INTAKE, first, "秦岚")
    house.mediators[first.code] = [account("mediator", Role.STATION_MEDIATOR, first, "王敏")]
    house.mediators[second.code] = [account("mediator2", Role.STATION_MEDIATOR, second, "赵云峰")]
    house.heads[first.code] = account("head", Role.HEAD, first, "周正")
    house.volunteer = account("volunteer", Role.VOLUNTEER, first, "郑和平")
    committee = house.committees[0]
    house.mediators[committee.code] = [account("committee", Role.COMMITTEE_MEDIATOR, committee, "冯洁")]
    house.heads[committee.code] = account("committee_head", Role.HEAD, committee, "陈立新")
    house.mediators[house.federation.code] = [
        account("district", Role.DISTRICT_MEDIATOR, house.federation, "褚健")
    ]
    house.supervisor = account("supervisor", Role.SUPERVISOR, house.federation, "卫东升")
    house.heads[house.federation.code] = account("chair", Role.HEAD, house.federation, "蒋宏")
    account("auditor", Role.AUDITOR, house.federation, "沈清")
    account("admin", Role.ADMINISTRATOR, house.federation, "韩峰")
    for station in house.stations:
        code = station.code.lower()
        if station.code not in house.clerks:
            house.clerks[station.code] = account(f"clerk-{code}", Role.INTAKE, station)
        if station.code not in house.heads:
            house.heads[station.code] = account(f"head-{code}", Role.HEAD, station)
        team = house.mediators.setdefault(station.code, [])
        while len(team) < 3:
            team.append(account(f"mediator-{code}-{len(team) + 1}", Role.STATION_MEDIATOR, station))
    for committee in house.committees[1:]:
        code = committee.code.lower()
        house.heads[committee.code] = account(f"chair-{code}", Role.HEAD, committee)
        house.mediators[committee.code] = [account(f"mediator-{code}", Role.COMMITTEE_MEDIATOR, committee)]
