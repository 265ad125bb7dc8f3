import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from graph.maps import write_map
from graph.schema import Graph

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Collects what a page that is safe never does.
_WATCH = """
window.violations = [];
window.pwned = () => window.violations.push("a text was run");
for (const name of ["alert", "confirm", "prompt"]) window[name] = window.pwned;
document.addEventListener("securitypolicyviolation",
  (event) => window.violations.push(`${event.violatedDirective} ${event.sample}`));
"""


class Watched:
    """A page with the network off, and a list of all that it should not have done."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.path = path
        self.faults: list[str] = []
        page.on("request", self._on_request)
        page.on("console", lambda message: self.faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.faults.append("dialog"), dialog.dismiss()))
        page.add_init_script(_WATCH)

    def _on_request(self, request) -> None:
        if request.url.split("#")[0] != self.path.as_uri():
            self.faults.append(f"request: {request.url}")

    def open(self, after: str = "") -> "Watched":
        self.page.goto(self.path.as_uri() + after)
        return self

    def click(self, key: str) -> None:
        """Click on a dot, with the mouse."""
        # The view is drawn with the next frame.
        self.page.wait_for_timeout(100)
        at = self.page.evaluate("citegraph.positionOf", key)
        assert at is not None, f"{key} has no dot"
        self.page.mouse.click(at["x"], at["y"])
        self.wait_for(key)

    def wait_for(self, key: str) -> None:
        """Wait until a thing is selected; Playwright's own wait needs eval, which is forbidden."""
        for _ in range(100):
            if self.page.evaluate("citegraph.selected()") == key:
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"{key} is not selected, but {self.page.evaluate('citegraph.selected()')}")

    def all_faults(self) -> list[str]:
        return self.faults + self.page.evaluate("window.violations")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = os.environ.get("CITEGRAPH_CHROMIUM") or next(
        filter(None, map(shutil.which, _NAMES)), ""
    )
    if not found:
        pytest.skip("no Chromium; CITEGRAPH_CHROMIUM names one")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Watched]]:
    """Give a function that writes the map of a graph and opens it."""
    contexts = []

    def of(graph: Graph, *, width: int = 1280, height: int = 800, after: str = "", **options):
        path = tmp_path / "map.html"
        write_map(graph, path, **options)
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        context.set_offline(True)
        contexts.append(context)
        return Watched(context.new_page(), path).open(after)

    yield of
    for context in contexts:
        context.close()
