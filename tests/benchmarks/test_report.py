"""The page that a run of the benchmark leaves."""

from tests.benchmarks import figures, report
from tests.benchmarks.test_figures import row, rows


def page(small: figures.Rows, large: figures.Rows, shared: figures.Rows | None = None) -> str:
    goals = figures.goals(small, large, 0.32, memory=30, first_answer=1)
    return report.page(
        small=small,
        large=large,
        shared=shared or {},
        sizes=(10, 1000),
        d=0.32,
        goals=goals,
        plans=[],
        facts=[("date", "today")],
    )


def test_each_row_stands_in_the_table_of_its_size():
    text = page(rows(), rows(**{"search, other": row(web=3, store=1, is_search=True)}))
    many, few = text.index("## Among 1,000 people"), text.index("## Among 10 people")
    assert many < few
    assert "| search, other | 10 | 1.0 | 1.0 | 1.0 | 3.00 | 1.00 | 1.0 | 12.5 | 0 | 2.0 x |" in text[many:few]
    assert "| search, other | 10 | 1.0 | 1.0 | 1.0 | 1.00 | 1.00 | 1.0 | 6.2 | 0 |\n" in text[few:]


def test_goals_stand_before_all_figures_with_their_verdict():
    text = page(rows(), rows(**{"profile, copy": row(web=0.64)}))
    assert "| profile from a copy | 2.00 d | 1.2 d | **missed**, by a factor of 1.7 |  |" in text
    assert text.index("## Goals") < text.index("profile from a copy") < text.index("## Among")


def test_every_table_has_as_many_cells_in_each_line():
    text = page(rows(), rows(), shared=rows())
    tables = [block.splitlines() for block in text.split("\n\n") if block.startswith("|")]
    assert len(tables) == 5
    for lines in tables:
        assert len({line.count("|") for line in lines}) == 1


def test_one_size_has_one_table_and_no_growth():
    same = rows()
    text = page(same, same)
    assert text.count("## Among") == 1
    assert "growth |" not in text
    assert "With Redis" not in text


def test_the_machine_is_named():
    facts = dict(report.facts(3, 1.5, "18.1"))
    assert "PostgreSQL 18.1" in facts["versions"]
    assert "Django" in facts["versions"]
    assert facts["load of the machine"].startswith("1.5 before, ")
