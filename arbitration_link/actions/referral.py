"""A dispute goes to the arbitration court: the package is frozen, the case referred, the package sent."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arbitration_link import contents, package, papers, wall
from arbitration_link.actions.answers import notify, refuse_future
from arbitration_link.models import Entrustment, Referral, ReferralItem
from arbitration_link.papers import Answer, Filing, Way
from cases import deadlines, documents, outbox
from cases.audit import recorded
from cases.errors import Refused
from cases.law.limits import time_limits
from cases.lifecycle import State
from cases.models import Approval, Case, Deadline, Document, Evidence, Organisation, Party
from cases.wording import day as in_words
from mediation.models import Agreement, Obligation

ASSEMBLE = "assemble_package"
SPOILT = gettext_lazy(
    "A file of the package was withdrawn. Take the referral back, and prepare the package anew without it."
)


def prepare(
    case: Case,
    *,
    court: Organisation,
    jurisdiction: str,
    facts: str,
    evidence: Sequence[Evidence] = (),
    witnesses: Sequence[dict[str, str]] = (),
    held_by_employer: Sequence[str] = (),
    consent_party: Party,
    consent: str,
    consent_on: date,
    health_consent: str = "",
    health_consent_on: date | None = None,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> Referral:
    """Build the package and freeze it: what goes to the court, file by file, with the person's consent (PIPL 23, 29).

    Preparing again replaces a package that was not sent. Refused: entrusted, sent_before, not_a_court,
    jurisdiction, consent_missing, consent_date, health_consent, facts_missing, evidence_withdrawn, no_default, wall.
    """
    today = timezone.localdate(at)
    with recorded("arbitration_link.prepare", case, by=by, at=at, version=version) as case:
        _refuse_entrusted(case)
        _refuse_unfit(case, court, jurisdiction, facts, evidence)
        _refuse_without_consent(
            case, consent_party, consent, consent_on, health_consent, health_consent_on, today
        )
        # A package about a default that came back for papers is about the same agreement again.
        after_default = case.state == State.PERFORMING or case.agreements.effective().exists()
        agreement = defaulted_agreement(case) if after_default else None
        withdraw_prepared(case, on=today)
        referral = Referral(
            case=case, number=case.referrals.count() + 1, court=court, agreement=agreement, jurisdiction=jurisdiction,
            consent_party=consent_party, consent=consent.strip(), consent_on=consent_on,
            health_consent=health_consent.strip(), health_consent_on=health_consent_on,
            format=package.schema.FORMAT, prepared_at=at,
        )  # fmt: skip
        filing = Filing(
            facts=facts.strip(), evidence=contents.evidence_values(evidence), witnesses=witnesses,
            held_by_employer=held_by_employer, ended_on=contents.mediation_ended_on(case),
        )  # fmt: skip
        _freeze(case, referral, filing, evidence, at)
        outbox.put(ASSEMBLE, case=case, payload={"referral": str(referral.pk)}, at=at)
        case.event_facts.update(referral=str(referral.pk), number=referral.number, evidence=len(evidence))
    return referral


def _freeze(
    case: Case, referral: Referral, filing: Filing, evidence: Sequence[Evidence], at: datetime
) -> None:
    """The papers and the data are fixed, and nothing in them may have been said in confidence."""
    earlier = contents.papers_before(case, referral)
    kinds = ["arbitration_application", "evidence_list", *(paper.kind for paper in earlier)]
    contexts = {
        "cover_letter": papers.cover_letter(case, referral, filing, kinds, on=at),
        "arbitration_application": papers.arbitration_application(case, referral, filing, on=at),
        "evidence_list": papers.evidence_list(case, referral, filing, on=at),
    }
    enclosed = [{"path": f"{kind}.pdf", "kind": kind} for kind in ("cover_letter", *kinds)]
    data = contents.data_of(case, referral, filing, enclosed, on=timezone.localdate(at))
    package.check(data)
    told = [*wall.strings(contexts), *wall.strings(data)]
    told += [text for paper in earlier for text in wall.strings(paper.context)]
    if wall.leaks(told, wall.secrets_of(case, health_of=referral.health_opened)):
        # Says nothing about what it was: who prepares need not be the one who was told.
        raise Refused(
            "wall",
            _(
                "The package repeats something that may not leave the house (an internal note, a bank account, health "
                "data, or what was said in confidence). Look at the facts, the claims and the titles of the evidence, "
                "and put it in other words."
            ),
        )
    referral.package = data
    referral.save()
    made = [documents.freeze(case, kind, context, at=at) for kind, context in contexts.items()]
    members: list[tuple[str, Document | None, Evidence | None]] = [
        (f"{paper.kind}.pdf", paper, None) for paper in (*made, *earlier)
    ]
    members += [(item["path"], None, file) for item, file in zip(filing.evidence, evidence, strict=True)]
    for position, (path, document, file) in enumerate(members, 1):
        ReferralItem.objects.create(
            referral=referral, position=position, path=path, document=document, evidence=file
        )


def refer(
    case: Case,
    *,
    approval: Approval | None = None,
    note: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """The party wants it: the prepared package goes to the court. A collective case needs two people."""
    with recorded(
        "arbitration_link.refer", case, by=by, at=at, note=note, version=version, approval=approval
    ) as case:
        _refuse_entrusted(case)
        referral = _prepared(case)
        case.refer()
        case.court = referral.court
        case.event_facts.update(referral=str(referral.pk))


def refer_default(
    case: Case,
    *,
    approval: Approval | None = None,
    note: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """Default on an agreement that is not confirmed: to arbitration (ARB 15, MR 28); a confirmed one is enforced."""
    act = "arbitration_link.refer_default"
    with recorded(act, case, by=by, at=at, note=note, version=version, approval=approval) as case:
        referral = _prepared(case)
        if referral.agreement_id != defaulted_agreement(case).pk:
            raise Refused(
                "other_agreement", _("The package is about another agreement. Please prepare it anew.")
            )
        case.refer_default()
        case.court = referral.court
        case.event_facts.update(referral=str(referral.pk))


def send(
    case: Case,
    *,
    how: str,
    sent_on: date,
    received_on: date | None = None,
    receipt: str = "",
    by: Any,
    at: datetime,
    version: int | None = None,
) -> None:
    """The package was sent by hand: how and when. From the court's receipt on, it has 5 working days (ARB 29)."""
    with recorded("arbitration_link.send", case, by=by, at=at, version=version) as case:
        referral = _prepared(case)
        if referral.is_spoilt:
            raise Refused("evidence_withdrawn", str(SPOILT))
        if not referral.is_assembled:
            raise Refused(
                "not_ready",
                referral.problem or _("The package is still being made. Please try again shortly."),
            )
        refuse_future(at, sent_on, received_on, not_before=timezone.localdate(referral.prepared_at))
        referral.send()
        referral.how, referral.sent_on = how, sent_on
        if received_on is not None:
            _receive(case, referral, received_on, receipt)
        referral.save()
        case.event_facts.update(referral=str(referral.pk), how=how, sent_on=sent_on.isoformat())


