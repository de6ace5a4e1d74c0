"""docs/reference/licences.md lists what the images hold, and nothing of it binds those who pass them on."""

import pytest

from tests.repository import licences, pages


def test_the_page_about_licences_is_current():
    for path, page in licences.PAGES.items():
        assert pages.is_current(path, page()), f"{path} is stale; `make reference` writes it anew"


def test_everything_that_is_shipped_may_be_passed_on():
    assert len(licences.shipped()) > 40
    assert licences.refused() == {}


def test_the_check_fails_for_a_licence_that_binds_others(monkeypatch, capsys):
    assert licences.main() == 0
    monkeypatch.setattr(licences, "ALLOWED", licences.ALLOWED - {"LGPL-3.0-only"})
    assert licences.main() == 1
    assert "psycopg: LGPL-3.0-only" in capsys.readouterr().out


@pytest.mark.parametrize(
    "licence", ["MIT", "GPL-2.0-only OR MIT", "BSD-3-Clause AND ISC", "BSD-3-Clause OR Apache-2.0"]
)
def test_a_free_licence_is_allowed(licence):
    assert licences.is_allowed(licence)


@pytest.mark.parametrize("licence", ["", "GPL-3.0-or-later", "AGPL-3.0-only", "MIT AND GPL-3.0-only", "Proprietary"])
def test_another_licence_is_not(licence):
    assert not licences.is_allowed(licence)
