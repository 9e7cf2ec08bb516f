"""Every page under axe-core's rules (WCAG 2.2 A and AA, and good practice): light on a phone, dark on a screen.

And what no rule finds: that the main tasks can be done by keyboard alone, that nothing moves while a page loads, that
nothing is asked of another site, and that pages are small.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from tests.webui.browsers import NEEDED, opened, resize, theme
from tests.webui.running import running
from tests.webui.stories import FERRY, TUNNEL, held

PAGES = (
    "/",
    "/search",
    "/search?q=harbour&by=month&share=1",
    "/search?q=zzzz",
    "/search?after=noon",
    "/search/values/author",
    "/search/count?q=harbour+tunnel&section=Nation",
    "/search/keywords?q=report",
    "/search/concordance?q=harbour",
    "/search/compare?q=harbour&q=treaty&q=report",
    "/search/certificate?q=harbour",
    "/certificate",
    "/advanced?q=harbour&none=toll",
    "/batch",
    "/clippings",
    "/article/1?q=harbour",
    "/article/4",
    "/article/6",
    "/article/1/versions",
    "/issues",
    "/issue/2012-05-09",
    "/issue/2012-05-09/A3",
    "/sections",
    "/section/Nation",
    "/authors",
    "/sources",
    "/on-this-day?day=05-09",
    "/help",
    "/help?lang=de",
    "/api",
    "/nowhere",
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """
const [tags, done] = [arguments[0], arguments[1]];
axe.run(document, {runOnly: {type: "tag", values: tags}}).then(
  (found) => done(found.violations.map((rule) => rule.id + ": " + rule.nodes.map((node) => node.html).join(" | "))),
  (error) => done([String(error)]));
"""
SHIFT = """
let sum = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
  .observe({type: "layout-shift", buffered: true});
const done = arguments[0];
requestAnimationFrame(() => setTimeout(() => done(sum), 50));
"""
LARGEST = 60_000
"""Bytes of any page, before it is compressed."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    directory = tmp_path_factory.mktemp("accessible") / "archive"
    held(directory).close()
    with running(directory, "--port", "0") as address:
        yield address


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with opened(tmp_path_factory.mktemp("profile")) as window:
        window.set_script_timeout(60)
        yield window


