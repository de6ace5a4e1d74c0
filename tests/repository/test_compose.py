"""Every service of every environment is hardened, limited and watched; the edge and the data never meet."""

import re

import pytest
import yaml

from config.env import VARIABLES
from cron import settings as monitor
from tests.repository import compose, tree, variables

DEPLOYED = ("dev", "production")
EVERY = [(environment, name) for environment in compose.ENVIRONMENTS for name in compose.services(environment)]
NO_SECRETS = {"CA_CERTIFICATES", "REDIS_URL"}  # as the files give them: a path, and an address without a password
DOORS = ("web", "websecure")
ENDS_BY_ITSELF = {"migrate", "restore"}  # how it ended is what others ask; nobody looks whether it lives
SEEN_BY_ITS_WORK = {"backup"}  # the age of the newest backup says how it is


@pytest.fixture(params=EVERY, ids="-".join)
def service(request):
    environment, name = request.param
    return name, compose.services(environment)[name]


def test_a_service_runs_as_a_plain_user(service):
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", service[1]["user"])


def test_a_service_cannot_become_more_than_it_is(service):
    assert service[1]["read_only"] is True
    assert service[1]["cap_drop"] == ["ALL"]
    assert service[1]["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "devices", "pid", "ipc", "userns_mode"} & set(service[1])


def test_a_service_cannot_take_the_machine_with_it(service):
    assert {"mem_limit", "cpus", "pids_limit"} <= set(service[1])
    driver, options = service[1]["logging"]["driver"], service[1]["logging"]["options"]
    assert (driver, set(options)) == ("json-file", {"max-size", "max-file"})
    sizes = [mount for mount in service[1]["tmpfs"] if "size=" not in mount]
    assert sizes == []


def test_a_service_is_watched_and_comes_back(service):
    name, described = service
    if name in ENDS_BY_ITSELF:
        assert described["healthcheck"] == {"disable": True}
        assert described["restart"] == "no"
        return
    assert (described["healthcheck"] == {"disable": True}) is (name in SEEN_BY_ITS_WORK)
    assert described["restart"] == "unless-stopped"


def test_a_service_has_no_name_of_its_own_and_no_way_to_docker(service):
    assert "container_name" not in service[1]
    assert "docker.sock" not in str(service[1])


def test_a_service_takes_time_to_stop_where_it_serves_somebody(service):
    name, described = service
    assert "stop_grace_period" in described or name == "oidc"


@pytest.mark.parametrize("environment", DEPLOYED)
def test_only_the_two_doors_are_published(environment):
    published = {name: found.get("ports", []) for name, found in compose.services(environment).items()}
    assert {name: ports for name, ports in published.items() if ports} == {"traefik": ["80:80", "443:443"]}


def test_a_developers_machine_publishes_to_itself_alone():
    ports = [port for found in compose.services("local").values() for port in found.get("ports", [])]
    assert ports
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


@pytest.mark.parametrize("environment", DEPLOYED)
def test_the_edge_and_the_data_meet_in_the_application_alone(environment):
    networks = {name: set(found["networks"]) for name, found in compose.services(environment).items()}
    assert {name for name, joined in networks.items() if {"edge", "data"} <= joined} == {"web-blue", "web-green"}
    assert networks["traefik"] == {"edge"}
    assert networks["postgres"] == networks["redis"] == {"data"}
    assert compose.document(environment)["networks"]["data"] == {"internal": True}


@pytest.mark.parametrize("environment", DEPLOYED)
def test_the_trusted_proxies_are_the_edge(environment):
    subnet = compose.document(environment)["networks"]["edge"]["ipam"]["config"][0]["subnet"]
    for slot in ("web-blue", "web-green"):
        trusted = compose.services(environment)[slot]["environment"]["TRUSTED_PROXIES"]
        assert trusted.startswith(subnet)
        assert trusted.removeprefix(subnet) == "${TRUSTED_UPSTREAMS:+,${TRUSTED_UPSTREAMS:-}}"


def test_the_test_site_is_the_live_site_but_for_names():
    live = tree.read("docker-compose.production.yml").splitlines()[3:]
    test = tree.read("docker-compose.dev.yml").splitlines()[3:]
    assert [line.replace("production", "dev").replace("172.30.80.", "172.30.81.") for line in live] == test


@pytest.mark.parametrize("environment", DEPLOYED)
def test_every_secret_comes_as_a_file(environment):
    listed = [line.split()[0] for line in tree.read(".envs/secrets").splitlines() if not line.startswith("#")]
    assert {variable.name for variable in VARIABLES if variable.is_secret} <= set(listed)
    of_backups = [name for name in listed if name.startswith("BACKUP_")]  # a role that may write where nobody else may
    files = {name: f".envs/.{environment}/secrets/{name}" for name in listed}
    assert {name: found["file"] for name, found in compose.document(environment)["secrets"].items()} == files
    shared, *monitors = compose.services(environment)["monitor"]["secrets"]
    assert (shared, listed[-len(monitors) :]) == ("CA_CERTIFICATES", monitors)
    for service in ("web-blue", "web-green", "migrate"):
        described = compose.services(environment)[service]
        assert described["secrets"] == [name for name in listed if name not in (*of_backups, *monitors)]
        assert sorted(set(listed) & set(described["environment"]) - NO_SECRETS) == []


@pytest.mark.parametrize("environment", DEPLOYED)
def test_what_makes_backups_changes_nothing_and_what_restores_starts_by_hand_alone(environment):
    made, restored = (compose.services(environment)[name] for name in ("backup", "restore"))
    assert made["volumes"] == ["media:/media:ro", "backups:/backups"]
    assert restored["volumes"] == ["media:/media", "backups:/backups:ro"]
    assert (restored["profiles"], restored["restart"]) == (["restore"], "no")
    assert set(made["networks"]) == {"data", "egress"}
    assert not {"EMAIL_URL", "SPARKPOST_API_KEY", "SENTRY_DSN"} & set(made["secrets"])


@pytest.mark.parametrize("environment", DEPLOYED)
def test_the_monitor_stands_outside_and_is_given_its_own_variables_alone(environment):
    described = compose.services(environment)["monitor"]
    assert described["networks"] == ["egress"]
    assert "env_file" not in described
    known = {variable.name: variable for variable in monitor.VARIABLES}
    given = set(described["environment"]) | set(described["secrets"])
    assert given == set(known) - {"AWS_SESSION_TOKEN"} | {"CA_CERTIFICATES"}  # the first ends: nobody writes it down
    assert [name for name in described["environment"] if known[name].is_secret] == []
    assert described["environment"]["MONITOR_ENVIRONMENT"] == environment
    assert [mount for mount in described["volumes"] if not mount.endswith(":ro")] == []


@pytest.mark.parametrize("environment", DEPLOYED)
def test_the_monitor_looks_where_backups_are_written_unless_it_is_told_otherwise(environment):
    described = compose.services(environment)["monitor"]
    assert described["environment"]["MONITOR_BACKUPS"] == "${MONITOR_BACKUPS-${BACKUP_TO:-/backups}}"
    assert "backups:/backups:ro" in described["volumes"]
    assert "ENV BACKUP_TO=/backups\n" in tree.read("compose/django/Dockerfile")


@pytest.mark.parametrize("environment", DEPLOYED)
def test_what_a_site_cannot_do_without_is_asked_for_in_a_sentence(environment):
    asked = re.findall(r"\$\{(\w+):\?([^}]*)\}", "\n".join(compose.document(environment)["x-required"]))
    assert [name for name, _ in asked] == ["SITE_URL", "ACME_EMAIL"]
    assert [sentence for _, sentence in asked if not sentence.startswith("Write ")] == []


def test_a_developers_machine_needs_no_variable():
    required = compose.variables("docker-compose.local.yml", compose.SHARED)
    assert [name for name, default in required.items() if default == "required"] == []


def test_every_variable_of_the_compose_files_is_described():
    named = set(compose.variables(*compose.FILES, compose.SHARED, compose.LOGS))
    programs = {variable.name for variable in (*VARIABLES, *monitor.VARIABLES)}
    assert sorted(named - programs - set(variables.COMPOSES)) == []
    assert sorted(set(variables.COMPOSES) - named - set(variables.COMMANDS_OWN)) == []


@pytest.mark.parametrize("environment", DEPLOYED)
def test_an_example_names_known_variables_and_no_secret(environment):
    known = {variable.name: variable for variable in (*VARIABLES, *monitor.VARIABLES)}
    for path in (f".envs/.{environment}/.django.example", f".envs/.{environment}/.postgres.example"):
        names = re.findall(r"^#?([A-Z][A-Z0-9_]*)=", tree.read(path), re.MULTILINE)
        assert names
        assert [name for name in names if name not in {*known, *variables.COMPOSES}] == []
        assert [name for name in names if name in known and known[name].is_secret] == []


@pytest.mark.parametrize("door", DOORS)
def test_each_door_refuses_what_confuses_the_application(door):
    options = dict(
        flag.removeprefix(f"--entrypoints.{door}.").split("=", 1)
        for flag in compose.services("production")["traefik"]["command"]
        if flag.startswith(f"--entrypoints.{door}.")
    )
    assert options["http.aliasheadersstrategy"] == "delete"
    assert options["http.sanitizepath"] == "true"
    encoded = {name: value for name, value in options.items() if name.startswith("http.encodedcharacters.")}
    assert len(encoded) == 7
    assert set(encoded.values()) == {"false"}
    assert {"readtimeout", "writetimeout", "idletimeout"} <= {name.rsplit(".", 1)[-1] for name in options}
    assert "forwardedheaders.insecure" not in options
    assert options.get("forwardedheaders.trustedips", "${TRUSTED_UPSTREAMS:-}") == "${TRUSTED_UPSTREAMS:-}"


def test_both_doors_say_the_same_but_for_tls():
    flags = [flag.removeprefix("--entrypoints.") for flag in compose.services("production")["traefik"]["command"]]
    said = {door: {flag.split(".", 1)[1] for flag in flags if flag.startswith(f"{door}.")} for door in DOORS}
    own = ("address=", "http.tls=", "http2.", "forwardedheaders.")  # the last for who comes before us, without TLS
    common = {door: {flag for flag in found if not flag.startswith(own)} for door, found in said.items()}
    assert len(common["web"]) >= 14
    assert common["web"] == common["websecure"]


def test_a_limit_of_cpus_is_one_that_every_machine_has():
    given = compose.variables(*compose.FILES, compose.SHARED)
    assert {name: given[name] for name in given if name.endswith("_CPUS") and float(given[name]) > 1} == {}


@pytest.mark.parametrize("environment", DEPLOYED)
def test_the_application_is_not_the_databases_superuser(environment):
    described = compose.services(environment)["postgres"]
    assert "env_file" not in described  # a password there and one in a file are one too many for the image
    given = described["environment"]
    assert (given["POSTGRES_USER"], given["APPLICATION_ROLE"]) == ("postgres", "${POSTGRES_USER:-colophon}")
    assert f".runtime/{environment}/postgres:/docker-entrypoint-initdb.d:ro" in described["volumes"]


def test_the_databases_log_holds_no_statement_and_no_row():
    options = set(compose.services("production")["postgres"]["command"])
    wanted = {"log_error_verbosity=terse", "log_min_error_statement=panic", "log_parameter_max_length_on_error=0"}
    assert wanted <= options


def test_redis_loads_no_module_of_its_image():
    assert compose.services("production")["redis"]["entrypoint"] == ["redis-server"]


def test_nothing_is_mounted_from_the_checkout_where_it_may_be_closed():
    """`make up` puts into .runtime what containers read; secrets and certificates have their modes from `make env`."""
    for environment in DEPLOYED:
        found = [mount for service in compose.services(environment).values() for mount in service.get("volumes", [])]
        folders = [mount for mount in found if mount.startswith((".", "/"))]
        own = (f".runtime/{environment}/", f".envs/.{environment}/secrets/certs:")
        assert folders
        assert [mount for mount in folders if not mount.startswith(own)] == []


def test_the_door_says_nothing_of_itself_and_of_nobody_else():
    flags = compose.services("production")["traefik"]["command"]
    assert [flag for flag in flags if flag.startswith(("--api", "--providers.docker"))] == []
    assert "--entrypoints.internal.address=127.0.0.1:8082" in flags
    assert "--accesslog.fields.defaultmode=drop" in flags
    kept = {flag.split("names.")[1].removesuffix("=keep") for flag in flags if flag.endswith("=keep")}
    personal = {"ClientAddr", "ClientHost", "ClientPort", "ClientUsername", "RequestAddr", "RequestHost", "RequestPath"}
    assert kept
    assert kept & personal == set()


def test_the_door_speaks_modern_tls_to_its_own_names_alone():
    text = tree.read("compose/traefik/site.yml")
    assert "default: {minVersion: VersionTLS12, sniStrict: true}" in text
    assert re.search(r'customRequestHeaders: \{Forwarded: "",', text)


def test_bodies_are_whole_and_no_larger_than_the_application_takes(settings):
    text = tree.read("compose/traefik/site.yml")
    assert "middlewares: [transport, per-address, smaller, whole, at-once]" in text
    assert f"maxRequestBodyBytes: {settings.MAX_BODY_BYTES}," in text


def test_logs_go_elsewhere_for_every_service_that_is_deployed():
    logged = yaml.safe_load(tree.read(compose.LOGS))["services"]
    assert set(logged) == set(compose.services("production"))
    assert {found["logging"]["driver"] for found in logged.values()} == {"awslogs"}


def test_an_image_of_others_has_a_tag_here_and_a_variable_for_its_digest():
    images = re.findall(r"^    image: (.+)$", tree.read(compose.SHARED), re.MULTILINE)
    others = [name for name in images if "colophon" not in name]
    assert len(others) >= 4
    assert [name for name in others if not re.fullmatch(r"\$\{[A-Z]+_IMAGE:-[\w./-]+:v?[0-9][\w.-]*\}", name)] == []


@pytest.mark.parametrize("environment", DEPLOYED)
def test_what_runs_is_not_changed_by_what_is_wished(environment):
    """A rollout writes the new tag into the variables in the end; a container that reads them would be made anew."""
    read = [found for found in compose.services(environment).values() if found.get("env_file")]
    assert read
    assert {found["environment"]["IMAGE_TAG"] for found in read} == {"${IMAGE_TAG:-local}"}
