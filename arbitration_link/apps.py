"""The upper floor: what goes to the arbitration court and comes back."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArbitrationLinkConfig(AppConfig):
    name = "arbitration_link"
    verbose_name = _("Arbitration court")

    def ready(self) -> None:
        # Imported for what they declare: the worker's handler, the table's rows, the checks.
        from arbitration_link import acts, assembly, consequences, panels, permissions, steps, verification  # noqa: F401

        acts.register()
        consequences.register()
        panels.register()
        steps.register()
