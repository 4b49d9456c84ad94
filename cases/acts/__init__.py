"""The acts of this floor that have a page: form, words and function of each, side by side."""

from importlib import import_module

from django.utils.translation import gettext_lazy as _

from cases.registry import register_act, register_label

TOPICS = (
    "screening",
    "assignment",
    "transfer",
    "ending",
    "joining",
    "approval",
    "parties",
    "claims",
    "evidence",
    "notes",
    "serving",
    "access",
)


def register() -> None:
    """Called once at start-up."""
    for topic in TOPICS:
        for act in import_module(f"cases.acts.{topic}").ACTS:
            register_act(act)
    register_label("cases.register", _("Complaint registered"))
    register_label("cases.import", _("Complaint imported"))
    register_label("cases.propose", _("Proposed for approval"))
