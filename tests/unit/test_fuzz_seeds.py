"""Every seed of the fuzzer, and so every input that it ever broke something with, replayed without it."""

from pathlib import Path

import pytest

from fuzz.targets import TARGETS

SEEDS = Path(__file__).parents[2] / "fuzz" / "seeds"
FILES = sorted(path for path in SEEDS.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_seed_breaks_nothing(path):
    assert TARGETS[path.parent.name](path.read_bytes()) is None


@pytest.mark.parametrize("name", TARGETS)
def test_every_target_has_seeds(name):
    assert any(path.parent.name == name for path in FILES)


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize("data", [b"", b"\x00", b"\xff" * 40, bytes(range(256))], ids=["empty", "nul", "ff", "all"])
def test_no_target_minds_bytes_that_are_nothing(name, data):
    assert TARGETS[name](data) is None
