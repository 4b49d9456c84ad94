"""The agreement is made enforceable: arbitration review in 15 days, or judicial confirmation in 30, not both."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arbitration_link import papers
from arbitration_link.actions.answers import notify, refuse_future
from arbitration_link.models import Confirmation, CourtPaper
from arbitration_link.papers import Answer, Way
from cases import deadlines, documents, house_rules
from cases.audit import recorded
from cases.errors import Refused
from cases.models import Case, Claim, Deadline, Organisation, Party
from mediation.models import Agreement

_CLOCKS = {Confirmation.Kind.REVIEW: Deadline.Kind.REVIEW, Confirmation.Kind.JUDICIAL: Deadline.Kind.CONFIRM}
_SIDES = (Party.Role.APPLICANT, Party.Role.RESPONDENT)


def apply_review(
    case: Case,
    *,
    court: Organisation,
    applied_on: date,
    both_apply: bool,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> Confirmation:
    """Both parties ask the arbitration court to review the agreement, in 15 days of its effect (MR 27, BR 74).

    Never for the existence of employment, nor beside a judicial confirmation (BR 75).
    """
    with recorded("arbitration_link.apply_review", case, by=by, at=at, version=version) as case:
        if court.kind != Organisation.Kind.COURT or not court.is_active:
            raise Refused("not_a_court", _("Please choose an arbitration court."))
        made = _apply(
            case,
            Confirmation.Kind.REVIEW,
            body=court.name,
            court=court,
            applied_on=applied_on,
            both=both_apply,
            at=at,
        )
    return made


def apply_confirmation(
    case: Case,
    *,
    body: str,
    applied_on: date,
    both_apply: bool,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> Confirmation:
    """Both parties ask the people's court to confirm the agreement, in 30 days of its effect (CPL 205, PML 33, INT1 52).

    For bodies that are no people's mediation organisation it depends on the local court: a rule of the house says
    whether it is offered.
    """
    with recorded("arbitration_link.apply_confirmation", case, by=by, at=at, version=version) as case:
        if not body.strip():
            raise Refused("body_missing", _("Please name the people's court."))
        is_people = case.organisation.legal_type == Organisation.LegalType.PEOPLE
        if not is_people and not house_rules.value("judicial_confirmation_offered"):
            raise Refused(
                "not_offered",
                _("The local court does not confirm agreements of this body. Apply for review."),
            )
        made = _apply(
            case,
            Confirmation.Kind.JUDICIAL,
            body=body.strip(),
            court=None,
            applied_on=applied_on,
            both=both_apply,
            at=at,
        )
    return made


def _apply(
    case: Case,
    kind: Confirmation.Kind,
    *,
    body: str,
    court: Organisation | None,
    applied_on: date,
    both: bool,
    at: datetime,
) -> Confirmation:
    agreement = case.agreements.effective().first()
    if agreement is None:
        raise Refused("no_agreement", _("There is no agreement in effect that could be confirmed."))
    if not both:
        raise Refused("not_joint", _("Both parties apply together. Ask the other side first."))
    _refuse_excluded(case, agreement)
    refuse_future(at, applied_on, not_before=agreement.effective_on)
    clock = (
        Deadline.objects.filter(case=case, kind=_CLOCKS[kind], ended_on=None)
        .order_by("-started_on", "-id")
        .first()
    )
    if clock is None or applied_on > clock.last_day:
        raise Refused(
            "too_late", _("The time limit for this is over. Choose the other way if it still runs.")
        )
    application = Confirmation(
        case=case, agreement=agreement, kind=kind, court=court, body=body, applied_on=applied_on
    )
    paper = "review_application" if kind == Confirmation.Kind.REVIEW else "confirmation_application"
    context = papers.confirmation_paper(case, application, apply_by=clock.last_day, on=at)
    application.application = documents.freeze(case, paper, context, at=at)
    application.save()
    deadlines.meet(case, _CLOCKS[kind], on=applied_on)
    case.event_facts.update(
        confirmation=str(application.pk), agreement=str(agreement.pk), on=applied_on.isoformat()
    )
    return application


def _refuse_excluded(case: Case, agreement: Agreement) -> None:
    states = (Confirmation.State.APPLIED, Confirmation.State.CONFIRMED)
    if agreement.is_confirmed or agreement.confirmations.filter(state__in=states).exists():
        raise Refused(
            "other_way",
            _("Review and judicial confirmation exclude each other, and one has been applied for."),
        )
    if case.claims.filter(kind=Claim.Kind.RELATION, standing=Claim.Standing.SETTLED).exists():
        raise Refused(
            "relation",
            _(
                "The agreement is about the existence of employment. That can be neither reviewed nor confirmed."
            ),
        )


def record_confirmation(
    case: Case,
    *,
    result: str,
    decided_on: date,
    served_on: date | None = None,
    number: str = "",
    ground: str = "",
    words: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """The answer: confirmed, so that the agreement can be enforced (BR 77, CPL 206), or refused with its ground (BR 78)."""
    with recorded("arbitration_link.record_confirmation", case, by=by, at=at, version=version) as case:
        application = (
            case.confirmations.filter(state=Confirmation.State.APPLIED)
            .select_related("agreement", "court")
            .first()
        )
        if application is None:
            raise Refused(
                "not_applied", _("No application waits for an answer. Record the application first.")
            )
        refuse_future(at, decided_on, served_on, not_before=application.applied_on)
        application.decided_on, application.number, application.words = decided_on, number, words
        confirmed = result == Confirmation.State.CONFIRMED
        if confirmed:
            _confirm(case, application, served_on or decided_on)
        else:
            _refuse(application, ground)
        application.save()
        answer = _answer(application, confirmed, served_on, case)
        notice = notify(case, answer, body=application.court, named=application.body, roles=_SIDES, at=at)
        CourtPaper.objects.create(
            case=case, kind=_paper_kind(application, confirmed), number=number, dated_on=decided_on,
            served_on=served_on, text=words, notice=notice,
        )  # fmt: skip
        case.event_facts.update(confirmation=str(application.pk), result=result, ground=ground)


def _confirm(case: Case, application: Confirmation, on: date) -> None:
    application.confirm()
    agreement = application.agreement
    agreement.confirmation, agreement.confirmed_on = application.kind, on
    agreement.save()
    # The other way is closed now.
    deadlines.end(case, Deadline.Kind.REVIEW, Deadline.Kind.CONFIRM, on=on)


def _refuse(application: Confirmation, ground: str) -> None:
    if ground not in Confirmation.Ground.values or not ground:
        raise Refused(
            "ground_missing", _("Choose the ground of the refusal: it tells whether another way is open.")
        )
    application.ground = ground
    application.refuse()


def _paper_kind(application: Confirmation, confirmed: bool) -> str:
    if not confirmed:
        return CourtPaper.Kind.NOT_CONFIRMED
    is_review = application.kind == Confirmation.Kind.REVIEW
    return CourtPaper.Kind.STATEMENT if is_review else CourtPaper.Kind.CONFIRMATION


def _answer(application: Confirmation, confirmed: bool, served_on: date | None, case: Case) -> Answer:
    if confirmed:
        return Answer(
            outcome=gettext_lazy("The agreement is confirmed and can be enforced."), number=application.number,
            paper=CourtPaper.Kind(_paper_kind(application, True)).label, served_on=served_on, words=application.words,
            ways=[Way(gettext_lazy("If it is not performed, you can ask the people's court to enforce it"))],
        )  # fmt: skip
    ways = [
        Way(
            gettext_lazy(
                "The agreement still binds both sides; if it is not performed, you may apply for arbitration"
            ),
            ("ARB 15",),
        )
    ]
    running = deadlines.live(case, Deadline.Kind.REVIEW, Deadline.Kind.CONFIRM)
    other = next(
        (clock for clock in running if application.decided_on and clock.last_day >= application.decided_on),
        None,
    )
    if other is not None:
        ways.append(
            Way(
                gettext_lazy("You may still apply in the other way, both together"),
                tuple(other.basis[:1]),
                other.last_day,
            )
        )
    return Answer(
        outcome=gettext_lazy("The agreement was not confirmed."), paper=CourtPaper.Kind.NOT_CONFIRMED.label,
        number=application.number, served_on=served_on, ways=ways, words=application.words,
    )  # fmt: skip
