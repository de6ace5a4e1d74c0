"""Every environment variable: where code reads it, and the pages that list all of them.

usage: python -m tests.repository.variables [--write]
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator

from config.env import VARIABLES, Variable
from cron import settings as monitor
from tests.repository import compose, pages, tree

# Read before any settings exist, so that config/env cannot be the one to read it.
DJANGOS_OWN = {
    "DJANGO_SETTINGS_MODULE": "names which of `config/settings/` holds; without it that is `config.settings.local`.",
}
# Read by Compose alone, with defaults in the compose files.
COMPOSES = {
    "ACME_CA_SERVER": "Directory of the authority that gives certificates",
    "ACME_CERTIFICATE_HOURS": "How long its certificates live; decides when they are renewed",
    "ACME_CHALLENGE": "How the authority looks whether the name leads here, as Traefik writes it",
    "ACME_EMAIL": "Mailbox for the authority's news",
    "ALARM_MAIL": "Mailbox that the alarms of `make dashboards` are sent to",
    "AWS_LOGS_DAYS": "Days for which logs are kept there, a number that CloudWatch knows like 30; without it for ever",
    "AWS_LOGS_GROUP": "Log group in CloudWatch, with LOG_DRIVER=awslogs",
    "AWS_LOGS_REGION": "Region of that group",
    "COMPOSE_OVERLAY": "Further compose files that the commands add, for tests",
    "ECR_REGISTRY": "Registry of the image; without it the image of this machine",
    "EDGE_SUBNET": "Network between Traefik and the application: the only one whose word about a client counts",
    "BACKUP_CPUS": "CPUs that a backup may use",
    "BACKUP_EVERY_HOURS": "Hours between two backups",
    "BACKUP_MEMORY": "Memory of the same",
    "IMAGE_TAG": "Tag of the image",
    "LOCAL_POSTGRES_PORT": "Port of the database on a developer's machine",
    "LOG_DRIVER": "`json-file`, rotated on this machine, or `awslogs`",
    "LOG_MAX_FILES": "Log files that are kept per container",
    "LOG_MAX_SIZE": "Size at which a log file is rotated",
    "MIGRATE_CPUS": "CPUs that migrations may use",
    "MIGRATE_MEMORY": "Memory of the same",
    "MONITOR_CPUS": "CPUs that the monitor may use",
    "MONITOR_MEMORY": "Memory of the same",
    "OIDC_IMAGE": "Image of the practice provider",
    "POSTGRES_CPUS": "CPUs that the bundled database may use",
    "POSTGRES_IMAGE": "Image of the bundled database, 18.6 or newer",
    "POSTGRES_MAX_CONNECTIONS": "Connections that it takes",
    "POSTGRES_MEMORY": "Memory of the same",
    "POSTGRES_SHARED_BUFFERS": "Memory that it keeps pages in",
    "READY_SECONDS": "Seconds that a new release may take until it answers, in a rollout",
    "REDIS_CPUS": "CPUs that the bundled Redis may use",
    "REDIS_IMAGE": "Image of the bundled Redis, 8.6.3 or newer",
    "REDIS_MAXMEMORY": "What it keeps before the oldest goes",
    "REDIS_MEMORY": "Memory of the same",
    "RELEASES": "Whose static files stay; the commands set it",
    "TLS_MODE": "Where TLS ends: `acme`, `files` or `upstream`",
    "TRAEFIK_CPUS": "CPUs that Traefik may use",
    "TRAEFIK_IMAGE": "Image of Traefik, 3.7.13 or newer",
    "TRAEFIK_LOG_LEVEL": "Lowest level of its own log",
    "TRAEFIK_MEMORY": "Memory of the same; bodies that it holds back count",
    "TRUSTED_UPSTREAMS": "With TLS_MODE=upstream: networks whose X-Forwarded headers count",
    "WATCH_SECONDS": "Seconds for which a new release is watched with its visitors before the old one ends",
    "WEB_CPUS": "CPUs that each copy of the application may use",
    "WEB_MEMORY": "Memory of the same",
    "WORKER_CPUS": "CPUs that the worker may use, which does what no reader waits for",
    "WORKER_MEMORY": "Memory of the same",
}
# Read by compose/bin before Compose is asked.
COMMANDS_OWN = {
    "ALARM_MAIL": "empty",
    "AWS_LOGS_DAYS": "empty",
    "COMPOSE_OVERLAY": "empty",
    "LOG_DRIVER": "`json-file`",
    "POSTGRES_CPUS": "`2`, or what the machine has",
    "READY_SECONDS": "`120`",
    "WATCH_SECONDS": "`125`",
    "WEB_CPUS": "`2`, or what the machine has",
}
_READERS = {"text", "flag", "number", "str", "get", "pop", "setdefault", "getenv", "_from_file"}
_HOLDERS = {"env", "_environ", "environ", "os"}


def readers(folders: tuple[str, ...] = ("config", "profiles", "tests", "manage.py")) -> dict[str, list[str]]:
    """The files that name each variable to read it."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in tree.files(".py", under=folders):
        for name in names_read(tree.read(path)):
            found[name].add(path)
    return {name: sorted(paths) for name, paths in sorted(found.items())}


