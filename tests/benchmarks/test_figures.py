"""What a run of the benchmark computes from what it measured; nothing here is timed."""

import pytest

from tests.benchmarks import figures
from tests.benchmarks.figures import Row, percentile

LONG_AGO = "/people/?q=long"


def row(*, web: float = 1.0, store: float = 0.0, wait: float = 1.0, is_search: bool = False, queries: int = 0) -> Row:
    made = Row(is_search=is_search, waits=[wait], webs=[web], per_second=[10.0], queries=queries)
    made.note_store(store, "/")
    return made


def rows(**changed: Row) -> figures.Rows:
    """Of a site that meets each goal at its edge, but for what is changed."""
    found = {
        figures.D: row(web=0.32),
        "profile, copy": row(web=0.384),
        "profile, 304": row(web=0.32),
        "profile, uncached": row(web=3, store=1, queries=4),
        "directory, first page, uncached": row(web=4, store=1),
        "search, one": row(web=10, store=30, wait=60, is_search=True),
        "search, other": row(web=1, store=1, wait=1, is_search=True),
    }
    return found | changed


def missed(small: figures.Rows, large: figures.Rows, *, memory: float = 35, first_answer: float = 1.5) -> list[str]:
    found = figures.goals(small, large, figures.yardstick([small, large]), memory=memory, first_answer=first_answer)
    return [goal.what for goal in found if not goal.is_met]


@pytest.mark.parametrize(("share", "value"), [(50, 50), (95, 95), (99, 99), (100, 100), (1, 1)])
def test_a_percentile_is_a_value_that_so_many_do_not_exceed(share, value):
    assert percentile([float(one) for one in range(100, 0, -1)], share) == value


def test_a_percentile_of_few_values_is_one_of_them():
    assert percentile([7.0], 50) == percentile([7.0], 99) == 7.0
    assert percentile([1.0, 2.0], 95) == 2.0


def test_a_request_costs_the_middle_round_of_the_web_and_the_mean_of_the_store():
    one = Row(webs=[1.0, 9.0, 2.0])
    one.note_store(1.0, "/a")
    one.note_store(3.0, LONG_AGO)
    assert (one.web, one.store, one.cpu) == (2.0, 2.0, 4.0)
    assert one.dearest == (3.0, LONG_AGO)


def test_the_first_question_is_the_dearest_even_where_it_cost_nothing():
    one = Row()
    one.note_store(0.0, "/a")
    assert one.dearest == (0.0, "/a")


def test_a_process_that_ended_takes_nothing_from_what_others_spent():
    assert figures.spent_between({1: 500.0, 2: 10.0}, {2: 13.0}) == 3.0
    assert figures.spent_between({2: 10.0}, {2: 13.0, 3: 700.0}) == 3.0


def test_what_is_just_at_its_goal_is_met():
    assert missed(rows(), rows()) == []


@pytest.mark.parametrize(
    ("name", "dearer", "goal"),
    [
        ("profile, copy", row(web=0.4), "profile from a copy"),
        ("profile, 304", row(web=0.33), "profile, 304"),
        ("profile, uncached", row(web=3, store=1.1, queries=4), "profile, uncached"),
        ("profile, uncached", row(web=3, store=1, queries=5), "profile, uncached: queries"),
        ("directory, first page, uncached", row(web=5.1), "directory, first page, uncached"),
        ("search, other", row(store=30.1, is_search=True), "search, p95 in the database"),
        ("search, other", row(wait=60.1, is_search=True), "search, p95 end to end"),
    ],
)
def test_what_costs_more_misses_its_own_goal(name, dearer, goal):
    large = rows(**{name: dearer})
    assert missed(large, large) == [goal]


def test_the_yardstick_is_the_constant_page_where_neighbours_disturbed_it_least():
    assert figures.yardstick([rows(**{figures.D: row(web=0.9)}), rows(), rows(**{figures.D: row(web=0.5)})]) == 0.32


def test_memory_and_start_have_goals_too():
    assert missed(rows(), rows(), memory=36, first_answer=1.6) == [
        "a worker's own memory",
        "first answer after the start",
    ]


def test_searches_may_cost_twice_as_much_among_more_people():
    few = rows(**{"search, other": row(web=0.5, store=0.5, is_search=True)})
    assert missed(few, rows()) == []
    few = rows(**{"search, other": row(web=0.4, store=0.5, is_search=True)})
    assert missed(few, rows()) == ["search, growth with people"]


def test_a_run_over_one_size_says_nothing_of_growth():
    same = rows()
    assert "search, growth with people" not in [
        goal.what for goal in figures.goals(same, same, 0.32, memory=1, first_answer=1)
    ]


def test_a_missed_goal_says_by_how_much():
    dear = rows(**{"profile, copy": row(web=0.768)})
    found = {goal.what: goal.verdict for goal in figures.goals(dear, dear, 0.32, memory=1, first_answer=1)}
    assert found["profile from a copy"] == "**missed**, by a factor of 2.0"
    assert found["profile, 304"] == "met"


def test_what_slows_all_alike_misses_nothing():
    """A machine of half the speed has twice the d."""
    slow = rows(
        **{
            figures.D: row(web=0.64),
            "profile, copy": row(web=0.768),
            "profile, 304": row(web=0.64),
            "profile, uncached": row(web=6, store=2, queries=4),
            "directory, first page, uncached": row(web=8, store=2),
        }
    )
    assert missed(slow, slow) == []
