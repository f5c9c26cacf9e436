"""compose.yaml: whatever README.md says can be set, can be set there; both processes are given the same."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from bot.settings import NAMES, read_settings
from tests.conftest import ROOT

GIVEN = re.compile(r"\$\{(\w+)(?::?-([^}]*)|:?\?[^}]*)\}")


@pytest.fixture
def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("service", ["bot", "replica"])
def test_every_setting_can_be_given_under_its_own_name(compose: dict[str, Any], service: str) -> None:
    environment = compose["services"][service]["environment"]
    for name in NAMES:
        found = GIVEN.fullmatch(environment[name])
        assert found is not None, name
        assert found[1] == name


def test_when_nothing_is_given_the_image_s_own_defaults_hold(compose: dict[str, Any]) -> None:
    """An empty variable would hide what the image says."""
    environment = compose["services"]["bot"]["environment"]
    given = {name: GIVEN.sub(lambda found: found[2] or "", environment[name]) for name in NAMES}
    settings = read_settings(given, ROOT)
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert settings.listen == ("0.0.0.0", 8080)  # noqa: S104 (within the container)
    for name in ("BOT_LISTEN", "BOT_UNANSWERED"):
        assert f"{name}={given[name]}" in image
    assert settings.log_format == "json"
    assert settings.unknown == ()


@pytest.mark.parametrize("service", ["bot", "replica"])
def test_another_base_can_be_put_in(compose: dict[str, Any], service: str) -> None:
    assert "${BASE_FOLDER:-base}:/base:ro" in compose["services"][service]["volumes"]
    assert "base" in compose["volumes"]


def test_no_service_fills_the_disk_with_its_log(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        kept = service["logging"]["options"]
        assert service["logging"]["driver"] == "json-file", name
        assert (kept["max-size"], int(kept["max-file"])) == ("10m", 5), name