@pytest.fixture(autouse=True)
def _forgetful(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test speaks the language that another one chose."""
    yield
    if "window" in request.fixturenames:
        request.getfixturevalue("window").delete_all_cookies()


@pytest.fixture(scope="module")
def axe() -> str:
    found = find_spec("axe_playwright_python")
    assert found, "axe-playwright-python is missing: install the extra dev"
    assert found.origin
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(window: webdriver.Chrome, axe: str) -> list[str]:
    window.execute_script(axe)
    return list(window.execute_async_script(RUN, TAGS))


@NEEDED
@pytest.mark.parametrize("path", PAGES)
def test_no_page_breaks_a_rule(window: webdriver.Chrome, site: str, axe: str, path: str) -> None:
    found = []
    for name, width in (("light", 360), ("dark", 1280)):
        theme(window, name)
        resize(window, width)
        window.get(site + path)
        found += [f"{name} {width}: {each}" for each in violations(window, axe)]
        assert window.execute_script("return document.documentElement.scrollWidth <= innerWidth"), width
    assert found == []


@NEEDED
def test_the_rules_are_really_run(window: webdriver.Chrome, site: str, axe: str) -> None:
    window.get(site)
    window.execute_script("document.querySelector('main').innerHTML = '<img src=x><p style=color:#eee>pale</p>'")
    assert {each.partition(":")[0] for each in violations(window, axe)} >= {"image-alt"}


@NEEDED
@pytest.mark.parametrize("path", [path for path in PAGES if "noon" not in path])
def test_nothing_moves_and_nothing_is_asked_of_another_site(window: webdriver.Chrome, site: str, path: str) -> None:
    for width in (1280, 360):
        resize(window, width)
        window.get(site + path)
        assert float(window.execute_async_script(SHIFT)) < 0.01, width
        asked = window.execute_script("return performance.getEntriesByType('resource').map((each) => each.name)")
        assert all(address.startswith(site) for address in asked)


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_small(client: FlaskClient, path: str) -> None:
    assert len(client.get(path).data) < LARGEST


def press(window: webdriver.Chrome, *keys: str) -> None:
    for key in keys:
        window.switch_to.active_element.send_keys(key)


def until(window: webdriver.Chrome, part: str) -> None:
    WebDriverWait(window, 10).until(lambda each: part in each.current_url)


@NEEDED
def test_a_story_is_found_clipped_and_taken_away_by_keyboard_alone(window: webdriver.Chrome, site: str) -> None:
    resize(window, 1280)
    window.get(site)
    press(window, "/", "ferry", Keys.ENTER)
    until(window, "/search")
    press(window, "j", Keys.ENTER)
    until(window, "/article/")
    assert window.find_element(By.TAG_NAME, "h1").text == FERRY.headline
    tab_to(window, "[data-clip]")
    press(window, Keys.SPACE)
    assert window.switch_to.active_element.get_attribute("aria-pressed") == "true"
    window.execute_script("scrollTo(0, 0); document.activeElement.blur()")
    tab_to(window, "nav a[href='/clippings']")
    press(window, Keys.ENTER)
    until(window, "/clippings")
    tab_to(window, "textarea")
    press(window, "for chapter two")
    window.refresh()
    assert window.find_element(By.TAG_NAME, "textarea").get_attribute("value") == "for chapter two"
    tab_to(window, "button[value=dossier]")
    press(window, Keys.ENTER)
    until(window, "/clippings/take")
    assert "for chapter two" in window.find_element(By.TAG_NAME, "main").text


def tab_to(window: webdriver.Chrome, selector: str) -> None:
    """Press the tabulator until the element has the focus, which must then be seen."""
    for _ in range(120):
        press(window, Keys.TAB)
        focused = window.switch_to.active_element
        if window.execute_script("return arguments[0].matches(arguments[1])", focused, selector):
            assert window.execute_script("return getComputedStyle(arguments[0]).outlineStyle", focused) != "none"
            return
    raise AssertionError(f"{selector} cannot be reached")


@NEEDED
def test_suggestions_are_chosen_by_keyboard(window: webdriver.Chrome, site: str) -> None:
    resize(window, 1280)
    window.get(site + "/search")
    press(window, "/", "tunn")
    box = window.find_element(By.ID, "q")
    WebDriverWait(window, 10).until(lambda _: box.get_attribute("aria-expanded") == "true")
    press(window, Keys.ARROW_DOWN)
    option = window.find_element(By.ID, box.get_attribute("aria-activedescendant") or "")
    assert option.get_attribute("aria-selected") == "true"
    assert box.get_attribute("value") == option.get_attribute("data-query")
    press(window, Keys.ESCAPE)
    assert box.get_attribute("value") == "tunn"
    assert box.get_attribute("aria-expanded") == "false"
    press(window, Keys.ARROW_DOWN, Keys.ENTER)
    WebDriverWait(window, 10).until(lambda each: "q=" in each.current_url or "/article/" in each.current_url)


@NEEDED
@pytest.mark.parametrize("path", ["/search?q=harbour", "/advanced?all=harbour", "/search/compare?q=harbour", "/batch"])
def test_main_tasks_need_no_script(window: webdriver.Chrome, site: str, path: str) -> None:
    window.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        window.get(site + path)
        if path == "/batch":
            window.find_element(By.ID, "queries").send_keys("harbour tunnel\nferry")
            window.find_element(By.CSS_SELECTOR, "form.batch button").click()
        WebDriverWait(window, 10).until(lambda each: "harbour" in each.find_element(By.ID, "main").text)
        text = window.find_element(By.ID, "main").text
        assert TUNNEL.headline in text or "2 stories" in text
    finally:
        window.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