def names_read(source: str) -> set[str]:
    return {name for node in ast.walk(ast.parse(source)) if (name := _name_read(node)) and name.isupper()}


def table() -> str:
    """`.envs/README.md`."""
    return "\n".join([*_introduction(), *map(_row, VARIABLES), *_ending()])


def local_file() -> str:
    """`.envs/.local/.django`: the values of one machine, for tools that take a file."""
    lines = [
        "# What the local settings use while a variable is absent, written out. Nothing here is a secret.",
        "# Made from config/env/variables.py by `make reference`; a value set here would be lost.",
        *(f"{variable.name}={variable.local}" for variable in VARIABLES if variable.local is not None),
    ]
    return "\n".join(lines) + "\n"


PAGES: dict[str, pages.Page] = {".envs/README.md": table, ".envs/.local/.django": local_file}


def _name_read(node: ast.AST) -> str:
    """The variable that this expression reads, when it reads one by a written-out name."""
    match node:
        case ast.Call(func=ast.Attribute(value=holder, attr=method), args=[ast.Constant(value=str(name)), *_]):
            is_reader = method in _READERS or (isinstance(holder, ast.Name) and holder.id == "env")
            return name if is_reader and _is_holder(holder) else ""
        case ast.Call(func=ast.Name(id=function), args=[ast.Constant(value=str(name)), *_]):
            return name if function in _READERS else ""
        case ast.Subscript(value=holder, slice=ast.Constant(value=str(name))):
            return name if _is_holder(holder) else ""
        case ast.Compare(left=ast.Constant(value=str(name)), ops=[ast.In() | ast.NotIn()], comparators=[holder]):
            return name if _is_holder(holder) else ""
    return ""


def _is_holder(node: ast.expr) -> bool:
    return (isinstance(node, ast.Name) and node.id in _HOLDERS) or (
        isinstance(node, ast.Attribute) and node.attr == "environ"
    )


def _introduction() -> Iterator[str]:
    yield "# Variables"
    yield ""
    yield "Made from `config/env/variables.py` by `make reference`; a test fails when it is stale."
    yield ""
    yield "On one machine none is needed: `make run` uses the values in the column “one machine”. A value comes from"
    yield "the file named in `NAME_FILE`, else from `NAME`, else from the default; an empty value counts as absent. A"
    yield "secret's file need not be named when it is `/run/secrets/NAME`. A missing or malformed value stops the start"
    yield "with a sentence that names it and never shows it."
    yield ""
    yield "Two more are Django's own, read before any of these:"
    yield from (f"`{name}` {meaning}" for name, meaning in DJANGOS_OWN.items())
    yield ""
    yield "| variable | meaning | default | one machine | secret | read by |"
    yield "|---|---|---|---|---|---|"


def _row(variable: Variable) -> str:
    default = "required" if variable.default is None else _value(variable.default)
    local = "" if variable.local is None else _value(variable.local)
    read_by = [
        f"`{path}`" for path in readers(("config", "profiles"))[variable.name] if not path.startswith("config/env/")
    ]
    secret = "yes" if variable.is_secret else ""
    cells = [f"`{variable.name}`", variable.meaning, default, local, secret, ", ".join(read_by) or "`config/env/`"]
    return f"| {' | '.join(cells)} |"


def _ending() -> Iterator[str]:
    yield ""
    yield "These are read by Compose, from the same files or the shell, when `make up` starts containers:"
    yield ""
    yield "| variable | meaning | default |"
    yield "|---|---|---|"
    given = compose.variables(*compose.FILES, compose.SHARED, compose.LOGS)
    for name, meaning in sorted(COMPOSES.items()):
        default = COMMANDS_OWN.get(name) or (given[name] if given[name] == "required" else _value(given[name]))
        yield f"| `{name}` | {meaning} | {default} |"
    yield ""
    yield from _monitors()
    yield "`make env ENV=production` makes `.django` and `.postgres` in `.envs/.production/`, and a file for each"
    yield "secret in `secrets/` there: containers see it as `/run/secrets/NAME`, and no look at a container from"
    yield "outside shows it. A value with a `$` stands in single quotes."
    yield ""
    yield "`.envs/.local/.django` holds the values of one machine as a file; `.envs/.dev/` and `.envs/.production/` are"
    yield "for the real ones and ignored by git."
    yield ""


def _monitors() -> Iterator[str]:
    yield "These are read by [the monitor](../docs/monitor.md) (`cron/settings.py`), from the same files:"
    yield ""
    yield "| variable | meaning | default | secret |"
    yield "|---|---|---|---|"
    for variable in monitor.VARIABLES:
        default = "required" if variable.default is None else _value(variable.default)
        yield f"| `{variable.name}` | {variable.meaning} | {default} | {'yes' if variable.is_secret else ''} |"
    yield ""


def _value(text: str) -> str:
    return f"`{text}`" if text else "empty"


if __name__ == "__main__":
    sys.exit(pages.main(PAGES))
