"""Named people of the tests: a federation, two stations, a committee, a court, and who works there."""

from dataclasses import dataclass
from datetime import date

from cases.history import explained
from cases.models import Employer, Organisation, Posting, User
from cases.permissions import Role

SINCE = date(2020, 1, 1)


@dataclass
class People:
    """Everybody the tests speak of. Roles as in the permission table."""

    federation: Organisation
    rongjing: Organisation  # station 1
    yizhuang: Organisation  # station 2
    committee: Organisation  # the committee of one enterprise, under station 1
    court: Organisation
    hongda: Employer  # the enterprise with the committee
    clerk: User  # IN, station 1: Qin
    mediator: User  # SM, station 1: Wang Min
    second_mediator: User  # SM, station 1
    mediator2: User  # SM, station 2
    head: User  # SH, station 1
    head2: User  # SH, station 2
    volunteer: User  # LA, station 1
    committee_mediator: User  # CM
    committee_head: User  # SH of the committee
    district: User  # DM, federation
    supervisor: User  # SV, federation
    chair: User  # SH, federation
    auditor: User  # AU, federation
    admin: User  # SA, federation


def organisation(
    code: str, name: str, kind: str, legal_type: str, parent: Organisation | None, **more: object
) -> Organisation:
    made = Organisation(
        code=code,
        name=name,
        name_en=more.pop("name_en", name),
        kind=kind,
        legal_type=legal_type,
        parent=parent,
        number_word=name[:1] + "调",
        **more,
    )
    made.path = f"{parent.path if parent else '/'}{code}/"
    made.save()
    return made


def person(username: str, name: str, role: str, place: Organisation) -> User:
    made = User(username=username, name=name)
    made.set_unusable_password()
    made.save()
    Posting.objects.create(user=made, organisation=place, role=role, starts_on=SINCE)
    return made


def everybody() -> People:
    """Make them all."""
    with explained("fixture"):
        federation = organisation(
            "QZ", "经开区总工会", "federation", "regional", None, name_en="District Federation"
        )
        rongjing = organisation(
            "RJ01", "荣京工会服务站", "station", "township", federation, name_en="Rongjing Station"
        )
        yizhuang = organisation(
            "YZ02", "亦庄工会服务站", "station", "township", federation, name_en="Yizhuang Station"
        )
        hongda = Employer.objects.create(name="宏达制衣有限公司", organisation=rongjing)
        committee = organisation(
            "HD03",
            "宏达制衣调委会",
            "committee",
            "enterprise",
            rongjing,
            employer=hongda,
            name_en="Hongda Committee",
        )
        court = organisation(
            "ZC", "经开区劳动人事争议仲裁院", "court", "commission", None, name_en="Arbitration Court"
        )
        return People(
            federation,
            rongjing,
            yizhuang,
            committee,
            court,
            hongda,
            clerk=person("clerk", "秦岚", Role.INTAKE, rongjing),
            mediator=person("mediator", "王敏", Role.STATION_MEDIATOR, rongjing),
            second_mediator=person("second", "李强", Role.STATION_MEDIATOR, rongjing),
            mediator2=person("mediator2", "赵云", Role.STATION_MEDIATOR, yizhuang),
            head=person("head", "周正", Role.HEAD, rongjing),
            head2=person("head2", "吴凡", Role.HEAD, yizhuang),
            volunteer=person("volunteer", "郑和", Role.VOLUNTEER, rongjing),
            committee_mediator=person("committee", "冯洁", Role.COMMITTEE_MEDIATOR, committee),
            committee_head=person("committee_head", "陈立", Role.HEAD, committee),
            district=person("district", "褚健", Role.DISTRICT_MEDIATOR, federation),
            supervisor=person("supervisor", "卫东", Role.SUPERVISOR, federation),
            chair=person("chair", "蒋宏", Role.HEAD, federation),
            auditor=person("auditor", "沈清", Role.AUDITOR, federation),
            admin=person("admin", "韩峰", Role.ADMINISTRATOR, federation),
        )


def fresh(user: User) -> User:
    """The same person at the next request: nothing remembered."""
    return User.objects.get(pk=user.pk)
