"""The OpenAPI 3.1 description of the programming interface, written from its table."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from search.exports import FORMATS
from webui.api.endpoints import ENDPOINTS, ROOT, Endpoint
from webui.api.parameters import Parameter
from webui.api.problems import TITLES
from webui.api.schemas import SCHEMAS

PROBLEM: Final = "application/problem+json"

ABOUT: Final = """\
The same questions and the same answers as on the site's pages and at the command line. What violates this \
description is answered with status 400; what is well-formed and cannot be answered as asked, such as a date that is \
none or two dates in the wrong order, with 422. Both bring a sentence that says what to do. Answers carry an entity \
tag and the time since which they hold: asked again with If-None-Match or If-Modified-Since, an unchanged answer \
costs nothing.\
"""


def description(title: str, server: str, export_limit: int = 0) -> dict[str, Any]:
    """The whole description of an interface that stands at ``server``."""
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": _version(), "description": ABOUT},
        "servers": [{"url": server}],
        "paths": _paths(export_limit),
        "components": {"schemas": dict(SCHEMAS), "responses": _responses()},
    }


def _paths(export_limit: int) -> dict[str, Any]:
    paths = {endpoint.path: {endpoint.method.lower(): _operation(endpoint, export_limit)} for endpoint in ENDPOINTS}
    paths["/openapi.json"] = {
        "get": {
            "operationId": "description",
            "summary": "this description",
            "responses": {
                "200": {"description": "the description", "content": {"application/json": {"schema": {}}}},
                "304": {"description": "nothing has changed"},
                "default": {"$ref": "#/components/responses/default"},
            },
        }
    }
    return paths


def _operation(endpoint: Endpoint, export_limit: int) -> dict[str, Any]:
    told: dict[str, Any] = {"operationId": endpoint.name, "summary": endpoint.summary}
    if not endpoint.schema:
        most = f"at most {export_limit:,} articles at once" if export_limit else "without a limit"
        told["description"] = f"The file is sent while it is written, {most}."
    told["parameters"] = [
        *(_parameter(each, "path") for each in endpoint.within),
        *(_parameter(each, "query") for each in endpoint.parameters),
    ]
    if endpoint.body:
        schema = {"$ref": f"#/components/schemas/{endpoint.body}"}
        told["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    told["responses"] = {
        "200": {"description": endpoint.summary, "content": _content(endpoint)},
        **({} if endpoint.body else {"304": {"description": "nothing has changed since"}}),
        **{str(status): {"$ref": f"#/components/responses/{status}"} for status in endpoint.statuses},
        "default": {"$ref": "#/components/responses/default"},
    }
    return told


def _parameter(parameter: Parameter, place: str) -> dict[str, Any]:
    example = {} if parameter.example is None else {"example": parameter.example}
    return {
        "name": parameter.name,
        "in": place,
        "required": parameter.needed or place == "path",
        "description": parameter.help,
        "schema": parameter.schema,
        **example,
    }


def _content(endpoint: Endpoint) -> dict[str, Any]:
    if endpoint.schema:
        return {"application/json": {"schema": {"$ref": f"#/components/schemas/{endpoint.schema}"}}}
    return {each.content_type.partition(";")[0]: {"schema": {"type": "string"}} for each in FORMATS.values()}


def _responses() -> dict[str, Any]:
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    told: dict[str, Any] = {str(code): {"description": title, "content": content} for code, title in TITLES.items()}
    told["429"]["headers"] = {
        "Retry-After": {"description": "seconds to wait", "schema": {"type": "integer", "minimum": 1}}
    }
    return {**told, "default": {"description": "any other error", "content": content}}


def rule(endpoint: Endpoint) -> str:
    """The address as Flask writes it."""
    kinds = {each.name: "int:" if each.schema.get("type") == "integer" else "" for each in endpoint.within}
    return ROOT + re.sub(r"\{(\w+)\}", lambda match: f"<{kinds[match[1]]}{match[1]}>", endpoint.path)


def _version() -> str:
    try:
        return version("newsarchive")
    except PackageNotFoundError:
        return "0"
