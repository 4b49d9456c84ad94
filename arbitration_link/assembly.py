"""The worker puts the frozen package together when its papers are made: once, checked, stored with its digest."""

from django.utils.translation import gettext as _

from arbitration_link import package, wall
from arbitration_link.actions.referral import ASSEMBLE, SPOILT
from arbitration_link.models import Referral, ReferralItem
from arbitration_link.package import Member
from cases import files, outbox
from cases.actors import Actor
from cases.history import explained
from cases.models import Document, OutboxMessage

_REASON = "arbitration_link.assemble"


class NotReady(Exception):
    """A paper of the package is not made yet: try again later."""


@outbox.handles(ASSEMBLE)
def assemble_package(message: OutboxMessage) -> None:
    """Handler of the outbox row; twice does no harm."""
    assemble(Referral.objects.select_related("case").get(pk=message.payload["referral"]))


def assemble(referral: Referral) -> None:
    """Pack the frozen data and members: the file first, then the row. Unrepairable when a person must look."""
    if referral.is_assembled or not referral.is_live:
        return
    items = list(referral.items.select_related("document", "evidence"))
    try:
        members = [Member(item.path, _content(item)) for item in items]
        _check_wall(referral, members)
        packed = package.pack(referral.package, members)
    except (files.Damaged, package.NotAllowed, _Wall, _PaperFailed, _Withdrawn) as fault:
        _note_problem(referral, fault)
        raise outbox.Unrepairable from fault
    name = files.store(packed.content, "packages")
    with explained(_REASON, by=Actor.RENDERER):
        referral.sha256, referral.size, referral.stored_as = packed.sha256, len(packed.content), name
        referral.manifest, referral.problem = packed.manifest, ""
        referral.save()


class _Wall(Exception):
    """A member repeats what must stay."""


class _Withdrawn(Exception):
    """A file was withdrawn since the package was prepared."""


class _PaperFailed(Exception):
    """A paper of the package could not be made."""


def _content(item: ReferralItem) -> bytes:
    if item.document is not None:
        if item.document.status == Document.Status.FAILED:
            raise _PaperFailed
        if item.document.status != Document.Status.READY:
            raise NotReady
    elif item.evidence is not None and item.evidence.withdrawn_at is not None:
        raise _Withdrawn
    return files.read(item.source.stored_as, item.source.sha256)


def _check_wall(referral: Referral, members: list[Member]) -> None:
    """Once more before the bytes exist: something may have been said in confidence since the freezing."""
    told = [wall.readable(member.content) for member in members]
    told += wall.strings(referral.package)
    for paper in Document.objects.filter(pk__in=referral.items.values("document")):
        told += wall.strings(paper.context)
    if wall.leaks(told, wall.secrets_of(referral.case, health_of=referral.health_opened)):
        raise _Wall


def _note_problem(referral: Referral, fault: Exception) -> None:
    sentences = {
        _Withdrawn: str(SPOILT),
        _Wall: _(
            "A file or text of the package repeats something that may not leave the house. Choose the files again and "
            "prepare the package anew."
        ),
        _PaperFailed: _(
            "A paper of the package could not be made. Look at the papers, correct it and prepare it anew."
        ),
        files.Damaged: _(
            "A file of the package is damaged. Leave it out or add it again, and prepare the package anew."
        ),
    }
    otherwise = _("The package holds something that is not allowed. Prepare it anew.")
    with explained(_REASON, by=Actor.RENDERER):
        referral.problem = sentences.get(type(fault), otherwise)[:300]
        referral.save()
