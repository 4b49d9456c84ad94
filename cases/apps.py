"""The ground floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Cases")

    def ready(self) -> None:
        from cases import acts, kept, recounting, schedule, tabs, telling
        from cases.intake import drafts
        from cases.listing import saved

        acts.register()
        tabs.register()
        telling.register()
        recounting.register()
        schedule.register_daily("forget_drafts", drafts.forget_old)
        schedule.register_daily("tell_of_views", saved.tell)
        schedule.register_daily("forget_kept", kept.forget_old)
