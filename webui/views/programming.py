"""The programming interface, described for people from the same table as for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode

from flask.typing import ResponseReturnValue

from webui import urls
from webui.api.endpoints import ENDPOINTS, Endpoint
from webui.api.parameters import Parameter
from webui.site import render, site


@dataclass(frozen=True, slots=True)
class Row:
    """One parameter."""

    name: str
    meaning: str
    values: str
    """What may be given."""
    example: str


@dataclass(frozen=True, slots=True)
class Address:
    """One address with its parameters; ``example`` can be followed where it is asked by GET."""

    name: str
    method: str
    path: str
    summary: str
    rows: tuple[Row, ...]
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammingPage:
    """Every address, and what they have in common."""

    template: ClassVar[str] = "api.html"
    root: str
    description: str
    addresses: tuple[Address, ...]
    rate_limit: int
    export_limit: int


def view() -> ResponseReturnValue:
    """``/api``."""
    here = site().settings
    return render(
        ProgrammingPage(
            root=urls.absolute(urls.api_root()),
            description=f"{urls.api_root()}/openapi.json",
            addresses=tuple(_address(endpoint) for endpoint in ENDPOINTS),
            rate_limit=here.rate_limit,
            export_limit=here.export_limit,
        )
    )


def _address(endpoint: Endpoint) -> Address:
    rows = tuple(_row(each) for each in (*endpoint.within, *endpoint.parameters))
    path = f"{urls.api_root()}{endpoint.path}"
    return Address(endpoint.name, endpoint.method, path, endpoint.summary, rows, _example(endpoint))


def _example(endpoint: Endpoint) -> str:
    """An address that can be tried; none for what is posted or needs something from an earlier answer."""
    shown = [each for each in endpoint.parameters if each.name == "q" and each.example is not None]
    if endpoint.body or any(each.needed and each.example is None for each in endpoint.parameters):
        return ""
    path = endpoint.path
    for each in endpoint.within:
        value = each.example if each.example is not None else each.schema["enum"][0]
        path = path.replace(f"{{{each.name}}}", str(value))
    pairs = [(each.name, value) for each in shown for value in _several(each.example)]
    return f"{urls.api_root()}{path}" + (f"?{urlencode(pairs)}" if pairs else "")


def _row(parameter: Parameter) -> Row:
    example = parameter.example
    shown = _several(example)[0] if example is not None else ""
    meaning = parameter.help + (" (needed)" if parameter.needed else "")
    return Row(parameter.name, meaning, _values(parameter), str(shown))


def _values(parameter: Parameter) -> str:
    """What the schema allows, in words."""
    schema: Mapping[str, Any] = parameter.kind.schema
    if "enum" in schema:
        told = ", ".join(schema["enum"])
    elif schema["type"] == "integer":
        told = f"{schema['minimum']:,} to {schema['maximum']:,}"
    elif schema["type"] == "boolean":
        told = "true, false"
    else:
        told = f"up to {schema['maxLength']:,} characters" if "maxLength" in schema else "a day"
    default = f"; {schema['default']} by default" if schema.get("default") not in (None, False) else ""
    return told + default + (f"; up to {parameter.most} times" if parameter.many else "")


def _several(example: Any) -> list[Any]:
    return example if isinstance(example, list) else [example]
