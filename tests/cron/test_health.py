"""The container is well while rounds end."""

import os
import subprocess
import sys

from cron import health


def test_it_is_well_for_as_long_as_the_file_says(tmp_path):
    beat = tmp_path / "heartbeat"
    beat.write_text("180")
    os.utime(beat, (1000, 1000))
    assert health.is_well(beat, now=1179)
    assert not health.is_well(beat, now=1180)


def test_without_a_round_it_is_not_well(tmp_path):
    beat = tmp_path / "heartbeat"
    assert not health.is_well(beat, now=0)
    beat.write_text("soon")
    assert not health.is_well(beat, now=0)


def test_it_runs_by_its_path_alone(tmp_path):
    copy = tmp_path / "health.py"
    beat = tmp_path / "heartbeat"
    copy.write_text(health.__loader__.get_data(health.__file__).decode().replace("/tmp/heartbeat", str(beat)))
    command = [sys.executable, "-S", "-E", "-I", str(copy)]
    assert subprocess.run(command, check=False).returncode == 1
    beat.write_text("60")
    assert subprocess.run(command, check=False).returncode == 0
