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


# What the administrator does has pages of its own; the audit trail names it with these words.
OFFICE = {
    "office.save_organisation": _("Organisation saved"),
    "office.create_account": _("Account opened for a person"),
    "office.replace_sign_in": _("First password given anew"),
    "office.open_account": _("Account opened again"),
    "office.close_account": _("Account closed"),
    "office.add_posting": _("Posting given"),
    "office.end_posting": _("Posting ended"),
    "office.set_rule": _("Rule of the house changed"),
    "office.set_figure": _("Published figure entered or corrected"),
    "reference.load": _("Reference data loaded"),
}


def register() -> None:
    """Called once at start-up."""
    for topic in TOPICS:
        for act in import_module(f"cases.acts.{topic}").ACTS:
            register_act(act)
    register_label("cases.register", _("Complaint registered"))
    register_label("cases.import", _("Complaint imported"))
    register_label("cases.propose", _("Proposed for approval"))
    for name, words in OFFICE.items():
        register_label(name, words)
