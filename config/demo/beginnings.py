"""The beginning of a case's road: its time, and what happens before acceptance."""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from cases import approvals, identity
from cases.actions import assignment, ending, screening
from cases.actions.register import NewParty, register
from cases.history import recording_clock
from cases.models import Approval, Case, Employer, Organisation, Party, User
from config.demo import names
from config.demo.places import House
from config.demo.stories import Story


class Arrived(Exception):
    """The road has come to the present, or to the state where this case is to stand."""


class Beginning:
    """One case on its way. `stop` is the state at which it is to stand; `now` is where its time is."""

    def __init__(
        self,
        house: House,
        source: random.Random,
        story: Story,
        place: Organisation,
        *,
        start: datetime,
        end: datetime,
        stop: str = "",
        mediator: User | None = None,
    ) -> None:
        self.house, self.source, self.story, self.place = house, source, story, place
        self.now, self.end, self.stop = start, end, stop
        self.mediator = mediator or source.choice(house.mediators[place.code])
        self.head = house.heads[place.code]
        self.clerk = house.clerks.get(place.code, self.head)
        self.case: Case | None = None
        self._is_stale = False
        self.tracking_code = ""
        self.twin: Case | None = None  # the case this one is joined to

    # --- time -------------------------------------------------------------------------------------------------
    def moment(self) -> datetime:
        return self.now

    def later(self, days: int, hours: int = 0) -> datetime:
        """So many days on, at an hour when the office is open; Arrived when that lies in the future."""
        day = timezone.localtime(self.now) + timedelta(days=days, hours=hours)
        day = day.replace(hour=min(max(day.hour, 9), 16), minute=self.source.randrange(0, 60, 5))
        while day.weekday() > 4:
            day += timedelta(days=1)
        if day <= self.now:
            day = self.now + timedelta(minutes=self.source.randint(5, 40))
        if day > self.end:
            raise Arrived
        self.now = day
        return day

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def done(self) -> None:
        """After each act: is this where the case is to stand?"""
        assert self.case is not None
        self._is_stale = True
        if self.stop and Case.objects.filter(pk=self.case.pk, state=self.stop).exists():
            raise Arrived

    def act(self, run: Any, by: User, **arguments: Any) -> Any:
        """Do one act at the present moment of the road."""
        with recording_clock(self.moment), identity.as_of(self.now):
            answer = run(self.case, by=by, at=self.now, **arguments)
        self.done()
        return answer

    def approved(self, act: str, by: User, arguments: dict[str, list[str]]) -> None:
        """Propose, and let the head approve an hour later."""
        with recording_clock(self.moment), identity.as_of(self.now):
            approval: Approval = approvals.propose(act, self.live, arguments=arguments, by=by, at=self.now)
        self.done()
        self.later(0, 1)
        with recording_clock(self.moment), identity.as_of(self.now):
            approvals.approve(self.live, approval=approval, note="同意。", by=self.head, at=self.now)
        self.done()

    @property
    def live(self) -> Case:
        """The case as it is now."""
        assert self.case is not None
        if self._is_stale:
            self.case = Case.objects.select_related("organisation").get(pk=self.case.pk)
            self._is_stale = False
        return self.case

    def party(self, role: str) -> Party:
        found: Party | None = self.live.parties.filter(role=role).order_by("position").first()
        assert found is not None
        return found

    # --- intake -------------------------------------------------------------------------------------------------
    def register(self, employer: Employer, channel: str, by: User | None = None) -> None:
        """The complaint comes in."""
        story, source = self.story, self.source
        kind = Party.Kind.WORKERS if story.group > 1 else Party.Kind.WORKER
        columns: dict[str, Any] = {
            "phone": names.mobile(source),
            "address": names.street(source),
            "job": story.job,
        }
        if story.group == 1:
            columns |= {
                "gender": story.gender,
                "birth_on": story.born,
                "id_number": names.identity_number(source, story.born, story.gender),
            }
        parties = (
            NewParty("applicant", kind, story.worker, story.group, columns),
            NewParty(
                "respondent",
                Party.Kind.EMPLOYER,
                employer.name,
                columns={
                    "phone": f"010-6788{source.randint(0, 9999):04d}",
                    "address": employer.address,
                    "legal_representative": employer.legal_representative,
                    "representative_position": "总经理",
                    "credit_code": employer.credit_code or "",
                },
            ),
        )
        with recording_clock(self.moment), identity.as_of(self.now):
            made = register(
                self.place,
                channel=channel,
                facts=story.facts,
                parties=parties,
                claims=story.claims,
                received_at=self.now,
                columns={"cause_id": story.cause},
                by=by or self.clerk,
                at=self.now,
            )
        self.case, self.tracking_code = made.case, made.tracking_code
        self.done()

    def ask_papers(self) -> None:
        """Something is missing; it comes a few days later."""
        self.later(0, 2)
        wanted = self.source.sample(
            ["劳动合同复印件", "最近十二个月的银行流水", "身份证复印件", "解除通知书", "考勤记录"], 2
        )
        self.act(screening.ask_for_papers, self.clerk, papers=wanted, until=self.today + timedelta(days=5))
        self.later(self.source.randint(1, 4))
        self.act(screening.receive_papers, self.clerk, note="材料已补齐")

    def ask(self) -> None:
        """The other side is asked."""
        self.later(0, self.source.randint(1, 5))
        self.act(screening.ask_consent, self.clerk, answer_by=self.today + timedelta(days=3))

    def answer(self, answer: str) -> None:
        """The other side answers."""
        self.later(self.source.choice((0, 1, 1, 2)), 1)
        self.act(
            screening.record_consent,
            self.clerk,
            party=self.party(Party.Role.RESPONDENT),
            answer=answer,
            on=self.today,
            how=self.source.choice(("电话", "书面回执", "到站答复")),
        )

    def accept(self) -> None:
        """Accepted, and given to a mediator."""
        self.later(0, 2)
        self.act(screening.accept, self.head, note="材料核对和征询意愿用时较长")
        self.later(0, 1)
        self.act(assignment.assign, self.head, mediator=self.mediator)

    def decline(self, reason: str) -> None:
        """Not accepted, in writing."""
        self.later(0, 1)
        words = {
            "refused": "被申请人明确表示不同意调解。",
            "out_of_scope": "请求补缴社会保险费，不属于劳动争议调解的受理范围。",
        }[reason]
        way = {
            "refused": "可以向北京经济技术开发区劳动人事争议仲裁委员会申请仲裁。",
            "out_of_scope": "可以向社会保险费征收机构或者劳动保障监察机构反映。",
        }[reason]
        self.act(screening.decline, self.head, reason=reason, explanation=words, next_way=way)

    def withdraw(self) -> None:
        """The applicant withdraws."""
        self.later(self.source.randint(0, 2), 1)
        by = self.mediator if self.live.accepted_at else self.clerk
        reason = self.source.choice(("单位已经补发，不再需要调解", "已与单位自行协商", "决定直接申请仲裁"))
        self.act(ending.withdraw, by, manner="written", reason=reason)

    def settle_privately(self) -> None:
        """They settle among themselves."""
        self.later(self.source.randint(1, 3))
        amount = (self.live.amount_claimed * Decimal("0.8")).quantize(Decimal("1"))
        by = self.mediator if self.live.accepted_at else self.clerk
        self.act(ending.settle_privately, by, note="双方当面告知已自行和解并付清", amount=amount)
