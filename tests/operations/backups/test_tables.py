"""A sum changes with any row, and with nothing else."""

import pytest
from django.db import connection

from profiles.operations.backups import tables
from profiles.operations.backups.manifest import Table
from profiles.people.models import Profile


def summed(name="people_profile"):
    return next(table for table in tables.tables() if table.name == name)


def test_all_tables_are_counted_but_those_of_sessions(ada):
    found = {table.name for table in tables.tables()}
    assert set(tables.LEFT_OUT) & found == set()
    with connection.cursor() as cursor:
        assert set(connection.introspection.table_names(cursor)) == found | set(tables.LEFT_OUT)


def test_a_change_of_one_letter_changes_the_sum(ada, ben):
    before = summed()
    Profile.objects.filter(user=ben.user).update(display_name="Ben Jonsom")
    assert summed().rows == before.rows
    assert summed().sum != before.sum


@pytest.mark.parametrize("setting", ["SET TimeZone = 'Asia/Tokyo'", "SET DateStyle = 'German'"])
def test_the_sum_is_the_same_in_any_session(ada, setting):
    before = summed()
    with connection.cursor() as cursor:
        cursor.execute(setting)
        found = summed()
        cursor.execute("RESET ALL")
    assert found == before


def test_a_table_without_rows_has_a_sum():
    assert tables.differences([Table("a", 0, "0")], [Table("a", 0, "0")]) == []


def test_each_difference_is_a_sentence():
    expected = [Table("a", 1, "1"), Table("b", 1, "1"), Table("c", 1, "1"), Table("d", 1, "1")]
    found = [Table("b", 0, "0"), Table("c", 1, "2"), Table("d", 1, "1")]
    assert tables.differences(expected, found) == [
        "The table a is missing.",
        "The table b has 0 rows instead of 1.",
        "The table c has other content than it had.",
    ]
