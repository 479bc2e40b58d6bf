"""The pages in a real browser: one desk over a record of the examples, one Chromium, a fresh context for each test."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

FLAGS = [
    "--headless", "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
]  # fmt: skip


def chromium() -> str:
    """Where the browser is. Without it the tests fail and say what to do; ``make test`` installs it where it may."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "These tests need chromium: make browser, or apt-get install chromium."
    return found


@pytest.fixture(scope="session")
def built() -> None:
    """The pages, bundled anew where their source changed."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.build_pages(ROOT, development=True)


@pytest.fixture(scope="session")
def desk(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A desk over the examples, an attack that several outlets tell, two versions of a page, and other scripts."""
    import desk_record
    from desk_server import Served
    from onrecord import read

    examples = [str(p) for p in sorted((ROOT / "examples").iterdir()) if p.name not in ("bad", "README.md")]
    made = [*read(*examples), *desk_record.attack(), *desk_record.versions(), *desk_record.scripts()]
    with Served(desk_record.build(tmp_path_factory.mktemp("browser") / "made.db", made)) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


class Tab:
    """A page that remembers everything that went wrong in it."""

    def __init__(self, context: Any, served: Any) -> None:
        self.page = context.new_page()
        self.served = served
        self.wrong: list[str] = []
        self.cdp: Any = None
        self.page.on("console", lambda m: self.wrong.append(f"console: {m.text}") if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.wrong.append(f"script: {e}"))
        self.page.on("dialog", self._dialog)
        self.page.on("request", self._request)

    def _dialog(self, dialog: Any) -> None:
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.served.url, "data:", "blob:")):
            self.wrong.append(f"request: {request.url}")

    def open(self, path: str) -> Any:
        """Goes to an address of the desk and waits until it is shown."""
        self.page.goto(self.served.url + path)
        return self.shown()

    def shown(self) -> Any:
        """Waits until what the address asks for is shown."""
        self.page.wait_for_selector('html[data-shown] main[aria-busy="false"]', timeout=30_000)
        return self.page

    def drawn(self, count: int | None = None) -> None:
        """Waits until map and timeline show ``count`` events."""
        wanted = "" if count is None else f'="{count}"'
        self.page.wait_for_selector(f"html[data-drawn{wanted}]", timeout=30_000)


@pytest.fixture
def tab(browser: Any, desk: Any) -> Iterator[Tab]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 860}, color_scheme="light", timezone_id="Asia/Tokyo", locale="en-GB",
    )  # fmt: skip
    made = Tab(context, desk)
    yield made
    context.close()
    assert made.wrong == []
