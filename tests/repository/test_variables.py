"""Every environment variable is in config/env, read somewhere, and listed in .envs/README.md."""

import re

import pytest

from config.env import VARIABLES
from cron import settings as monitor
from tests.repository import pages, tree, variables

KNOWN = {variable.name for variable in VARIABLES}
TESTS_OWN = {"PATH", "HOME", "LANG", "TMPDIR", "CI"}  # and what pytest itself sets
# Each is said where it is read.
GATES_OWN = {"AUDIT_URL", "NAME", "PLATFORMS", "POSTGRES_IMAGE", "PYTHON_IMAGE", "REGISTRIES", "WITHOUT"}


def test_every_variable_that_is_read_is_known():
    program = variables.readers(("config", "profiles", "manage.py"))
    assert {name: paths for name, paths in program.items() if name not in KNOWN | set(variables.DJANGOS_OWN)} == {}
    tests = variables.readers(("tests",))
    free = KNOWN | TESTS_OWN | GATES_OWN | set(variables.DJANGOS_OWN)
    unknown = {name: paths for name, paths in tests.items() if name not in free and not name.startswith("PYTEST_")}
    assert unknown == {}


def test_every_known_variable_is_read():
    assert sorted(KNOWN - set(variables.readers(("config", "profiles")))) == []


def test_every_variable_of_the_monitor_is_read_there_and_nowhere_else():
    source = tree.read("cron/settings.py").partition("class Target")[2]
    unread = [v.name for v in monitor.VARIABLES if f'"{v.name}"' not in source]
    assert unread == []
    reading = re.compile(r"os\.environ|getenv")
    found = [path for path in tree.files(".py", under=("cron",)) if reading.search(tree.read(path))]
    assert found == ["cron/settings.py"]


def test_the_platform_never_reads_the_environment():
    assert variables.readers(("profiles",)) == {}
    assert [path for path in tree.code(".py") if path.startswith("profiles/") and "os.environ" in tree.read(path)] == []


@pytest.mark.parametrize("path", variables.PAGES)
def test_the_pages_about_variables_are_current(path):
    assert pages.is_current(path, variables.PAGES[path]()), f"{path} is stale; `make reference` writes it anew"


def test_no_secret_stands_in_a_default():
    assert [variable.name for variable in VARIABLES if variable.is_secret and variable.default] == []


@pytest.mark.parametrize(
    "source",
    ['os.environ["NEW"]', 'os.environ.get("NEW", "x")', 'env.text("NEW")', 'os.getenv("NEW")', '"NEW" in os.environ'],
)
def test_reading_a_variable_is_noticed(source):
    assert variables.names_read(source) == {"NEW"}
