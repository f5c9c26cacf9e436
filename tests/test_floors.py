"""Every module of the house stands on a floor; that it imports only what is below it, the linter sees to."""

from __future__ import annotations

import tomllib

from tests.conftest import ROOT

RULES = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
LAYERS = next(rule["layers"] for rule in RULES if rule["type"] == "layers")
FLOORS = {module.strip() for floor in LAYERS for module in floor.split("|")}
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in sorted((ROOT / "bot").rglob("*.py"))
    if path.name != "__init__.py"
]


def test_every_module_stands_on_a_floor_or_in_a_package_that_does() -> None:
    def stands(module: str) -> bool:
        return module in FLOORS or ("." in module and stands(module.rpartition(".")[0]))

    assert [module for module in MODULES if not stands(module)] == []
