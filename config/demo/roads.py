"""A case walks its road by the acts themselves, on days that have passed; it stops where today finds it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from cases.actions import assignment, notes
from cases.models import Party
from config.demo.beginnings import Arrived, Beginning
from mediation.actions import agreeing, opening, performance, sessions, signing
from mediation.actions import ending as talks_ending
from mediation.models import Obligation
from mediation.terms import Instalment, Item, Line, Terms


class Road(Beginning):
    """The whole road, from the first word to the closed file."""

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

    def perform_on_the_spot(self) -> None:
        """A small matter, paid there and then."""
        self.later(1, 2)
        lines = [
            Line(str(claim.pk), True, claim.amount)
            for claim in self.live.claims.filter(standing="open").order_by("line")
        ]
        self.act(
            agreeing.perform_on_the_spot, self.mediator, lines=lines, text="双方当场结清，互不追究。",
            method="微信转账", payee=self.party(Party.Role.APPLICANT), is_simple=True,
        )  # fmt: skip

    def end_linked(self) -> None:
        """Lines left open go on in a linked case; there the sides find no agreement."""
        for linked in self.live.split_cases.all():
            road = Road(
                self.house,
                self.source,
                self.story,
                self.place,
                start=self.now,
                end=self.end,
                mediator=self.mediator,
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
        if self.source.random() < 0.5:
            return
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
