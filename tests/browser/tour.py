"""`make browser`: Neo4j Browser of the local server, connected, styled, given the saved questions, and three of them run.

python -m tests.browser.tour [--images DIR]  starts a server of its own, loads the sample pack, and ends with 1 where a step fails
"""

from __future__ import annotations

import argparse
import base64
import io
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from kg import server
from kg.asking.queries import load_queries
from kg.browser.guide import GUIDE
from kg.browser.saved import saved_cypher
from kg.browser.style import grass
from kg.settings import read_settings
from tests.browser.chromium import Browser, browsing, chromium

NAME = "Huione Group"
QUESTIONS = ("launderers", "entity_profile")
"""Beside the graph of the guide's third step; each must show rows for `NAME` or what the sample pack says of it."""
_DROP = """
(async () => {
  const bytes = Uint8Array.from(atob(%s), letter => letter.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], %s));
  const place = document.querySelector('[class*=filedrop]');
  if (!place) return false;
  for (const kind of ['dragenter', 'dragover', 'drop'])
    place.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: data}));
  await new Promise(done => setTimeout(done, 2500));
  return true;
})()
"""
_FOCUS = "document.querySelector('[data-testid=activeEditor] textarea, .monaco-editor textarea').focus()"
_RUN = "document.querySelector('[data-testid=editor-Run]').click()"
_FRAME = (
    "(document.querySelector('[data-testid=frame]') || document.querySelector('article') || {innerText: ''}).innerText"
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--images", type=Path, help="where screenshots go; otherwise none are kept")
    chosen = options.parse_args()
    program = chromium()
    if program is None:
        raise SystemExit("no Chromium is installed here: apt install chromium, or the like")
    with tempfile.TemporaryDirectory(prefix="kg-browser-") as folder:
        settings = read_settings({"KG_HOME": f"{folder}/home", "KG_CACHE": str(read_settings({}).cache)})
        environment = {**os.environ, "KG_HOME": str(settings.home), "KG_CACHE": str(settings.cache)}
        command = [sys.executable, "-c", "from kg.cli import main; main()", "demo"]
        try:
            subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            running = server.status(settings)
            if running is None:
                raise SystemExit("the local Neo4j ended while it was waited for")
            with browsing(program, Path(folder)) as browser:
                tour = Tour(browser, chosen.images)
                tour.play(running.browser, server.endpoint(settings, running))
        finally:
            server.stop(settings)


class Tour:
    """The steps, each of which ends the program where it does not show what it should."""

    def __init__(self, browser: Browser, images: Path | None) -> None:
        self._browser, self._images = browser, images

    def play(self, address: str, endpoint: server.Endpoint) -> None:
        """Connect, style, import, run three."""
        browser = self._browser
        browser.open(width=1400, height=900)
        browser.go(f"{address}?dbms=bolt://neo4j@{endpoint.uri.split('//')[1]}")
        self._wait("!!document.querySelector('input[type=password]')", "the form to connect")
        browser.run("document.querySelector('input[type=password]').focus()")
        browser.call("Input.insertText", text=endpoint.password)
        browser.press("Enter", 13)
        self._wait("document.body.innerText.includes('You are connected')", "the connection")
        self._drop("kg.grass", grass().encode())
        self._wait("(localStorage.getItem('neo4j.grass') || '').includes('LAUNDERED_FOR')", "the style")
        packed = saved_cypher(load_queries().values())
        self._drop("kg-saved-cypher.zip", packed)
        self._wait("(localStorage.getItem('neo4j.documents') || '').includes('Launderers')", "the saved questions")
        files = zipfile.ZipFile(io.BytesIO(packed))
        self._type(files.read("set_parameters.cypher").decode())
        self._type(f":param name => '{NAME}'")
        self._type(GUIDE[2].script())
        self._wait("document.querySelectorAll('svg circle').length > 2", "a drawn graph")
        self._shot("neo4j_browser_graph.png")
        for question in QUESTIONS:
            self._type(files.read(f"{question}.cypher").decode())
            self._wait("/Started streaming [1-9]|Completed after/.test(document.body.innerText)", f"rows of {question}")
        browser.run("document.querySelector('[data-testid=navigationFavorites]').click()")
        time.sleep(2)
        self._shot("neo4j_browser_questions.png")
        outside = self._answered_elsewhere()
        if outside:
            raise SystemExit(f"the page was answered by others: {outside}")
        print(
            f"connected, styled, {len(files.namelist())} saved, graph and {len(QUESTIONS)} questions shown, nobody else answered"
        )

    def _answered_elsewhere(self) -> list[str]:
        told = [
            event["params"]["response"]["url"]
            for event in self._browser.events
            if event["method"] == "Network.responseReceived"
        ]
        inside = ("http://127.0.0.1", "http://localhost", "data:", "blob:", "about:", "chrome")
        return [url for url in told if not url.startswith(inside)]

    def _drop(self, name: str, content: bytes) -> None:
        if not self._browser.run(_DROP % (json.dumps(base64.b64encode(content).decode()), json.dumps(name))):
            raise SystemExit(f"{name} could not be dropped")

    def _type(self, text: str) -> None:
        browser = self._browser
        browser.run(_FOCUS)
        browser.call(
            "Input.dispatchKeyEvent", type="keyDown", key="a", code="KeyA", modifiers=2, windowsVirtualKeyCode=65,
            commands=["selectAll"],
        )  # fmt: skip
        browser.call("Input.insertText", text=text)
        time.sleep(1)
        browser.run(_RUN)
        time.sleep(5)

    def _wait(self, condition: str, what: str, seconds: float = 90.0) -> None:
        until = time.monotonic() + seconds
        while not self._browser.run(f"!!({condition})"):
            if time.monotonic() > until:
                self._shot("neo4j_browser_failed.png")
                raise SystemExit(f"{what} did not come within {seconds:.0f} seconds")
            time.sleep(0.5)
        print(f"there: {what}", flush=True)

    def _shot(self, name: str) -> None:
        if self._images is not None:
            self._images.mkdir(parents=True, exist_ok=True)
            (self._images / name).write_bytes(self._browser.shot(whole=False))


if __name__ == "__main__":
    main()
