"""Settings of the site: one table that the command line, the environment and the documentation read.

Nothing is read from the environment at import; :func:`from_environment` does so when it is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from search.errors import BadRequest

PREFIX = "NEWSARCHIVE_"


@dataclass(frozen=True, slots=True)
class Setting:
    """One row: a field of :class:`Settings`, its default (whose type is the setting's type) and what it is for."""

    name: str
    default: str | int
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it: ``NEWSARCHIVE_PAGE_SIZE``."""
        return PREFIX + self.name.upper()

    @property
    def option(self) -> str:
        """The command-line option that sets it: ``--page-size``."""
        return "--" + self.name.replace("_", "-")

    def read(self, text: str) -> str | int:
        """The value that ``text`` stands for. Raises BadRequest when a number was needed or is negative."""
        if isinstance(self.default, str):
            return text
        if not text.isascii() or not text.isdigit():
            raise BadRequest(f"{self.option} (or {self.variable}) needs a whole number, not {text!r}.")
        return int(text)


SETTINGS: tuple[Setting, ...] = (
    Setting("archive", "data/archive", "directory of the archive to show"),
    Setting("host", "127.0.0.1", "address to listen on; 0.0.0.0 lets other machines in"),
    Setting("port", 8000, "port to listen on; the next free one is taken when it is in use, 0 takes any"),
    Setting("workers", 4, "how many requests are answered at the same time"),
    Setting("title", "News Archive", "name in the masthead"),
    Setting("page_size", 10, "results on a page"),
    Setting("base_url", "", "address under which readers reach the site, when a proxy stands before it"),
    Setting("language", "", "language of the pages, en or de; none leaves it to each reader's browser"),
    Setting("personal", "", "file that keeps one person's clippings on the server; none leaves them in the browser"),
    Setting("admin_token", "", "password of the keeper's pages under /admin, 16 characters or more; none closes them"),
    Setting("admin_folders", "", "folders from which those pages may add, separated as in PATH"),
    Setting("rate_limit", 0, "requests a minute that one address may make of the API, exports and feeds; 0 for any"),
    Setting("proxies", 0, "how many proxies of your own stand before the site and add to X-Forwarded-For"),
    Setting("cors", "", "origins whose pages may read the API, separated by spaces; * for all"),
    Setting("export_limit", 0, "articles in one export; 0 sets no limit"),
    Setting("upload_limit", 64, "megabytes that may be uploaded there at once"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One value for each row of :data:`SETTINGS`."""

    archive: str = "data/archive"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 4
    title: str = "News Archive"
    page_size: int = 10
    base_url: str = ""
    language: str = ""
    personal: str = ""
    admin_token: str = ""
    admin_folders: str = ""
    rate_limit: int = 0
    proxies: int = 0
    cors: str = ""
    export_limit: int = 0
    upload_limit: int = 64


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Settings as the environment's ``NEWSARCHIVE_…`` variables give them, defaults elsewhere.

    Raises BadRequest with a sentence that names the variable whose value cannot be read.
    """
    given = {row.name: row.read(environment[row.variable]) for row in SETTINGS if row.variable in environment}
    return Settings(**given)  # type: ignore[arg-type]  # the table's types are those of the fields


def names() -> tuple[str, ...]:
    """The fields of :class:`Settings`, in order."""
    return tuple(each.name for each in fields(Settings))
