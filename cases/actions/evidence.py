"""Files that prove something: taken in, released to the other side, withdrawn. The bytes are never altered."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cases import files
from cases.audit import recorded
from cases.errors import Refused
from cases.evidence_files import Checked
from cases.models import Case, Claim, Evidence, Party
from cases.permissions import Role

VIEW = "cases.view_evidence"
_PARTIES = (Role.WORKER, Role.EMPLOYER)


def add_evidence(
    case: Case,
    *,
    file: Checked,
    title: str,
    proves: str = "",
    claim: Claim | None = None,
    party: Party | None = None,
    is_original: bool = False,
    by: Any,
    at: datetime,
    version: int | None = None,
) -> Evidence:
    """Take in a checked file. Its bytes are on disk before its row is; who asserts a claim proves it (ARB 6).

    Refused: same_file, not_of_this_case.
    """
    with recorded("cases.add_evidence", case, by=by, at=at, version=version) as case:
        sha256 = files.digest(file.content)
        if case.evidence.filter(sha256=sha256, withdrawn_at=None).exists():
            raise Refused(
                "same_file", _("This very file is in the case already. Please look at the list of evidence.")
            )
        if any(thing is not None and thing.case_id != case.pk for thing in (claim, party)):
            raise Refused(
                "not_of_this_case", _("The claim or the party belongs to another case. Please choose again.")
            )
        stored_as = files.store(file.content, "evidence")
        evidence: Evidence = Evidence.objects.create(
            case=case,
            claim=claim,
            party=party,
            title=title,
            proves=proves,
            is_original=is_original,
            file_name=file.name,
            media_type=file.media_type,
            size=len(file.content),
            sha256=sha256,
            stored_as=stored_as,
            added_at=at,
        )
        case.event_facts.update(evidence=str(evidence.pk), size=evidence.size, sha256=sha256)
    return evidence


def release_evidence(
    case: Case, *, evidence: Evidence, note: str = "", by: Any, at: datetime, version: int | None = None
) -> None:
    """The other side may see the file from now on. Refused: withdrawn, released_before."""
    with recorded("cases.release_evidence", case, by=by, at=at, note=note, version=version) as case:
        evidence = _of(case, evidence)
        if evidence.released_at is not None:
            raise Refused("released_before", _("This file has been released already."))
        evidence.released_at = at
        evidence.save()
        case.event_facts.update(evidence=str(evidence.pk))


def withdraw_evidence(
    case: Case, *, evidence: Evidence, note: str, by: Any, at: datetime, version: int | None = None
) -> None:
    """Whoever brought the file takes it back: it is kept, but no side sees it any more. Needs a reason."""
    with recorded("cases.withdraw_evidence", case, by=by, at=at, note=note, version=version) as case:
        evidence = _of(case, evidence)
        if not note.strip():
            raise Refused("reason_missing", _("Please say on whose word and why the file is withdrawn."))
        evidence.withdrawn_at = at
        evidence.save()
        case.event_facts.update(evidence=str(evidence.pk), released=evidence.released_at is not None)


def _of(case: Case, evidence: Evidence) -> Evidence:
    found: Evidence | None = case.evidence.filter(pk=evidence.pk).first()
    if found is None:
        raise Refused("not_of_this_case", _("This file belongs to another case. Please choose again."))
    if found.withdrawn_at is not None:
        raise Refused("withdrawn", _("This file has been withdrawn already."))
    return found


def may_download(user: Any, evidence: Evidence) -> bool:
    """May this principal have the bytes? A party only what was released; a withdrawn file stays with the team."""
    if not user.has_perm(VIEW, evidence.case):
        return False
    if user.reach.role in _PARTIES:
        return evidence.released_at is not None and evidence.withdrawn_at is None
    return evidence.withdrawn_at is None or user.reach.role != Role.VOLUNTEER
