"""The rows of this floor in the permission table."""

from cases.permissions import G_CONTENT, NEVER, PRIVILEGED, A, O, P, T, add_rows, row

ROWS = (
    row(
        ["mediation.open", "mediation.resume", "mediation.try_again", "mediation.extend", "mediation.schedule",
         "mediation.call_off", "mediation.hold", "mediation.record_minutes", "mediation.offer", "mediation.answer_offer",
         "mediation.note_caucus", "mediation.agree", "mediation.resume_talks", "mediation.perform_on_the_spot",
         "mediation.fail", "mediation.freeze", "mediation.sign", "mediation.void", "mediation.perform",
         "mediation.default", "mediation.waive", "mediation.reopen_terms", "mediation.return_visit"],
        CM=A, SM=A, DM=A,
    ),
    row(
        ["mediation.suspend", "mediation.confirm_performance", "mediation.close_unperformed"],
        two=True, CM=A, SM=A, DM=A,
    ),
    row(["mediation.seal"], SH=O),
    # Only the program does this, when the last of the four is recorded.
    row(["mediation.effect"], SH=NEVER),
    # Caucus notes and what was offered in confidence: the case's mediators of now.
    row([PRIVILEGED], CM=A, SM=A, DM=A),
    row(["mediation.view_open_offers"], WK=P, EM=P, CM=A, SM=A, SH=O, DM=A, LA=G_CONTENT, SV=T),
)  # fmt: skip

add_rows(ROWS)
