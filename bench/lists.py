"""The lists of the known world: what `kg list pull` costs, into an empty local Neo4j and once more when nothing is new.

python bench/lists.py                 prints a row a list of ../shared/data; --only NAME, more than once, picks some
python bench/lists.py --memory        prints the peak memory for a list and for one ten times as long
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil
from lists_made import galaxies, sdn_set, tag_pack, whole_rows
from local import own_server
from measure import machine, table, verdict

from ingest.source import sources
from kg import server
from kg.settings import Settings

DATA: Final = Path(__file__).resolve().parents[2] / "shared" / "data"
PLACES: Final = {
    "ofac-sdn": "ofac/sdn_csv_bench",
    "ofac-consolidated": "ofac/cons_2018/consolidated.xml",
    "un-sc": "un/un_consolidated_2026-02-27.xml",
    "us-csl": "us_lists/trade_gov_csl.csv",
    "bis-dpl": "us_lists/bis_dpl.txt",
    "opensanctions": "opensanctions/yente_fixtures/parteispenden/entities.ftm.json",
    "mitre-attack": "threat_actors/mitre_attack/enterprise-attack-groups-bundle.json",
    "misp-galaxy": "threat_actors/misp_galaxy",
    "ofac-addresses": "crypto_addresses/ofac_0xB10C",
    "forta-labels": "crypto_addresses/forta_labelled",
    "graphsense-tagpacks": "crypto_addresses/graphsense_tagpacks",
}
CUT: Final = frozenset({"us-csl"})
"""Copies that end within a row, and are refused as they are."""
PACK: Final = "crypto_addresses/graphsense_tagpacks/packs/defi-fraud-masterthesis.yaml"
Maker = Callable[[Path, Path, int], None]
MADE: Final[dict[str, tuple[str, Maker]]] = {
    "ofac-sdn": ("ofac/sdn_csv_bench", sdn_set),
    "graphsense-tagpacks": (PACK, tag_pack),
    "misp-galaxy": ("threat_actors/misp_galaxy", galaxies),
}
"""Name, the real list, and what makes a longer one of it."""
FIRST_WITHIN: Final = {"ofac-sdn": 60, "graphsense-tagpacks": 180}
AGAIN_WITHIN: Final = 0.5
GROWS_BY: Final = 1.2
TIMES: Final = 10
EVERY_SECONDS: Final = 0.05
MEGABYTE: Final = 2**20
HEAD: Final = ["List", "Records", "Claims", "First pull, s", "Claims/s", "Second pull, s", "Second to first",
               "Peak of the command, MB", "Peak of the server, MB"]  # fmt: skip
MEMORY_HEAD: Final = ["List", "Records", "Claims", "Seconds", "Peak of the command, MB", "Ratio"]
COUNTS: Final = re.compile(r": (?P<records>\d+) records .*?(?P<claims>\d+) claims added", re.DOTALL)


class Refused(Exception):
    """The command ended without a list in the graph; the text is its last line."""


@dataclass(frozen=True, slots=True)
class Pull:
    """What one run of the command took; peaks in megabytes, of itself and of the server."""

    records: int
    claims: int
    seconds: float
    own: float
    server: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", action="append", choices=PLACES, help="only this list; may be repeated")
    options.add_argument("--memory", action="store_true", help="a list against one many times as long")
    options.add_argument("--times", type=int, default=TIMES, help="how many times, for --memory")
    chosen = options.parse_args()
    print(f"{machine()}\n", flush=True)
    if chosen.memory:
        _memory([name for name in MADE if not chosen.only or name in chosen.only], chosen.times)
    else:
        _pulls(chosen.only or list(PLACES))
    print(f"\nat the end: {machine()}")


def _pulls(names: Sequence[str]) -> None:
    remarks = []
    print(table(HEAD, []), flush=True)
    for name in names:
        try:
            first, again = _twice(name)
        except Refused as refused:
            remarks.append(f"{name}: skipped, {refused}")
            continue
        ratio = again.seconds / first.seconds
        _row(
            name, f"{first.records:,}", f"{first.claims:,}", f"{first.seconds:.1f}", f"{first.claims / first.seconds:,.0f}",
            f"{again.seconds:.1f}", f"{ratio:.2f}", f"{first.own:.0f}", f"{first.server:.0f}",
        )  # fmt: skip
        if again.claims:
            remarks.append(f"{name}: the second pull wrote {again.claims} claims, and should have written none")
        if name in FIRST_WITHIN:
            told = verdict(first.seconds, FIRST_WITHIN[name], at_least=False)
            remarks.append(f"{name}: first pull {first.seconds:.1f} s, {told}")
            remarks.append(f"{name}: second to first {ratio:.2f}, {verdict(ratio, AGAIN_WITHIN, at_least=False)}")
    print("", *remarks, sep="\n")


def _twice(name: str) -> tuple[Pull, Pull]:
    with _files(name) as place, own_server() as settings:
        return _pull(settings, name, place), _pull(settings, name, place)


@contextmanager
def _files(name: str) -> Iterator[Path]:
    """The list's files as they can be pulled; raises Refused where they are not there, or nobody reads them."""
    place = DATA / PLACES[name]
    if name not in sources():
        raise Refused("no module reads it")
    if not place.exists():
        raise Refused(f"no {PLACES[name]} in ../shared/data")
    with tempfile.TemporaryDirectory(prefix="kg-bench-list-") as folder:
        yield whole_rows(place, Path(folder)) if name in CUT else place


