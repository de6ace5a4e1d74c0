"""Addresses of links: stored in one safe form, typed by their shape, shown as people know them."""

import pytest
from django.core.exceptions import ValidationError

from profiles.people import links
from profiles.people.links import Type

HTTPS = "https://"  # apart from hosts that only look real


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("https://ada.example", "https://ada.example/"),
        ("HTTPS://Ada.Example/Path", "https://ada.example/Path"),
        ("http://ada.example:8080/?a=1&b=2#c", "http://ada.example:8080/?a=1&b=2#c"),
        ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("https://مثال.example/", "https://xn--mgbh0fb.example/"),
        ("https://ada.example/a%20b", "https://ada.example/a%20b"),
        ("https://ada.example/<script>'\"", "https://ada.example/%3Cscript%3E'%22"),
        ("https://ada.example./x", "https://ada.example/x"),
        ("@ada@social.example", "https://social.example/@ada"),
        ("https://127.0.0.1/", "https://127.0.0.1/"),
    ],
)
def test_an_address_has_one_form(written, stored):
    assert links.address(written) == stored
    assert links.address(stored) == stored


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("javascript:alert(1)", "scheme"),
        ("data:text/html,x", "scheme"),
        ("ftp://ada.example", "scheme"),
        ("mailto:ada@ada.example", "scheme"),
        ("//ada.example/x", "relative"),
        ("/x", "relative"),
        ("ada.example", "relative"),
        ("ada.example:8000/x", "relative"),
        ("ada@ada.example", "mail"),
        ("https://ada:secret@ada.example/", "credentials"),
        ("https://ada.example@evil.example/", "credentials"),
        ("https://ada.example\\@evil.example/", "credentials"),
        ("https://ada.example\\evil", "host"),
        ("https://ada .example/", "spaces"),
        ("https://ada.example/\u202egpj", "spaces"),
        ("https://ada.example/\x00", "spaces"),
        ("https://ada.example/\u200b", "spaces"),
        ("https:///x", "host"),
        ("https://[::1", "host"),
        ("https://[::1]/", "host"),
        ("https://a..example/", "host"),
        ("https://-a.example/", "host"),
        ("https://xn--zzzz.example/", "host"),
        ("https://intranet/", "host"),
        (f"{HTTPS}1.2.3/", "host"),
        (f"{HTTPS}0x7f.1/", "host"),
        ("https://ada.example:0/", "host"),
        ("https://ada.example:x/", "host"),
        ("https://ada.example/" + "ü" * 400, "long"),
    ],
)
def test_what_leads_nowhere_safe_is_refused_with_a_reason(written, code):
    with pytest.raises(ValidationError) as refusal:
        links.address(written)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("url", "type_", "words"),
    [
        ("https://ada.example/", Type.WEBSITE, "ada.example"),
        ("https://www.ada.example/", Type.WEBSITE, "ada.example"),
        ("https://ada.example/people/ada/", Type.PROFILE, "ada.example/people/ada"),
        ("https://social.example/@ada", Type.MASTODON, "@ada@social.example"),
        ("https://xn--bcher-kva.example/stra%C3%9Fe", Type.PROFILE, "bücher.example/straße"),
        ("https://ada.example/a%2Fb%20c", Type.PROFILE, "ada.example/a%2Fb%20c"),
        ("https://ada.example/%E2%80%AEx", Type.PROFILE, "ada.example/%E2%80%AEx"),
        ("https://ada.example/%FF", Type.PROFILE, "ada.example/%FF"),
    ],
)
def test_a_stored_address_is_typed_and_shown_as_people_know_it(url, type_, words):
    assert (links.guessed_type(url), links.words(url)) == (type_, words)


@pytest.mark.parametrize("type_", Type.values)
def test_only_what_is_ones_own_says_me(type_):
    said = set(links.rel(type_).split())
    assert {"nofollow", "ugc", "noopener"} <= said
    assert ("me" in said) is (type_ != Type.OTHER)


def test_what_a_link_is_called_is_no_matter_of_its_host():
    assert links.rel("") == links.rel(Type.OTHER)
