"""What people do again and again while a test does something else."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor


@contextlib.contextmanager
def meanwhile(*acts: Callable[[], None]) -> Iterator[None]:
    """Each is done over and over until the block ends; what one raises is raised here then."""
    ended = threading.Event()

    def do_again(act: Callable[[], None]) -> None:
        while not ended.is_set():
            act()

    with ThreadPoolExecutor(len(acts)) as threads:
        at_work = [threads.submit(do_again, act) for act in acts]
        try:
            yield
        finally:
            ended.set()
    for each in at_work:
        each.result()
