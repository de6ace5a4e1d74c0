"""The last lines of `make bench-image`: what a visitor of the shipped stack waits while 200 bodies trickle in."""

import sys

from tests.stack import engine, running, slow


def main() -> None:
    if not engine.answers():
        sys.exit(engine.LACKING)
    with running.newborn() as stack:
        running.meet_authority(stack)
        roots = stack.checkout.roots
        slow.waits_of(roots, pages=10)
        usual = slow.waits_of(roots)
        with slow.trickling_bodies(roots, 200):
            meanwhile = slow.waits_of(roots)
    for name, waits in (("nobody slow", usual), ("200 slow bodies", meanwhile)):
        print(f"  a visitor's wait, {name:18} {waits.usual:8.3f} s   19 of 20 pages within {waits.high:.3f} s")
    print(f"  added by slow bodies {max(0.0, meanwhile.high - usual.high):24.3f} s   goal 0.1 s")


if __name__ == "__main__":
    main()
