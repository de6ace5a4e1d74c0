"""The limit of calls, and what its headers say."""

PERSON = "/api/v1/people/ada"


def test_what_is_left_is_told(ada, stranger, settings):
    settings.RATE_LIMITS = {"api": "3/5 minutes"}
    ada.publish()
    answers = [stranger.get(PERSON, REMOTE_ADDR="192.0.2.55") for _ in range(4)]
    assert [answer.headers["RateLimit"].partition(";t=")[0] for answer in answers] == [
        '"api";r=2',
        '"api";r=1',
        '"api";r=0',
        '"api";r=0',
    ]
    assert answers[0].headers["RateLimit-Policy"] == '"api";q=3;w=300'
    assert answers[3].status_code == 429


def test_who_calls_from_another_place_or_as_somebody_else_is_counted_apart(ada, stranger, settings):
    settings.RATE_LIMITS = {"api": "1/5 minutes"}
    ada.publish()
    for client, address in ((stranger, "192.0.2.56"), (stranger, "192.0.2.57"), (ada.client, "192.0.2.56")):
        assert client.get(PERSON, REMOTE_ADDR=address).status_code == 200
    assert ada.client.get(PERSON, REMOTE_ADDR="192.0.2.56").status_code == 429


def test_without_a_limit_nothing_is_told(ada, stranger):
    ada.publish()
    assert "RateLimit" not in stranger.get(PERSON).headers
