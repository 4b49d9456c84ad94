"""What is owed is performed, not performed, or waived; the case closes."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import deadlines, house_rules
from cases.audit import recorded
from cases.errors import Refused
from cases.models import Approval, Case, Claim, Deadline, Document, LimitationEvent, Task
from cases.wording import day as in_words
from mediation import queries, remedies
from mediation.models import Agreement, Obligation, ReturnVisit
from mediation.terms import Item

RETURN_VISIT_AFTER = timedelta(days=30)  # ours, not the law's


def owe(
    case: Case,
    items: Sequence[Item],
    *,
    started_on: date,
    agreement: Agreement | None = None,
    court_paper: Document | None = None,
) -> list[Obligation]:
    """Write what an agreement in effect or a court's paper obliges to, one row an instalment, each with its clock."""
    parties = {str(party.pk): party for party in case.parties.all()}
    kinds = {str(claim.pk): claim.kind for claim in case.claims.all()}
    made = []
    for number, item in enumerate(items, 1):
        parts: list[tuple[date, Any]] = [(part.due_on, part.amount) for part in item.parts]
        parts = parts or [(item.due_on, None)]
        for instalment, (due_on, amount) in enumerate(parts, 1):
            owed = Obligation.objects.create(
                case=case,
                agreement=agreement,
                court_paper=court_paper,
                number=number,
                instalment=instalment,
                instalments=len(parts),
                payer=parties[item.payer],
                payee=parties[item.payee],
                title=item.title,
                amount=amount,
                deed=item.deed,
                due_on=due_on,
                method=item.method,
                money_kinds=sorted({kinds[claim] for claim in item.claims if claim in kinds})
                if amount
                else [],
            )
            deadlines.start_agreed(
                case,
                Deadline.Kind.INSTALMENT,
                rule="agreed_day" if agreement else "court_day",
                start_event="agreement_effective" if agreement else "court_paper",
                started_on=started_on,
                due_on=due_on,
                subject=owed.pk,
            )
            made.append(owed)
    return made


