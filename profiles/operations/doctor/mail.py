"""Mail: the server lets us in and out again; nothing is sent."""

import smtplib
import ssl

from django.conf import settings
from django.core import mail
from django.core.mail.backends import smtp

from profiles.operations.doctor.findings import Check, Seen, failed, ok, skipped, warning

SECONDS = 4
_NOWHERE = ("console", "dummy", "filebased", "locmem")
_HERE = ("localhost", "127.0.0.1", "::1")


def look() -> Seen:
    backend = settings.EMAIL_BACKEND
    if backend.split(".")[-2] in _NOWHERE:
        return skipped("Not configured: mail goes to nobody.")
    door = mail.get_connection()
    if not isinstance(door, smtp.EmailBackend):
        return warning(
            "Not known: this service can only be tried by sending.", "Send one: `manage.py sendtestemail ADDRESS`."
        )
    return _tried(door)


def _tried(door: smtp.EmailBackend) -> Seen:
    door.timeout = min(SECONDS, door.timeout or SECONDS)
    try:
        door.open()
        door.close()
    except smtplib.SMTPAuthenticationError:
        return failed("The server refuses the user or the password.")
    except ssl.SSLError:
        return failed("TLS with the server cannot be set up.")
    except (smtplib.SMTPException, OSError):
        return failed("The server does not answer.")
    if not (door.use_tls or door.use_ssl) and door.host not in _HERE:
        return warning("The server lets us in; the way there is not encrypted.")
    return ok("The server lets us in. Nothing was sent.")


CHECKS = (
    Check(
        "mail",
        "The mail server is reached, encrypted, and knows us",
        "Check EMAIL_URL; smtp+tls:// or smtp+ssl:// encrypts.",
        look,
    ),
)
