"""A page in the form of the API; how it is answered is asked in tests/pages/views/test_representations.py."""


def test_a_name_that_cannot_be_is_nobodys(db, stranger):
    for path in ("/people/a b.json", "/people/%C3%A9.json", "/people/x.y.json"):
        assert stranger.get(path).status_code == 404


def test_it_is_only_read(ada, stranger):
    ada.publish()
    assert stranger.post("/people/ada.json").status_code == 405
