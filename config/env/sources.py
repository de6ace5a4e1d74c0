"""Where a variable's value comes from: a file, the environment, the vault or a default."""

import functools
import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from config import vault
from config.env.variables import VARIABLES

_KNOWN = {variable.name: variable for variable in VARIABLES}
_SECRET = {variable.name for variable in VARIABLES if variable.is_secret}
SECRETS = "/run/secrets"  # where containers find a file for each secret, by its name
_environ = environ.Env.ENVIRON  # read as it is: its own reader takes a value like $NAME for another variable's name
_defaults: dict[str, str] = {}


def use_local_defaults() -> None:
    """Let every variable with a value for one machine be absent; `local` and `test` settings call this first."""
    use_defaults(**{variable.name: variable.local for variable in VARIABLES if variable.local is not None})


def use_defaults(**values: str) -> None:
    _defaults.update(values)


def environment() -> str:
    """The last word of the settings in force, such as `dev` or `production`."""
    return _environ.get("DJANGO_SETTINGS_MODULE", "").rpartition(".")[2]


def text(name: str) -> str:
    """From a file, else NAME, else the secret of AWS_SECRET_NAME, else the default; empty values count as absent.

    The file is the one that NAME_FILE names; for secrets, while NAME_FILE is not there at all, /run/secrets/NAME.
    """
    value = _given(name)
    if value:
        return value
    default = _defaults.get(name, _KNOWN[name].default)
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. Set it ({_KNOWN[name].meaning}); .envs/README.md lists all.")
    return default


def is_given(name: str) -> bool:
    """Whether the environment has a value of its own for it, so that no default counts."""
    return bool(_given(name))


def _given(name: str) -> str:
    return _outside(name) or _vault().get(name, "")


@functools.cache
def _vault() -> dict[str, str]:
    """Read once; the keys to it are outside of it."""
    secret = _environ.get("AWS_SECRET_NAME", "")
    if not secret:
        return {}
    key, key_secret = map(_outside, ("DJANGO_AWS_ACCESS_KEY_ID", "DJANGO_AWS_SECRET_ACCESS_KEY"))
    regions = map(_outside, ("DJANGO_AWS_S3_REGION_NAME", "AWS_REGION", "AWS_DEFAULT_REGION"))
    return vault.read(secret, region=next(filter(None, regions), ""), keys=(key, key_secret))


def _outside(name: str) -> str:
    """What is given for it without the vault."""
    return _from_file(name) or _environ.get(name, "")


def _from_file(name: str) -> str:
    path = _environ.get(f"{name}_FILE")
    named = f"{name}_FILE names a file"
    own = f"{SECRETS}/{name}"
    if path is None and name in _SECRET and os.path.isfile(own):  # noqa: PTH113, which raises where one may not look
        path, named = own, f"{name} has a file in {SECRETS}"
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured(f"{named} that cannot be read. Check the path and its owner.") from None
