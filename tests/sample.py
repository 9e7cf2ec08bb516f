"""The sample newspaper as the tests see it: the stories that are the truth, and where their printed pages are."""

from __future__ import annotations

from data.sample.press import WARC, ZIP, Sheet, press, sheets
from data.sample.story import HERE, Era, Into, Story, stories

__all__ = ["HERE", "WARC", "ZIP", "Era", "Into", "Sheet", "Story", "press", "sheets", "stories"]