def note_receipt(
    case: Case, *, received_on: date, receipt: str = "", by: Any, at: datetime, version: int | None = None
) -> None:
    """The court received the package on this day: its 5 working days start (ARB 29, BR 80)."""
    with recorded("arbitration_link.note_receipt", case, by=by, at=at, version=version) as case:
        referral = case.referrals.filter(state=Referral.State.SENT).first()
        if referral is None:
            raise Refused(
                "not_sent", _("There is no package whose receipt is open. Record the sending first.")
            )
        refuse_future(at, received_on, not_before=referral.sent_on)
        _receive(case, referral, received_on, receipt)
        referral.save()
        case.event_facts.update(referral=str(referral.pk), received_on=received_on.isoformat())


def _receive(case: Case, referral: Referral, received_on: date, receipt: str) -> None:
    referral.receive()
    referral.received_on, referral.receipt = received_on, receipt
    limit = time_limits.court_acceptance(received_on=received_on, calendar=deadlines.calendar())
    deadlines.start(case, Deadline.Kind.COURT_ACCEPT, limit, subject=referral.pk)


def withdraw_referral(case: Case, *, note: str, by: Any, at: datetime, version: int | None = None) -> None:
    """The package is taken back before the court decided, or laid aside before it was sent; another may follow."""
    today = timezone.localdate(at)
    with recorded(
        "arbitration_link.withdraw_referral", case, by=by, at=at, note=note, version=version
    ) as case:
        if not note.strip():
            raise Refused("reason_missing", _("Please say why the referral is taken back."))
        # None in a referred case when the package was parked by a merge that was undone: only the case steps back.
        referral = case.referrals.live().first()
        if case.state != State.REFERRED:
            _prepared(case)
        else:
            case.withdraw_referral()
            court, case.court = case.court, None
            deadlines.end(case, Deadline.Kind.COURT_ACCEPT, on=today)
            answer = Answer(outcome=gettext_lazy("The referral was taken back."), ways=[MAY_FILE_AGAIN])
            notify(case, answer, body=court, at=at)
        if referral is not None:
            referral.withdraw()
            referral.answered_on = today
            referral.save()
            case.event_facts.update(referral=str(referral.pk))
            if referral.is_default and case.state == State.FAILED:
                case.outcome = Case.Outcome.UNPERFORMED


