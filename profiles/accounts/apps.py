"""Who you are: users, identities, sign-in and sign-out, sessions."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "profiles.accounts"
    label = "accounts"
