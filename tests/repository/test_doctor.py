"""The page about the doctor is current and names every line that it may print."""

import pytest

from tests.repository import doctor, pages

ONLY_SOMETIMES = {"needed values", "weak secrets", "inside the image", "backups"}  # instead of the image's own lines


@pytest.mark.parametrize("path", doctor.PAGES)
def test_the_page_about_the_doctor_is_current(path):
    assert pages.is_current(path, doctor.PAGES[path]()), f"{path} is stale; `make reference` writes it anew"


def test_every_line_of_the_script_is_described():
    described = {look.name for look in doctor.on_the_machine()}
    assert doctor.names_shown_by_the_script() - ONLY_SOMETIMES == described


def test_no_two_lines_have_one_name():
    names = [look.name for look in (*doctor.on_the_machine(), *doctor.in_the_image(), *doctor.of_backups())]
    assert len(names) == len(set(names))
