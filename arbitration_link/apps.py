"""The upper floor: what goes to the arbitration court and comes back."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArbitrationLinkConfig(AppConfig):
    name = "arbitration_link"
    verbose_name = _("Arbitration court")

    def ready(self) -> None:
        # Imported for what they declare: the worker's handler, the table's rows, the checks.
        from arbitration_link import (  # noqa: F401
            acts,
            assembly,
            consequences,
            permissions,
            steps,
            tabs,
            telling,
            today,
            verification,
        )
        from cases import changes

        for model, to_case, name in (
            ("arbitration_link.Referral", "case_id", _("referral")),
            ("arbitration_link.CourtPaper", "case_id", _("paper of the court")),
            ("arbitration_link.Confirmation", "case_id", _("confirmation")),
        ):
            changes.track(model, to_case, name)
        acts.register()
        consequences.register()
        tabs.register()
        telling.register()
        today.register()
        steps.register()
