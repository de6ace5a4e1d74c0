"""The defences of connections that this site opens: who is believed at their other end."""

from tests.defences import Defence

TRUST = "config/trust.py"
IN_TRUST = "tests/config/test_trust.py"

DEFENCES = [
    Defence(
        "the database is believed by our authority alone",
        TRUST,
        'return {"sslrootcert": _known(), **given}',
        'return {"sslrootcert": certifi.where(), **given}',
        f"{IN_TRUST}::test_the_database_is_believed_by_our_authority_alone",
    ),
    Defence(
        "Redis over TLS is believed by an authority that we name",
        TRUST,
        "ssl_ca_certs={quote(_known())}",
        "ssl_cert_reqs=none",
        f"{IN_TRUST}::test_redis_of_another_authority_is_not_believed",
    ),
    Defence(
        "a file without a certificate stops the start",
        TRUST,
        "        ssl.create_default_context(cafile=path)\n",
        "",
        f"{IN_TRUST}::test_a_file_without_a_certificate_is_refused_in_a_sentence",
    ),
]
