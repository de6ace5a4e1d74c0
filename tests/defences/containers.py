"""The defences of containers, and of the door in front of them, as far as files show them."""

from tests.defences import Defence

SERVICES = "compose/services.yml"
PRODUCTION = "docker-compose.production.yml"
IN_COMPOSE = "tests/repository/test_compose.py"
IN_COMMANDS = "tests/compose/test_commands.py"

DEFENCES = [
    Defence(
        "a container has no capability",
        SERVICES,
        "  cap_drop: [ALL]\n",
        "",
        f"{IN_COMPOSE}::test_a_service_cannot_become_more_than_it_is",
    ),
    Defence(
        "a container's root is read-only",
        SERVICES,
        "  read_only: true\n",
        "  read_only: false\n",
        f"{IN_COMPOSE}::test_a_service_cannot_become_more_than_it_is",
    ),
    Defence(
        "Traefik is a plain user",
        SERVICES,
        '    image: ${TRAEFIK_IMAGE:-traefik:v3.7}\n    user: "65532:65532"\n',
        '    image: ${TRAEFIK_IMAGE:-traefik:v3.7}\n    user: "0:0"\n',
        f"{IN_COMPOSE}::test_a_service_runs_as_a_plain_user",
    ),
    Defence(
        "the network of the data leads nowhere",
        PRODUCTION,
        "  data: {internal: true}\n",
        "  data: {}\n",
        f"{IN_COMPOSE}::test_the_edge_and_the_data_meet_in_the_application_alone",
    ),
    Defence(
        "nobody but the edge names the client",
        PRODUCTION,
        "TRUSTED_PROXIES: ${EDGE_SUBNET:-172.30.80.0/24}",
        "TRUSTED_PROXIES: 0.0.0.0/0",
        f"{IN_COMPOSE}::test_the_trusted_proxies_are_the_edge",
    ),
    Defence(
        "a secret comes as a file",
        PRODUCTION,
        "  secrets: &secrets\n    - CA_CERTIFICATES\n    - DJANGO_SECRET_KEY\n",
        "  secrets: &secrets\n    - CA_CERTIFICATES\n",
        f"{IN_COMPOSE}::test_every_secret_comes_as_a_file",
    ),
    Defence(
        "the application is not the database's superuser",
        "compose/postgres/application.sh",
        "LOGIN NOSUPERUSER",
        "LOGIN SUPERUSER",
        f"{IN_COMMANDS}::test_the_applications_role_is_made_without_rights_beyond_its_database",
    ),
    Defence(
        "the database's log keeps failing statements to itself",
        SERVICES,
        "      - log_min_error_statement=panic\n",
        "      - log_min_error_statement=error\n",
        f"{IN_COMPOSE}::test_the_databases_log_holds_no_statement_and_no_row",
    ),
    Defence(
        "aliases of header names are dropped at the door",
        SERVICES,
        "      - --entrypoints.websecure.http.aliasheadersstrategy=delete\n",
        "",
        f"{IN_COMPOSE}::test_each_door_refuses_what_confuses_the_application",
    ),
    Defence(
        "a name of no certificate gets no TLS",
        "compose/traefik/site.yml",
        "sniStrict: true",
        "sniStrict: false",
        f"{IN_COMPOSE}::test_the_door_speaks_modern_tls_to_its_own_names_alone",
    ),
    Defence(
        "bodies wait at the door until they are whole",
        "compose/traefik/site.yml",
        "[transport, per-address, smaller, whole, at-once]",
        "[transport, per-address, smaller, at-once]",
        f"{IN_COMPOSE}::test_bodies_are_whole_and_no_larger_than_the_application_takes",
    ),
    Defence(
        "only its owner enters the folder of secrets",
        "compose/bin/env",
        'chmod 700 "$VARIABLES/secrets"',
        'chmod 755 "$VARIABLES/secrets"',
        f"{IN_COMMANDS}::test_secrets_are_long_random_and_nobody_elses",
    ),
    Defence(
        "the test site is hidden from search engines",
        "config/settings/dev.py",
        "IS_INDEXED = False",
        "IS_INDEXED = True",
        "tests/config/test_settings.py::test_the_test_site_is_the_live_site_but_hidden_from_search_engines",
    ),
]
