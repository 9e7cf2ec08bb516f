"""Proof that a form was sent from a page of ours: a token that no other site can read (OWASP: synchronizer token)."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from flask import request

from search.errors import BadRequest
from webui.site import site

FIELD = "token"


def token(bound_to: str = "") -> str:
    """The token for the forms of a page; one made for a session (``bound_to``) is of no use in another."""
    return hmac.new(site().secret, bound_to.encode(), hashlib.sha256).hexdigest()


def demand(bound_to: str = "") -> None:
    """Raises BadRequest when the form that was sent is not from a page of ours."""
    if not secrets.compare_digest(request.form.get(FIELD, "").encode(), token(bound_to).encode()):
        raise BadRequest("This form did not come from a page of this site, or the site was restarted: reload the page.")
