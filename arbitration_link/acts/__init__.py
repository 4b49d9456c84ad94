"""The acts of this floor that have a page: form, words and function of each, side by side."""

from importlib import import_module

from django.utils.translation import gettext_lazy as _

from cases.registry import register_act, register_label, register_two_people

TOPICS = ("referral", "court", "confirmation", "entrustment")


def register() -> None:
    """Called once at start-up."""
    for topic in TOPICS:
        for act in import_module(f"arbitration_link.acts.{topic}").ACTS:
            register_act(act)
    register_label("arbitration_link.receive_entrustment", _("Entrusted by the court"))
    register_label("arbitration_link.accept_entrustment", _("Entrusted by the court, taken on"))
    register_label("arbitration_link.decline_entrustment", _("Entrustment declined"))
    register_label("arbitration_link.assemble", _("Package put together"))
    # What concerns ten people or more is not sent to the court by one person alone.
    for name in ("arbitration_link.refer", "arbitration_link.refer_default"):
        register_two_people(name, lambda case: case.is_collective)
