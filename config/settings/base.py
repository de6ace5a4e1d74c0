"""All settings, safe for production; an environment's file says only how it differs."""

import os
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from config import bucket, database, env, mail, trust
from profiles.shared import release

# 1. Where we are

BASE_DIR = Path(__file__).resolve().parents[2]
SITE_NAME = env.text("SITE_NAME")
SITE_URL = env.web_address("SITE_URL")
SITE = urlsplit(SITE_URL)
IS_HTTPS = SITE.scheme == "https"
IS_INDEXED = True  # by search engines
AI_TRAINING = env.choice("AI_TRAINING", "refused", "allowed") == "allowed"  # what robots.txt tells those who train
SECURITY_CONTACT = env.text("SECURITY_CONTACT")
ORCID_ISSUER = env.text("ORCID_ISSUER")  # compared exactly, and never asked
GIT_SHA = env.text("GIT_SHA")
RELEASE = release.fingerprint(BASE_DIR / "profiles", GIT_SHA, SITE_NAME, SITE_URL, ORCID_ISSUER)
DEBUG = False
SECRET_KEY = env.text("DJANGO_SECRET_KEY")
THREADS = env.number("GUNICORN_THREADS")  # of each process

# 2. Applications and middleware

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_tasks",
    "django_tasks_db",
    "profiles.accounts",
    "profiles.people",
    "profiles.directory",
    "profiles.pages",
    "profiles.api",
    "profiles.operations",
]
MIDDLEWARE = [
    "profiles.pages.middleware.RequestLog",
    "profiles.pages.ready_pages.ReadyPages",  # before whatever costs more than the answer
    "profiles.api.middleware.CrossOrigin",  # errors too may be read elsewhere
    "profiles.api.middleware.LimitHeaders",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "profiles.pages.middleware.ContentPolicy",
    "profiles.pages.middleware.CachePolicy",
    "profiles.accounts.middleware.LanguageMiddleware",  # outside of whatever may answer with a page
    "profiles.pages.middleware.ErrorPages",
    "profiles.pages.middleware.Sanity",
    "profiles.pages.middleware.OneHost",
    "profiles.shared.kept_static.StaticFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "profiles.accounts.middleware.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "profiles/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "profiles.accounts.context_processors.language",
                "profiles.pages.context_processors.site",
            ],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# 3. Hosts and transport: all from SITE_URL

ALLOWED_HOSTS = [SITE.hostname, *env.hosts("DJANGO_ALLOWED_HOSTS")]  # all but the first are only sent on
CSRF_TRUSTED_ORIGINS = [SITE_URL]
APPEND_SLASH = True
SECURE_SSL_REDIRECT = False  # the proxy redirects, see docs/architecture.md
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False  # other sites may live below this host
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES")
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]  # as the comments above say
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 2
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
MAX_BODY_BYTES = 34_000_000

# 4. Database, and whose certificates count

CA_CERTIFICATES = trust.authorities()
DATABASES = {"default": database.setting(connections=THREADS)}

# 5. Cache and sessions

