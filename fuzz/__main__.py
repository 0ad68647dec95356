"""Runs one target under atheris for so many seconds; a finding ends the run and lies in fuzz/findings."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

import atheris

HERE = Path(__file__).parent

with atheris.instrument_imports(
    include=[
        "ingest.text",
        "ingest.documents",
        "kg.asking.queries",
        "kg.asking.statements",
        "kg.asking.cypher_tokens",
        "kg.asking.parameters",
    ]
):
    from fuzz.targets import TARGETS


def main() -> None:
    """Read the command line and hand over to libFuzzer, which ends the process."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=600)
    wanted = parser.parse_args()
    corpus, findings = HERE / "corpus" / wanted.target, HERE / "findings"
    for folder in (corpus, findings):
        folder.mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={wanted.seconds}",
        "-max_len=4096",
        "-timeout=10",
        "-rss_limit_mb=2048",
        f"-artifact_prefix={findings}/{wanted.target}-",  # for what takes too long or too much memory
        "-print_final_stats=1",
    ]
    check = _keeping(TARGETS[wanted.target], findings / wanted.target)
    atheris.Setup([sys.argv[0], *options, str(corpus), str(HERE / "seeds" / wanted.target)], check)
    atheris.Fuzz()


def _keeping(check: Callable[[bytes], None], name: Path) -> Callable[[bytes], None]:
    """Keep the bytes that break something, which the wheel of atheris cannot: it comes without the sanitizers."""

    def checked(data: bytes) -> None:
        try:
            check(data)
        except Exception:
            name.with_name(f"{name.name}-{hashlib.sha256(data).hexdigest()[:16]}").write_bytes(data)
            raise

    return checked


if __name__ == "__main__":
    main()
