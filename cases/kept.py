"""What was typed into the page of an act when the session had ended: kept, encrypted, for its author alone.

The form carries a signed mark of who opened it. When it arrives without a session, what it holds is laid on that
person's desk and shown again after he has signed in, on the page of the same act, as long as he may do that act.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.core import signing
from django.http import QueryDict

from cases.models import Case, Draft, User
from cases.registry import Act

KIND = "act"
KEPT_FOR = timedelta(days=1)
MOST = 20
LARGEST = 200_000  # characters
_SALT = "cases.kept"
_MARK = "writer"
# Names in the draft that no field of a form has.
_CASE, _VERB = "_case", "_verb"
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "version", _MARK})


def mark(user: User) -> str:
    """Who opened a form, signed."""
    return signing.dumps(str(user.pk), salt=_SALT)


def writer(sent: QueryDict) -> User | None:
    """Who opened the form that came without a session; None when it does not say so, is too long, or he has
    no posting.
    """
    try:
        pk = signing.loads(sent.get(_MARK, ""), salt=_SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=pk, is_active=True).first()
    too_long = sum(len(value) for _name, values in sent.lists() for value in values) > LARGEST
    return user if user is not None and user.posting is not None and not too_long else None


def keep(sent: QueryDict, *, ref: str, verb: str, at: datetime) -> bool:
    """Keep what came without a session, for who opened the form. False when it does not say who."""
    user = writer(sent)
    if user is None or user.posting is None:
        return False
    data = {name: values for name, values in sent.lists() if name not in NOT_TYPED}
    _forget(user, ref, verb)
    Draft.objects.create(
        owner=user, organisation=user.posting.organisation, kind=KIND, created_at=at, saved_at=at,
        data={**data, _CASE: [ref], _VERB: [verb]},
    )  # fmt: skip
    return True


def found(user: User, case: Case, act: Act, at: datetime) -> QueryDict | None:
    """What this person had typed on the page of this act, if it was kept."""
    for draft in _own(user).filter(saved_at__gte=at - KEPT_FOR)[:MOST]:
        if _is_of(draft, case.ref, act.verb):
            query = QueryDict(mutable=True)
            for name, values in draft.data.items():
                if name not in (_CASE, _VERB):
                    query.setlist(name, values)
            return query
    return None


def forget(user: User, case: Case, act: Act) -> None:
    """It has been done: nothing of it stays on the desk."""
    _forget(user, case.ref, act.verb)


def forget_old(on: date, at: datetime) -> int:
    """Delete what was not taken up again; answers how many."""
    deleted, _by_model = Draft.objects.filter(kind=KIND, saved_at__lt=at - KEPT_FOR).delete()
    return deleted


def _own(user: User) -> Any:
    return Draft.objects.filter(owner=user, kind=KIND)


def _forget(user: User, ref: str, verb: str) -> None:
    rows = list(_own(user)[: MOST + 1])
    old = rows[MOST - 1 :] + [draft for draft in rows if _is_of(draft, ref, verb)]
    if old:
        _own(user).filter(pk__in=[draft.pk for draft in old]).delete()


def _is_of(draft: Draft, ref: str, verb: str) -> bool:
    return (draft.data.get(_CASE), draft.data.get(_VERB)) == ([ref], [verb])