def perform(
    case: Case,
    *,
    obligation: Obligation,
    on: date,
    proof: str,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """One thing owed was done on this day, with its proof."""
    with recorded("mediation.perform", case, by=by, at=at, version=version) as case:
        owed = _open(case, obligation)
        if on > timezone.localdate(at):
            raise Refused(
                "performed_future",
                _("The day of performance, %(day)s, lies in the future. Enter a day until today.")
                % {"day": in_words(on)},
                field="on",
            )
        _refuse_before_owed(owed, on)
        if not proof.strip():
            raise Refused(
                "proof_missing", _("Say how it is proved: a transfer slip, a receipt, the payee's word.")
            )
        owed.perform()
        owed.performed_on, owed.proof = on, proof
        owed.save()
        deadlines.meet(case, Deadline.Kind.INSTALMENT, on=on, subject=owed.pk)
        case.event_facts.update(obligation=str(owed.pk), on=on.isoformat())


def _refuse_before_owed(owed: Obligation, on: date) -> None:
    """Nothing is performed or waived before it was agreed, or before the complaint."""
    first = timezone.localdate(owed.case.received_at)
    if owed.agreement is not None:
        first = date.fromisoformat(owed.agreement.terms["agreed_on"])
    if on < first:
        since = _("The day cannot be before %(day)s: that is when it was agreed.")
        if owed.agreement is None:
            since = _("The day cannot be before %(day)s: that is when the complaint was received.")
        raise Refused("before_owed", since % {"day": in_words(first)}, field="on")


def default(
    case: Case,
    *,
    obligation: Obligation,
    on: date,
    note: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> list[str]:
    """Not performed in time: limitation starts afresh (MR 31(8)), and the next remedies are worked out."""
    with recorded("mediation.default", case, by=by, at=at, note=note, version=version) as case:
        owed = _open(case, obligation)
        if owed.state == Obligation.State.DEFAULTED:
            raise Refused("default_before", _("The default is on record already."))
        if not owed.due_on < on <= timezone.localdate(at):
            raise Refused(
                "default_when",
                _("It was due on %(due)s: the default lies after that day, and not after today.")
                % {"due": in_words(owed.due_on)},
                field="on",
            )
        owed.default()
        owed.defaulted_on = on
        owed.save()
        deadlines.end(case, Deadline.Kind.INSTALMENT, on=on, subject=owed.pk)
        if owed.agreement_id is not None:
            _interrupt_settled(case, on)
        open_ways = remedies.open_to(owed)
        case.event_facts.update(obligation=str(owed.pk), on=on.isoformat(), remedies=open_ways)
        return open_ways


def _interrupt_settled(case: Case, on: date) -> None:
    """The claims the agreement settled can be raised anew: their limitation starts afresh with the default."""
    for claim in case.claims.filter(standing=Claim.Standing.SETTLED):
        LimitationEvent.objects.create(
            claim=claim,
            kind=LimitationEvent.Kind.INTERRUPTION,
            on=on,
            article="MR 31(8)",
            act="mediation.default",
            evidence=case.number,
        )


def waive(
    case: Case,
    *,
    obligation: Obligation,
    on: date,
    in_writing: bool,
    note: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """The side it is owed to gives it up, in writing."""
    with recorded("mediation.waive", case, by=by, at=at, note=note, version=version) as case:
        owed = _open(case, obligation)
        if not in_writing:
            raise Refused("not_in_writing", _("A waiver needs the writing of the side it is owed to."))
        if on > timezone.localdate(at):
            raise Refused(
                "waived_future",
                _("The day of the waiver, %(day)s, lies in the future. Enter a day until today.")
                % {"day": in_words(on)},
                field="on",
            )
        _refuse_before_owed(owed, on)
        owed.waive()
        owed.waived_on = on
        owed.save()
        deadlines.end(case, Deadline.Kind.INSTALMENT, on=on, subject=owed.pk)
        case.event_facts.update(obligation=str(owed.pk), on=on.isoformat())


def confirm_performance(
    case: Case,
    *,
    note: str = "",
    approval: Approval | None = None,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """Everything owed is performed or waived in writing: the case closes, and a return visit is due."""
    with recorded(
        "mediation.confirm_performance", case, by=by, at=at, note=note, version=version, approval=approval
    ) as case:
        if queries.open_obligations(case).exists():
            raise Refused(
                "unperformed", _("Something is still owed. Record its performance or its waiver first.")
            )
        by_court = Obligation.objects.filter(case=case, agreement=None).exists()
        case.confirm_performance()
        case.ended_at = at
        case.outcome = Case.Outcome.AWARD_PERFORMED if by_court else Case.Outcome.PERFORMED
        case.retain_until = house_rules.retain_until(case, timezone.localdate(at))
        Task.objects.create(
            case=case,
            kind="return_visit",
            due_on=timezone.localdate(at) + RETURN_VISIT_AFTER,
        )


def close_unperformed(
    case: Case,
    *,
    reason: str,
    in_writing: bool = False,
    note: str = "",
    approval: Approval | None = None,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """Not performed, and the remedy lies elsewhere, or the entitled side gives it up in writing."""
    with recorded(
        "mediation.close_unperformed", case, by=by, at=at, note=note, version=version, approval=approval
    ) as case:
        if not queries.open_obligations(case).exists():
            raise Refused("performed", _("Nothing is owed any more: confirm the performance instead."))
        if reason == "dropped" and not in_writing:
            raise Refused("not_in_writing", _("Giving it up needs the writing of the side it is owed to."))
        case.close_unperformed()
        case.ended_at, case.outcome = at, Case.Outcome.UNPERFORMED
        case.retain_until = house_rules.retain_until(case, timezone.localdate(at))
        case.event_facts.update(reason=reason)


def return_visit(
    case: Case,
    *,
    on: date,
    satisfaction: str,
    remark: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> ReturnVisit:
    """A visit or call after the end: what the person says is kept (MR 32)."""
    with recorded("mediation.return_visit", case, by=by, at=at, version=version) as case:
        if on > timezone.localdate(at):
            raise Refused(
                "visit_future",
                _("The day of the visit, %(day)s, lies in the future. Enter a day until today.")
                % {"day": in_words(on)},
                field="on",
            )
        visit = ReturnVisit.objects.create(case=case, on=on, satisfaction=satisfaction, remark=remark)
        for task in case.tasks.filter(kind="return_visit", done_at=None):
            task.done_at, task.result = at, str(visit.get_satisfaction_display())
            task.save()
        case.event_facts.update(visit=str(visit.pk), on=on.isoformat())
        return visit


def _open(case: Case, obligation: Obligation) -> Obligation:
    """The obligation as it is now; Refused when nothing is owed from it any more."""
    owed = queries.open_obligations(case).filter(pk=obligation.pk).first()
    if owed is None:
        raise Refused(
            "settled_before", _("Nothing is owed from this any more: it was performed, waived or replaced.")
        )
    return owed
