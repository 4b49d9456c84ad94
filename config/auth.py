"""The permission table, asked through Django's own `user.has_perm(name, thing)`."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from cases import permissions
from cases.permissions import OFFICE_ROLES


class RuleBackend:
    """Answers every permission question from the tables of the three floors; knows no passwords."""

    def authenticate(self, request: Any, **credentials: Any) -> None:
        return None

    def get_user(self, user_id: Any) -> None:
        return None

    def has_perm(self, user: Any, perm: str, obj: Any = None) -> bool:
        """Deny by default; LookupError for a permission that stands in no table."""
        if not user.is_active:
            return False
        if perm in OFFICE_ROLES:
            return user.reach.role in OFFICE_ROLES[perm]
        line = permissions.rule(perm)
        return obj is not None and line is not None and permissions.may(user.reach, perm, obj)


class PasswordBackend(AuthenticationBackend):
    """Signs people in; has no say in what they may do. Demonstration accounts exist in a demonstration only."""

    def authenticate(self, request: Any, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        return None if user is not None and user.is_demo and not settings.DEMO else user

    def get_user(self, user_id: Any) -> Any:
        user = super().get_user(user_id)
        return None if user is not None and user.is_demo and not settings.DEMO else user

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return False
