"""What the court answers, entered by hand today: each answer moves the case, and the person is told what comes next."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arbitration_link.actions.answers import end_case, notify, refuse_future
from arbitration_link.actions.referral import MAY_FILE_AGAIN
from arbitration_link.models import CourtPaper, Referral
from arbitration_link.papers import Answer, Way
from cases import deadlines
from cases.audit import recorded
from cases.errors import Refused
from cases.law.limits import time_limits
from cases.models import Case, Deadline, Document, Party
from cases.wording import day as in_words
from mediation.actions.performance import owe
from mediation.terms import Item

Kind = CourtPaper.Kind
Finality = CourtPaper.Finality

_SUE = Way(gettext_lazy("You can bring the dispute before the people's court"), ("ARB 29",))
_ENFORCE = Way(gettext_lazy("If it is not performed, you can ask the people's court to enforce it"))


def court_accepted(
    case: Case,
    *,
    court_number: str,
    accepted_on: date,
    words: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """The court took the case under its own number: the award is due in 45 days (ARB 43, BR 45)."""
    with recorded("arbitration_link.court_accepted", case, by=by, at=at, version=version) as case:
        referral = _unanswered(case)
        if not court_number.strip():
            raise Refused("number_missing", _("Please enter the case number of the court."))
        refuse_future(at, accepted_on, not_before=referral.received_on or referral.sent_on)
        case.court_accepted()
        referral.accept()
        referral.court_number = court_number.strip()
        _answered(case, referral, accepted_on, words)
        limit = time_limits.award(accepted_on=accepted_on, calendar=deadlines.calendar())
        deadlines.start(case, Deadline.Kind.AWARD, limit, subject=referral.pk)
        notify(case, Answer(
            outcome=gettext_lazy("The court accepted the case."), number=referral.court_number, words=words,
            ways=[Way(gettext_lazy("The court decides in 45 days of acceptance, or up to 15 more; later you may sue"),
                      ("ARB 43",), limit.ends_on)],
        ), body=referral.court, at=at)  # fmt: skip


def court_refused(
    case: Case,
    *,
    dated_on: date,
    served_on: date | None = None,
    number: str = "",
    words: str,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """The court does not take the case, with its reason; the person may sue (ARB 29)."""
    with recorded("arbitration_link.court_refused", case, by=by, at=at, version=version) as case:
        referral = _unanswered(case)
        refuse_future(at, dated_on, served_on, not_before=referral.sent_on)
        case.court_refused()
        referral.refuse()
        _back(case, referral, dated_on, words)
        answer = Answer(
            outcome=gettext_lazy("The court did not accept the case."), paper=Kind.REFUSAL.label, number=number,
            served_on=served_on, words=words, ways=[_SUE],
        )  # fmt: skip
        notice = notify(case, answer, body=referral.court, at=at)
        _keep(case, referral, Kind.REFUSAL, number, dated_on, served_on, words, notice)


def court_returned(
    case: Case,
    *,
    missing: Sequence[str],
    answered_on: date,
    words: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """The court sent the package back and asks for papers: it can be prepared and sent again."""
    with recorded("arbitration_link.court_returned", case, by=by, at=at, version=version) as case:
        referral = _unanswered(case)
        if not missing:
            raise Refused("list_missing", _("Please list the papers that the court asks for, one a line."))
        refuse_future(at, answered_on, not_before=referral.sent_on)
        case.court_returned()
        referral.come_back()
        _back(case, referral, answered_on, words)
        answer = Answer(
            outcome=gettext_lazy("The court asks for more papers and sent the package back."), words=words, papers=missing,
            ways=[Way(gettext_lazy("Bring these papers to us; the package is then sent again")), MAY_FILE_AGAIN],
        )  # fmt: skip
        notice = notify(case, answer, body=referral.court, at=at)
        _keep(
            case, referral, Kind.RETURN, "", answered_on, None, "\n".join([*missing, words]).strip(), notice
        )


def note_silence(case: Case, *, note: str = "", by: Any, at: datetime, version: int | None = None) -> None:
    """The court's 5 working days are over without an answer: the person may sue (ARB 29, BR 80)."""
    today = timezone.localdate(at)
    with recorded("arbitration_link.note_silence", case, by=by, at=at, note=note, version=version) as case:
        referral = _unanswered(case)
        clock = deadlines.live(case, Deadline.Kind.COURT_ACCEPT, subject=referral.pk).first()
        if clock is None:
            raise Refused(
                "no_receipt", _("The court's receipt is not on record, so its 5 working days do not run yet.")
            )
        if clock.due_on is None or today <= clock.due_on:
            raise Refused(
                "not_over",
                _("The court's 5 working days are not over: the last one is %(day)s.")
                % {"day": clock.last_day.isoformat()},
            )
        case.note_silence()
        referral.conclude()
        deadlines.end(case, Deadline.Kind.COURT_ACCEPT, on=today)
        _back(case, referral, today, "")
        answer = Answer(
            outcome=gettext_lazy("The court did not decide on acceptance in its 5 working days."),
            ways=[_SUE, MAY_FILE_AGAIN],
        )
        notify(case, answer, body=referral.court, at=at)


