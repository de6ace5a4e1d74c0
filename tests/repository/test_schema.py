"""docs/reference/openapi.yaml is what the code says, valid and without warnings."""

from tests.repository import pages, schema


def test_the_description_of_the_api_is_current():
    for path, page in schema.PAGES.items():
        assert pages.is_current(path, page()), f"{path} is stale; `make reference` writes it anew"
