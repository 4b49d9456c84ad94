"""From which list somebody came to a case: the session keeps the last few lists by a short token."""

import hashlib
from typing import Any

LISTS = 8
OPENED = 40
LONGEST = 2000
_LISTS, _OPENED = "lists", "opened_from"


def token_of(query: str) -> str:
    """The token of a list, by its address."""
    return hashlib.sha256(query.encode()).hexdigest()[:10]


def remember(request: Any, query: str) -> str:
    """Keep the address of a list; answers the token that its links carry. Nothing is written when it is the last one."""
    token = token_of(query)
    kept: list[list[str]] = request.session.get(_LISTS, [])
    if len(query) <= LONGEST and (not kept or kept[-1][0] != token):
        others = [one for one in kept if one[0] != token]
        request.session[_LISTS] = [*others, [token, query]][-LISTS:]
    return token


def opened(request: Any, case_ref: str, token: str) -> None:
    """Somebody opened a case from a list; a token that is not kept any more is no list."""
    if token not in dict(request.session.get(_LISTS, [])):
        return
    kept: list[list[str]] = request.session.get(_OPENED, [])
    if [case_ref, token] not in kept:
        others = [one for one in kept if one[0] != case_ref]
        request.session[_OPENED] = [*others, [case_ref, token]][-OPENED:]


def list_of(request: Any, case_ref: str) -> str | None:
    """The address of the list from which this case was opened, if it is still kept."""
    token = dict(request.session.get(_OPENED, [])).get(case_ref, "")
    found: str | None = dict(request.session.get(_LISTS, [])).get(token)
    return found
