"""Which keys are tried for a token, beside what the hostile provider shows."""

import pytest

from profiles.accounts.oidc import tokens
from tests.providers import keys

RSA, EC, ED = keys.jwk(keys.rsa_key()), keys.jwk(keys.ec_key()), keys.jwk(keys.ed_key())
SECRET = {"kty": "oct", "kid": "main", "k": "c2VjcmV0"}


@pytest.mark.parametrize(("algorithm", "fitting"), [("RS256", RSA), ("PS256", RSA), ("ES256", EC), ("EdDSA", ED)])
def test_only_keys_that_fit_the_algorithm_are_tried(algorithm, fitting):
    every = [SECRET, RSA, EC, ED, {**EC, "crv": "P-521"}, {"kid": "main"}]
    assert list(tokens._candidates(every, {"alg": algorithm, "kid": "main"})) == [fitting]


def test_a_few_keys_are_tried_at_most(monkeypatch):
    tried = []
    monkeypatch.setattr(tokens.jwt, "PyJWK", lambda key, _algorithm: tried.append(key) or RSA)
    monkeypatch.setattr(tokens.jwt, "decode", lambda *_arguments, **_options: _refuse())
    assert tokens._signed_by_one_of(iter([RSA] * 50), "token", {"alg": "RS256"}) is None
    assert len(tried) == tokens.MAX_KEYS_TRIED


def _refuse() -> None:
    raise tokens.jwt.InvalidSignatureError
