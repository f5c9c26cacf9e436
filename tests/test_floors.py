"""Every module of the house stands on a floor, and what imports no Telegram is held to that."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

from tests.conftest import ROOT

RULES = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
BY_NAME = {rule["name"]: rule for rule in RULES}
FLOORS = {
    module.strip()
    for floor in BY_NAME["imports run downward only, floor by floor"]["layers"]
    for module in floor.split("|")
}
WITHOUT_TELEGRAM = set(BY_NAME["the core knows no Telegram"]["source_modules"])
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path
    for path in sorted((ROOT / "bot").rglob("*.py"))
    if path.name != "__init__.py"
}


def imports_telegram(path: Path) -> bool:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    named = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    named += [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return any(name.partition(".")[0] == "telegram" for name in named)


def test_every_module_stands_on_a_floor_or_in_a_package_that_does() -> None:
    def stands(module: str) -> bool:
        return module in FLOORS or ("." in module and stands(module.rpartition(".")[0]))

    assert [module for module in MODULES if not stands(module)] == []


def test_what_imports_no_telegram_is_held_to_that() -> None:
    """A package as a whole: bot.web may know Telegram in one module and not in another."""
    parts = {module: ".".join(module.split(".")[:2]) for module in MODULES}
    know = {parts[module] for module, path in MODULES.items() if imports_telegram(path)}
    assert set(parts.values()) - know - WITHOUT_TELEGRAM == set()
