"""A target asked by a stranger: what is right, what is wrong, and that nothing is waited for or read without end."""

import itertools
import time

import pytest

from cron.judgement import is_right
from cron.looks import availability
from cron.settings import Target
from tests.cron import servers
from tests.cron.servers import Page


@pytest.fixture
def site():
    with servers.site() as running:
        yield running


def look(url, *, status=200, words="", seconds=5.0, **how):
    return availability.look(Target(url, status, words), seconds=seconds, **how)


def test_a_page_that_answers_is_right(site):
    answer = look(site.url, words="Find members")
    assert is_right(answer)
    assert (answer.status, answer.problem) == (200, "")
    assert 0 < answer.milliseconds < 5000


def test_another_status_is_shown_as_it_is(site):
    site.page = Page(status=503)
    answer = look(site.url)
    assert (answer.status, is_right(answer)) == (503, False)
    assert is_right(look(site.url, status=503))


def test_words_that_are_missing_are_noticed(site):
    assert not is_right(look(site.url, words="Nobody writes this"))


def test_words_in_any_script_are_found(site):
    site.page = Page(body="Mitglieder finden: Ångström".encode())
    assert is_right(look(site.url, words="Ångström"))


def test_a_redirect_is_not_followed_but_shown(site):
    site.page = Page(status=302, headers={"Location": f"{site.url}/elsewhere?token=canary"})
    answer = look(site.url)
    assert (answer.status, is_right(answer)) == (302, False)
    assert answer.leads_to == "http://127.0.0.1/elsewhere"
    assert [asked.path for asked in site.asked] == ["/"]


def test_a_closed_port_is_told_from_silence():
    assert look(f"http://127.0.0.1:{servers.closed_port()}").problem == "the connection is refused"
    with servers.silent() as url:
        assert look(url, seconds=0.2).problem == "no answer within 0.2 s"


def test_a_name_that_leads_nowhere_is_told():
    assert look("http://nowhere.invalid").problem == "its name leads nowhere"


def test_a_slow_answer_is_waited_for_so_long_and_no_longer(site):
    def waits():
        site.released.wait(20)
        yield b"late"

    site.page = Page(pieces=waits)
    started = time.monotonic()
    assert look(site.url, seconds=0.3).problem == "no answer within 0.3 s"
    assert time.monotonic() - started < 3


def test_bytes_that_trickle_in_do_not_prolong_the_time(site):
    def trickle():
        while not site.released.wait(0.01):
            yield b"x" * 20_000

    site.page = Page(pieces=trickle)
    ticks = itertools.count(0.0, 0.1)
    answer = look(site.url, seconds=0.5, clock=lambda: next(ticks))
    assert answer.problem == "no answer within 0.5 s"


def test_an_endless_page_is_read_up_to_a_limit(site):
    sent = []

    def endless():
        for _ in range(2000):
            sent.append(16_384)
            yield b"x" * 16_384

    site.page = Page(pieces=endless)
    assert is_right(look(site.url))
    assert sum(sent) < 20 * availability.MOST_BYTES


def test_words_beyond_the_limit_are_not_found(site):
    site.page = Page(body=b"x" * availability.MOST_BYTES + b"Find members")
    assert not is_right(look(site.url, words="Find members"))


def test_no_cookie_is_kept_and_nothing_of_this_machine_is_sent(site, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    site.page = Page(headers={"Set-Cookie": "seen=1"})
    assert is_right(look(site.url))
    assert is_right(look(site.url))
    assert [asked.headers.get("Cookie") for asked in site.asked] == [None, None]
    assert site.asked[0].headers["User-Agent"] == "colophon-monitor"


@pytest.mark.parametrize(
    ("days", "name", "problem"),
    [
        (-1, "127.0.0.1", "its certificate has expired"),
        (30, "127.0.0.1", "its certificate is signed by nobody known"),
    ],
)
def test_a_certificate_that_no_browser_believes_is_told(tmp_path, days, name, problem):
    file = servers.certified(tmp_path, days=days, name=name)
    with servers.site(servers.secured(file)) as running:
        answer = look(running.url)
    assert answer.problem in (problem, "its certificate is signed by nobody known")
    assert not is_right(answer)


@pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
def test_where_every_certificate_is_believed_the_page_counts(tmp_path):
    with servers.site(servers.secured(servers.certified(tmp_path, days=30))) as running:
        assert is_right(look(running.url, verify=False))


def test_an_answer_that_is_none_is_told():
    import socket
    import threading

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(1)

        def nonsense():
            line, _ = listening.accept()
            with line:
                line.recv(1000)
                line.sendall(b"\x00nonsense\r\n\r\n")

        thread = threading.Thread(target=nonsense)
        thread.start()
        assert look(f"http://127.0.0.1:{listening.getsockname()[1]}").problem == "the connection breaks off"
        thread.join()
