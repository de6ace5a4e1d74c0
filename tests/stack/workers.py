"""The server's processes inside their container."""

from tests.stack.stack import WEB, Stack

_CHILDREN = """
import os, pathlib
for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
    fields = stat.read_text().rpartition(")")[2].split()
    if fields[1] == "1" and int(stat.parent.name) != os.getpid():
        print(stat.parent.name)
"""


def workers(stack: Stack) -> set[str]:
    return set(stack.inside(WEB, "python", "-c", _CHILDREN).split())


def kill(stack: Stack, *numbers: str) -> None:
    stack.inside(WEB, "python", "-c", f"import os; [os.kill(number, 9) for number in ({', '.join(numbers)},)]")
