"""The rows of this floor in the permission table."""

from django.db.models import Q

from cases.permissions import G_CONTENT, A, G, O, P, R, Scope, T, Y, add_rows, row

# Asked about an organisation, like registering: what stands in its part of the tree.
BELOW = Scope(
    "T",
    lambda reach, place: bool(reach.path) and place.path.startswith(reach.path),
    lambda reach: Q(path__startswith=reach.path) if reach.path else Q(pk__in=()),
)

ROWS = (
    # Freezing the package is the mediator's work, and so is the decision to refer; a collective case needs two
    # people (`acts/referral.py`). What a committee refers is sent by its chair.
    row(
        ["arbitration_link.prepare", "arbitration_link.refer", "arbitration_link.refer_default"],
        CM=A, SM=A, SH=O, DM=A,
    ),
    row(["arbitration_link.send", "arbitration_link.reply"], SM=A, SH=O, DM=A),
    row(["arbitration_link.note_own_filing"], IN=O, CM=A, SM=A, DM=A),
    row(
        ["arbitration_link.note_receipt", "arbitration_link.withdraw_referral", "arbitration_link.note_silence",
         "arbitration_link.court_accepted", "arbitration_link.court_refused", "arbitration_link.court_returned",
         "arbitration_link.court_settled", "arbitration_link.court_awarded", "arbitration_link.court_withdrawn",
         "arbitration_link.court_dismissed"],
        CM=A, SM=A, DM=A, AC=R,
    ),
    row(
        ["arbitration_link.apply_review", "arbitration_link.apply_confirmation",
         "arbitration_link.record_confirmation"],
        CM=A, SM=A, DM=A,
    ),
    row(["arbitration_link.view_referral"], CM=A, SM=A, SH=O, DM=A, LA=G_CONTENT, SV=T),
    # The whole package is evidence, identities and contacts in one file: no volunteer saves it, whatever the grant.
    row(["arbitration_link.download_package"], CM=A, SM=A, SH=O, DM=A, SV=T),
    row(["arbitration_link.view_court_status"], WK=P, CM=A, SM=A, SH=O, DM=A, LA=G, SV=T, AC=R),
    # About the organisation that was asked, not about a case: there is none yet.
    row(
        ["arbitration_link.receive_entrustment", "arbitration_link.acknowledge_entrustment"],
        IN=Y, CM=Y, SM=Y, SH=Y, DM=Y,
    ),
    row(["arbitration_link.accept_entrustment", "arbitration_link.decline_entrustment"], SH=Y),
    row(["arbitration_link.view_entrustment"], IN=Y, CM=Y, SM=Y, SH=Y, DM=BELOW, SV=BELOW),
)  # fmt: skip

add_rows(ROWS)
