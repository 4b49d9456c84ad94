"""The upper floor: what goes to the arbitration court and comes back."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArbitrationLinkConfig(AppConfig):
    name = "arbitration_link"
    verbose_name = _("Arbitration court")

    def ready(self) -> None:
        from arbitration_link import acts, assembly, consequences, panels, permissions, steps  # noqa: F401 - assembly: handler

        acts.register()
        consequences.register()
        panels.register()
        steps.register()
