"""Persistent identifiers: read as they are copied, checked, shown, and called authenticated only by their issuer."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from profiles.accounts.models import Identity
from profiles.people import identifiers
from profiles.people.identifiers import Scheme

ORCID = "0000-0002-1825-0097"
ISSUER = "https://register.example"


@pytest.mark.parametrize(
    ("scheme", "written", "stored"),
    [
        (Scheme.ORCID, ORCID, ORCID),
        (Scheme.ORCID, "0000000218250097", ORCID),
        (Scheme.ORCID, " 0000 0002 1825 0097 ", ORCID),
        (Scheme.ORCID, f"https://orcid.org/{ORCID}", ORCID),
        (Scheme.ORCID, f"http://orcid.org/{ORCID}/", ORCID),
        (Scheme.ORCID, f"orcid.org/{ORCID}?lang=en", ORCID),
        (Scheme.ORCID, "0000-0002-1694-233x", "0000-0002-1694-233X"),
        (Scheme.ORCID, "0000–0002–1825–0097", ORCID),
        (Scheme.ISNI, "0000 0002 1825 0097", "0000000218250097"),
        (Scheme.ISNI, "https://isni.org/isni/0000000218250097", "0000000218250097"),
        (Scheme.WIKIDATA, "q42", "Q42"),
        (Scheme.WIKIDATA, "https://www.wikidata.org/wiki/Q42", "Q42"),
        (Scheme.VIAF, "https://viaf.org/viaf/12345/", "12345"),
        (Scheme.GND, "https://d-nb.info/gnd/11851994x", "11851994X"),
    ],
)
def test_an_identifier_is_read_as_it_is_copied(scheme, written, stored):
    assert identifiers.stored(scheme, written) == stored


@pytest.mark.parametrize(
    ("scheme", "written", "code"),
    [
        (Scheme.ORCID, "0000-0002-1825-0098", "check"),
        (Scheme.ORCID, "0000-0002-1694-2330", "check"),
        (Scheme.ORCID, "0000-0002-1825-009", "shape"),
        (Scheme.ORCID, "0000-0002-1825-00977", "shape"),
        (Scheme.ORCID, "https://register.example/0000-0002-1825-0097", "shape"),
        (Scheme.ORCID, "٠٠٠٠-0002-1825-0097", "shape"),
        (Scheme.ORCID, "x" * 200, "shape"),
        (Scheme.ISNI, "0000 0002 1825 0098", "check"),
        (Scheme.WIKIDATA, "42", "shape"),
        (Scheme.WIKIDATA, "Q0", "shape"),
        (Scheme.VIAF, "12x", "shape"),
        (Scheme.GND, "../etc", "shape"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(scheme, written, code):
    with pytest.raises(ValidationError) as refusal:
        identifiers.stored(scheme, written)
    assert refusal.value.code == code


def test_a_misprinted_orcid_id_says_what_to_do():
    with pytest.raises(ValidationError, match="the last character does not fit"):
        identifiers.stored(Scheme.ORCID, "0000-0002-1825-0098")


@pytest.mark.parametrize(
    ("scheme", "value", "shown", "address"),
    [
        (Scheme.ORCID, ORCID, f"https://orcid.org/{ORCID}", f"https://orcid.org/{ORCID}"),
        (Scheme.ISNI, "0000000218250097", "0000 0002 1825 0097", "https://isni.org/isni/0000000218250097"),
        (Scheme.WIKIDATA, "Q42", "Q42", "https://www.wikidata.org/wiki/Q42"),
    ],
)
def test_an_identifier_is_shown_as_its_register_asks(scheme, value, shown, address):
    assert identifiers.shown(scheme, value) == shown
    assert identifiers.address(scheme, value) == address


def sign_in_at(member, issuer, sub=ORCID):
    Identity.objects.create(user=member.user, issuer=issuer, sub=sub, last_used_at=timezone.now())


def test_an_orcid_id_is_authenticated_by_its_issuer_alone(ada, ben, settings):
    settings.ORCID_ISSUER = ISSUER
    sign_in_at(ada, "https://other.example")
    sign_in_at(ben, ISSUER)
    assert identifiers.authenticated(ada.profile) == set()
    assert identifiers.authenticated(ben.profile) == {ORCID}


def test_without_an_issuer_nothing_is_authenticated(ada, settings, django_assert_num_queries):
    settings.ORCID_ISSUER = ""
    sign_in_at(ada, "")
    profile = ada.profile
    with django_assert_num_queries(0):
        assert identifiers.authenticated(profile) == set()


def test_authenticated_costs_one_query(ada, settings, django_assert_num_queries):
    settings.ORCID_ISSUER = ISSUER
    profile = ada.profile
    with django_assert_num_queries(1):
        identifiers.authenticated(profile)
