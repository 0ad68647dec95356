"""Which files are read, and the bytes of each; what is passed over is named."""

import io
import os
import socket
import sys
from pathlib import Path

import pytest

from ingest.documents.discovery import STDIN
from ingest.documents.document import discover, read_bytes
from kg.errors import SettingsError, SkipDocument

# Finding files


def tree(root: Path) -> None:
    for name in ("b.txt", "a.json", "sub/c.HTML", "sub/d.md", ".hidden.txt", ".git/e.txt", "f.docx", "Makefile"):
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")


def found(*paths: Path | str) -> tuple[list[str], list[str]]:
    skipped: list[SkipDocument] = []
    paths_found = [path.name for path in discover(paths, on_skip=skipped.append)]
    return paths_found, [Path(skip.thing).name for skip in skipped]


def test_a_folder_is_walked_in_order_without_hidden_names(tmp_path):
    tree(tmp_path)
    assert found(tmp_path) == (["a.json", "b.txt", "c.HTML", "d.md"], ["Makefile", "f.docx"])


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
    with pytest.raises(SkipDocument) as caught:
        read_bytes(huge)
    assert caught.value.rule == "26.0 MB is more than 25 MB"
    assert caught.value.remedy == "split it into its documents, or set KG_MAX_MB=26 where memory allows"


def test_the_limit_can_be_raised_and_lowered(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_bytes(b"x" * 2_000_000)
    monkeypatch.setenv("KG_MAX_MB", "1")
    with pytest.raises(SkipDocument, match=r"2\.0 MB is more than 1 MB"):
        read_bytes(tmp_path / "a.txt")
    monkeypatch.setenv("KG_MAX_MB", "2")
    assert len(read_bytes(tmp_path / "a.txt")) == 2_000_000


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", "10000", "²", "9" * 5_000])
def test_a_limit_that_is_no_number_of_megabytes_is_an_error_of_the_settings(tmp_path, monkeypatch, value):
    monkeypatch.setenv("KG_MAX_MB", value)
    with pytest.raises(SettingsError, match="megabytes are a whole number from 1 to 9999; unset KG_MAX_MB"):
        read_bytes(tmp_path / "a.txt")


def test_a_stream_without_an_end_is_read_to_the_limit_only(monkeypatch):
    class Endless(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, buffer):
            buffer[:] = b"a" * len(buffer)
            return len(buffer)

    monkeypatch.setenv("KG_MAX_MB", "1")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Endless())))
    with pytest.raises(SkipDocument, match="has more than 1 MB"):
        read_bytes(STDIN)


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")], ids=["pipe", "device"])
def test_what_took_the_place_of_a_file_is_never_waited_for(tmp_path, make):
    make(tmp_path / "a.txt")
    with pytest.raises(SkipDocument, match="is no regular file"):
        read_bytes(tmp_path / "a.txt")


def test_a_socket_in_a_folder_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the address of a socket must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("a.txt")
        assert found(tmp_path) == ([], ["a.txt"])
        with pytest.raises(SkipDocument, match="cannot be read"):
            read_bytes(tmp_path / "a.txt")


def test_a_device_in_a_folder_is_passed_over(tmp_path):
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    assert found(tmp_path, "/dev/zero") == ([], ["zero.txt", "zero"])


def test_a_loop_of_links_to_files_is_named(tmp_path):
    tree(tmp_path)
    (tmp_path / "x.txt").symlink_to("y.txt")
    (tmp_path / "y.txt").symlink_to("x.txt")
    assert found(tmp_path) == (["a.json", "b.txt", "c.HTML", "d.md"], ["Makefile", "f.docx", "x.txt", "y.txt"])


def test_two_folders_that_are_linked_into_each_other_are_walked_once(tmp_path):
    for name, other in (("one", "two"), ("two", "one")):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text("x")
        (tmp_path / name / "link").symlink_to(tmp_path / other, target_is_directory=True)
    assert found(tmp_path) == (["one.txt", "two.txt"], [])


@pytest.mark.parametrize("path", ["a" * 5_000, "a/" * 5_000, "nul\0byte.txt"], ids=["name", "depth", "nul"])
def test_a_path_that_no_system_can_have_is_named(path):
    skipped: list[SkipDocument] = []
    assert list(discover([path], on_skip=skipped.append)) == []
    assert [skip.thing for skip in skipped] == [str(Path(path))]


def test_a_file_that_may_not_be_looked_at_stops_no_other(tmp_path, monkeypatch):
    tree(tmp_path)
    honest = Path.is_file

    def is_file(path):
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return honest(path)

    monkeypatch.setattr(Path, "is_file", is_file)
    assert found(tmp_path) == (["a.json", "c.HTML", "d.md"], ["Makefile", "b.txt", "f.docx"])


def test_a_folder_without_rights_is_named_and_the_rest_goes_on(tmp_path, monkeypatch):
    tree(tmp_path)
    honest = os.scandir

    def scandir(path):
        if Path(path).name == "sub":
            raise PermissionError(13, "Permission denied", str(path))
        return honest(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert found(tmp_path) == (["a.json", "b.txt"], ["Makefile", "f.docx", "sub"])


@pytest.mark.parametrize("name", ["-rf.txt", "a\nb.txt", "tab\t.txt", "\udcff.txt", "$(id).txt", "ü" * 120 + ".txt"])
def test_a_file_is_read_whatever_it_is_called(tmp_path, name):
    (tmp_path / name).write_bytes(b"words")
    assert found(tmp_path) == ([name], [])
    assert read_bytes(tmp_path / name) == b"words"
