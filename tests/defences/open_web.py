"""The defences of the reader of strangers' pages."""

from tests.defences import Defence

READER = "profiles/shared/open_web.py"
IN_READER = "tests/shared/test_open_web.py"
IN_ADDRESSES = "tests/shared/test_open_web_addresses.py"

DEFENCES = [
    Defence(
        "no address of ours is asked for a stranger",
        READER,
        "    if not all(is_open(address) for address in found):\n        raise Refused\n",
        "",
        f"{IN_READER}::test_a_redirect_into_our_network_is_refused",
    ),
    Defence(
        "a name with one address of ours is refused as a whole",
        READER,
        "if not all(is_open(address) for address in found):",
        "if not any(is_open(address) for address in found):",
        f"{IN_ADDRESSES}::test_a_name_with_one_address_of_ours_is_refused",
    ),
    Defence(
        "a name is looked up once for the stranger's page",
        READER,
        "socket.create_connection((str(address), port)",
        "socket.create_connection((str(_looked_up(host, port, deadline)), port)",
        f"{IN_ADDRESSES}::test_a_name_that_changes_its_address_is_asked_at_the_one_that_was_looked_at",
    ),
    Defence(
        "an address within an IPv6 address is not open",
        READER,
        "if any(address in network for network in _EMBEDDING if network.version == address.version):",
        "if False:",
        f"{IN_ADDRESSES}::test_no_address_of_ours_is_open",
    ),
    Defence(
        "only the ports of the web are asked",
        READER,
        "if port not in (None, PORTS[parts.scheme]) or any(",
        "if any(",
        f"{IN_ADDRESSES}::test_only_plain_addresses_of_the_web_are_asked",
    ),
    Defence(
        "what comes packed is not unpacked",
        READER,
        "        raise Malformed\n    body",
        "        pass\n    body",
        f"{IN_READER}::test_what_comes_packed_is_not_unpacked",
    ),
    Defence(
        "a stranger's page is read no further than the limit",
        READER,
        "min(_CHUNK_BYTES, MOST_BYTES - len(body))",
        "_CHUNK_BYTES",
        f"{IN_READER}::test_a_huge_body_is_read_no_further_than_the_limit",
    ),
    Defence(
        "a byte now and then holds nobody",
        READER,
        "        end.start()\n",
        "        end.daemon = True\n",
        f"{IN_READER}::test_a_byte_now_and_then_holds_nobody_beyond_the_deadline",
    ),
    Defence(
        "the name is proven over TLS",
        READER,
        "_tls().wrap_socket(plain, server_hostname=host)",
        "_tls().wrap_socket(plain, server_hostname='open.example')",
        f"{IN_READER}::test_over_tls_the_name_is_asked_for_and_proven",
    ),
]
