"""A process that ends with its starter, even when the starter is killed and can end nobody.

usage: python -m config.local.tied MODULE ARGUMENT...   with a pipe from the starter as standard input
"""

import os
import runpy
import signal
import sys
import threading


def _end_with_starter() -> None:
    while os.read(0, 1024):
        pass  # nothing is ever written; the pipe ends when the starter does
    os.killpg(os.getpgrp(), signal.SIGTERM)


if __name__ == "__main__":
    threading.Thread(target=_end_with_starter, daemon=True).start()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
