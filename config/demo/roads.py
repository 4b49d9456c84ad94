"""A case walks its road by the acts themselves, on days that have passed; it stops where today finds it."""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from cases import approvals, identity
from cases.actions import assignment, ending, notes, screening
from cases.actions.register import NewParty, register
from cases.history import recording_clock
from cases.models import Approval, Case, Employer, Organisation, Party, User
from config.demo import names
from config.demo.places import House
from config.demo.stories import Story
from mediation.actions import agreeing, opening, performance, sessions, signing
from mediation.actions import ending as talks_ending
from mediation.models import Obligation
from mediation.terms import Instalment, Item, Line, Terms


class Arrived(Exception):
    """The road has come to the present, or to the state where this case is to stand."""


class Road:
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
        self.case = Case.objects.select_related("organisation").get(pk=self.case.pk)
        if self.stop and self.case.state == self.stop:
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
        assert self.case is not None
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

    # --- mediation ------------------------------------------------------------------------------------------------
    def open(self) -> None:
        """Both sides are reached and mediation begins."""
        for role in (Party.Role.APPLICANT, Party.Role.RESPONDENT):
            self.later(0, 1)
            self.act(
                notes.contact,
                self.mediator,
                party=self.party(role),
                method="phone",
                when=self.now,
                reached=True,
                summary="说明调解程序，约定见面时间",
            )
        self.later(0, 1)
        self.act(opening.open, self.mediator, no_tie=True)

    def meet(self) -> None:
        """A session with both sides, its minutes, an offer."""
        session = self.act(
            sessions.schedule,
            self.mediator,
            planned_at=self.now + timedelta(hours=20),
            place="调解室",
            mode="joint",
        )
        self.later(self.source.randint(2, 4))
        attendance = dict.fromkeys(self.live.parties.filter(left_on=None), ("came", ""))
        self.act(
            sessions.hold,
            self.mediator,
            session=session,
            held_at=self.now - timedelta(hours=2),
            ended_at=self.now - timedelta(minutes=20),
            attendance=attendance,
        )
        self.later(0, 1)
        self.act(
            sessions.record_minutes,
            self.mediator,
            session=session,
            statements=[
                {"by": "申请人", "text": self.story.facts[:180]},
                {
                    "by": "被申请人",
                    "text": self.source.choice(
                        (
                            "对拖欠的事实没有异议，希望分期支付。",
                            "对数额有异议，愿意协商。",
                            "认可劳动关系，对加班时间有异议。",
                        )
                    ),
                },
            ],
            issues=["应付的数额", "支付的期限"],
            result="双方愿意继续协商。",
            rights_answer="听清楚了，不申请回避。",
            confirmed=list(self.live.parties.filter(left_on=None)),
        )

    def agree(self) -> None:
        """The sides find a sum for each claim line; one line is left open now and then."""
        self.later(self.source.randint(0, 2), 2)
        self.act(agreeing.agree, self.mediator, terms=self._terms())

    def _terms(self) -> Terms:
        claims = list(self.live.claims.filter(standing="open").order_by("line"))
        left_open = claims[-1] if len(claims) > 2 and self.source.random() < 0.15 else None
        share = Decimal(self.source.choice((60, 70, 75, 80, 85, 90, 100))) / 100
        worker, employer = str(self.party(Party.Role.APPLICANT).pk), str(self.party(Party.Role.RESPONDENT).pk)
        lines, items = [], []
        paid, of_claims = Decimal(0), []
        due_on = self.today + timedelta(days=self.source.choice((7, 10, 15, 30)))
        for claim in claims:
            if claim is left_open:
                lines.append(Line(str(claim.pk), False))
            elif claim.amount:
                amount = (claim.amount * share).quantize(Decimal("0.01"))
                lines.append(Line(str(claim.pk), True, amount))
                paid += amount
                of_claims.append(str(claim.pk))
            else:
                lines.append(Line(str(claim.pk), True, None))
                items.append(
                    Item(
                        "出具离职证明",
                        employer,
                        worker,
                        due_on,
                        deed="出具解除劳动合同证明并办理转移手续",
                        method="当面交付",
                        claims=(str(claim.pk),),
                    )
                )
        if paid:
            items.insert(0, self._payment(paid, of_claims, employer, worker, due_on))
        return Terms(
            tuple(lines),
            tuple(items),
            self.today,
            facts=self.story.facts[:300],
            default_clause="任何一期逾期未付的，剩余款项全部到期。",
        )

    def _payment(self, paid: Decimal, claims: list[str], payer: str, payee: str, due_on: date) -> Item:
        parts: tuple[Instalment, ...] = ()
        if paid > 20000 and self.source.random() < 0.4:
            half = (paid / 2).quantize(Decimal("1"))
            parts = (Instalment(due_on, half), Instalment(due_on + timedelta(days=30), paid - half))
            due_on = parts[-1].due_on
        return Item(
            "支付各项款项",
            payer,
            payee,
            due_on,
            amount=paid,
            method="银行转账",
            instalments=parts,
            claims=tuple(claims),
        )

    def sign(self) -> None:
        """Fixed text, two signatures, the mediator's, the seal: then it has effect."""
        self.later(0, 1)
        self.act(agreeing.freeze, self.mediator)
        for role in (Party.Role.APPLICANT, Party.Role.RESPONDENT):
            self.later(0, 1)
            how = "signed" if role == Party.Role.APPLICANT else "sealed"
            self.act(
                signing.sign,
                self.mediator,
                party=self.party(role),
                on=self.today,
                how=how,
                identity_seen=True,
            )
        self.later(0, 1)
        self.act(signing.sign, self.mediator, party=None, on=self.today, identity_seen=True)
        self.later(self.source.choice((0, 0, 1)), 1)
        self.act(signing.seal, self.head, on=self.today)

    def end_linked(self) -> None:
        """Lines left open go on in a linked case; there the sides find no agreement."""
        for linked in self.live.split_cases.all():
            road = Road(
                self.house, self.source, self.story, self.place, start=self.now, end=self.end, mediator=self.mediator
            )
            road.case = linked
            try:
                road.fail("no_agreement")
                road.close()
            except Arrived:
                continue

    def perform(self) -> None:
        """Each obligation on or shortly before its day."""
        for owed in list(self._owed()):
            wait = (owed.due_on - self.today).days - self.source.randint(0, 3)
            self.later(max(wait, 0), 1)
            self.act(performance.perform, self.mediator, obligation=owed, on=self.today, proof="银行转账回单")

    def confirm(self) -> None:
        """Two people confirm the performance; later somebody asks how it was."""
        self.later(1)
        self.approved("mediation.confirm_performance", self.mediator, {"note": ["款项已全部到账，材料齐全"]})
        self.later(self.source.randint(5, 15))
        self.act(
            performance.return_visit,
            self.mediator,
            on=self.today,
            satisfaction=self.source.choice(("satisfied", "satisfied", "fairly")),
            remark="电话回访",
        )

    def default(self) -> None:
        """An obligation is not performed in time."""
        owed = next(iter(self._owed()))
        self.later((owed.due_on - self.today).days + self.source.randint(1, 5))
        self.act(performance.default, self.mediator, obligation=owed, on=self.today)

    def _owed(self) -> Any:
        return Obligation.objects.filter(case=self.live, state="due").order_by("due_on", "id")

    def suspend(self) -> None:
        """A named cause and a review date."""
        self.later(0, 2)
        review_on = self.today + timedelta(days=self.source.randint(5, 8))
        self.approved(
            "mediation.suspend",
            self.mediator,
            {"cause": ["illness"], "review_on": [review_on.isoformat()], "detail": ["申请人住院"]},
        )

    def fail(self, reason: str) -> None:
        """No agreement; the notice says what can be done now."""
        self.later(self.source.randint(1, 3), 1)
        self.act(talks_ending.fail, self.mediator, reason=reason, undisputed="declined")

    def close(self) -> None:
        """The file is complete; two people close it."""
        for task in list(self.live.tasks.filter(done_at=None)):
            self.later(0, 1)
            self.act(
                notes.do_task,
                self.head if not self.live.mediator_id else self.mediator,
                task=task,
                result="已办",
            )
        if not self.live.mediator_id:
            self.later(0, 1)
            self.act(assignment.assign, self.head, mediator=self.mediator)
        self.later(self.source.randint(3, 12))
        self.approved("cases.close", self.mediator, {"summary": ["材料齐全，建议结案归档。"]})
