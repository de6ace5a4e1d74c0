"""The live site: base, and a refusal of what is only fit for one machine."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403
from config.settings.base import IS_HTTPS, OIDC_ISSUER, SECRET_KEY

if not IS_HTTPS:
    raise ImproperlyConfigured(
        "SITE_URL is not https. Sessions would travel in the clear; give the site a certificate."
    )
if not OIDC_ISSUER.startswith("https://"):
    raise ImproperlyConfigured(
        "OIDC_ISSUER is not https. Sign-in would be open to anyone on the way; use an https issuer."
    )
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("DJANGO_SECRET_KEY is too short. Use at least 50 random characters.")
