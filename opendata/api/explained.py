"""The OpenAPI document as people read it: no tool, no request to anybody, the same words."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

TYPES = {
    "string": "texte",
    "integer": "nombre entier",
    "number": "nombre",
    "boolean": "vrai ou faux",
    "array": "liste",
    "object": "objet",
    "null": "rien",
}


@dataclass(frozen=True)
class Operation:
    name: str
    path: str
    tag: str
    summary: str
    description: str
    parameters: list  # [(name, where, what it is)]
    fields: list  # [(name, type)] of the items, or of the answer where it has none

    @property
    def example(self):
        return "" if "{" in self.path else self.path


@cache
def operations():
    """Read once: code decides of it."""
    document = import_string(settings.PUBLIC_API).get_openapi_schema()
    shapes = document["components"]["schemas"]
    return [_operation(path, methods["get"], shapes) for path, methods in document["paths"].items()]


def _operation(path, said, shapes):
    answer = said["responses"][200]["content"]["application/json"]["schema"]
    parameters = [(each["name"], each.get("description", "")) for each in said.get("parameters", ())]
    return Operation(
        name=said["operationId"],
        path=path,
        tag=said["tags"][0],
        summary=said["summary"],
        description=said.get("description", ""),
        parameters=parameters,
        fields=_fields(_inner(answer, shapes), shapes),
    )


def _inner(schema, shapes):
    """Of a list or of one item, what it is made of."""
    shape = _shape(schema, shapes)
    own = shape.get("properties", {})
    return _shape(own["items"]["items"] if "items" in own else own.get("item", shape), shapes)


def _shape(schema, shapes):
    return shapes[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def _fields(shape, shapes):
    return [(name, _type(each, shapes)) for name, each in shape.get("properties", {}).items()]


def _type(schema, shapes):
    if "anyOf" in schema:
        return " ou ".join(dict.fromkeys(_type(each, shapes) for each in schema["anyOf"]))
    if "$ref" in schema:
        inner = ", ".join(name for name, _said in _fields(_shape(schema, shapes), shapes))
        return f"objet : {inner}"
    if schema.get("type") == "array" and "items" in schema:
        return f"liste de {_type(schema['items'], shapes)}"
    if schema.get("format") == "date":
        return "date"
    return TYPES.get(schema.get("type", ""), "valeur")
