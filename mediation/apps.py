"""The middle floor: sessions, offers, agreements, performance."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediationConfig(AppConfig):
    name = "mediation"
    verbose_name = _("Mediation")

    def ready(self) -> None:
        from cases import schedule
        from mediation import acts, consequences, panels, permissions, steps  # noqa: F401 - permissions add their rows
        from mediation.actions.ending import fail_overdue
        from mediation.actions.retention import forget_confidences

        acts.register()
        consequences.register()
        panels.register()
        steps.register()
        schedule.register_daily("fail_overdue", fail_overdue)
        schedule.register_daily("forget_confidences", forget_confidences)
