"""Nobody is sent to another site."""

import pytest

from profiles.shared.local_paths import MAX_LENGTH, local_path


@pytest.mark.parametrize("address", ["/", "/people/?q=a&after=b", "/me/#x"])
def test_a_path_of_this_site_is_taken(address):
    assert local_path(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "people/",
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "/oidc/logout/",
        "/a\nb",
        "///",
        "/" + "a" * MAX_LENGTH,
    ],
)
def test_nothing_else_is(address):
    assert local_path(address) == ""
