"""Django's door, from outside."""

import subprocess
import sys

from tests.repository import tree


def test_who_interrupts_before_a_command_began_reads_one_sentence():
    asked = [sys.executable, "manage.py", "shell", "--no-imports", "-c", "raise KeyboardInterrupt"]
    told = subprocess.run(asked, cwd=tree.ROOT, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout, told.stderr) == (1, "", "Interrupted.\n")
