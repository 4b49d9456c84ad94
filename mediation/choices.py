"""Lists people choose from on this floor."""

from django.utils.translation import gettext_lazy as _

SUSPENSION_CAUSES = [
    ("illness", _("a party is ill or in hospital and cannot take part")),
    ("appraisal", _("an appraisal or a finding of another body is awaited")),
    ("related_case", _("the outcome of another case is awaited")),
    ("succession", _("a party has died or ended; who takes its place is not settled")),
    ("force_majeure", _("an event beyond anybody's control")),
    ("both_ask", _("both sides ask for it")),
]

END_REASONS = [
    ("no_agreement", _("the sides could not agree")),
    ("consent_withdrawn", _("a side does not want to go on with the mediation")),
    ("unreachable", _("a side cannot be reached or does not appear")),
    ("limit_passed", _("the mediation period ended without an agreement")),
]

UNPERFORMED_REASONS = [
    ("payment_order", _("payment order applied for")),
    ("enforcement", _("enforcement applied for")),
    ("arbitration", _("arbitration on the agreement")),
    ("suit", _("suit in court")),
    ("dropped", _("the entitled side gives it up in writing")),
]

REOPENING_REASONS = [
    ("new_schedule", _("both sides want another schedule")),
    ("review_refused", _("the court refused review or confirmation")),
    ("void", _("the agreement is void or was set aside")),
]
