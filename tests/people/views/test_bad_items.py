"""What must not get into a list: every field against hostile and clumsy input, other people's items."""

import pytest

from profiles.people.models import Item, Kind
from profiles.shared.ids import new_id
from tests.people import listing

TEXTS = [
    (kind, name)
    for kind, form in listing.FORMS.items()
    for name in (*form, *(("detail",) if kind in (Kind.POSITIONS, Kind.EDUCATION) else ()))
    if name in ("title", "detail", "organization_name", "text") and kind != Kind.IDENTIFIERS
]
REQUIRED = [(Kind.MEMBERSHIPS, "organization_name")] + [
    (kind, "title") for kind in listing.FORMS if kind not in (Kind.LINKS, Kind.MEMBERSHIPS)
]


def sent(ada, kind, name, value):
    return listing.post_new(ada, kind, {**listing.FORMS[kind], name: value})


def stored(kind, name):
    return getattr(Item.objects.get(kind=kind), name)


def assert_refused(answer, *said):
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="field__error"' in page
    assert [words for words in said if words not in page] == []
    assert not Item.objects.exists()


@pytest.mark.parametrize(("kind", "name"), TEXTS)
def test_tricks_are_taken_out_and_the_words_stay(ada, kind, name):
    assert sent(ada, kind, name, "\u202eGames\u2066 \ufeffGalore\u2069").status_code == 302
    assert stored(kind, name) == "Games Galore"


@pytest.mark.parametrize(("kind", "name"), TEXTS)
def test_a_nul_is_refused_beside_its_field(ada, kind, name):
    assert_refused(sent(ada, kind, name, "Games\x00Galore"), "Null characters are not allowed")


@pytest.mark.parametrize(("kind", "name"), TEXTS)
@pytest.mark.parametrize("text", ["Q", "ط", "x" * 61, "ab" * 40, "Ünïcödé " * 8 + "end", "名" * 60])
def test_long_and_short_words_are_taken(ada, kind, name, text):
    assert sent(ada, kind, name, text).status_code == 302
    assert stored(kind, name) == text


@pytest.mark.parametrize(("kind", "name"), TEXTS)
def test_more_than_fits_is_refused_and_not_lost(ada, kind, name):
    assert_refused(sent(ada, kind, name, "x" * 5001), "x" * 5001)


@pytest.mark.parametrize(("kind", "name"), REQUIRED)
@pytest.mark.parametrize("nothing", ["", "   ", "\u200d\u200c", "\u202e", "\x00"])
def test_what_must_be_there_cannot_be_invisible(ada, kind, name, nothing):
    assert_refused(sent(ada, kind, name, nothing))


@pytest.mark.parametrize(("kind", "name"), [row for row in REQUIRED if row[0] != Kind.IDENTIFIERS])
@pytest.mark.parametrize("nothing", ["123", "...", "😀"])
def test_what_must_be_there_has_a_letter(ada, kind, name, nothing):
    assert_refused(sent(ada, kind, name, nothing), nothing)


@pytest.mark.parametrize("kind", [Kind.LINKS, Kind.PROJECTS, Kind.TALKS])
@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://a.example/%0aalert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.example/x",
        "mailto:ada@a.example",
        "ada@a.example",
        "//a.example/x",
        "/people/ada/",
        "a.example",
        "https://",
        "https:///x",
        "https://user:secret@a.example/",
        "https://a.example\x00.b.example/",
        "https://a.example/\u202egpj.exe",
        "https://a b.example/",
        "https://[::1",
        "https://a.example:99999/",
        "https://localhost/",
        "https://" + "a" * 300 + ".example/",
        "https://a.example/" + "ü" * 400,
    ],
)
def test_an_address_that_leads_nowhere_safe_is_refused(ada, kind, url):
    assert_refused(sent(ada, kind, "url", url))


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (("2019", "4", "31"), "There is no such day"),
        (("2019", "2", "29"), "There is no such day"),
        (("2019", "", "3"), "A day needs its month"),
        (("", "4", ""), "Write the year in four digits"),
        (("19", "", ""), "Write the year in four digits"),
        (("9" * 9, "", ""), "Write the year in four digits"),
        (("-2019", "", ""), "Write the year in four digits"),
        (("MMXIX", "", ""), "Write the year in four digits"),
        (("2019", "13", ""), "Choose a month from the list"),
        (("2019", "4", "x"), "There is no such day"),
        (("2019", "4", "0"), "There is no such day"),
    ],
)
@pytest.mark.parametrize("name", ["started_on", "ended_on"])
def test_a_date_that_cannot_be_is_refused_beside_it(ada, name, date, said):
    parts = {f"{name}_{part}": value for part, value in zip(("year", "month", "day"), date, strict=True)}
    form = {**listing.FORMS[Kind.POSITIONS], **parts}
    assert_refused(listing.post_new(ada, Kind.POSITIONS, form), said, f'value="{date[2]}"')


