"""What each cited article says, in one sentence a language: a reminder, not the text of the law.

Code of the article → its gist in Chinese and in English. A code stands in one of the files only.
"""

from collections.abc import Mapping

from cases.law.gists.contract import CONTRACT
from cases.law.gists.court import COURT
from cases.law.gists.injury import INJURY
from cases.law.gists.limitation import LIMITATION
from cases.law.gists.pay import PAY
from cases.law.gists.procedure import PROCEDURE

_FILES = (PROCEDURE, CONTRACT, PAY, LIMITATION, INJURY, COURT)

GISTS: Mapping[str, tuple[str, str]] = {code: gist for file in _FILES for code, gist in file.items()}
assert len(GISTS) == sum(map(len, _FILES)), "an article has two gists"
