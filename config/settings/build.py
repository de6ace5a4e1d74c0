"""For commands that need no secrets: check, collectstatic, makemigrations. Serves nobody."""

from config import env

env.use_defaults(
    SITE_URL="https://build.invalid",
    DJANGO_SECRET_KEY="signs-nothing-and-serves-nobody-" * 2,
    OIDC_ISSUER="https://build.invalid",
)
env.use_defaults(OIDC_RP_CLIENT_ID="build", OIDC_RP_CLIENT_SECRET="build")  # noqa: S106

from config.settings.production import *  # noqa: E402, F403
