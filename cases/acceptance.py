"""The five questions of the decision to accept, each with what the file says to it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.actions import assignment
from cases.models import Case, Conflict, Deadline, Organisation, Party
from cases.wording import day

MOST_LINES = 4
MOST_MEDIATORS = 8
OK, LOOK, MISSING = "ok", "info", "warning"


@dataclass
class Question:
    """One question, what the file says to it, and whether that is enough, to be looked at, or missing."""

    words: "str | Promise"
    standing: str
    evidence: list[str] = field(default_factory=list)


def clock(case: Case) -> Deadline | None:
    """The time limit of the decision, while it runs."""
    running = (one for one in case.deadlines.all() if one.kind == Deadline.Kind.ACCEPT and one.is_live)
    return next(running, None)


def is_late(case: Case, at: datetime) -> bool:
    """Is the time limit of the decision over?"""
    limit = clock(case)
    return limit is not None and timezone.localdate(at) > limit.last_day


def questions(case: Case, at: datetime) -> list[Question]:
    """Scope, competence, consent, ties, and who could mediate."""
    parties = [party for party in case.parties.all() if party.left_on is None]
    return [
        _scope(case),
        _competence(case, parties),
        _consent(case, parties),
        _ties(case),
        _mediators(case, at),
    ]


def _scope(case: Case) -> Question:
    claims = list(case.claims.all()[: MOST_LINES + 1])
    evidence = [str(case.cause or case.cause_text or _("no cause of action chosen yet"))]
    evidence += [
        _("%(kind)s: %(text)s") % {"kind": claim.get_kind_display(), "text": claim.text}
        for claim in claims[:MOST_LINES]
    ]
    if len(claims) > MOST_LINES:
        evidence.append("…")
    return Question(
        _("Is it a labour dispute that can be mediated?"), OK if case.cause_id else LOOK, evidence
    )


def _competence(case: Case, parties: list[Party]) -> Question:
    evidence = [_("Handled by %(place)s") % {"place": case.organisation}]
    employers = [party.employer_id for party in parties if party.employer_id]
    rows = Organisation.objects.filter(
        kind=Organisation.Kind.COMMITTEE, employer__in=employers, is_active=True
    ).exclude(pk=case.organisation_id)
    committees = list(rows[:MOST_LINES])
    evidence += [
        _("%(committee)s exists: the worker may choose it, nobody else may send the case there")
        % {"committee": one}
        for one in committees
    ]
    return Question(_("Is it ours to handle?"), LOOK if committees else OK, evidence)


def _consent(case: Case, parties: list[Party]) -> Question:
    evidence, standing = [], OK
    attempts = list(case.contacts.filter(reached=False).values_list("party", flat=True)[:100])
    for party in parties:
        if party.role == Party.Role.THIRD:
            continue
        said = _("%(party)s: %(consent)s") % {
            "party": party.display_name,
            "consent": party.get_consent_display(),
        }
        if party.consent_on:
            said += _(", on %(day)s, %(how)s") % {"day": day(party.consent_on), "how": party.consent_how}
        if party.consent != Party.Consent.AGREED:
            standing = MISSING
            tried = attempts.count(party.pk)
            if tried:
                told = ngettext("tried %(count)d time in vain", "tried %(count)d times in vain", tried)
                said += _(" (%(tried)s)") % {"tried": told % {"count": tried}}
        evidence.append(said)
    return Question(_("Do both sides agree to mediate?"), standing, evidence)


def _ties(case: Case) -> Question:
    rows = Conflict.objects.filter(case=case).select_related("user")
    tied = [_("%(name)s has declared a tie") % {"name": one.user} for one in rows]
    return Question(
        _("Is anybody tied to a side?"), LOOK if tied else OK, tied or [_("Nobody has declared a tie.")]
    )


def _mediators(case: Case, at: datetime) -> Question:
    able = assignment.with_load(assignment.eligible(case, at))
    evidence = [assignment.load_words(one) for one in able[:MOST_MEDIATORS]]
    words = _("Who could mediate it?")
    if not evidence:
        return Question(words, MISSING, [_("Nobody of the organisation is free of ties.")])
    return Question(words, OK, evidence)
