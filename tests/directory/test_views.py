"""The list of people and its search, as readers and crawlers use it."""

import re

import pytest

from profiles.people.models import Kind
from profiles.shared.visibility import Visibility
from tests import cast

NAMES = (
    ("ragnhild", "Ragnhild Øverlie-Castellanos"),
    ("lukasz", "Łukasz Müller"),
    ("sofia", "Σοφία Βελισαρίου"),
    ("hasan", "الحسن ابن الهيثم"),
    ("zoriana", "Зоряна Лукасевич-Дорн"),
    ("one", "O"),
)


@pytest.fixture
def scholars(db):
    return {username: cast.join(username, name).publish() for username, name in NAMES}


def found(client, query):
    page = client.get("/people/", {"q": query}).content.decode()
    return set(re.findall(r'href="/people/([^/"]+)/"', page))


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("overlie", "ragnhild"),
        ("ØVERLIE", "ragnhild"),
        ("ragn cast", "ragnhild"),
        ("castellanos rag", "ragnhild"),
        ("lukasz", "lukasz"),
        ("muller", "lukasz"),
        ("mueller", "lukasz"),
        ("MÜLL", "lukasz"),
        ("σοφια", "sofia"),
        ("βελισαριου", "sofia"),
        ("الهيثم", "hasan"),
        ("лукасевич", "zoriana"),
        ("zori", "zoriana"),
    ],
)
def test_a_half_remembered_name_is_found(scholars, stranger, query, who):
    assert who in found(stranger, query)


@pytest.mark.parametrize(
    "query", ["nobody", "overlie sofia", "erlie", "---", "'", "a' | 'b", "o:* & !x", "\\", "%", "<->"]
)
def test_other_texts_find_nobody_and_break_nothing(scholars, stranger, query):
    answer = stranger.get("/people/", {"q": query})
    assert answer.status_code == 200
    assert found(stranger, query) == set()


@pytest.mark.parametrize("query", ["㌖" * 200, "x" * 200, "ﷺ" * 200, "a " * 100])
def test_long_words_are_cut_and_not_an_error(ada, stranger, query):
    ada.publish()
    assert stranger.get("/people/", {"q": query}).status_code == 200


def test_ada_is_found_without_accents_by_cleo(ada, cleo):
    ada.client.post("/me/edit/name/", {"text": "Adélaïde Lovelače", "version": 1})
    ada.publish()
    assert found(cleo.client, "adelaide lovelace") == {"ada"}


def test_drafts_and_taken_down_pages_are_not_found(ada, ben, stranger):
    assert found(stranger, "lovelace") == set()
    ada.publish()
    assert found(stranger, "lovelace") == {"ada"}
    ada.client.post("/me/unpublish/")
    for client in (stranger, ben.client, ada.client):
        assert found(client, "lovelace") == set()


def test_the_count_never_depends_on_what_the_viewer_may_not_see(ada, ben, stranger):
    assert "1 person" not in stranger.get("/people/").content.decode()
    ada.publish()
    ben.publish()
    assert "2 people" in stranger.get("/people/").content.decode()


@pytest.mark.parametrize(
    ("level", "seen_by"), [("public", {"stranger", "cleo", "ada"}), ("members", {"cleo", "ada"}), ("me", {"ada"})]
)
def test_a_headline_in_a_list_is_shown_to_whom_its_owner_shows_it(ada, cleo, stranger, level, seen_by):
    ada.write(Kind.HEADLINE, "Analyst of engines", Visibility(level)).publish()
    clients = {"stranger": stranger, "cleo": cleo.client, "ada": ada.client}
    seen = {name for name, client in clients.items() if "Analyst of engines" in client.get("/people/").content.decode()}
    assert seen == seen_by


def test_no_search_finds_a_hidden_headline(ada, stranger):
    ada.write(Kind.HEADLINE, "Analyst of engines", Visibility.ME).publish()
    assert found(stranger, "analyst") == set()


def test_pages_follow_each_other_without_gap_or_repeat_in_both_directions(db, stranger):
    for number in range(45):
        cast.join(f"p-{number:02}", f"Name{'abcde'[number % 5]} Sörensen{number:02}").publish()
    forward, address = [], "/people/"
    while address:
        page = stranger.get(address).content.decode()
        forward.append(re.findall(r'href="/people/(p-\d+)/"', page))
        address = next(iter(re.findall(r'href="([^"]+)" rel="next"', page)), "").replace("&amp;", "&")
    assert [len(set(names)) for names in forward] == [20, 20, 5]
    in_order = [name for names in forward for name in dict.fromkeys(names)]
    assert in_order == [f"p-{number:02}" for number in range(45)]

    back = re.findall(r'href="([^"]+)" rel="prev"', page)[0].replace("&amp;", "&")
    second = stranger.get(back).content.decode()
    assert list(dict.fromkeys(re.findall(r'href="/people/(p-\d+)/"', second))) == in_order[20:40]
    assert 'rel="prev"' in second
    assert 'rel="next"' in second