MAY_FILE_AGAIN = Way(
    gettext_lazy(
        "You can still apply for arbitration, yourself or through us, while the limitation period runs"
    ),
    ("ARB 27",),
)


def note_own_filing(
    case: Case,
    *,
    court: Organisation,
    court_number: str,
    accepted_on: date,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> Referral:
    """The party applied for arbitration alone, and the court accepted: its number, and the clock of the award (ARB 43)."""
    with recorded("arbitration_link.note_own_filing", case, by=by, at=at, version=version) as case:
        _refuse_entrusted(case)
        refuse_future(at, accepted_on)
        withdraw_prepared(case, on=timezone.localdate(at))
        case.note_own_filing()
        # The case's court stays empty: nobody consented to showing it our file.
        referral = Referral.objects.create(
            case=case, number=case.referrals.count() + 1, court=court, is_own_filing=True, state=Referral.State.ACCEPTED,
            court_number=court_number, answered_on=accepted_on,
        )  # fmt: skip
        limit = time_limits.award(accepted_on=accepted_on, calendar=deadlines.calendar())
        deadlines.start(case, Deadline.Kind.AWARD, limit, subject=referral.pk)
        case.event_facts.update(referral=str(referral.pk))
    return referral


def withdraw_prepared(case: Case, *, on: date) -> None:
    """A package that was not sent is laid aside, inside an act that makes it pointless."""
    for referral in case.referrals.filter(state=Referral.State.PREPARED):
        referral.withdraw()
        referral.answered_on = on
        referral.save()


def drop_withdrawn(case: Case, *, on: date) -> None:
    """A file was withdrawn: an unsent package that holds it is laid aside, or stopped where the case is referred."""
    for referral in case.referrals.filter(state=Referral.State.PREPARED):
        if not referral.holds_withdrawn:
            continue
        if case.state == State.REFERRED:
            # The referral itself is a person's to take back: the applicant is told then.
            referral.problem = str(SPOILT)
        else:
            referral.withdraw()
            referral.answered_on = on
        referral.save()


def defaulted_agreement(case: Case) -> Agreement:
    """The agreement in effect on which somebody defaulted. Refused: no_default, confirmed."""
    agreement = case.agreements.effective().first()
    if agreement is None or not agreement.obligations.filter(state=Obligation.State.DEFAULTED).exists():
        raise Refused("no_default", _("No default on the agreement is recorded. Record it first."))
    if agreement.is_confirmed:
        raise Refused(
            "confirmed",
            _("This agreement is confirmed: it can be enforced at the court and needs no arbitration."),
        )
    return agreement


def _prepared(case: Case) -> Referral:
    referral = (
        case.referrals.filter(state=Referral.State.PREPARED).select_related("court", "agreement").first()
    )
    if referral is None:
        raise Refused("not_prepared", _("There is no prepared package. Prepare the referral first."))
    return referral


def _refuse_entrusted(case: Case) -> None:
    if Entrustment.objects.filter(case=case).exists():
        raise Refused(
            "entrusted", _("The court entrusted this case to us: answer the court with the result instead.")
        )


def _refuse_unfit(
    case: Case, court: Organisation, jurisdiction: str, facts: str, evidence: Sequence[Evidence]
) -> None:
    if case.referrals.with_the_court().exists():
        raise Refused("sent_before", _("A package is with the court already. Record its answer first."))
    if court.kind != Organisation.Kind.COURT or not court.is_active:
        raise Refused("not_a_court", _("Please choose an arbitration court."))
    if jurisdiction not in Referral.Jurisdiction.values:
        raise Refused(
            "jurisdiction", _("Say why this court is in charge: the place of performance, or the employer's.")
        )
    if not facts.strip():
        raise Refused("facts_missing", _("Please write the facts and grounds of the application."))
    if any(item.case_id != case.pk or item.withdrawn_at is not None for item in evidence):
        raise Refused(
            "evidence_withdrawn", _("A chosen file was withdrawn meanwhile. Please choose the files again.")
        )


def _refuse_without_consent(
    case: Case, who: Party, how: str, on: date, health: str, health_on: date | None, today: date
) -> None:
    if who.case_id != case.pk or who.left_on is not None or not how.strip():
        raise Refused(
            "consent_missing", _("Say which party consented to giving the data to this court, and how.")
        )
    if bool(health.strip()) != (health_on is not None):
        raise Refused(
            "health_consent",
            _("Health data needs a consent of its own: enter how and on what day, or leave both empty."),
        )
    received = timezone.localdate(case.received_at)
    if any(day is not None and not received <= day <= today for day in (on, health_on)):
        raise Refused(
            "consent_date",
            _(
                "The complaint was received on %(day)s: a consent lies on that day or later, and not after today."
            )
            % {"day": in_words(received)},
        )
