"""The reader of the EU's list beside the official schema of its form."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from ingest.lists.eu_records import KNOWN, NAMESPACE

pytestmark = pytest.mark.data

XSD = "{http://www.w3.org/2001/XMLSchema}"


def test_every_element_and_attribute_of_the_schema_is_known(shared: Path) -> None:
    schema = etree.parse(shared / "data" / "eu" / "fsf_schema_1_1.xsd").getroot()
    assert schema.get("targetNamespace") == NAMESPACE
    elements = {element.get("name") for element in schema.iter(f"{XSD}element")} - {"export"}
    attributes = {attribute.get("name") for attribute in schema.iter(f"{XSD}attribute") if attribute.get("name")}
    assert elements == set(KNOWN)
    assert attributes - {"generationDate", "globalFileId"} == set().union(*KNOWN.values())
