"""The portal's choices for django-allauth: who may sign up, and e-mail addresses without case."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up stays closed unless settings.SIGN_UP_OPEN says otherwise; addresses are stored in lower case."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.SIGN_UP_OPEN)

    def clean_email(self, email: str) -> str:
        return str(super().clean_email(email)).lower()

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """The e-mail address is the user name; there is nothing to fill in."""
