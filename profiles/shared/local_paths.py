"""Where a reader may be sent back to: paths of this site alone."""

from django.utils.http import url_has_allowed_host_and_scheme

MAX_LENGTH = 2000


def local_path(address: str) -> str:
    """The address if it is a path of this site outside the sign-in itself, else nothing."""
    is_plain = address.startswith("/") and len(address) <= MAX_LENGTH and address.isprintable()
    if not is_plain or address.startswith("/oidc/"):
        return ""
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""
