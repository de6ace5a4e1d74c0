"""The defences of sign-in: what makes an ID token believed."""

from tests.defences import Defence
from tests.defences.hostile_provider import fault

TOKENS = "profiles/accounts/oidc/tokens.py"
HOSTILE = "tests/accounts/test_hostile_provider.py"


DEFENCES = [
    Defence(
        "sign-in: the token's issuer",
        TOKENS,
        'if payload.get("iss") != settings.OIDC_ISSUER:',
        "if False:",
        fault("oidcc-client-test-invalid-iss"),
    ),
    Defence(
        "sign-in: the token's audience",
        TOKENS,
        "if settings.OIDC_RP_CLIENT_ID not in audiences:",
        "if False:",
        fault("oidcc-client-test-invalid-aud"),
    ),
    Defence(
        "sign-in: the audience as a whole name",
        TOKENS,
        "audiences = audience if isinstance(audience, list) else [audience]",
        'audiences = audience or ""',
        fault("own-audience-contains-our-name-as-a-part"),
    ),
    Defence(
        "sign-in: azp beside several audiences",
        TOKENS,
        'if len(audiences) > 1 and "azp" not in payload:',
        "if False:",
        fault("own-aud-list-without-azp"),
    ),
    Defence(
        "sign-in: azp names us",
        TOKENS,
        'if "azp" in payload and payload["azp"] != settings.OIDC_RP_CLIENT_ID:',
        "if False:",
        fault("own-wrong-azp-alone"),
    ),
    Defence(
        "sign-in: tokens expire",
        TOKENS,
        'if _moment(payload, "exp") <= now - LEEWAY_SECONDS:',
        "if False:",
        fault("own-expired"),
    ),
    Defence(
        "sign-in: tokens say when they expire",
        TOKENS,
        "value = payload.get(name)",
        "value = payload.get(name, time.time())",
        fault("own-missing-exp"),
    ),
    Defence(
        "sign-in: tokens of the future",
        TOKENS,
        'if _moment(payload, "iat") > now + LEEWAY_SECONDS:',
        "if False:",
        fault("own-issued-in-the-future"),
    ),
    Defence(
        "sign-in: tokens that are not yet valid",
        TOKENS,
        'if "nbf" in payload and _moment(payload, "nbf") > now + LEEWAY_SECONDS:',
        "if False:",
        fault("own-valid-in-the-future"),
    ),
    Defence(
        "sign-in: moments are finite numbers",
        TOKENS,
        " or not 0 <= value < _FAR_FUTURE:",
        ":",
        fault("own-exp-is-endless"),
    ),
    Defence(
        "sign-in: true is no moment", TOKENS, "if isinstance(value, bool) or not", "if not", fault("own-iat-is-true")
    ),
    Defence(
        "sign-in: the token's subject",
        TOKENS,
        "    _check_subject(payload)\n",
        "",
        fault("oidcc-client-test-missing-sub"),
    ),
    Defence(
        "sign-in: subjects without control characters",
        TOKENS,
        " or not claims.is_plain(subject):",
        ":",
        fault("own-sub-with-control-characters"),
    ),
    Defence(
        "sign-in: subjects of bounded length",
        TOKENS,
        "1 <= len(subject) <= claims.MAX_SUBJECT",
        "1 <= len(subject)",
        fault("own-sub-too-long"),
    ),
    Defence(
        "sign-in: the token's nonce",
        TOKENS,
        "    _check_nonce(payload, nonce)\n",
        "",
        fault("oidcc-client-test-nonce-invalid"),
    ),
    Defence(
        "sign-in: algorithms from a list",
        TOKENS,
        'if header.get("alg") not in settings.OIDC_SIGN_ALGORITHMS or header["alg"] not in _FITTING:',
        'if header.get("alg") == "none":',
        fault("own-algorithm-not-listed"),
    ),
    Defence(
        "sign-in: no critical extensions", TOKENS, 'if "crit" in header:', "if False:", fault("own-critical-extension")
    ),
    Defence(
        "sign-in: tokens of bounded size",
        TOKENS,
        " or len(token) > MAX_TOKEN_BYTES:",
        ":",
        fault("own-oversized-token"),
    ),
    Defence(
        "sign-in: the token's key name",
        TOKENS,
        'if "kid" in header and key.get("kid") != header["kid"]:',
        "if False:",
        fault("own-kid-of-no-published-key"),
    ),
    Defence(
        "sign-in: every key of a shared name",
        TOKENS,
        ("        except (jwt.InvalidSignatureError, jwt.InvalidKeyError, jwt.PyJWKError):\n            continue"),
        ("        except (jwt.InvalidSignatureError, jwt.InvalidKeyError, jwt.PyJWKError):\n            return None"),
        f"{HOSTILE}::test_its_honest_twin_signs_in[own-duplicate-kid-twin]",
    ),
    Defence(
        "sign-in: keys for signing",
        TOKENS,
        'key.get("use", "sig") == "sig" and ',
        "",
        fault("own-key-for-encryption-only"),
    ),
    Defence(
        "sign-in: keys for this algorithm",
        TOKENS,
        ' and key.get("alg", algorithm) == algorithm)',
        ")",
        fault("own-key-for-another-algorithm"),
    ),
    Defence(
        "sign-in: keys of sufficient length",
        TOKENS,
        '"enforce_minimum_key_length": True',
        '"enforce_minimum_key_length": False',
        fault("own-key-too-short"),
    ),
    Defence(
        "sign-in: keys that fit the algorithm",
        TOKENS,
        'if key.get("kty") == key_type and key.get("crv") in curves and',
        "if",
        "tests/accounts/test_tokens.py::test_only_keys_that_fit_the_algorithm_are_tried",
    ),
    Defence(
        "sign-in: keys from the provider alone",
        TOKENS,
        "_candidates(known_keys(), header)",
        '_candidates([*known_keys(), header.get("jwk") or {}], header)',
        fault("own-embedded-jwk"),
    ),
    Defence(
        "sign-in: keys asked for anew",
        TOKENS,
        (
            "    if payload is None:\n"
            "        payload = _signed_by_one_of(_candidates(newer_keys(), header), token, header)\n"
        ),
        "",
        f"{HOSTILE}::test_signing_keys_may_rotate",
    ),
    Defence(
        "sign-in: names without control characters",
        "profiles/accounts/claims.py",
        " or not is_plain(value):",
        ":",
        f"{HOSTILE}::test_a_quirk_signs_in[own-name-with-half-a-surrogate-pair]",
    ),
    Defence(
        "sign-in: odd claims count as absent",
        "profiles/accounts/claims.py",
        "if not isinstance(value, str) or len",
        "if len",
        f"{HOSTILE}::test_a_quirk_signs_in[own-name-is-a-number]",
    ),
]
