"""The archive: every article, where it came from and what was refused, kept in one SQLite file.

It is the system of record. The index beside it is derived and may be deleted at any moment; nothing here may.
"""

from search.archive.records import Capture, Holding, Original, Outcome, Rejection, Status
from search.archive.store import Archive
from search.archive.writer import Writer

__all__ = ["Archive", "Capture", "Holding", "Original", "Outcome", "Rejection", "Status", "Writer"]
