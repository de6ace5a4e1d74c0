"""The page on which a member says how hers is found."""

ADDRESS = "/me/reach/"


def test_the_form_shows_what_is_chosen_and_saves_another_choice(ada, stranger):
    ada.publish()
    page = ada.client.get(ADDRESS).content.decode()
    assert '<option value="yes" selected>may list my page' in page
    assert '<option value="no" selected>are told nothing' in page
    assert "@ada@testserver" in page
    answer = ada.client.post(ADDRESS, {"is_indexable": "no", "has_webfinger": "yes"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/me/")
    assert "Search engines are asked not to list it." in ada.client.get("/me/").content.decode()
    assert '<meta name="robots" content="noindex">' in stranger.get("/people/ada/").content.decode()
    assert '<option value="no" selected>are asked not' in ada.client.get(ADDRESS).content.decode()


def test_what_is_no_choice_is_refused_in_place(ada):
    answer = ada.client.post(ADDRESS, {"is_indexable": "perhaps"})
    assert answer.status_code == 422
    assert ada.profile.is_indexable
