"""Every address with each kind of bad bytes, signed out and signed in: never a server error, always every header."""

import pytest
from django.test import Client

from profiles.accounts import actions as accounts
from profiles.accounts import clients
from tests import permissions

BAD = {
    "invalid-utf-8": "%ff%fe",
    "overlong": "%c0%af",
    "surrogate": "%ed%a0%80",
    "nul": "%00",
    "control": "%01%7f",
    "newline": "%0d%0aSet-Cookie:%20x=1",
    "number": "9" * 5000,
    "template": "%7b%7b7*7%7d%7d%7b%25",
    "quote": "%27%22%3b--",
    "bidi": "%e2%80%ae",
}
MUST_BE_400 = {"invalid-utf-8", "overlong", "surrogate", "nul", "control"}
HEADERS = {
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
    "X-Frame-Options",
    "X-Request-Id",
    "Cache-Control",
}
PARAMETERS = ("q", "after", "before", "next", "state", "code", "error", "row", "script", "format", "x")


@pytest.fixture(params=["signed out", "signed in"])
def client(request, ada, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    clients.forget()
    ada.publish()
    client = ada.client if request.param == "signed in" else Client()
    client.raise_request_exception = False
    return client


def sound(response) -> None:
    is_start_of_sign_in = response.wsgi_request.path_info == "/oidc/authenticate/"  # where no provider answers here
    assert response.status_code < 500 or (is_start_of_sign_in and response.status_code == 503), response.status_code
    assert HEADERS - set(response.headers) == set()


@pytest.mark.parametrize("kind", BAD)
def test_in_paths(client, kind):
    for row in permissions.TABLE.values():
        for path in (f"{row.path}{BAD[kind]}", f"/{BAD[kind]}{row.path}", row.path.replace("ada", BAD[kind])):
            if BAD[kind] in path:
                response = client.generic("GET", "/", PATH_INFO=_as_wsgi(path))
                sound(response)
                if kind in MUST_BE_400:
                    assert response.status_code == 400, path


@pytest.mark.parametrize("kind", BAD)
def test_in_queries(client, kind):
    for row in permissions.TABLE.values():
        for name in (*PARAMETERS, BAD[kind]):
            response = client.generic("GET", row.path, QUERY_STRING=f"{name}={BAD[kind]}")
            sound(response)
            if kind in MUST_BE_400:
                assert response.status_code == 400, row.path


@pytest.mark.parametrize("query", ["%", "%zz", "a=%f", "&".join(f"p{n}={n}" for n in range(1000)), "=&=&;;", "[]=1"])
def test_broken_queries(client, query):
    for row in permissions.TABLE.values():
        sound(client.generic("GET", row.path, QUERY_STRING=query))


@pytest.mark.parametrize("query", ["%", "a=%f", "&".join(f"p{n}={n}" for n in range(1000))])
def test_queries_nobody_means_are_a_400(client, query):
    assert client.generic("GET", "/people/", QUERY_STRING=query).status_code == 400


@pytest.mark.parametrize(
    "cookie",
    [
        "session=%00",
        'session="' + "\\000" * 32 + '"',
        "session=" + "x" * 4000,
        "session=\xff\xfe",
        "session=; csrf=\x80",
        "csrf=" + "x" * 4000,
        "a" * 4000,
        ";;;=;=",
        "session=abcdefghijklmnopqrstuvwxyz012345",
        "language=%00; sessionid='",
    ],
    ids=range(10),
)
def test_in_cookies(client, cookie):
    for row in permissions.TABLE.values():
        sound(client.generic("GET", row.path, HTTP_COOKIE=cookie))
        if row.post:
            sound(client.generic("POST", row.path, HTTP_COOKIE=cookie))


FORMS = {
    "nul": b"text=%00&version=%00&visibility=%00&username=%00&alt=%00",
    "invalid-utf-8": b"text=%ff&version=%ff&visibility=%ff&username=%ff&alt=%ff",
    "surrogate": b"text=%ed%a0%80&version=1&visibility=%ed%a0%80&username=%ed%a0%80",
    "number": b"text=1&version=" + b"9" * 5000,
    "big": b"text=" + b"x" * 1_100_000 + b"&version=1",
    "many": b"&".join(b"p%d=1" % n for n in range(1000)),
    "raw": bytes(range(256)),
}


@pytest.mark.parametrize("kind", FORMS)
def test_in_forms(client, kind):
    for row in permissions.TABLE.values():
        if not row.post:
            continue
        response = client.generic("POST", row.path, FORMS[kind], "application/x-www-form-urlencoded")
        sound(response)
        if kind == "big":
            assert response.status_code == 413
        if kind in ("many", "invalid-utf-8", "surrogate", "raw"):
            assert response.status_code == 400


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=", b"x"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="picture"\r\n\r\n'),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="\x00"\r\n\r\n\x00\r\n--x--'),
        ("multipart/form-data; boundary=x; charset=nonsense", b"--x--"),
        ("application/x-www-form-urlencoded; charset=utf-16", b"text=x"),
        ("application/x-www-form-urlencoded; charset=\x01", b"text=x"),
        ("application/json", b"{" * 10_000),
        ("\xff", b"x"),
        ("", b"\xff"),
    ],
    ids=range(10),
)
def test_in_bodies(client, kind, body):
    for row in permissions.TABLE.values():
        if row.post:
            sound(client.generic("POST", row.path, body, kind))


