"""The programming interface under ``/api/v1``.

One table, :mod:`webui.api.endpoints`, says which addresses there are and which parameters they take. Arguments are
read by it, the OpenAPI description and the page for people are written from it, and the tests try all that it says.
"""
