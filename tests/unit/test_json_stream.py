"""JSON arrays read item by item: the same as json.loads says, in a window, and nothing of a file that is not whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lists import json_stream
from ingest.lists.json_stream import items
from ingest.source import ListRefused

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture
def written(tmp_path: Path):
    def write(text: str | bytes) -> Path:
        path = tmp_path / "list.json"
        path.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
        return path

    return write


@pytest.mark.parametrize("chunk", [1, 2, 7, 1 << 16])
@given(values=st.lists(JSON, max_size=6), others=st.dictionaries(st.text(max_size=5), JSON, max_size=3))
def test_items_are_what_the_whole_file_holds(chunk, values, others, tmp_path_factory):
    others.pop("values", None)
    path = tmp_path_factory.mktemp("json") / "list.json"
    path.write_text(json.dumps({**others, "values": values, "last": 12}, indent=1), encoding="utf-8")
    found: dict[str, object] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "CHUNK", chunk)
        read = list(items(path, "values", found))
    assert [item.value for item in read if not item.fault] == [
        value for value, item in zip(values, read, strict=True) if not item.fault
    ]
    assert found == {**others, "last": 12}


@pytest.mark.parametrize("chunk", [1, 3, 1 << 16])
def test_numbers_are_not_cut_where_a_window_ends(chunk, written, monkeypatch):
    monkeypatch.setattr(json_stream, "CHUNK", chunk)
    numbers = [1, 12345, -0.5, 1.25e10, 1e-7, 0]
    assert [item.value for item in items(written(json.dumps(numbers)), None)] == numbers


def test_an_item_knows_the_line_it_starts_in(written):
    path = written('{"values": [\r\n {"a": 1},\r\n\r\n {"a":\r\n 2}]}')
    assert [(item.line, item.value["a"]) for item in items(path, "values")] == [(2, 1), (4, 2)]


def test_a_byte_order_mark_is_no_part_of_the_list(written):
    assert [item.value for item in items(written(b"\xef\xbb\xbf[1, 2]"), None)] == [1, 2]


def test_half_a_surrogate_pair_spoils_its_item_alone(written):
    read = list(items(written('["a", "\\ud800", "\\ud83d\\ude00"]'), None))
    assert [bool(item.fault) for item in read] == [False, True, False]
    assert read[2].value == "\U0001f600"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "is empty"),
        ("  \n ", "is empty"),
        ("[]", 'no object with a list "values"'),
        ('{"objects": []}', 'has no list "values"'),
        ('{"values": {}}', '"values" is no list'),
        ('{"values": [1, 2', "ends early"),
        ('{"values": [1, 2]', "ends early"),
        ('{"values": [1, {"a": "b', "no well-formed JSON"),
        ('{"values": [1, 2]} x', "something follows"),
        ('{"values": [1 2]}', '"," is expected and "2" found'),
        ('{"values": [1, 2,]}', "no well-formed JSON"),
        ("{1: []}", "a member has no name"),
        ('{"values": [NaN]}', "NaN is no JSON number"),
        ('{"values": [-Infinity]}', "-Infinity is no JSON number"),
        ('{"values": [1e999]}', "too large"),
        (f'{{"values": [{"9" * 5000}]}}', "5000 digits"),
        (f'{{"values": [{"[" * 200}{"]" * 200}]}}', "nested deeper"),
        (f'{{"values": [{"[" * 100_000}', "nested deeper"),
        (b'{"values": ["caf\xe9"]}', "not UTF-8"),
        ('{"values": ["a"]}'.encode("utf-16"), "not UTF-8"),
    ],
)
def test_a_file_that_is_no_whole_list_is_refused(text, rule, written):
    with pytest.raises(ListRefused) as refused:
        list(items(written(text), "values"))
    assert rule in str(refused.value)
    assert "list.json" in str(refused.value)


def test_a_cut_off_file_is_refused_in_the_line_where_it_ends(written):
    with pytest.raises(ListRefused, match="line 3"):
        list(items(written('{"values": [\n1,\n2'), "values"))


@pytest.mark.parametrize("item", ['"' + "x" * 3000, '"' + "x" * 3000 + '"'])
def test_an_item_beyond_the_limit_is_refused(item, written, monkeypatch):
    monkeypatch.setattr(json_stream, "CHUNK", 100)
    monkeypatch.setattr(json_stream, "MAX_ITEM", 1000)
    with pytest.raises(ListRefused, match="longer than"):
        list(items(written(f'{{"values": [{item}, 1]}}'), "values"))


def test_the_window_does_not_grow_with_the_file(written, monkeypatch):
    monkeypatch.setattr(json_stream, "CHUNK", 256)
    widest = 0
    decoded = json_stream._Text._decoded

    def watched(text):
        nonlocal widest
        widest = max(widest, len(text._window))
        return decoded(text)

    monkeypatch.setattr(json_stream._Text, "_decoded", watched)
    path = written(json.dumps([{"n": n, "text": "x" * 40} for n in range(2000)]))
    assert sum(1 for _ in items(path, None)) == 2000
    assert widest <= 4 * 256
