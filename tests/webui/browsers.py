"""Chromium without a window, for the tests that need a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium import webdriver

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
NEEDED = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver: install both to run these tests"
)
OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-prefers-reduced-motion",  # a page that glides cannot be clicked
    "--window-size=1280,1000",
)


@contextmanager
def opened(profile: Path) -> Iterator[webdriver.Chrome]:
    """A window with a new profile, which keeps what the console says."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for option in (*OPTIONS, f"--user-data-dir={profile}"):
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    window = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    try:
        yield window
    finally:
        window.quit()


def resize(window: webdriver.Chrome, width: int) -> None:
    """A window of that many pixels, a phone when they are few."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    window.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def theme(window: webdriver.Chrome, name: str) -> None:
    """The reader's preference: ``light`` or ``dark``."""
    features = [{"name": "prefers-color-scheme", "value": name}]
    window.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
