"""A reader's visit in a real browser to a real server: searching, narrowing, reading, the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from tests.webui.browsers import NEEDED, opened
from tests.webui.running import running
from tests.webui.stories import FERRY, HOSTILE, TUNNEL, held

pytestmark = NEEDED


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    directory = tmp_path_factory.mktemp("browser") / "archive"
    held(directory).close()
    with running(directory, "--port", "0") as address:
        yield address


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    with opened(tmp_path_factory.mktemp("profile")) as window:
        yield window


@pytest.fixture
def browser(window: webdriver.Chrome) -> Iterator[webdriver.Chrome]:
    """The window, which must not have complained when the test is over: no error, no breach of the policy."""
    complaints(window)
    yield window
    assert complaints(window) == []


def complaints(window: webdriver.Chrome) -> list[object]:
    """What the browser wrote into its console since it was last asked."""
    return list(window.get_log("browser"))  # type: ignore[no-untyped-call]  # Selenium leaves this one untyped


def click(browser: webdriver.Chrome, text: str) -> None:
    """Follow the link that says so, and wait for the page behind it."""
    before = browser.current_url
    browser.find_element(By.PARTIAL_LINK_TEXT, text).click()
    WebDriverWait(browser, 10).until(lambda window: window.current_url != before)


def press(browser: webdriver.Chrome, *keys: str) -> None:
    for key in keys:
        browser.switch_to.active_element.send_keys(key)


def headlines(browser: webdriver.Chrome) -> list[str]:
    return [each.text for each in browser.find_elements(By.CSS_SELECTOR, ".hits h2")]


def test_a_visit(browser: webdriver.Chrome, site: str) -> None:
    browser.get(site)
    press(browser, "/")
    box = browser.switch_to.active_element
    assert box.get_attribute("name") == "q"
    box.send_keys("harbour", Keys.ENTER)
    WebDriverWait(browser, 10).until(lambda window: "/search" in window.current_url)
    assert set(headlines(browser)) == {TUNNEL.headline, FERRY.headline}
    assert browser.find_element(By.CSS_SELECTOR, ".hits mark").text.lower() == "harbour"

    click(browser, "Nation / Transport")
    assert headlines(browser) == [TUNNEL.headline]
    click(browser, "Harbour tunnel opens")
    assert browser.find_element(By.CSS_SELECTOR, ".text h1").text == TUNNEL.headline
    assert "Wednesday" in browser.find_element(By.CSS_SELECTOR, ".body").text
    click(browser, "Ferry line counts")
    assert browser.find_element(By.CSS_SELECTOR, ".text h1").text == FERRY.headline

    browser.back()
    browser.back()
    assert headlines(browser) == [TUNNEL.headline]
    browser.refresh()
    assert headlines(browser) == [TUNNEL.headline]


def test_dates_narrow_and_empty_fields_stay_out_of_the_address(browser: webdriver.Chrome, site: str) -> None:
    browser.get(f"{site}/search?q=harbour+OR+treaty+OR+weather")
    browser.find_element(By.NAME, "after").send_keys("2010")
    browser.find_element(By.NAME, "before").send_keys("January 2010", Keys.ENTER)
    WebDriverWait(browser, 10).until(lambda window: "after=2010" in window.current_url)
    assert headlines(browser) == ["Ministers sign a fishing treaty"]
    browser.find_element(By.NAME, "after").clear()
    browser.find_element(By.NAME, "before").send_keys(Keys.ENTER)
    WebDriverWait(browser, 10).until(lambda window: "after" not in window.current_url)
    assert "sort" not in browser.current_url


def test_a_bar_of_the_timeline_is_a_link(browser: webdriver.Chrome, site: str) -> None:
    browser.get(f"{site}/search?q=harbour+OR+treaty+OR+weather")
    browser.find_element(By.CSS_SELECTOR, ".timeline svg a").click()
    WebDriverWait(browser, 10).until(lambda window: "before=" in window.current_url)
    assert headlines(browser) == ["Ministers sign a fishing treaty"]


def test_dragging_over_bars_asks_for_all_of_them(browser: webdriver.Chrome, site: str) -> None:
    browser.get(f"{site}/search?q=harbour+OR+treaty+OR+weather")
    bars = browser.find_elements(By.CSS_SELECTOR, ".timeline svg a rect:last-of-type")
    assert len(bars) > 2
    webdriver.ActionChains(browser).click_and_hold(bars[0]).move_to_element(bars[1]).release().perform()
    WebDriverWait(browser, 10).until(lambda window: "before=" in window.current_url)
    asked = dict(parse_qsl(urlsplit(browser.current_url).query))
    assert asked["after"] < asked["before"]
    assert set(headlines(browser)) == {"Ministers sign a fishing treaty", TUNNEL.headline, FERRY.headline}


def test_choosing_an_order_is_enough(browser: webdriver.Chrome, site: str) -> None:
    browser.get(f"{site}/search?q=harbour")
    Select(browser.find_element(By.NAME, "sort")).select_by_value("oldest")
    WebDriverWait(browser, 10).until(lambda window: "sort=oldest" in window.current_url)


def test_keys_walk_through_hits_and_marks(browser: webdriver.Chrome, site: str) -> None:
    browser.get(f"{site}/search?q=harbour&sort=oldest")
    first, second = headlines(browser)
    press(browser, "j")
    assert browser.switch_to.active_element.text == first
    press(browser, "j")
    assert browser.switch_to.active_element.text == second
    press(browser, "k", Keys.ENTER)
    WebDriverWait(browser, 10).until(lambda window: "/article/" in window.current_url)
    assert browser.find_element(By.CSS_SELECTOR, ".text h1").text == first
    press(browser, "n", "n")
    assert browser.switch_to.active_element.get_attribute("id") == "hit-2"
    press(browser, "p")
    assert browser.switch_to.active_element.get_attribute("id") == "hit-1"


@pytest.mark.parametrize("path", ["/", "/search", "/search?q=breakout", "/sections", "/issue/2011-03-04", "/help"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit_their_window_and_keep_the_policy(
    browser: webdriver.Chrome, site: str, path: str, width: int
) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get(site + path)
    assert browser.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_form_that_writes_queries_shows_them_while_it_is_filled_in(browser: webdriver.Chrome, site: str) -> None:
    browser.get(f"{site}/advanced")
    browser.find_element(By.NAME, "phrase").send_keys("harbour tunnel")
    written = (By.CSS_SELECTOR, ".understood .written")
    WebDriverWait(browser, 10).until(lambda window: window.find_elements(*written))
    WebDriverWait(browser, 10).until(lambda window: window.find_element(*written).text == '"harbour tunnel"')


def test_hostile_text_is_read_and_not_run(browser: webdriver.Chrome, site: str) -> None:
    browser.get(f"{site}/search?q=breakout")
    assert HOSTILE in headlines(browser)[0]
    browser.find_element(By.CSS_SELECTOR, ".hits a").click()
    WebDriverWait(browser, 10).until(lambda window: "/article/" in window.current_url)
    assert HOSTILE in browser.find_element(By.TAG_NAME, "h1").text


def test_the_site_works_without_scripts(browser: webdriver.Chrome, site: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(site)
        browser.find_element(By.NAME, "q").send_keys("ferry", Keys.ENTER)
        WebDriverWait(browser, 10).until(lambda window: "/search" in window.current_url)
        click(browser, "Ferry line counts")
        assert browser.find_element(By.CSS_SELECTOR, ".text h1").text == FERRY.headline
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
