"""The live site: base, and a refusal of what is only fit for one machine."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, IS_HTTPS, OIDC_ISSUER, OIDC_RP_CLIENT_SECRET, SECRET_KEY

EXAMPLES = {"colophon", "postgres", "password", "secret", "changeme", "change-me", "example", "practice", "test"}

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
if len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure-"):  # as Django's own check W009
    raise ImproperlyConfigured("DJANGO_SECRET_KEY can be guessed. Use at least 50 random characters.")
if OIDC_RP_CLIENT_SECRET.lower() in EXAMPLES:
    raise ImproperlyConfigured("OIDC_RP_CLIENT_SECRET is an example. Use the one that the provider gave to this site.")
if str(DATABASES["default"]["PASSWORD"]).lower() in EXAMPLES:
    raise ImproperlyConfigured(
        "The database's password is an example. Choose a long random one for it, and write that into DATABASE_URL or "
        "POSTGRES_PASSWORD."
    )
