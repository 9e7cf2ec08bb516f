"""A bound on the processor time of one page, so that none can hold up the others for longer.

The pool's own limit counts time on the clock and kills the process; it must be generous, for machines are busy. This
one counts what the page itself uses and leaves the process alive. What lxml does in one call is not interrupted, and is
bounded by the size of a page; the interpreter looks for signals between its steps, and ``re`` while it matches.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 2.0
"""Processor seconds that one page may take; an ordinary one takes a hundredth."""


class OutOfTime(BaseException):
    """The time is up. No Exception, so that nothing on the way takes it for a fault of the page and goes on."""


@contextmanager
def processor_time(seconds: float) -> Iterator[None]:
    """Raises OutOfTime inside the block once it has used so many processor seconds.

    Systems without such a timer, and threads other than the main one, have no limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(_: int, __: FrameType | None) -> None:
    raise OutOfTime
