"""A terminal shows how far it is on one line; a log gets sentences only."""

import io
import re

import pytest

from profiles.operations.backups import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("out", "is_shown"), [(Terminal(), True), (io.StringIO(), False)])
def test_only_a_terminal_sees_the_line(out, is_shown, monkeypatch):
    monkeypatch.setattr(progress, "EVERY_SECONDS", 0)
    shown = progress.Progress(out)
    shown(2_500_000)
    assert ("2.5 MB" in out.getvalue()) is is_shown
    assert re.fullmatch(r"2\.5 MB in [\d.]+ s", shown.end())
    assert out.getvalue().endswith("\r\x1b[K") is is_shown
