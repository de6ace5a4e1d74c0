"""The defences of sign-in: what keeps calls to the provider bounded and its answers checked."""

from tests.defences import Defence
from tests.defences.hostile_provider import fault

BACKEND = "profiles/accounts/oidc/backend.py"
CLIENTS = "profiles/accounts/clients.py"
KEPT = "profiles/shared/kept.py"
HTTP = "profiles/shared/http.py"
SIGN_IN = "tests/accounts/test_sign_in.py"
HOSTILE = "tests/accounts/test_hostile_provider.py"
TEST_HTTP = "tests/shared/test_http.py"
TEST_CLIENTS = "tests/accounts/test_clients.py"
AT_ONCE = "tests/accounts/test_many_at_once.py"


DEFENCES = [
    Defence(
        "sign-in: few requests for new keys",
        KEPT,
        ("            if len(self._refetched_at) >= REFETCHES:\n                return None\n"),
        "",
        f"{HOSTILE}::test_unknown_keys_are_looked_for_a_few_times_a_minute_only",
    ),
    Defence(
        "sign-in: old keys in an outage",
        KEPT,
        ("            if self._value is None:\n                raise\n"),
        "            raise\n",
        f"{HOSTILE}::test_known_keys_ride_out_an_outage_of_the_key_endpoint",
    ),
    Defence(
        "sign-in: the metadata's issuer",
        CLIENTS,
        'if found.get("issuer") != issuer:',
        "if False:",
        fault("oidcc-client-test-discovery-issuer-mismatch"),
    ),
    Defence(
        "sign-in: encrypted endpoints",
        CLIENTS,
        'allowed = ("https",) if issuer.startswith("https:") else ("https", "http")',
        'allowed = ("https", "http")',
        f"{TEST_CLIENTS}::test_an_endpoint_of_an_encrypted_issuer_is_an_encrypted_address",
    ),
    Defence(
        "sign-in: endpoints without a password",
        CLIENTS,
        ' or "@" in parts.netloc:',
        ":",
        fault("own-discovery-endpoint-with-password"),
    ),
    Defence(
        "sign-in: access tokens are one header",
        CLIENTS,
        (
            "    if not access_token.isascii() or not access_token.isprintable():\n"
            '        raise ProviderBroken("access-token-malformed")\n'
        ),
        "",
        f"{TEST_CLIENTS}::test_an_access_token_never_becomes_another_header",
    ),
    Defence(
        "sign-in: userinfo of the same subject",
        BACKEND,
        'if said.get("sub") != payload["sub"]:',
        'if said.get("sub", payload["sub"]) is None:',
        fault("oidcc-client-test-userinfo-invalid-sub"),
    ),
    Defence(
        "sign-in: the promised issuer in answers",
        BACKEND,
        "            self._check_issuer_named(request)\n",
        "",
        fault("own-answer-names-no-issuer-though-promised"),
    ),
    Defence(
        "sign-in: closed accounts",
        BACKEND,
        "if not person.user.is_active:",
        "if False:",
        f"{SIGN_IN}::test_somebody_deactivated_gets_a_page",
    ),
    Defence(
        "sign-in: the redirect URI is ours",
        BACKEND,
        "return f\"{settings.SITE_URL}{reverse('oidc_authentication_callback')}\"",
        'return "http://evil.example/oidc/callback/"',
        f"{SIGN_IN}::test_the_redirect_uri_never_follows_the_request",
    ),
    Defence(
        "sign-in: few wait for the provider",
        "profiles/accounts/oidc/places.py",
        ("    if not places.acquire(blocking=False):\n        raise NoPlace\n"),
        ("    if not places.acquire():\n        raise NoPlace\n"),
        f"{AT_ONCE}::test_fifty_people_waiting_for_a_silent_provider_hold_nobody_else_up",
    ),
    Defence(
        "sign-in: places are given back",
        "profiles/accounts/oidc/places.py",
        ("    finally:\n        places.release()"),
        ("    except GeneratorExit:\n        places.release()"),
        f"{SIGN_IN}::test_a_place_is_given_back_whatever_happens",
    ),
    Defence(
        "sign-in: the deadline of a call",
        HTTP,
        "future.result(timeout=deadline.left())",
        "future.result()",
        f"{TEST_HTTP}::test_the_deadline_holds_whatever_a_server_does",
    ),
    Defence(
        "sign-in: no thread lingers",
        HTTP,
        ("        call.abort()\n        raise TooSlow"),
        "        raise TooSlow",
        f"{TEST_HTTP}::test_no_thread_lingers_after_the_deadline",
    ),
    Defence(
        "sign-in: bodies of bounded size",
        HTTP,
        ("        if len(body) > max_bytes:\n            raise TooLarge\n"),
        "",
        f"{TEST_HTTP}::test_a_body_larger_than_asked_for_is_refused",
    ),
    Defence(
        "sign-in: no redirects",
        HTTP,
        "allow_redirects=False",
        "allow_redirects=True",
        f"{TEST_HTTP}::test_redirects_are_not_followed",
    ),
    Defence(
        "sign-in: no proxies of the machine",
        HTTP,
        "        session.trust_env = False  # neither proxies nor .netrc of the machine\n",
        "",
        f"{TEST_HTTP}::test_the_machines_proxies_are_not_used",
    ),
]