REDIS_URL = trust.redis_address(env.redis_address("REDIS_URL"))
CACHES: dict[str, dict[str, object]] = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "profiles.shared.redis_cache.CircuitCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": "colophon",
            "OPTIONS": {
                "SOCKET_CONNECT_TIMEOUT": 0.5,
                "SOCKET_TIMEOUT": 0.25,  # of each step; a connection begins with several
                "SERIALIZER": "django_redis.serializers.json.JSONSerializer",
            },
        }
    }
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
COPIES_TRUSTED_SECONDS = 1.0  # how long a process answers strangers from a copy before it asks whether that is true
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "profiles.pages.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# 6. Sign-in

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["profiles.accounts.oidc.backend.StrictOIDCBackend"]
LOGIN_URL = "oidc_authentication_init"
LOGIN_REDIRECT_URL = "pages:me"
LOGOUT_REDIRECT_URL = "accounts:signed_out"
OIDC_ISSUER = env.exact_address("OIDC_ISSUER")
OIDC_RP_CLIENT_ID = env.text("OIDC_RP_CLIENT_ID")
OIDC_RP_CLIENT_SECRET = env.text("OIDC_RP_CLIENT_SECRET")
OIDC_RP_SCOPES = "openid profile email"
OIDC_SIGN_ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
OIDC_AUTHENTICATE_CLASS = "profiles.accounts.oidc.views.StartView"
OIDC_CALLBACK_CLASS = "profiles.accounts.oidc.views.CallbackView"
OIDC_ACCOUNT_PAGE = env.optional_web_address("OIDC_ACCOUNT_PAGE")
OIDC_CONCURRENT_CALLBACKS = max(1, THREADS // 2)

# 7. Language and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("fr", "Français"), ("es", "Español"), ("ar", "العربية")]
LOCALE_PATHS = [BASE_DIR / "profiles/locale"]
FORMAT_MODULE_PATH = "profiles.locale"  # where Django's own formats of dates are not ours
LANGUAGE_COOKIE_NAME = "__Host-language" if IS_HTTPS else "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SECURE = IS_HTTPS
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# 8. Files

STATIC_URL = "/static/"
STATIC_ROOT: Path | None = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "profiles/static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # nothing asks for the others
KEPT_STATIC_ROOT = Path(env.text("KEPT_STATIC_ROOT")) if env.text("KEPT_STATIC_ROOT") else None
MEDIA_ROOT = BASE_DIR / (env.text("MEDIA_ROOT") or "media")
STORAGES: dict[str, dict[str, object]] = {
    "default": bucket.media(),
    "staticfiles": {"BACKEND": "profiles.shared.static_names.RememberedHashed"},
}
MEDIA_CACHE_FOLDER = Path(tempfile.gettempdir()) / f"colophon-media-{os.geteuid()}"
MEDIA_CACHE_BYTES = env.number("MEDIA_CACHE_MB") * 1_000_000

# 9. Backups

BACKUP_TO = env.text("BACKUP_TO")
BACKUP_KEEP = env.number("BACKUP_KEEP")
BACKUP_RECIPIENT = env.text("BACKUP_RECIPIENT")
BACKUP_BUCKET_OPTIONS = bucket.backups()
POSTGRES_TOOLS = env.text("POSTGRES_TOOLS")

# 10. API

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "profiles.api.authentication.TokenAuthentication",
        "profiles.api.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticatedOrReadOnly"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["profiles.api.parsers.JsonParser"],
    "DEFAULT_THROTTLE_CLASSES": ["profiles.api.throttling.ApiThrottle"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_METADATA_CLASS": "profiles.api.options.Options",
    "EXCEPTION_HANDLER": "profiles.api.problems.problem_response",
    "URL_FORMAT_OVERRIDE": None,  # `format` is a parameter like any other that nobody knows
}
SPECTACULAR_SETTINGS = {
    "TITLE": f"{SITE_NAME} API",
    "DESCRIPTION": "Public member profiles of scholars.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVERS": [{"url": env.text("API_SERVER_URL") or SITE_URL}],
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "profiles.api.schema.settle",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}
CORS_ALLOWED_ORIGINS = env.origins("CORS_ALLOWED_ORIGINS")

# 11. Work that nobody waits for: its queue is in the database, `manage.py work` does it

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
WORKER_SIGN = Path(tempfile.gettempdir()) / "colophon-worker"  # touched every few seconds: the sign that it lives

# 12. Limits per time, as `limits` writes them

RATE_LIMITS: dict[str, str] = {
    "sign-in-address": "60/minute",
    "sign-in-browser": "10/minute",
    "search": "120/minute",
    "suggest": "240/minute",  # some letters of one search; using them up leaves the search itself
    "api": "300/5 minutes",
    "upload": "30/30 minutes",
    "sitemap": "60/5 minutes",
}

# 13. Mail

_mail = mail.chosen()
EMAIL_BACKEND, ANYMAIL = _mail.backend, _mail.anymail
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.use_tls, _mail.use_ssl
EMAIL_TIMEOUT = mail.SECONDS
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL") or f"no-reply@{SITE.hostname}"

# 14. Logs: one JSON object per line, and metrics among them

LOG_LEVEL = env.choice("LOG_LEVEL", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "profiles.shared.logs.JsonFormatter"}},
    "handlers": {
        "stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stdout"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},  # every request has its own line already
        "django.server": {"handlers": ["nowhere"], "propagate": False},
        "django.utils.autoreload": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},  # they say every few seconds that there is nothing to do
        "profiles.shared.metrics": {"level": "INFO"},  # they are asked for by a variable of their own
    },
}
METRICS_NAMESPACE = f"Colophon/{env.environment()}" if env.choice("METRICS", "off", "emf") == "emf" else ""
SENTRY_DSN = env.collector("SENTRY_DSN")  # told of errors too, by profiles/pages/reports.py

# 15. The doctor: where it finds what only the configuration knows

DOCTOR_ENVIRONMENT = "config.doctor.findings"
DOCTOR_PROCESSES = "config.gunicorn.workers"
