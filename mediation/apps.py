"""The middle floor: sessions, offers, agreements, performance."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediationConfig(AppConfig):
    name = "mediation"
    verbose_name = _("Mediation")

    def ready(self) -> None:
        from cases import changes, schedule
        from mediation import acts, consequences, permissions, steps, tabs, telling, today  # noqa: F401 - permissions add their rows
        from mediation.actions.ending import fail_overdue
        from mediation.actions.retention import forget_confidences

        acts.register()
        consequences.register()
        tabs.register()
        telling.register()
        today.register()
        steps.register()
        # Caucus notes and offers are left out: their rows are privileged.
        for model, to_case, name in (
            ("mediation.Session", "case_id", _("session")),
            ("mediation.Agreement", "case_id", _("agreement")),
            ("mediation.Signature", "agreement__case_id", _("signature")),
            ("mediation.Obligation", "case_id", _("obligation")),
            ("mediation.ReturnVisit", "case_id", _("return visit")),
        ):
            changes.track(model, to_case, name)
        schedule.register_daily("fail_overdue", fail_overdue)
        schedule.register_daily("forget_confidences", forget_confidences)
