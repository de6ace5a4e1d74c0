"""How mail leaves: over SMTP, through a provider's API, onto the console, or not at all."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from config import env

SECONDS = 5
FORMS = "smtp+tls://user:password@host:587, smtp+ssl://…, smtp://…, ses://region or console:"
BACKENDS = {
    "console": "django.core.mail.backends.console.EmailBackend",
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "smtp+tls": "django.core.mail.backends.smtp.EmailBackend",
    "smtp+ssl": "django.core.mail.backends.smtp.EmailBackend",
    "ses": "anymail.backends.amazon_ses.EmailBackend",
}
PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}


@dataclass(frozen=True)
class Mail:
    """Values for Django's settings of the same names, in lower case."""

    backend: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    use_tls: bool = False
    use_ssl: bool = False
    anymail: dict[str, object] = field(default_factory=dict, repr=False)


def chosen() -> Mail:
    key = env.text("SPARKPOST_API_KEY")
    if key:
        return Mail(
            "anymail.backends.sparkpost.EmailBackend",
            anymail={"SPARKPOST_API_KEY": key, "REQUESTS_TIMEOUT": (SECONDS, SECONDS)},
        )
    address = env.text("EMAIL_URL")
    if not address:
        return Mail("django.core.mail.backends.dummy.EmailBackend")
    try:
        parts = urlsplit(address)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        raise env.malformed("EMAIL_URL", FORMS) from None
    if parts.scheme not in BACKENDS or bool(parts.hostname) is not (parts.scheme in ("ses", *PORTS)):
        raise env.malformed("EMAIL_URL", FORMS)
    if parts.scheme == "ses":
        limits = {"region_name": parts.hostname}
        return Mail(BACKENDS["ses"], anymail={"AMAZON_SES_CLIENT_PARAMS": limits})
    return Mail(
        BACKENDS[parts.scheme],
        host=parts.hostname or "",
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_tls=parts.scheme == "smtp+tls",
        use_ssl=parts.scheme == "smtp+ssl",
    )
