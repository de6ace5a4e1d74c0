"""docs/reference/openapi.yaml is what the code says, valid and without warnings, and keeps what it promised."""

import copy

import pytest
import yaml

from tests.repository import additions, pages, schema, tree


def test_the_description_of_the_api_is_current_and_keeps_its_promises():
    for path, page in schema.PAGES.items():
        made = page()
        assert schema.losses(made) == []
        assert pages.is_current(path, made), f"{path} is stale; `make reference` writes it anew"


def _without(path: list[str]):
    def change(description: dict) -> None:
        for name in path[:-1]:
            description = description[name]
        del description[path[-1]]

    return change


def _requiring(description: dict) -> None:
    description["paths"]["/api/v1/people"]["get"]["parameters"][0]["required"] = True


def _renaming(description: dict) -> None:
    properties = description["components"]["schemas"]["Person"]["properties"]
    properties["title"] = properties.pop("headline")


def _retyping(description: dict) -> None:
    description["components"]["schemas"]["Person"]["properties"]["headline"]["type"] = "integer"


def _forgetting(description: dict) -> None:
    description["components"]["schemas"]["Person"]["required"].remove("name")


def _asking_for_more(description: dict) -> None:
    description["components"]["schemas"]["Lookup"]["required"] = ["usernames"]


@pytest.mark.parametrize(
    "change",
    [
        _asking_for_more,
        _without(["paths", "/api/v1/me"]),
        _without(["paths", "/api/v1/me", "patch"]),
        _without(["components", "schemas", "Change", "properties", "id"]),
        _requiring,
        _renaming,
        _retyping,
        _forgetting,
    ],
)
def test_a_promise_that_is_broken_is_found(change):
    old = yaml.safe_load(tree.read(schema.PATH))
    new = copy.deepcopy(old)
    change(new)
    assert additions.losses(old, new)
    assert additions.losses(old, old) == []


def test_what_is_added_breaks_nothing():
    old = yaml.safe_load(tree.read(schema.PATH))
    new = copy.deepcopy(old)
    new["paths"]["/api/v1/works"] = {"get": {"responses": {}}}
    new["components"]["schemas"]["Person"]["properties"]["works"] = {"type": "array"}
    new["components"]["schemas"]["Person"]["required"].append("works")
    new["paths"]["/api/v1/people"]["get"]["parameters"].append({"in": "query", "name": "work", "schema": {}})
    assert additions.losses(old, new) == []
