"""Whether a new description of the API keeps all that the old one promised: version 1 only grows."""

import re
from collections.abc import Iterator
from typing import Any

METHODS = ("get", "post", "put", "patch", "delete")
_REFERENCE = re.compile(r"#/components/schemas/(\w+)")
Tree = dict[str, Any]


def losses(old: Tree, new: Tree) -> list[str]:
    """What whoever built on the old one would miss, or would have to give all of a sudden."""
    return [
        *_of_addresses(old["paths"], new["paths"]),
        *_of_schemas(old["components"]["schemas"], new["components"]["schemas"], _sent(new)),
    ]


def _of_addresses(old: Tree, new: Tree) -> Iterator[str]:
    for path, methods in old.items():
        for method in METHODS:
            if method not in methods:
                continue
            if method not in new.get(path, {}):
                yield f"{method} {path} is gone"
                continue
            yield from _of_operation(f"{method} {path}", methods[method], new[path][method])


def _of_operation(name: str, old: Tree, new: Tree) -> Iterator[str]:
    before, after = _parameters(old), _parameters(new)
    for key in before.keys() - after.keys():
        yield f"{name} no longer takes {key}"
    for key, parameter in after.items():
        if parameter.get("required") and not before.get(key, {}).get("required"):
            yield f"{name} now requires {key}"
    for key in before.keys() & after.keys():
        yield from _of_values(f"{name} {key}", before[key]["schema"], after[key]["schema"], is_answer=False)
    for status in old["responses"].keys() - new["responses"].keys():
        if status.startswith("2"):
            yield f"{name} no longer answers {status}"
    if old["responses"].get("200", {}).get("content") != new["responses"].get("200", {}).get("content"):
        yield f"{name} answers 200 with something else"


def _parameters(operation: Tree) -> dict[str, Tree]:
    return {f"{one['in']} {one['name']}": one for one in operation.get("parameters", [])}


def _sent(description: Tree) -> set[str]:
    """The schemas of what programs send, with all that those are made of."""
    schemas, found = description["components"]["schemas"], set[str]()
    bodies = [one.get("requestBody") for methods in description["paths"].values() for one in methods.values()]
    waiting = set(_REFERENCE.findall(str(bodies)))
    while waiting:
        found |= waiting
        waiting = {name for sent in waiting for name in _REFERENCE.findall(str(schemas.get(sent)))} - found
    return found


def _of_schemas(old: Tree, new: Tree, sent: set[str]) -> Iterator[str]:
    for name, schema in old.items():
        if name not in new:
            yield f"{name} is gone"
            continue
        before, after = schema.get("properties", {}), new[name].get("properties", {})
        for key in before.keys() - after.keys():
            yield f"{name}.{key} is gone"
        for key in before.keys() & after.keys():
            yield from _of_values(f"{name}.{key}", before[key], after[key], is_answer=True)
        is_sent = name in sent
        now, then = set(new[name].get("required", [])), set(schema.get("required", []))
        for key in (now - then) if is_sent else (then - now):
            yield f"{name}.{key} is {'required all of a sudden' if is_sent else 'no longer always there'}"


def _of_values(name: str, old: Tree, new: Tree, *, is_answer: bool) -> Iterator[str]:
    for key in ("type", "$ref", "items", "format"):
        if old.get(key) != new.get(key):
            yield f"{name} has another {key}"
    if not is_answer and (lost := set(old.get("enum", [])) - set(new.get("enum", []))):
        yield f"{name} no longer takes {sorted(lost)}"
