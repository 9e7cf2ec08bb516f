"""The site as a WSGI application, made from a catalogue and settings and from nothing else."""

from __future__ import annotations

from flask import Flask, Response, request
from jinja2 import StrictUndefined

from search.catalogue import Catalogue
from webui import assets, clips, errors, language, security, text, urls, ways
from webui.api import serving
from webui.jobs import Jobs
from webui.keeping import Keepers
from webui.routes import ROUTES
from webui.settings import Settings
from webui.site import Site
from webui.tongues import TONGUES


def create_app(catalogue: Catalogue, settings: Settings | None = None) -> Flask:
    """A site that shows the catalogue; opening and closing the catalogue stays with the caller."""
    app = Flask("webui", static_folder=None)
    settings = settings or Settings()
    app.extensions["newsarchive"] = Site(
        catalogue, settings, assets.load(), Keepers(settings), Jobs(catalogue.archive.directory)
    )
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the default provider has it, its base class not
    _prepare_templates(app, settings)
    security.protect(app)
    errors.register(app)
    for route in ROUTES:
        app.add_url_rule(route.rule, route.name, route.view, methods=route.methods)
        if route.body:
            app.config[security.LARGER_BODIES][route.name] = route.body
    if settings.admin_token:
        app.config[security.LARGER_BODIES]["admin_upload"] = settings.upload_limit * 1_000_000
    serving.register(app, settings)
    app.after_request(_with_etag)
    app.after_request(language.remember)
    return app


def _prepare_templates(app: Flask, settings: Settings) -> None:
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.globals.update(
        urls=urls,
        site_title=settings.title,
        _=language.say,
        tongue=language.here,
        tongues=TONGUES.values,
        ways=ways.ways,
        spoken=ways.spoken,
        clippings=clips.collected,
    )
    environment.filters.update(
        number=text.number, counted=text.counted, long_date=text.long_date, weekday_date=text.weekday_date
    )


def _with_etag(response: Response) -> Response:
    """Spare the reader's line: an unchanged page is asked for again and answered by 304 without its content."""
    if request.path.startswith("/admin"):
        response.headers["Cache-Control"] = "no-store"
        return response
    if response.status_code == 200 and response.is_streamed:
        return response  # its tag, if it has one, was made before its content
    if response.status_code == 200:
        response.headers.setdefault("Cache-Control", "no-cache")
        response.add_etag()
        response.make_conditional(request)
    elif response.status_code != 304:
        response.headers.setdefault("Cache-Control", "no-store")
    return response
