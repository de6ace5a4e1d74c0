"""Every defence that can be removed still stands where its record says, and its test exists."""

import os
import subprocess
import sys
from collections import Counter

import pytest

from tests import defences
from tests.defences import Defence, __main__
from tests.repository import tree


def test_every_defence_stands_where_its_record_says():
    known = defences.known()
    assert [d.name for d in known if not (tree.ROOT / d.file).is_file()] == []
    assert [d.name for d in known if tree.read(d.file).count(d.old) != 1] == []
    assert [d.name for d in known if d.old == d.new or not d.old.strip()] == []
    assert [name for name, times in Counter(d.name for d in known).items() if times > 1] == []


def test_every_defence_has_its_test():
    ids = sorted({defence.test for defence in defences.known()})
    # Another database's address keeps the collecting run from starting, and then stopping, the embedded one.
    environment = {**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"}
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:xdist", *ids]
    if ids:
        done = subprocess.run(command, cwd=tree.ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize(("code", "outcome"), [(1, "caught"), (0, "NOT CAUGHT"), (2, "NOT JUDGED"), (4, "NOT JUDGED")])
def test_only_a_failing_test_counts_as_caught(code, outcome):
    defence = Defence("a", "a.py", "old", "new", "tests/test_a.py::test_a")
    assert __main__.verdict(defence, code, "output").startswith(outcome)
