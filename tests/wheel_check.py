"""Build the wheel, install it in an environment of its own, and look whether it is whole there: run by `make wheel`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]

COUNT = """
from importlib.resources import files
from kg.asking.queries import load_queries, queries_folder
samples = [p for p in (files("ingest") / "samples").iterdir() if p.name.endswith(".json")]
print(len(load_queries()), len(samples), queries_folder())
"""


def run(*command: str | Path, cwd: Path) -> str:
    # what the checkout's environment sets must not help the wheel along
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV", "KG_HOME")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=env, check=False, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="kg-wheel-") as name:
        folder = Path(name)
        run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
        wheel = next(folder.glob("*.whl"))
        venv.create(folder / "env", with_pip=True)
        python = folder / "env" / "bin" / "python"
        pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        run(*pip, "--constraint", ROOT / "constraints.txt", wheel, cwd=folder)
        queries, samples, where = run(python, "-c", COUNT, cwd=folder).split(maxsplit=2)
        wanted = len(list((ROOT / "cypher").glob("*.cypher"))), len(list((ROOT / "ingest" / "samples").glob("*.json")))
        if (int(queries), int(samples)) != wanted or ROOT in Path(where.strip()).parents:
            sys.exit(f"the wheel ships {queries} queries and {samples} samples at {where.strip()}, wanted {wanted}")
        help_text = run(folder / "env" / "bin" / "kg", "--help", cwd=folder)
        if "Commands:" not in help_text:
            sys.exit(f"kg --help of the wheel says:\n{help_text}")
        print(f"{wheel.name}: {queries} queries and {samples} samples shipped, kg --help answers")


if __name__ == "__main__":
    main()