def court_settled(
    case: Case,
    *,
    number: str = "",
    dated_on: date,
    served_on: date | None = None,
    items: Sequence[Item],
    text: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """The sides settled before the court: its mediation statement obliges and can be enforced (ARB 42, 51)."""
    with recorded("arbitration_link.court_settled", case, by=by, at=at, version=version) as case:
        referral = _with_court(case)
        refuse_future(at, dated_on, served_on, not_before=referral.sent_on)
        case.court_settled()
        answer = Answer(
            outcome=gettext_lazy("You settled before the court."), paper=Kind.STATEMENT.label, number=number,
            served_on=served_on, words=text, ways=[_ENFORCE],
        )  # fmt: skip
        notice = notify(case, answer, body=referral.court, at=at)
        _keep(case, referral, Kind.STATEMENT, number, dated_on, served_on, text, notice)
        _oblige(case, items, notice, dated_on, at)
        _conclude(case, referral, dated_on)


def court_awarded(
    case: Case,
    *,
    finality: str,
    number: str = "",
    dated_on: date,
    served_on: date,
    items: Sequence[Item],
    text: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """The award: what it obliges to, and the last day to sue: 15 days from receipt (ARB 48, 50; final ones ARB 47, 49).

    An award that gives nothing is a dismissal. Refused: nothing_awarded, finality.
    """
    with recorded("arbitration_link.court_awarded", case, by=by, at=at, version=version) as case:
        referral = _with_court(case)
        refuse_future(at, dated_on, served_on, not_before=referral.sent_on)
        if finality not in (Finality.FINAL, Finality.OPEN, Finality.MIXED):
            raise Refused("finality", _("Say whether the award is final: it decides who may sue."))
        case.court_awarded()
        limit = time_limits.suit(
            received_on=served_on, is_final=finality == Finality.FINAL, calendar=deadlines.calendar()
        )
        answer = Answer(
            outcome=Finality(finality).label, paper=Kind.AWARD.label, number=number, served_on=served_on, words=text,
            ways=[*_ways_after(finality, limit.ends_on), _ENFORCE], sue_by=limit.ends_on, sue_basis=limit.basis[:1],
        )  # fmt: skip
        notice = notify(case, answer, body=referral.court, roles=_SIDES, at=at)
        paper = _keep(case, referral, Kind.AWARD, number, dated_on, served_on, text, notice, finality)
        _oblige(case, items, notice, dated_on, at)
        _conclude(case, referral, dated_on)
        deadlines.start(case, Deadline.Kind.SUE, limit, subject=paper.pk)


_SIDES = (Party.Role.APPLICANT, Party.Role.RESPONDENT)


def _ways_after(finality: str, sue_by: date) -> list[Way]:
    sue = Way(gettext_lazy("Either side may sue in the people's court"), ("ARB 50",), sue_by)
    worker = Way(gettext_lazy("The worker may sue in the people's court"), ("ARB 48",), sue_by)
    employer = Way(
        gettext_lazy(
            "The employer may only ask the intermediate court to set the final award aside, in 30 days"
        ),
        ("ARB 49",),
    )
    return {
        Finality.FINAL.value: [worker, employer],
        Finality.OPEN.value: [sue],
        Finality.MIXED.value: [
            worker,
            employer,
            Way(gettext_lazy("On the other award, either side may sue"), ("ARB 50",), sue_by),
        ],
    }[finality]


def court_withdrawn(
    case: Case,
    *,
    number: str = "",
    dated_on: date,
    served_on: date | None = None,
    is_deemed: bool = False,
    text: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """The application was withdrawn before the court (BR 35), or counts as withdrawn for absence (ARB 36, BR 39)."""
    with recorded("arbitration_link.court_withdrawn", case, by=by, at=at, version=version) as case:
        referral = _with_court(case)
        refuse_future(at, dated_on, served_on, not_before=referral.sent_on)
        case.court_withdrawn()
        end_case(case, Case.Outcome.COURT_WITHDRAWN, at)
        outcome = gettext_lazy("The application for arbitration was withdrawn.")
        if is_deemed:
            outcome = gettext_lazy(
                "The application counts as withdrawn because the applicant stayed away; the same one is not taken again."
            )
        answer = Answer(
            outcome=outcome, paper=Kind.WITHDRAWAL.label, number=number, served_on=served_on, words=text,
            ways=[] if is_deemed else [MAY_FILE_AGAIN],
        )  # fmt: skip
        notice = notify(case, answer, body=referral.court, at=at)
        _keep(case, referral, Kind.WITHDRAWAL, number, dated_on, served_on, text, notice)
        _conclude(case, referral, dated_on)
        case.event_facts.update(is_deemed=is_deemed)


def court_dismissed(
    case: Case,
    *,
    number: str = "",
    dated_on: date,
    served_on: date | None = None,
    sue_by: date | None = None,
    text: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """The court gave nothing, or ended the matter without an award; the notice names the last day to sue, if any."""
    with recorded("arbitration_link.court_dismissed", case, by=by, at=at, version=version) as case:
        referral = _with_court(case)
        refuse_future(at, dated_on, served_on, not_before=referral.sent_on)
        if sue_by is not None and sue_by < (served_on or dated_on):
            raise Refused(
                "day_order",
                _("The paper is of %(day)s: the last day to sue cannot lie before that.")
                % {"day": in_words(served_on or dated_on)},
                field="sue_by",
            )
        case.court_dismissed()
        end_case(case, Case.Outcome.COURT_DISMISSED, at)
        answer = Answer(
            outcome=gettext_lazy("The court dismissed the application."), paper=Kind.DISMISSAL.label, number=number,
            served_on=served_on, words=text, sue_by=sue_by,
            ways=[Way(gettext_lazy("You may sue in the people's court"), (), sue_by)] if sue_by else [],
        )  # fmt: skip
        notice = notify(case, answer, body=referral.court, at=at)
        _keep(case, referral, Kind.DISMISSAL, number, dated_on, served_on, text, notice)
        _conclude(case, referral, dated_on)
        case.event_facts.update(sue_by=sue_by.isoformat() if sue_by else "")


def _unanswered(case: Case) -> Referral:
    referral = case.referrals.filter(state__in=Referral.UNANSWERED).select_related("court").first()
    if referral is None:
        raise Refused("not_sent", _("The package has not been sent yet. Record the sending first."))
    return referral


def _with_court(case: Case) -> Referral:
    referral = case.referrals.with_the_court().select_related("court").first()
    if referral is None:
        raise Refused("not_sent", _("The package has not been sent yet. Record the sending first."))
    return referral


def _answered(case: Case, referral: Referral, on: date, words: str) -> None:
    """The court decided on acceptance: its 5 working days are met."""
    referral.answered_on, referral.words = on, words
    referral.save()
    deadlines.meet(case, Deadline.Kind.COURT_ACCEPT, on=on, subject=referral.pk)
    case.event_facts.update(referral=str(referral.pk), on=on.isoformat())


def _back(case: Case, referral: Referral, on: date, words: str) -> None:
    """The matter is ours again: the court no longer sees it."""
    _answered(case, referral, on, words)
    case.court = None
    if referral.is_default:
        case.outcome = Case.Outcome.UNPERFORMED


def _conclude(case: Case, referral: Referral, on: date) -> None:
    """The court is done: the referral is over, and so are its clocks."""
    referral.conclude()
    referral.concluded_on = on
    _answered(case, referral, referral.answered_on or on, referral.words)
    case.event_facts.update(on=on.isoformat())  # the day of this event, not that of the acceptance
    deadlines.meet(case, Deadline.Kind.AWARD, on=on, subject=referral.pk)
    case.court = None


def _keep(
    case: Case, referral: Referral, kind: str, number: str, dated_on: date, served_on: date | None, text: str,
    notice: Document | None, finality: str = "",
) -> CourtPaper:  # fmt: skip
    paper = CourtPaper.objects.create(
        case=case, referral=referral, kind=kind, number=number, dated_on=dated_on, served_on=served_on, text=text,
        notice=notice, finality=finality,
    )  # fmt: skip
    case.event_facts.update(paper=str(paper.pk))
    return paper


def _oblige(case: Case, items: Sequence[Item], notice: Document | None, dated_on: date, at: datetime) -> None:
    """What the paper obliges to takes the place of an agreement that was not performed."""
    if not items:
        raise Refused(
            "nothing_awarded",
            _("Enter what is to be performed. If the paper gives nothing, record a dismissal."),
        )
    case.ended_at, case.outcome = None, ""
    agreement = case.agreements.effective().first()
    if agreement is not None:
        agreement.supersede()
        agreement.ended_at = at
        agreement.save()
        deadlines.end(
            case, Deadline.Kind.INSTALMENT, Deadline.Kind.REVIEW, Deadline.Kind.CONFIRM, on=dated_on
        )
    owe(case, items, started_on=dated_on, court_paper=notice)
