"""Nothing is far longer than its budget."""

from tests.repository import sizes
from tests.repository.sizes import FUNCTION, Size


def test_nothing_is_far_beyond_its_budget():
    assert [str(size) for size in sizes.far_beyond(sizes.sizes())] == []


def test_a_function_of_61_lines_is_found():
    long, short = ("def f():\n" + "    x = 1\n" * lines for lines in (60, 40))
    (found,) = sizes.functions_in(long, "somewhere.py")
    assert found == Size(FUNCTION, "somewhere.py:1 f", 61)
    assert sizes.far_beyond([found]) == [found]
    (found,) = sizes.functions_in(short, "somewhere.py")
    assert sizes.over_budget([found]) == [found]
    assert sizes.far_beyond([found]) == []