def test_an_end_before_its_start_says_what_to_do(ada):
    form = {**listing.FORMS[Kind.POSITIONS], "started_on_year": "2012", "ended_on_year": "2009"}
    said = "The end is before the start, 2012. Change one of them, or leave the end empty."
    assert_refused(listing.post_new(ada, Kind.POSITIONS, form), said, "<title>Error:")


def test_the_201st_item_is_refused_beside_the_field(ada):
    listing.fill(ada, Kind.TALKS, 200)
    answer = listing.post_new(ada, Kind.TALKS, {"title": "One more"})
    assert answer.status_code == 422
    assert "it has room for 200" in answer.content.decode()
    assert 'value="One more"' in answer.content.decode()
    assert Item.objects.count() == 200


def test_a_list_that_does_not_fit_is_added_whole_or_not_at_all(ada):
    listing.fill(ada, Kind.INTERESTS, 199)
    assert listing.post_new(ada, Kind.INTERESTS, {"title": "Engines, Looms"}).status_code == 422
    assert Item.objects.count() == 199
    assert listing.post_new(ada, Kind.INTERESTS, {"title": ",".join(["a"] * 51)}).status_code == 422


@pytest.mark.parametrize("view", ["", "remove/", "visibility/"])
@pytest.mark.parametrize("whose", ["ben's", "nobody's"])
def test_items_of_others_are_not_found(ada, ben, view, whose):
    item = listing.add(ben, Kind.TALKS, "Engines")
    pk = item.pk if whose == "ben's" else new_id()
    form = {"title": "Ada was here", "version": 1, "visibility": "me"}
    for headers in ({}, {"HX-Request": "true"}):
        assert ada.client.get(f"/me/edit/items/{pk}/{view}", headers=headers).status_code == 404
        assert ada.client.post(f"/me/edit/items/{pk}/{view}", form, headers=headers).status_code == 404
    item.refresh_from_db()
    assert (item.title, item.visibility, item.version) == ("Engines", "public", 1)


def test_the_id_of_anothers_item_adds_nothing(ada, ben):
    item = listing.add(ben, Kind.TALKS, "Engines")
    assert listing.post_new(ada, Kind.TALKS, {"title": "Mine"}, new=item.pk).status_code == 404
    assert not ada.part(Kind.TALKS).items.exists()


@pytest.mark.parametrize("forged", ["x", "\x00", "1" * 5000, "../"])
def test_a_malformed_id_is_a_malformed_request(ada, forged):
    assert listing.post_new(ada, Kind.TALKS, {"title": "Mine"}, new=forged).status_code == 400


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 5000, "\x00"])
def test_a_forged_version_of_an_item_is_an_invalid_form(ada, version):
    item = listing.add(ada, Kind.TALKS, "Engines")
    assert listing.post(ada, item, {"title": "Looms"}, version=version).status_code == 422
    assert listing.titles(ada, Kind.TALKS) == ["Engines"]


@pytest.mark.parametrize(("kind", "name"), [(Kind.LINKS, "type"), (Kind.IDENTIFIERS, "type"), (Kind.NAMES, "language")])
@pytest.mark.parametrize("forged", ["nothing of the kind", "x" * 500, "<script>"])
def test_a_forged_choice_is_refused(ada, kind, name, forged):
    assert_refused(sent(ada, kind, name, forged))


def test_what_was_written_is_handed_back_when_the_session_has_ended(stranger, db):
    answer = stranger.post("/me/edit/talks/add/", {"id": str(new_id()), "title": "Three evenings of writing"})
    assert answer.status_code == 401
    assert "Three evenings of writing" in answer.content.decode()
