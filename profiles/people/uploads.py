"""What every file of a person has: an address that nobody can guess, and a refusal that says what to do."""

import secrets


class Unreadable(Exception):
    """The file is not one that we take; the message is for the person who sent it."""


def new_key() -> str:
    """A random address, 32 letters long."""
    return secrets.token_urlsafe(24)
