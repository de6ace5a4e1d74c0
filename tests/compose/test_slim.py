"""What the image leaves out of the installed packages: on a small tree, and against what the code really uses."""

import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from profiles.people import pictures
from tests.repository import tree

SCRIPT = tree.ROOT / "compose/django/slim.py"
slim = runpy.run_path(str(SCRIPT))


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Some installed packages: every kind of file that goes, beside its like that stays."""
    files = {
        "botocore/data/s3/service.json": b"", "botocore/data/ec2/service.json": b"",
        "botocore/data/endpoints.json": b'{\n  "partitions": [ 1, 2 ]\n}\n',
        "django/conf/locale/de/LC_MESSAGES/django.mo": b"", "django/conf/locale/de/LC_MESSAGES/django.po": b"",
        "django/conf/locale/zh_Hans/LC_MESSAGES/django.mo": b"", "django/conf/locale/en/formats.py": b"",
        "django/conf/locale/__init__.py": b"",
        "django/db/backends/oracle/base.py": b"", "django/db/backends/postgresql/base.py": b"",
        "django/contrib/gis/models.py": b"", "django/contrib/auth/models.py": b"",
        "django/contrib/admin/static/admin/base.css": b"", "somewhere/static/some.js": b"",
        "PIL/_imaging.so": b"needs libjpeg-1.so", "PIL/_avif.cpython.so": b"needs libavif-1.so",
        "pillow.libs/libjpeg-1.so": b"libjpeg-1.so needs libc.so",
        "pillow.libs/libavif-1.so": b"libavif-1.so libyuv-1.so",
        "pillow.libs/libyuv-1.so": b"libyuv-1.so libavif-1.so",
        "a/loaded.py": b"", "a/__pycache__/loaded.cpython-313.pyc": b"",
        "a/other.py": b"", "a/__pycache__/other.cpython-313.pyc": b"",
        "a.dist-info/RECORD": b"", "a.dist-info/licenses/LICENSE": b"",
    }  # fmt: skip
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    slim["slim"](tmp_path, ["a/loaded.py"], ["de", "en"])
    return tmp_path


@pytest.mark.parametrize(
    "gone",
    [
        *("botocore/data/ec2", "django/conf/locale/zh_Hans", "django/conf/locale/de/LC_MESSAGES/django.po"),
        *(
            "django/db/backends/oracle",
            "django/contrib/gis",
            "django/contrib/admin/static",
            "somewhere/static",
            "PIL/_avif.cpython.so",
        ),
        *("pillow.libs/libavif-1.so", "pillow.libs/libyuv-1.so", "a/__pycache__/other.cpython-313.pyc"),
        "a.dist-info/RECORD",
    ],
)
def test_what_is_never_opened_goes(packages, gone):
    assert not (packages / gone).exists()


@pytest.mark.parametrize(
    "kept",
    [
        *("botocore/data/s3/service.json", "botocore/data/endpoints.json", "django/conf/locale/en/formats.py"),
        *("django/conf/locale/de/LC_MESSAGES/django.mo", "django/conf/locale/__init__.py", "PIL/_imaging.so"),
        *("django/contrib/auth/models.py", "pillow.libs/libjpeg-1.so", "a/__pycache__/loaded.cpython-313.pyc"),
        *("a/other.py", "a.dist-info/licenses/LICENSE"),
    ],
)
def test_what_is_opened_stays(packages, kept):
    assert (packages / kept).exists()


def test_what_is_read_by_programs_alone_has_no_layout(packages):
    assert (packages / "botocore/data/endpoints.json").read_text() == '{"partitions":[1,2]}'


def test_nothing_goes_that_a_start_loads(packages):
    with pytest.raises(SystemExit, match="django/contrib/gis/models"):
        slim["slim"](packages, ["a/loaded.py", "django/contrib/gis/models.py"], ["en"])


def test_what_the_site_loads_and_speaks_is_found_without_variables():
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(tree.ROOT)}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings.build"
    found = subprocess.run(
        [sys.executable, str(SCRIPT), "needs"], env=environment, cwd=tree.ROOT, capture_output=True, check=True
    )
    needs = json.loads(found.stdout)
    assert needs["languages"] == sorted(code for code, _ in settings.LANGUAGES)
    assert {"django/db/backends/postgresql/base.py", "gunicorn/workers/gthread.py"} <= set(needs["modules"])


def test_every_service_that_the_code_asks_stays():
    asked = re.compile(r"""\.(?:client|resource)\(\s*["']([a-z0-9-]+)["']""")
    paths = [path for path in tree.code(".py") if not path.startswith("cron/")]  # that has an image of its own
    named = {name for path in paths for name in asked.findall(tree.read(path))}
    assert named - slim["SERVICES"] == set()


def test_every_kind_of_picture_can_still_be_read():
    assert set(pictures.FORMATS) <= {"JPEG", "PNG", "WEBP"}
    used = {path for path in tree.code(".py") if re.search(r"PIL.*\bImage(?:Cms|Font|Tk)\b", tree.read(path))}
    assert used == set()


def test_no_installed_app_goes():
    gone = {folder.replace("/", ".") for folder in slim["UNINSTALLED"]}
    assert gone & set(settings.INSTALLED_APPS) == set()
    assert {path for path in tree.code(".py") for name in gone if name in tree.read(path)} == set()
