"""What crawlers are told."""

import xml.etree.ElementTree as ET

import pytest
from django.core.cache import cache

from profiles.pages import sitemaps
from profiles.people import actions
from profiles.people.models import Profile
from tests import cast

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(autouse=True)
def nothing_cached():
    cache.clear()


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def entries(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/xml"
    found = ET.fromstring(body(answer))
    return [(one.find(f"{SPACE}loc").text, one.find(f"{SPACE}lastmod").text) for one in found]


def listed(client):
    """Every page that the index leads to, in its order."""
    files = [loc.removeprefix("http://testserver") for loc, _ in entries(client, "/sitemap.xml")]
    return [loc for path in files for loc, _ in entries(client, path)]


def groups(text):
    """Of robots.txt, by RFC 9309: the user agents of a group, and its rules."""
    found, agents, rules = [], [], []
    for line in [*text.splitlines(), "user-agent: end"]:
        name, _, value = line.partition(":")
        if name.strip().lower() == "user-agent":
            if rules:
                found.append((agents, rules))
                agents, rules = [], []
            agents.append(value.strip())
        elif name.strip().lower() in ("allow", "disallow"):
            rules.append((name.strip().lower(), value.strip()))
    return found


def test_robots_keeps_crawlers_from_sign_in_and_searches(stranger):
    everybody = {agents[0]: rules for agents, rules in groups(stranger.get("/robots.txt").content.decode())}["*"]
    assert set(everybody) == {("disallow", path) for path in ("/oidc/", "/me/", "/admin/", "/people/?", "/display/")}


@pytest.mark.parametrize("is_allowed", [True, False])
def test_the_operator_decides_about_crawlers_that_train(stranger, settings, is_allowed):
    settings.AI_TRAINING = is_allowed
    found = groups(stranger.get("/robots.txt").content.decode())
    refused = [agents for agents, rules in found if rules == [("disallow", "/")]]
    assert len(refused) == (0 if is_allowed else 1)
    assert is_allowed or len(refused[0]) > 10
    assert [agents for agents, rules in found if rules != [("disallow", "/")]] == [["*"]]


def test_robots_leads_to_the_sitemap(stranger):
    assert "Sitemap: http://testserver/sitemap.xml" in stranger.get("/robots.txt").content.decode().splitlines()


def test_the_sitemap_lists_public_pages_that_may_be_listed(ada, ben, cleo, stranger):
    ada.publish()
    ben.publish()
    actions.choose_reach(ben.profile, is_indexable=False, has_webfinger=True, by=ben.user)
    assert listed(stranger) == ["http://testserver/people/ada/"]
    assert listed(cleo.client) == listed(ada.client) == listed(stranger)


def test_a_page_has_the_time_of_its_last_public_change(ada, stranger):
    ada.publish()
    changed_at = ada.profile.public_changed_at.isoformat(timespec="seconds")
    ((file, newest),) = entries(stranger, "/sitemap.xml")
    assert newest == changed_at
    ((_, at),) = entries(stranger, file.removeprefix("http://testserver"))
    assert at == changed_at


def test_files_hold_no_more_than_they_may_and_all_together_everybody_once(db, stranger, monkeypatch, queries_of):
    monkeypatch.setattr(sitemaps, "MOST", 5)
    monkeypatch.setattr(sitemaps, "STEP", 2)
    people = [cast.join(f"p-{number}", f"Person {number}").publish() for number in range(12)]
    files = entries(stranger, "/sitemap.xml")
    assert len(files) == 3
    assert listed(stranger) == [f"http://testserver/people/{one.user.username}/" for one in people]
    with queries_of(3):
        assert len(entries(stranger, files[0][0].removeprefix("http://testserver"))) == 5


def test_a_page_hidden_since_the_index_was_counted_is_in_no_file(ada, ben, stranger):
    ada.publish()
    ben.publish()
    assert len(listed(stranger)) == 2
    Profile.objects.filter(pk=ben.profile.pk).update(is_indexable=False)
    assert listed(stranger) == ["http://testserver/people/ada/"]


def test_without_anybody_the_sitemap_is_empty(db, stranger):
    assert entries(stranger, "/sitemap.xml") == []


def test_files_are_not_fetched_without_end(db, stranger, settings):
    settings.RATE_LIMITS = {"sitemap": "2/minute"}
    from profiles.shared import rate_limits

    rate_limits._own.cache_clear()
    path = "/sitemap/01990000-0000-7000-8000-000000000000.xml"
    assert [stranger.get(path).status_code for _ in range(3)] == [200, 200, 429]
    rate_limits._own.cache_clear()