@pytest.mark.parametrize("cursor", ["x", "WzEsMl0", "%00", "a" * 5000, "W10", "bnVsbA", "é", "WyJhIiwgIm5vLXV1aWQiXQ"])
@pytest.mark.parametrize("name", ["after", "before"])
def test_a_broken_cursor_is_a_400(db, stranger, name, cursor):
    answer = stranger.get("/people/", {name: cursor})
    assert answer.status_code == 400
    assert "We could not read that request" in answer.content.decode()


def test_a_page_beyond_the_end_is_empty(ada, stranger):
    from profiles.directory.cursors import Cursor

    ada.publish()
    cursor = Cursor("zzzz", ada.profile.id)
    answer = stranger.get("/people/", {"after": str(cursor)})
    assert answer.status_code == 200
    assert "/people/ada/" not in answer.content.decode()


def test_with_htmx_only_the_results_come(ada, stranger):
    ada.publish()
    part = stranger.get("/people/", {"q": "ada"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "/people/ada/" in part


def test_a_directory_page_makes_five_queries_whatever_its_length(scholars, stranger, queries_of):
    with queries_of(5):
        stranger.get("/people/")


def test_a_letter_shows_those_whose_family_names_begin_so(scholars, stranger):
    page = stranger.get("/people/", {"letter": "Ø"}).content.decode()
    assert set(re.findall(r'href="/people/([^/"]+)/"', page)) == {"ragnhild", "one"}
    assert "2 people" in page
    assert "No name here begins with" in stranger.get("/people/", {"letter": "q"}).content.decode()
    for odd in ("-", "%", "\U0010ffff", " "):
        assert stranger.get("/people/", {"letter": odd}).status_code == 200


def test_paging_keeps_the_letter(db, stranger):
    for number in range(21):
        cast.join(f"p-{number:02}", f"Anna Lind{number:02}").publish()
        cast.join(f"q-{number:02}", f"Anna Mann{number:02}").publish()
    first = stranger.get("/people/?letter=l").content.decode()
    following = re.findall(r'href="([^"]+)" rel="next"', first)[0].replace("&amp;", "&")
    assert set(re.findall(r'href="/people/(\w-\d+)/"', stranger.get(following).content.decode())) == {"p-20"}


def test_a_list_shows_other_script_role_and_reason(ada, stranger):
    ada.add(Kind.NAMES, title="Ада Лавлейс", language="ru")
    ada.add(Kind.NAMES, title="Augusta King")
    ada.add(Kind.POSITIONS, title="Analyst", organization_name="A salon", started_on="1843")
    ada.add(Kind.POSITIONS, title="Pupil", ended_on="1842")
    ada.publish()
    page = stranger.get("/people/", {"q": "augusta"}).content.decode()
    assert 'lang="ru">Ада Лавлейс' in page
    assert "Analyst" in page
    assert "A salon" in page
    assert "Pupil" not in page
    assert "Also known as" in page
    assert "Also known as" not in stranger.get("/people/", {"q": "ada"}).content.decode()


@pytest.mark.parametrize(
    ("level", "seen_by"), [("public", {"stranger", "cleo", "ada"}), ("members", {"cleo", "ada"}), ("me", {"ada"})]
)
def test_a_list_shows_items_to_whom_their_owner_shows_them(ada, cleo, stranger, level, seen_by):
    ada.add(Kind.NAMES, visibility=Visibility(level), title="Канарейка")
    ada.add(Kind.POSITIONS, visibility=Visibility(level), title="Canary")
    ada.publish()
    clients = {"stranger": stranger, "cleo": cleo.client, "ada": ada.client}
    for address in ("/people/", "/people/suggest?q=ada", "/"):
        for canary in ("Canary", "Канарейка"):
            seen = {name for name, client in clients.items() if canary in client.get(address).content.decode()}
            assert seen == (set() if address == "/" and canary == "Канарейка" else seen_by), address


def test_suggestions_are_options_that_lead_to_pages_and_to_the_search(scholars, stranger):
    part = stranger.get("/people/suggest", {"q": "so"}).content.decode()
    assert "<html" not in part
    assert stranger.get("/people/suggest", {"q": "ragn"}).content.decode().count('role="option"') == 2
    assert 'href="/people/?q=ragn"' in stranger.get("/people/suggest", {"q": "ragn"}).content.decode()
    assert 'role="option"' not in stranger.get("/people/suggest", {"q": "nobody"}).content.decode()
    assert 'role="option"' not in stranger.get("/people/suggest").content.decode()


def test_at_most_six_are_suggested_in_four_queries(db, stranger, queries_of):
    for number in range(8):
        cast.join(f"p-{number}", f"Anna Lind{number}").publish()
    with queries_of(4):
        part = stranger.get("/people/suggest", {"q": "anna"}).content.decode()
    assert part.count('role="option"') == 6 + 1


def test_why_somebody_is_suggested_is_not_asked_where_no_list_says_it(ada, stranger, queries_of):
    ada.add(Kind.INTERESTS, title="Engines")
    ada.publish()
    with queries_of(7):  # names, close and begun words, other fields, and three for the card
        assert "/people/ada/" in stranger.get("/people/suggest", {"q": "engines"}).content.decode()


def test_suggestions_are_limited_apart_from_searches(db, stranger, settings):
    settings.RATE_LIMITS = {"suggest": "2/minute", "search": "1/minute"}
    answers = [stranger.get("/people/suggest", {"q": "x"}, REMOTE_ADDR="192.0.2.76") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert stranger.get("/people/", {"q": "x"}, REMOTE_ADDR="192.0.2.76").status_code == 200


def test_searches_are_limited_and_say_when_to_come_again(db, stranger, settings):
    settings.RATE_LIMITS = {"search": "3/minute"}
    answers = [stranger.get("/people/", {"q": "limited"}, REMOTE_ADDR="192.0.2.77") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert stranger.get("/people/", REMOTE_ADDR="192.0.2.77").status_code == 200, "browsing is not searching"
    assert stranger.get("/people/", {"q": "x"}, REMOTE_ADDR="192.0.2.78").status_code == 200, "another address"


def test_an_anonymous_list_is_revalidated_and_carries_no_cookie(ada, stranger):
    ada.publish()
    first = stranger.get("/people/")
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert not first.cookies
    again = stranger.get("/people/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    ada.client.post("/me/unpublish/")
    assert stranger.get("/people/", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_filters_are_limited_as_searches_are(db, stranger, settings):
    settings.RATE_LIMITS = {"search": "1/minute"}
    answers = [stranger.get("/people/", {"language": "en"}, REMOTE_ADDR="192.0.2.79") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]


@pytest.mark.parametrize(
    ("address", "robots"),
    [
        ("/people/", None),
        ("/people/?q=ada", "noindex, nofollow"),
        ("/people/?language=en", "noindex, nofollow"),
        ("/people/?letter=l", "noindex, follow"),
    ],
)
def test_crawlers_are_led_into_no_combination_of_filters(ada, stranger, address, robots):
    ada.add(Kind.INTERESTS, title="Engines")
    ada.publish()
    page = stranger.get(address).content.decode()
    assert re.findall(r'<meta name="robots" content="([^"]+)"', page) == ([robots] if robots else [])
    assert not [link for link in re.findall(r'<a [^>]*href="/people/\?[^>]*>', page) if "nofollow" not in link]


def test_a_chosen_filter_is_checked_and_can_be_taken_away(ada, stranger):
    ada.add(Kind.INTERESTS, title="Engines")
    ada.publish()
    page = stranger.get("/people/", {"q": "ada", "interest": "engines"}).content.decode()
    assert re.search(r'value="engines" checked', page)
    assert re.search(r'class="chip" href="/people/\?q=ada" rel="nofollow"', page)
    assert "Filters, 1 chosen" in page


def test_who_finds_nobody_is_told_what_was_meant(db, stranger):
    cast.join("sofya", "Sofya Kovalevskaya").publish()
    page = stranger.get("/people/", {"q": "kovalevsky soffja"}).content.decode()
    assert "Did you mean:" in page
    assert re.search(r'href="/people/\?q=kovalevskaya\+sofya"[^>]*><bdi>Kovalevskaya Sofya</bdi>', page)


def test_who_is_found_without_the_filters_is_not_said_to_be_nobody(ada, stranger):
    ada.publish()
    page = stranger.get("/people/", {"q": "ada", "interest": "engines"}).content.decode()
    assert "No one who matches “<bdi>ada</bdi>” has all that is chosen." in page
    assert "Look without the filters" in page
