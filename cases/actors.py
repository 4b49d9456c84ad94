"""System actors: a job acts under its own name and may do just what stands here. Nobody acts as nobody."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.permissions import Reach


@dataclass(frozen=True)
class SystemActor:
    """A named job of the program."""

    code: str
    name: "str | Promise"
    acts: frozenset[str] = field(default_factory=frozenset)

    is_person: ClassVar[bool] = False
    is_active: ClassVar[bool] = True
    is_authenticated: ClassVar[bool] = True

    @property
    def posting(self) -> None:
        return None

    @property
    def reach(self) -> Reach:
        return Reach(system_acts=self.acts)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return perm in self.acts

    def __str__(self) -> str:
        return str(self.name)


class Actor:
    """All system actors."""

    DEADLINES = SystemActor("deadlines", _("deadline watch"), frozenset({"mediation.fail"}))
    SIGNATURES = SystemActor(
        "signatures", _("completion of the signatures"), frozenset({"mediation.effect", "cases.split"})
    )
    COURT = SystemActor(
        "court",
        _("arbitration court"),
        frozenset(
            {
                "arbitration_link.note_receipt",
                "arbitration_link.court_accepted",
                "arbitration_link.court_refused",
                "arbitration_link.court_returned",
                "arbitration_link.court_settled",
                "arbitration_link.court_awarded",
                "arbitration_link.court_withdrawn",
                "arbitration_link.court_dismissed",
                "arbitration_link.note_silence",
            }
        ),
    )
    CALENDAR = SystemActor("calendar", _("holiday calendar"), frozenset({"cases.recount"}))
    RENDERER = SystemActor("renderer", _("paper maker"))

    @classmethod
    def by_code(cls, code: str) -> SystemActor:
        return next(
            actor for actor in vars(cls).values() if isinstance(actor, SystemActor) and actor.code == code
        )
