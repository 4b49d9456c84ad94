"""The acts of this floor that have a page: form, words and function of each, side by side."""

from importlib import import_module

from django.utils.translation import gettext_lazy as _

from cases.registry import register_act, register_label

TOPICS = ("opening", "sessions", "talks", "agreement", "signing", "performance", "ending")


def register() -> None:
    """Called once at start-up."""
    for topic in TOPICS:
        for act in import_module(f"mediation.acts.{topic}").ACTS:
            register_act(act)
    register_label("mediation.effect", _("Agreement in effect"))
