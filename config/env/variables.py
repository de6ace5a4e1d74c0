"""Every environment variable: its meaning, its default, and its value on one machine."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Variable:
    """One environment variable. `default` None means required wherever settings give none of their own."""

    name: str
    meaning: str
    default: str | None = None
    local: str | None = None
    is_secret: bool = False


VARIABLES: tuple[Variable, ...] = (
    Variable(
        "SITE_URL", "Where people reach the site; hosts, cookies and redirects follow", local="http://localhost:8000"
    ),
    Variable("SITE_NAME", "The site's name, shown in its header", default="Colophon"),
    Variable(
        "DJANGO_ALLOWED_HOSTS", "Further hosts, separated by commas, whose readers are sent on to SITE_URL", default=""
    ),
    Variable(
        "CORS_ALLOWED_ORIGINS",
        "Sites like https://app.example.org, separated by commas, whose pages may send tokens to the API",
        default="",
    ),
    Variable(
        "AI_TRAINING",
        "`refused` asks crawlers that train models to stay out, in robots.txt; or `allowed`",
        default="refused",
    ),
    Variable("SECURITY_CONTACT", "Address or URL for reports of weaknesses, in security.txt", default=""),
    Variable(
        "DJANGO_SECRET_KEY",
        "Signs what the site hands out; long and random",
        local="only-for-one-machine",
        is_secret=True,
    ),
    Variable(
        "DJANGO_DEBUG",
        "Error details in the browser; only for local and test settings",
        default="off",
        local="on",
    ),
    Variable("DATABASE_URL", "PostgreSQL, as postgres://user:password@host:port/name", default="", is_secret=True),
    Variable("POSTGRES_HOST", "Database host, when DATABASE_URL is absent", default="localhost"),
    Variable("POSTGRES_PORT", "Database port", default="5432"),
    Variable("POSTGRES_DB", "Database name", default="colophon"),
    Variable("POSTGRES_USER", "Database user", default="colophon"),
    Variable("POSTGRES_PASSWORD", "Database password", default="", is_secret=True),
    Variable(
        "REDIS_URL",
        "Redis for the cache; without it every process has its own",
        default="",
        is_secret=True,
    ),
    Variable(
        "CA_CERTIFICATES",
        "File of authorities, as PEM: alone believed of the database, beside the public ones of Redis and the provider",
        default="",
    ),
    Variable("OIDC_ISSUER", "The OpenID provider people sign in with", local="http://localhost:9400"),
    Variable("OIDC_RP_CLIENT_ID", "This site's name at the provider", local="colophon"),
    Variable("OIDC_RP_CLIENT_SECRET", "This site's secret at the provider", local="practice", is_secret=True),
    Variable(
        "OIDC_ACCOUNT_PAGE",
        "Where people change their password at the provider; /.well-known/change-password leads there",
        default="",
    ),
    Variable(
        "ORCID_ISSUER",
        "ORCID as an OpenID provider: who signs in there has an authenticated ORCID iD; without it none is called so",
        default="",
    ),
    Variable("TRUSTED_PROXIES", "Networks of proxies in front, like 10.0.0.0/8, that name the client", default=""),
    Variable("RATE_LIMITS", "`off` switches the limits off; read by the local and test settings only", default="on"),
    Variable("MEDIA_ROOT", "Folder for uploaded files, while no bucket is given", default="", local=".local/media"),
    Variable(
        "DJANGO_AWS_STORAGE_BUCKET_NAME", "Bucket for uploaded files; private, for the site hands them out", default=""
    ),
    Variable("DJANGO_AWS_S3_REGION_NAME", "The bucket's region; without it as the machine says", default=""),
    Variable(
        "DJANGO_AWS_S3_ENDPOINT_URL", "Where the bucket is, when it is not at its maker's own address", default=""
    ),
    Variable(
        "DJANGO_AWS_ACCESS_KEY_ID",
        "Key for the bucket; without it the role of the machine or task",
        default="",
        is_secret=True,
    ),
    Variable("DJANGO_AWS_SECRET_ACCESS_KEY", "The secret that belongs to that key", default="", is_secret=True),
    Variable("MEDIA_CACHE_MB", "Room for copies of the bucket's files in the folder for temporary files", default="32"),
    Variable(
        "KEPT_STATIC_ROOT",
        "Folder with the static files of the last releases, for pages that another one than this rendered",
        default="",
    ),
    Variable("BACKUP_TO", "Where backups lie: a folder, or s3://bucket/prefix", default=""),
    Variable("BACKUP_KEEP", "How many backups stay in a folder; a bucket has rules of its own", default="14"),
    Variable(
        "BACKUP_RECIPIENT",
        "Public key of age that backups are encrypted for, like age1...; a bucket wants one",
        default="",
    ),
    Variable(
        "BACKUP_AWS_ACCESS_KEY_ID",
        "Key for the bucket of backups, of a role that may only write; without it the role of the machine or task",
        default="",
        is_secret=True,
    ),
    Variable("BACKUP_AWS_SECRET_ACCESS_KEY", "The secret that belongs to that key", default="", is_secret=True),
    Variable("POSTGRES_TOOLS", "Folder of pg_dump and pg_restore", default="/opt/postgresql/bin"),
    Variable("API_SERVER_URL", "Address of the API in its schema, when it differs from SITE_URL", default=""),
    Variable(
        "EMAIL_URL",
        "How mail leaves, as smtp+tls://user:password@host:587 or ses://region; without it none does",
        default="",
        local="console:",
        is_secret=True,
    ),
    Variable("SPARKPOST_API_KEY", "Sends mail through SparkPost instead", default="", is_secret=True),
    Variable("DEFAULT_FROM_EMAIL", "Who mail comes from; without it no-reply at the site's host", default=""),
    Variable(
        "SENTRY_DSN",
        "Collector of errors, told their kind and place only; without it errors are in the log alone",
        default="",
        is_secret=True,
    ),
    Variable(
        "AWS_SECRET_NAME",
        "One secret in Secrets Manager that holds variables as JSON, for those that are given in no other way",
        default="",
    ),
    Variable("LOG_LEVEL", "Lowest level that is logged", default="INFO"),
    Variable(
        "METRICS", "`emf` writes metrics into the log, in the form that CloudWatch Logs reads; or `off`", default="off"
    ),
    Variable("GIT_SHA", "The release, part of every ETag; without it the files' times stand in", default=""),
    Variable("GUNICORN_WORKERS", "Server processes; without it one per usable CPU, at least two", default=""),
    Variable("GUNICORN_THREADS", "Threads per process; also the size of its database pool", default="4"),
    Variable("GUNICORN_TIMEOUT", "Seconds after which a stuck process is replaced", default="30"),
    Variable(
        "DRAIN_SECONDS",
        "Seconds for which a server that is told to stop still takes requests, while it says that it is not ready",
        default="5",
    ),
)
