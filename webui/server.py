"""The site on waitress, a production WSGI server in pure Python.

One process with threads, because all of them read one memory-mapped index; the arrays' work is done outside the
interpreter's lock.
"""

from __future__ import annotations

import errno
import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

import waitress.server
from flask import Flask

from search.errors import BadRequest
from webui.security import LARGER_BODIES
from webui.settings import Settings

LARGEST_PORT = 65_535

TRIES = 20
"""Ports tried, from the one asked for upwards, before giving up."""


def listen(host: str, port: int) -> socket.socket:
    """A socket listening on ``port``, or on the next free one; port 0 takes any.

    Raises BadRequest when the address is not ours to listen on or no port nearby is free.
    """
    if port > LARGEST_PORT:
        raise BadRequest(f"{port} is no port; use a number from 0 to {LARGEST_PORT}.")
    for candidate in range(port, min(port + (TRIES if port else 1), LARGEST_PORT + 1)):
        try:
            return _bound(host, candidate)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise BadRequest(f"Cannot listen on {host} port {candidate}: {error.strerror}.") from error
    raise BadRequest(f"The ports from {port} to {port + TRIES - 1} are all in use; choose another with --port.")


def serve(app: Flask, settings: Settings, listening: socket.socket) -> None:
    """Answer requests until interrupted."""
    server = waitress.server.create_server(
        app,
        sockets=[listening],
        threads=max(settings.workers, 1),
        ident="",
        max_request_header_size=32_768,
        max_request_body_size=max(app.config[LARGER_BODIES].values(), default=0) + 65_536,
        url_prefix=urlsplit(settings.base_url).path.rstrip("/"),
    )
    try:
        server.run()
    finally:
        server.close()


def address(listening: socket.socket) -> str:
    """Where a browser on this machine finds the site."""
    host, port = listening.getsockname()[:2]
    if ip_address(host).is_unspecified:
        host = "::1" if ":" in host else "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    bound = socket.socket(family, kind, protocol)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(place)
        bound.listen()
    except BaseException:
        bound.close()
        raise
    return bound
