"""The permission table a second time, written by hand from the design, for the tests to compare with.

Codes: `-` never · `Y` own organisation · `O` my organisation's cases · `T` my part of the tree · `A` assigned to me ·
`own` registered by me · `scr` I am the named screener · `G:x` a live grant of x · `R` open with this court ·
`P` my own case by link · `rcv` proposed to my organisation. `/early` until accepted, `/free` until assigned; `+` means
both, `|` either. A star after the act: a second person must approve.
"""

COLUMNS = ("IN", "CM", "SM", "SH", "DM", "LA", "SV", "SA", "AU", "WK", "EM", "AC")

GRID = """
act                                   IN       CM     SM     SH      DM     LA                     SV SA AU WK EM AC
cases.register                        Y        Y      Y      Y       Y      Y                      -  -  -  Y  -  -
cases.import                          Y        Y      Y      Y       Y      Y                      -  -  -  Y  -  -
cases.track                           -        -      -      -       -      -                      -  -  -  P  P  -
cases.list                            O        A      O      O|rcv   T      own|G:                 T  -  -  -  -  R
cases.view                            O/early  A      A      O       A      own/early|G:content    T  -  -  P  P  R
cases.edit                            O/early  A      A      O/free  A      own/early              -  -  -  -  -  -
cases.edit_party                      O/early  A      A      O/free  A      own/early              -  -  -  -  -  -
cases.add_party                       O/early  A      A      O/free  A      own/early              -  -  -  -  -  -
cases.add_representative              O/early  A      A      O/free  A      own/early              -  -  -  -  -  -
cases.edit_claim                      O/early  A      A      O/free  A      own/early              -  -  -  -  -  -
cases.calculate                       O/early  A      A      O/free  A      own/early              -  -  -  -  -  -
cases.add_claim                       O/early  A      A      O/free  A      own/early              -  -  -  -  -  -
cases.record_limitation               O/early  A      A      O/free  A      own/early              -  -  -  -  -  -
cases.contact                         O/early  A      A      O/free  A      own/early              -  -  -  -  -  -
cases.add_evidence                    O/early  A      A      O/free  A      own/early              -  -  -  -  -  -
cases.release_evidence                O/early  A      A      O/free  A      own/early              -  -  -  -  -  -
cases.withdraw_evidence               O/early  A      A      O/free  A      own/early              -  -  -  -  -  -
cases.serve                           O/early  A      A      O/free  A      own/early              -  -  -  -  -  -
cases.note                            O/early  A      A      O       A      own/early|G:notes      -  -  -  -  -  -
cases.do_task                         O/early  A      A      O       A      own/early|G:notes      -  -  -  -  -  -
cases.reopen_task                     O/early  A      A      O       A      own/early|G:notes      -  -  -  -  -  -
cases.add_task                        O/early  A      A      O       A      own/early|G:notes      -  -  -  -  -  -
cases.copy_paper                      O/early  A      A      O       A      own/early|G:notes      -  -  -  -  -  -
cases.take_for_screening              O        O      O      O       O      -                      -  -  -  -  -  -
cases.ask_for_papers                  O        O      O      O       O      -                      -  -  -  -  -  -
cases.receive_papers                  O        O      O      O       O      -                      -  -  -  -  -  -
cases.ask_consent                     O        O      O      O       O      -                      -  -  -  -  -  -
cases.stop_asking                     O        O      O      O       O      -                      -  -  -  -  -  -
cases.record_consent                  O        O      O      O       O      -                      -  -  -  -  -  -
cases.accept                          -        O+scr  O+scr  O       O+scr  -                      -  -  -  -  -  -
cases.decline                         -        -      -      O       -      -                      -  -  -  -  -  -
cases.assign                          -        -      -      O       -      -                      T  -  -  -  -  -
cases.reassign                        -        -      -      O       -      -                      T  -  -  -  -  -
cases.declare_conflict                -        A      A      O       A      -                      -  -  -  -  -  -
cases.withdraw                        O/early  A      A      O       A      -                      -  -  -  -  -  -
cases.settle_privately                O/early  A      A      O       A      -                      -  -  -  -  -  -
cases.merge                           -        -      -      O       -      -                      T  -  -  -  -  -
cases.unmerge                         -        -      -      O       -      -                      T  -  -  -  -  -
cases.split                           -        -      -      O       -      -                      T  -  -  -  -  -
cases.propose_transfer                -        A      A      O       A      -                      T  -  -  -  -  -
cases.revoke_transfer                 -        -      -      O       -      -                      T  -  -  -  -  -
cases.accept_transfer                 -        -      -      rcv     -      -                      -  -  -  -  -  -
cases.refuse_transfer                 -        -      -      rcv     -      -                      -  -  -  -  -  -
cases.close*                          -        A      A      -       A      -                      -  -  -  -  -  -
cases.approve                         -        -      -      O       -      -                      -  -  -  -  -  -
cases.refuse_approval                 -        -      -      O       -      -                      -  -  -  -  -  -
cases.reopen                          -        -      -      O       -      -                      T  -  -  -  -  -
cases.reveal                          O/early  A      A      O       A      G:contacts             T  -  -  -  -  -
cases.view_health                     -        A      A      O       A      G:health               T  -  -  -  -  -
cases.view_bank_account               -        A      A      O       A      -                      -  -  -  -  -  -
cases.view_evidence                   O/early  A      A      O       A      G:evidence             T  -  -  P  P  -
cases.grant                           -        -      -      O       -      -                      T  -  -  -  -  -
cases.revoke_grant                    -        -      -      O       -      -                      T  -  -  -  -  -
cases.propose_grant                   -        -      A      -       A      -                      -  -  -  -  -  -
cases.view_readers                    -        A      A      O       A      -                      T  -  T  P  -  -
cases.export                          -        -      -      O       -      -                      T  -  -  -  -  -
cases.view_audit                      -        -      -      O       -      -                      T  -  T  -  -  -
cases.recount                         -        -      -      -       -      -                      -  -  -  -  -  -
mediation.open                        -        A      A      -       A      -                      -  -  -  -  -  -
mediation.schedule                    -        A      A      -       A      -                      -  -  -  -  -  -
mediation.call_off                    -        A      A      -       A      -                      -  -  -  -  -  -
mediation.hold                        -        A      A      -       A      -                      -  -  -  -  -  -
mediation.record_minutes              -        A      A      -       A      -                      -  -  -  -  -  -
mediation.offer                       -        A      A      -       A      -                      -  -  -  -  -  -
mediation.answer_offer                -        A      A      -       A      -                      -  -  -  -  -  -
mediation.agree                       -        A      A      -       A      -                      -  -  -  -  -  -
mediation.freeze                      -        A      A      -       A      -                      -  -  -  -  -  -
mediation.sign                        -        A      A      -       A      -                      -  -  -  -  -  -
mediation.void                        -        A      A      -       A      -                      -  -  -  -  -  -
mediation.resume_talks                -        A      A      -       A      -                      -  -  -  -  -  -
mediation.perform_on_the_spot         -        A      A      -       A      -                      -  -  -  -  -  -
mediation.fail                        -        A      A      -       A      -                      -  -  -  -  -  -
mediation.try_again                   -        A      A      -       A      -                      -  -  -  -  -  -
mediation.resume                      -        A      A      -       A      -                      -  -  -  -  -  -
mediation.reopen_terms                -        A      A      -       A      -                      -  -  -  -  -  -
mediation.perform                     -        A      A      -       A      -                      -  -  -  -  -  -
mediation.default                     -        A      A      -       A      -                      -  -  -  -  -  -
mediation.waive                       -        A      A      -       A      -                      -  -  -  -  -  -
mediation.return_visit                -        A      A      -       A      -                      -  -  -  -  -  -
mediation.suspend*                    -        A      A      -       A      -                      -  -  -  -  -  -
mediation.confirm_performance*        -        A      A      -       A      -                      -  -  -  -  -  -
mediation.close_unperformed*          -        A      A      -       A      -                      -  -  -  -  -  -
mediation.extend                      -        A      A      -       A      -                      -  -  -  -  -  -
mediation.seal                        -        -      -      O       -      -                      -  -  -  -  -  -
mediation.effect                      -        -      -      -       -      -                      -  -  -  -  -  -
mediation.note_caucus                 -        A      A      -       A      -                      -  -  -  -  -  -
mediation.view_privileged             -        A      A      -       A      -                      -  -  -  -  -  -
mediation.view_open_offers            -        A      A      O       A      G:content              T  -  -  P  P  -
arbitration_link.prepare              -        A      A      O       A      -                      -  -  -  -  -  -
arbitration_link.refer                -        A      A      O       A      -                      -  -  -  -  -  -
arbitration_link.refer_default        -        A      A      O       A      -                      -  -  -  -  -  -
arbitration_link.send                 -        -      A      O       A      -                      -  -  -  -  -  -
arbitration_link.reply                -        -      A      O       A      -                      -  -  -  -  -  -
arbitration_link.note_receipt         -        A      A      -       A      -                      -  -  -  -  -  R
arbitration_link.withdraw_referral    -        A      A      -       A      -                      -  -  -  -  -  R
arbitration_link.view_referral        -        A      A      O       A      G:content              T  -  -  -  -  -
arbitration_link.download_package     -        A      A      O       A      -                      T  -  -  -  -  -
arbitration_link.view_court_status    -        A      A      O       A      G:                     T  -  -  P  -  R
arbitration_link.note_own_filing      O        A      A      -       A      -                      -  -  -  -  -  -
arbitration_link.apply_review         -        A      A      -       A      -                      -  -  -  -  -  -
arbitration_link.apply_confirmation   -        A      A      -       A      -                      -  -  -  -  -  -
arbitration_link.record_confirmation  -        A      A      -       A      -                      -  -  -  -  -  -
arbitration_link.court_accepted       -        A      A      -       A      -                      -  -  -  -  -  R
arbitration_link.court_refused        -        A      A      -       A      -                      -  -  -  -  -  R
arbitration_link.court_returned       -        A      A      -       A      -                      -  -  -  -  -  R
arbitration_link.note_silence         -        A      A      -       A      -                      -  -  -  -  -  R
arbitration_link.court_settled        -        A      A      -       A      -                      -  -  -  -  -  R
arbitration_link.court_awarded        -        A      A      -       A      -                      -  -  -  -  -  R
arbitration_link.court_withdrawn      -        A      A      -       A      -                      -  -  -  -  -  R
arbitration_link.court_dismissed      -        A      A      -       A      -                      -  -  -  -  -  R
"""


def rows() -> dict[str, dict[str, str]]:
    """act → column → code; the star is taken off."""
    lines = GRID.strip().splitlines()
    assert tuple(lines[0].split()[1:]) == COLUMNS
    found: dict[str, dict[str, str]] = {}
    for line in lines[1:]:
        act, *codes = line.split()
        assert len(codes) == len(COLUMNS), act
        found[act.rstrip("*")] = dict(zip(COLUMNS, codes, strict=True))
    return found


def two_people() -> set[str]:
    """Acts that need a second person."""
    return {line.split()[0][:-1] for line in GRID.strip().splitlines() if line.split()[0].endswith("*")}