def _memory(names: Sequence[str], times: int) -> None:
    remarks = []
    print(table(MEMORY_HEAD, []), flush=True)
    for name in names:
        peaks: list[float] = []
        try:
            for many in (1, times):
                pull = _longer(name, many)
                peaks.append(pull.own)
                _row(
                    f"{name}, {many} x", f"{pull.records:,}", f"{pull.claims:,}", f"{pull.seconds:.1f}",
                    f"{pull.own:.0f}", f"{pull.own / peaks[0]:.2f}",
                )  # fmt: skip
        except Refused as refused:
            remarks.append(f"{name}: skipped, {refused}")
            continue
        grown = peaks[-1] / peaks[0]
        remarks.append(f"{name}: {grown:.2f} times the memory, {verdict(grown, GROWS_BY, at_least=False)}")
    print("", *remarks, sep="\n")


def _longer(name: str, times: int) -> Pull:
    """Pull a list that is so many times as long as the real one; once is made in the same way as ten times."""
    place, make = MADE[name]
    if name not in sources() or not (DATA / place).exists():
        raise Refused(f"no module, or no {place} in ../shared/data")
    with tempfile.TemporaryDirectory(prefix="kg-bench-list-") as folder, own_server() as settings:
        make(DATA / place, Path(folder), times)
        return _pull(settings, name, Path(folder), "--any-size")


def _pull(settings: Settings, name: str, place: Path, *options: str) -> Pull:
    """Run `kg list pull` in a process of its own and watch it, and the server that it writes to."""
    running = server.status(settings)
    if running is None:
        raise RuntimeError("the local Neo4j ended while it was waited for")
    command = [sys.executable, "-c", "from kg.cli import main; main()", "list", "pull", name, "--from", str(place)]
    environment = {**os.environ, "KG_HOME": str(settings.home), "KG_CACHE": str(settings.cache)}
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as complained:
        started = time.perf_counter()
        with subprocess.Popen([*command, *options], env=environment, stdout=said, stderr=complained) as process:
            own, servers = _watch(process, running.pid)
        seconds = time.perf_counter() - started
        said.seek(0)
        counts = COUNTS.search(said.read())
        if counts is None or process.returncode not in (0, 3):
            complained.seek(0)
            last = (complained.read().strip().splitlines() or ["nothing said"])[-1]
            raise Refused(f"exit {process.returncode}: {last}")
    return Pull(int(counts["records"]), int(counts["claims"]), seconds, own / MEGABYTE, servers / MEGABYTE)


def _watch(process: subprocess.Popen[bytes], server_pid: int) -> tuple[int, int]:
    """The most resident bytes of the command and of the server while the command runs."""
    own = servers = 0
    while process.poll() is None:
        own, servers = max(own, _size(process.pid)), max(servers, _size(server_pid))
        time.sleep(EVERY_SECONDS)
    return own, servers


def _size(pid: int) -> int:
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0  # it has just ended


def _row(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
