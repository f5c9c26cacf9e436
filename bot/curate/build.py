"""Compiles `seeds/` into the base of `facts.json`, and publishes the JSON Schema beside it."""

from __future__ import annotations

import inspect
import json
from typing import Any

import msgspec

from bot.base_json import convert
from bot.curate.seeds import Seeds
from bot.curate.vocabulary import vocabulary
from bot.dates import PartialDate
from bot.facts import About, Base, BaseRefused, Fact, Indicator, Place, Source, Topic


def compiled(seeds: Seeds) -> Base:
    """The base that seed files say, always the same for the same seeds. Raises BaseRefused with every problem."""
    if found := seeds.problems():
        raise BaseRefused(found)
    return as_written(seeds)


def as_written(seeds: Seeds) -> Base:
    """The same, of seed files that can be asked, whatever else is wrong with them."""
    base = convert(seeds.raw)
    # newest source first and, in a source, the curator's order: it is the order of the text
    sources = sorted(base.sources, key=lambda source: (source.published, source.id), reverse=True)
    order = {source.id: position for position, source in enumerate(sources)}
    facts = sorted(base.facts, key=lambda fact: order[fact.source])
    base = msgspec.structs.replace(base, sources=tuple(sources), facts=tuple(facts))
    return msgspec.structs.replace(base, vocabulary=vocabulary(base))


def schemas() -> dict[str, bytes]:
    """The JSON Schemas by file name: of a compiled base, and, for editors, of the seed files."""
    (source, fact), parts = msgspec.json.schema_components(
        (Source, Fact), schema_hook=_schema_hook, ref_template="#/$defs/{name}"
    )
    written = parts["Fact"]  # as it is written: its source is the file it stands in
    del written["properties"]["source"]
    written["required"].remove("source")
    seed_file = {
        "title": "SeedFile",
        "description": "One source: a bibliographic record, and the facts drawn from it in our own words.",
        "type": "object",
        "properties": {"source": source, "facts": {"type": "array", "items": fact}},
        "required": ["source", "facts"],
        "additionalProperties": False,
    }
    (about, place, topic, indicator), base_parts = msgspec.json.schema_components(
        (About, Place, Topic, Indicator), schema_hook=_schema_hook, ref_template="#/$defs/{name}"
    )
    lists = {"places": place, "topics": topic, "indicators": indicator}
    base_file = {
        "title": "BaseFile",
        "description": "The base's own record: its name, places, topics, indicators.",
        "type": "object",
        "properties": {"about": about, **{name: {"type": "array", "items": each} for name, each in lists.items()}},
        "required": ["about", *lists],
        "additionalProperties": False,
    }
    return {
        "base.schema.json": _text({**base_file, "$defs": base_parts}),
        "facts.schema.json": _text(msgspec.json.schema(Base, schema_hook=_schema_hook)),
        "seed.schema.json": _text({**seed_file, "$defs": parts}),
    }


def _text(schema: dict[str, Any]) -> bytes:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_clean(schema)}
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def _clean(value: Any) -> Any:
    """The same schema with its descriptions dedented, as Python 3.13 does by itself."""
    if isinstance(value, dict):
        return {
            k: inspect.cleandoc(v) if k == "description" and isinstance(v, str) else _clean(v) for k, v in value.items()
        }
    return [_clean(each) for each in value] if isinstance(value, list) else value


def _schema_hook(kind: type) -> dict[str, Any]:
    if kind is PartialDate:
        point = r"\d{4}(-\d{2}(-\d{2})?)?"
        return {"type": ["string", "integer"], "pattern": f"^{point}(/{point})?$", "title": "PartialDate"}
    raise NotImplementedError(f"no schema for {kind.__name__}")
