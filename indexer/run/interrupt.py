"""Ctrl-C and a request to end, heard between two pages instead of in the middle of one."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupt:
    """Whether somebody asked the run to end."""

    def __init__(self) -> None:
        self.signal = 0
        """The number of the signal that asked, 0 while nobody has."""

    def requested(self) -> bool:
        """True from the first request on."""
        return self.signal != 0

    @property
    def status(self) -> int:
        """The exit status by which a shell tells that a signal ended a program: 130 for Ctrl-C."""
        return 128 + self.signal


@contextmanager
def interruptible() -> Iterator[Interrupt]:
    """Inside the block a first signal is only noted; a second one raises KeyboardInterrupt at once."""
    interrupt = Interrupt()

    def note(number: int, _: FrameType | None) -> None:
        if interrupt.signal:
            raise KeyboardInterrupt
        interrupt.signal = number

    if threading.current_thread() is not threading.main_thread():
        yield interrupt  # only the main thread may handle signals
        return
    before = [(number, signal.signal(number, note)) for number in _SIGNALS]
    try:
        yield interrupt
    finally:
        for number, handler in before:
            signal.signal(number, handler)
