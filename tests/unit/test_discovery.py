"""Which files are read, and the bytes of each; what is passed over is named."""

import io
import os
import sys
from pathlib import Path

import pytest

from ingest.documents.discovery import STDIN
from ingest.documents.document import discover, read_bytes
from kg.errors import SkipDocument

# Finding files


def tree(root: Path) -> None:
    for name in ("b.txt", "a.json", "sub/c.HTML", "sub/d.md", ".hidden.txt", ".git/e.txt", "f.pdf", "Makefile"):
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")


def found(*paths: Path | str) -> tuple[list[str], list[str]]:
    skipped: list[SkipDocument] = []
    paths_found = [path.name for path in discover(paths, on_skip=skipped.append)]
    return paths_found, [Path(skip.thing).name for skip in skipped]


def test_a_folder_is_walked_in_order_without_hidden_names(tmp_path):
    tree(tmp_path)
    assert found(tmp_path) == (["a.json", "b.txt", "c.HTML", "d.md"], ["Makefile", "f.pdf"])


def test_a_named_file_is_taken_whatever_its_suffix(tmp_path):
    tree(tmp_path)
    assert found(tmp_path / "Makefile") == (["Makefile"], [])


def test_a_file_that_is_named_twice_is_found_once(tmp_path):
    tree(tmp_path)
    assert found(tmp_path / "b.txt", tmp_path)[0] == ["b.txt", "a.json", "c.HTML", "d.md"]


def test_a_link_back_to_a_folder_above_ends_there(tmp_path):
    tree(tmp_path)
    (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert found(tmp_path)[0] == ["a.json", "b.txt", "c.HTML", "d.md"]


def test_a_missing_path_and_a_dangling_link_are_named(tmp_path):
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert found(tmp_path, tmp_path / "missing.txt") == ([], ["gone.txt", "missing.txt"])


def test_a_pipe_in_a_folder_is_passed_over(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert found(tmp_path) == ([], ["pipe.txt"])


def test_a_dash_is_the_standard_input():
    assert list(discover(["-"], on_skip=lambda _: None)) == [STDIN]


def test_standard_input_is_read_as_bytes(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"caf\xe9")))
    assert read_bytes(STDIN) == b"caf\xe9"


def test_an_unreadable_file_is_named(tmp_path):
    with pytest.raises(SkipDocument, match=r"gone\.txt: cannot be read \(No such file"):
        read_bytes(tmp_path / "gone.txt")


def test_a_file_over_the_limit_is_not_read_whole(tmp_path):
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as stream:
        stream.truncate(26_000_000)
    with pytest.raises(SkipDocument, match="has more than 25 MB"):
        read_bytes(huge)