@pytest.mark.parametrize("length", ["-1", "x", "99999999999999999999", "34000001", "1e3", "\xb2"])
def test_a_body_of_an_absurd_length_is_a_413(client, length):
    assert client.generic("POST", "/me/edit/about/", b"", CONTENT_LENGTH=length).status_code == 413


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver:x", "", "a b", "[::1", "\xff"])
def test_another_host_is_a_400_but_for_probes(client, host):
    assert client.get("/", HTTP_HOST=host).status_code == 400
    assert client.get("/people/ada/", HTTP_HOST=host).status_code == 400
    assert client.get("/healthz/ready", HTTP_HOST=host).status_code == 200


def test_another_host_learns_nothing_where_details_are_shown(client, settings):
    settings.DEBUG = True
    answer = client.get("/", HTTP_HOST="evil.example")
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()
    assert "ALLOWED_HOSTS" not in answer.content.decode()


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "FOO", "get"])
def test_other_methods(client, method):
    for row in permissions.TABLE.values():
        sound(client.generic(method, row.path))


def test_static_files_and_their_absence_carry_the_headers(client):
    for path in ("/static/css/base.css", "/static/nothing.css", "/static/../manage.py", "/favicon.ico"):
        response = client.get(path)
        assert response.status_code in (200, 301, 302, 400, 404)
        assert HEADERS - set(response.headers) <= ({"Cache-Control"} if response.status_code == 200 else set())


ADMIN = [f"/admin/accounts/{name}/" for name in ("user", "identity", "signedinsession", "auditevent")]
ADMIN_PARAMETERS = (
    "q",
    "o",
    "p",
    "e",
    "all",
    "_facets",
    "_popup",
    "_to_field",
    "index",
    "id__exact",
    "is_staff__exact",
    "verb__in",
    "user",
    "joined_at__year",
    "model_name",
)
ADMIN_FIELDS = ("_selected_action", "action", "index", "select_across", "x")
ODD = {**BAD, "word": "zz", "nothing": "", "minus": "-1", "many": "1,2,zz", "dotted": ".-1.0", "lookup": "__regex"}
NOBODY = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def staff(ada):
    accounts.grant_staff(ada.user, by=None)
    ada.client.raise_request_exception = False
    return ada.client


@pytest.mark.parametrize("kind", ODD)
def test_in_queries_of_the_admin(staff, kind):
    for path in ("/admin/", "/admin/accounts/", "/admin/autocomplete/", "/admin/jsi18n/", *ADMIN):
        for name in (*ADMIN_PARAMETERS, ODD[kind] or "x"):
            response = staff.generic("GET", path, QUERY_STRING=f"{name}={ODD[kind]}")
            sound(response)
            if kind in MUST_BE_400:
                assert response.status_code == 400, path


@pytest.mark.parametrize("kind", ODD)
def test_in_ids_of_the_admin(staff, kind):
    for path in (*ADMIN, "/admin/r/1/"):
        for page in ("", "change/", "history/", "delete/", "password/"):
            for method in ("GET", "POST"):
                sound(staff.generic(method, "/", PATH_INFO=_as_wsgi(f"{path}{ODD[kind]}/{page}")))


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("action", ["deactivate", None])
def test_in_forms_of_the_admin(staff, ada, action, kind):
    odd = ODD[kind]
    for path in ADMIN:
        for name in ADMIN_FIELDS:
            form = f"action={action or odd}&_selected_action={NOBODY}&{name}={odd}"
            for more in ("", "&index=0&confirmed=yes", "&_save=1"):
                sound(staff.generic("POST", path, (form + more).encode(), "application/x-www-form-urlencoded"))
    ada.user.refresh_from_db()
    assert ada.user.is_active


@pytest.mark.parametrize("kind", FORMS)
def test_in_raw_forms_of_the_admin(staff, kind):
    for path in ADMIN:
        sound(staff.generic("POST", path, FORMS[kind], "application/x-www-form-urlencoded"))
        sound(staff.generic("POST", f"{path}{NOBODY}/change/", FORMS[kind], "application/x-www-form-urlencoded"))


def _as_wsgi(path: str) -> str:
    from urllib.parse import unquote_to_bytes

    return unquote_to_bytes(path).decode("latin-1")
