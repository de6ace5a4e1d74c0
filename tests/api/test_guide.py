"""The program in docs/api.md, as a stranger would run it."""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from profiles.accounts import actions as accounts
from profiles.api import actions
from profiles.api.models import Feed
from profiles.people import actions as people
from profiles.people.models import Kind
from tests import cast
from tests.repository import tree


@pytest.fixture
def keep(live_server, settings, tmp_path):
    """Runs the program once; answers the copy that it has then, as headlines by username."""
    settings.SITE_URL, settings.SITE = live_server.url, urlsplit(live_server.url)
    Feed.objects.get_or_create(id=1)
    program, copy = tmp_path / "keep.py", tmp_path / "copy.json"
    program.write_text(re.search(r"```python\n(.*?)```", tree.read("docs/api.md"), re.DOTALL)[1])

    def run() -> dict[str, str]:
        subprocess.run([sys.executable, program, f"{live_server.url}/api/v1", copy], check=True, timeout=60)
        kept = json.loads(Path(copy).read_text())["people"].values()
        return {person["username"]: person["headline"] for person in kept}

    return run


def test_a_stranger_keeps_a_copy_by_the_documented_loop(keep):
    known = [cast.join(f"person-{number}", f"Person {number}").publish() for number in range(5)]
    first, second, third, *_ = known
    assert set(keep()) == {f"person-{number}" for number in range(5)}
    first.write(Kind.HEADLINE, "New")
    people.unpublish(second.profile, by=second.user)
    accounts.rename(third.user, "renamed", opened_with="person-2", by=third.user)
    cast.join("newcomer", "Newcomer").publish()
    cast.join("hidden", "Hidden")
    now = keep()
    assert now == {"person-0": "New", "renamed": "", "person-3": "", "person-4": "", "newcomer": ""}
    actions.begin_new_era()
    assert keep() == now, "read anew after a restore"
