"""What is deployed: the Compose file keeps to the specification, and asks for all that production needs."""

import re

import pytest
import yaml
from compose_spec import PyCompose

from tests.architecture import tree

pytestmark = pytest.mark.once

COMPOSE = tree.ROOT / "deploy" / "compose.yaml"
VARIABLE = re.compile(r"\$\{(?P<name>\w+):(?P<kind>[?-])(?P<text>[^}]*)\}")


def compose() -> str:
    """The file with every variable given and every anchor resolved."""
    given = VARIABLE.sub(lambda match: f"/given/{match['name']}", COMPOSE.read_text(encoding="utf-8"))
    return str(yaml.safe_dump(yaml.safe_load(given)))


def test_the_compose_file_keeps_to_the_specification() -> None:
    assert set(PyCompose.from_yaml(compose()).service_names()) == {
        *("migrate", "web", "worker", "clock"),
        *("nginx", "postgresql", "redis", "elasticsearch"),
    }


def test_a_slip_in_the_compose_file_is_noticed() -> None:
    with pytest.raises(ValueError, match="comand"):
        PyCompose.from_yaml(compose().replace("command:", "comand:"))


def test_nothing_secret_has_a_default() -> None:
    given = {match["name"]: match["kind"] for match in VARIABLE.finditer(COMPOSE.read_text(encoding="utf-8"))}
    assert {name for name, kind in given.items() if kind == "?"} == {
        *("SECRET_KEY", "DATABASE_PASSWORD", "ALLOWED_HOSTS", "ADMIN_URL", "CERTIFICATES"),
    }


def test_only_the_web_server_is_reached_from_outside() -> None:
    services = yaml.safe_load(compose())["services"]
    assert {name for name, service in services.items() if "ports" in service} == {"nginx"}


def test_folders_that_are_mounted_exist() -> None:
    services = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]
    mounted = [volume.split(":")[0] for service in services.values() for volume in service.get("volumes", ())]
    missing = [path for path in mounted if path.startswith("./") and not (COMPOSE.parent / path).exists()]
    assert missing == []


def test_every_variable_that_the_containers_get_is_one_that_is_read() -> None:
    known = (tree.ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    services = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]
    given = set(services["web"]["environment"]) - {"WEB_CONCURRENCY"}  # gunicorn's own
    assert {name for name in given if f"`{name}`" not in known} == set()
