"""Takes from the installed packages what this site never opens, and the bytecode of what a start does not load.

usage: python slim.py needs > NEEDS     what the site loads and speaks, as JSON; under the build settings
       python slim.py slim < NEEDS      in an image's build alone: deletes packages of the Python that runs it
"""

import importlib
import json
import shutil
import sys
import sysconfig
from collections.abc import Collection
from pathlib import Path

# What the server and its optional parts load, beyond what the settings and addresses name.
STARTED = (
    *("gunicorn.app.wsgiapp", "gunicorn.arbiter", "gunicorn.workers.gthread", "psycopg_binary", "psycopg_pool"),
    *("PIL.ImageOps", "PIL.JpegImagePlugin", "PIL.PngImagePlugin", "PIL.WebPImagePlugin"),
    *("storages.backends.s3", "boto3.s3.inject", "botocore.signers", "sentry_sdk", "django_redis.cache"),
    *("anymail.backends.sparkpost", "django.core.mail.backends.smtp", "django.core.management.commands.migrate"),
)
# AWS's services that the settings know, and those by which boto3 finds its credentials.
SERVICES = frozenset({"s3", "secretsmanager", "sesv2", "sso", "sso-oidc", "sts"})
# Static files are served from where collectstatic put them; tests serve nobody.
UNSERVED = ("*/static", "django/contrib/*/static", "*/tests", "boto3/examples")
# Pictures are JPEG, PNG and WebP (profiles/people/pictures.py), without text or windows; YAML has a pure reader.
UNLINKED = ("PIL/_avif.*", "PIL/_imagingcms.*", "PIL/_imagingft.*", "PIL/_imagingtk.*", "yaml/_yaml.*")
# Parts of Django that are not installed.
UNINSTALLED = (
    *("django/contrib/flatpages", "django/contrib/gis", "django/contrib/redirects"),
    *("django/db/backends/mysql", "django/db/backends/oracle"),
)
UNREAD = ("**/*.po", "**/*.pyi", "**/*.c", "**/*.h", "**/*.exe", "*.dist-info/RECORD")  # the last names what is gone


def needs(packages: Path) -> dict[str, list[str]]:
    """The modules that a start loads, from the root of the packages, and the languages that people can choose."""
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415
    from django.urls import get_resolver  # noqa: PLC0415

    django.setup()
    _ = get_resolver().url_patterns
    for name in [*STARTED, *(path.rpartition(".")[0] for path in settings.MIDDLEWARE)]:
        importlib.import_module(name)
    files = {getattr(module, "__file__", None) or "" for module in list(sys.modules.values())}
    loaded = sorted(str(Path(file).relative_to(packages)) for file in files if Path(file).is_relative_to(packages))
    return {"modules": loaded, "languages": sorted(code for code, _ in settings.LANGUAGES)}


def slim(packages: Path, modules: Collection[str], languages: Collection[str]) -> None:
    for pattern in (*UNSERVED, *UNLINKED, *UNINSTALLED, *UNREAD):
        for found in list(packages.glob(pattern)):
            _remove(found)
    for folder in _unused_services(packages) + _unspoken_languages(packages, set(languages)):
        _remove(folder)
    for library in _unlinked_libraries(packages):
        _remove(library)
    for table in packages.glob("botocore/data/*.json"):  # a program reads it: half of it is layout
        table.write_text(json.dumps(json.loads(table.read_text()), separators=(",", ":")))
    if lost := [module for module in modules if module.endswith(".py") and not (packages / module).exists()]:
        sys.exit(f"These are loaded at a start and must stay: {', '.join(lost)}")
    for bytecode in _unloaded_bytecode(packages, {packages / module for module in modules}):
        _remove(bytecode)


def _unloaded_bytecode(packages: Path, loaded: set[Path]) -> list[Path]:
    """What is loaded nevertheless, sometimes, is compiled then."""
    files = packages.glob("**/__pycache__/*.pyc")
    return [file for file in files if file.parent.parent / f"{file.name.partition('.')[0]}.py" not in loaded]


def _unused_services(packages: Path) -> list[Path]:
    folders = [*packages.glob("botocore/data/*/"), *packages.glob("boto3/data/*/")]
    return [folder for folder in folders if folder.name not in SERVICES]


def _unspoken_languages(packages: Path, languages: set[str]) -> list[Path]:
    """English stays: what Django falls back to. A folder is named like zh_Hans, a language like zh-hans."""
    folders = [folder for folder in packages.glob("**/locale/*/") if folder.name != "__pycache__"]
    return [folder for folder in folders if folder.name.replace("_", "-").lower() not in languages | {"en"}]


def _unlinked_libraries(packages: Path) -> list[Path]:
    """Shared libraries beside Pillow that nothing left in it leads to; a file names those that it is linked with."""
    libraries = set(packages.glob("pillow.libs/*"))
    linked: set[Path] = set()
    found = set(packages.glob("PIL/*.so"))
    while found:
        linked |= found
        texts = [path.read_bytes() for path in found]
        found = {path for path in libraries - linked if any(path.name.encode() in text for text in texts)}
    return sorted(libraries - linked)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


if __name__ == "__main__":
    place = Path(sysconfig.get_path("purelib"))
    if sys.argv[1] == "needs":
        json.dump(needs(place), sys.stdout)
    else:
        slim(place, **json.load(sys.stdin))
