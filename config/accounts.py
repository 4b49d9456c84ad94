"""Accounts are made by the administrator: nobody signs up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm

from cases import text


class StaffOnly(DefaultAccountAdapter):
    """No sign-up; nothing is mailed."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False


class SignInForm(LoginForm):
    """allauth's form behind the gate for text."""

    def clean(self) -> Any:
        text.check(dict(self.cleaned_data))
        return super().clean()
