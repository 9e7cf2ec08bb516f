"""Everything that can go wrong, as one tree; each message is a sentence saying what to do.

::

    NewsArchiveError
        ArchiveError
            NotAnArchive        the directory is something else
            NewerArchive        written by a later version of this program
            DamagedArchive      SQLite cannot read the record
            ArchiveBusy         another process is writing
            ArchiveFull         the disk refused a write
        EngineError
            IndexOutdated       made with other fields or another analysis
            IndexDamaged        a file of the index is missing or unreadable
            IndexBusy           another process is writing the index
        NoSuchArticle           no article has this number
        BadRequest              a date, sort, facet or number that cannot be understood
"""

from __future__ import annotations


class NewsArchiveError(Exception):
    """Base of every error that this project raises on purpose."""


class ArchiveError(NewsArchiveError):
    """The archive, the record of everything held, cannot be used as asked."""


class NotAnArchive(ArchiveError):
    """The directory holds something other than an archive, or nothing."""


class NewerArchive(ArchiveError):
    """The archive was written by a later version of this program."""


class DamagedArchive(ArchiveError):
    """SQLite reports that the record is damaged."""


class ArchiveBusy(ArchiveError):
    """Another process is writing to the archive."""


class ArchiveFull(ArchiveError):
    """The disk refused a write."""


class EngineError(NewsArchiveError):
    """The index cannot be used; it can always be rebuilt from the archive."""


class IndexOutdated(EngineError):
    """The index was made with other fields or another analysis."""


class IndexDamaged(EngineError):
    """A file of the index is missing or unreadable."""


class IndexBusy(EngineError):
    """Another process is writing the index."""


class NoSuchArticle(NewsArchiveError):
    """No article has this number."""


class BadRequest(NewsArchiveError):
    """A date, sort, facet or number that cannot be understood."""
