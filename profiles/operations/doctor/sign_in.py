"""Sign-in: the provider's discovery, and whether the clock here is right enough for its tokens."""

from datetime import UTC, datetime

from django.conf import settings
from django.urls import reverse

from profiles.accounts import clients
from profiles.operations.doctor.findings import Check, Seen, failed, ok, warning
from profiles.shared import http

SECONDS = 5.0
LEEWAY_SECONDS = 60  # of tokens
NOTICEABLE_SECONDS = 20
_REASONS = {
    "provider-does-not-answer": "The provider does not answer from here, or its certificate is not trusted.",
    "provider-has-an-error": "The provider answers with an error.",
    "discovery-error": "There is no discovery document below OIDC_ISSUER.",
    "discovery-answer-is-not-json": "What lies below OIDC_ISSUER is no discovery document.",
    "discovery-names-another-issuer": "The discovery document names another issuer than OIDC_ISSUER.",
    "discovery-endpoint-malformed": "The provider names an address that is missing, malformed or not encrypted.",
}


def look_at_provider() -> Seen:
    clients.forget()
    deadline = http.Deadline(SECONDS)
    try:
        clients.metadata(deadline)
        keys = clients.signing_keys(deadline)
    except clients.ProviderError as problem:
        return failed(_REASONS.get(problem.reason, f"The provider cannot be used ({problem.reason})."))
    if not keys:
        return failed("The provider publishes no key, so that no sign-in can be checked.")
    address = f"{settings.SITE_URL}{reverse('oidc_authentication_callback')}"
    return ok(f"The provider answers as itself. The redirect address to register there is {address}")


def look_at_clock() -> Seen:
    address = settings.OIDC_ISSUER.rstrip("/") + "/.well-known/openid-configuration"
    deadline = http.Deadline(SECONDS)
    try:
        answer = http.fetch("GET", address, deadline=deadline, max_bytes=clients.MAX_METADATA_BYTES)
    except http.OutsideError:
        return warning("Not known: nobody else's clock could be asked.", "See that the provider is reached.")
    if answer.sent_at is None:
        return warning("Not known: the provider's answers bear no date.", "Compare the machine's clock yourself.")
    seconds = round(abs((datetime.now(UTC) - answer.sent_at).total_seconds()))
    shown = f"{seconds} seconds from the provider's."
    if seconds > LEEWAY_SECONDS:
        return failed(f"{shown} Its tokens are refused.")
    return warning(shown) if seconds > NOTICEABLE_SECONDS else ok(shown)


CHECKS = (
    Check(
        "sign-in",
        "The provider's discovery and keys are there, its issuer is the one configured, its addresses are encrypted",
        "Write OIDC_ISSUER exactly as the provider names itself, and see that this machine reaches it.",
        look_at_provider,
    ),
    Check(
        "clock",
        "The time here is that of the provider, whose tokens live for minutes",
        "Set the machine's clock by the network (chrony or systemd-timesyncd).",
        look_at_clock,
    ),
)
