"""XML lists read record by record: no entity is expanded, nothing is fetched, and what was read is let go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from ingest.source import ListRefused


def root_tag(path: Path) -> tuple[str, str]:
    """The namespace ("" for none) and local name of a file's root element; raises ListRefused on what is no XML."""
    try:
        for _, element in _iterparse(path, ("start",)):
            _refuse_doctype(element, path)
            found = etree.QName(element)
            return found.namespace or "", found.localname
    except etree.XMLSyntaxError as error:
        raise _broken(path, error) from error
    raise ListRefused(str(path), "the file is empty", "fetch it again")


def elements(path: Path, *names: str) -> Iterator[Any]:
    """Yield each element of these local names once it is complete, and clear it and all before it afterwards.

    Raises ListRefused where the file ends early, is not well-formed, or declares a document type (entities come in so).
    """
    wanted = frozenset(names)
    depth_of = 0
    try:
        for event, element in _iterparse(path, ("start", "end")):
            if not isinstance(element.tag, str):
                continue
            name = local(element)
            if event == "start":
                if element.getparent() is None:
                    _refuse_doctype(element, path)
                depth_of += name in wanted
                continue
            if name in wanted:
                depth_of -= 1
                yield element
            if depth_of == 0:
                _let_go(element)
    except etree.XMLSyntaxError as error:
        raise _broken(path, error) from error


def local(element: Any) -> str:
    """An element's name without its namespace."""
    tag: str = element.tag
    return tag.rpartition("}")[2]


def text_of(element: Any, name: str) -> str | None:
    """The text of the first child of that local name, blanks folded; None where it is missing or empty."""
    for child in element:
        if isinstance(child.tag, str) and local(child) == name:
            return " ".join((child.text or "").split()) or None
    return None


def _iterparse(path: Path, events: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    found: Iterator[tuple[str, Any]] = etree.iterparse(
        str(path), events=events, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    return found


def _let_go(element: Any) -> None:
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _refuse_doctype(element: Any, path: Path) -> None:
    if element.getroottree().docinfo.doctype:
        raise ListRefused(
            str(path), "it declares a document type, by which entities could come in", "fetch the official file"
        )


def _broken(path: Path, error: Any) -> ListRefused:
    return ListRefused(
        f"{path}, line {error.lineno}", f"no well-formed XML ({error.msg})", "it may be cut off: fetch it again"
    )
