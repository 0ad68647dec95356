"""The shipped sample pack: real events, sound annotation, addresses that pass their checksums."""

import json
from itertools import chain
from pathlib import Path

import pytest

from ingest.documents.document import load_document
from ingest.text.wallets import find_wallets, parse_address
from kg.evaluating.matching import name_key
from kg.ontology import COUNTRY, EDGES, ENTITY_LABELS, KINDS, STATUSES, WALLET, allows
from kg.reliability import UNKNOWN_RELIABILITY

FILES = sorted((Path(__file__).parents[2] / "ingest/samples").glob("*.json"))
PACK = {file.stem: json.loads(file.read_text("utf-8")) for file in FILES}
each = pytest.mark.parametrize("sample", PACK.values(), ids=PACK.keys())


def entities(sample):
    return {entity["id"]: entity for entity in sample["entities"]}


def statements(kind, start, end):
    """The publisher and status of each statement of an edge between two names, over the whole pack."""
    found = []
    for sample in PACK.values():
        names = {key: entity["name"] for key, entity in entities(sample).items()}
        for relation in sample["relations"]:
            if (relation["type"], names[relation["from"]], names[relation["to"]]) == (kind, start, end):
                found.append((sample["publisher"], relation["status"]))
    return found


def test_the_pack_has_seven_documents():
    assert len(PACK) == 7


def test_the_pack_has_a_dozen_wallets_of_four_chain_families():
    names = {entity["name"] for sample in PACK.values() for entity in sample["entities"] if entity["type"] == WALLET}
    families = {parse_address(name).family for name in names}
    assert len(names) >= 12
    assert families >= {"evm", "btc", "tron", "ltc"}


@each
def test_the_wallets_of_the_text_are_those_of_the_annotation(sample):
    annotated = {entity["name"] for entity in sample["entities"] if entity["type"] == WALLET}
    assert {wallet.address for wallet in find_wallets(sample["text"]).wallets} == annotated


@each
def test_a_sample_is_loaded_with_a_known_publisher_and_its_text_unchanged(sample):
    document = load_document(json.dumps(sample).encode(), name="sample.json")
    assert document.text == sample["text"]
    assert document.source.reliability > UNKNOWN_RELIABILITY
    assert (document.source.licence, sample["licence"]) == ("CC0", "CC0")
    assert document.url == sample["url"]


@each
def test_a_sample_has_the_length_of_a_short_article(sample):
    assert 150 <= len(sample["text"].split()) <= 350


@each
def test_entities_are_named_in_the_text_once_each(sample):
    labels = {entity["type"] for entity in sample["entities"]}
    mentions = [(entity["type"], mention) for entity in sample["entities"] for mention in entity["mentions"]]
    unnamed = [
        entity["name"]
        for entity in sample["entities"]
        if entity["type"] != COUNTRY and entity["name"] not in sample["text"]
    ]
    assert labels <= set(ENTITY_LABELS)
    assert all(mention in sample["text"] for _, mention in mentions)
    assert len(mentions) == len(set(mentions))
    assert unnamed == []
    assert len(entities(sample)) == len(sample["entities"])


@each
def test_relations_keep_to_the_ontology(sample):
    label = {key: entity["type"] for key, entity in entities(sample).items()}
    relations = [(relation["type"], relation["from"], relation["to"]) for relation in sample["relations"]]
    assert {kind for kind, _, _ in relations} <= set(EDGES)
    assert [kind for kind, start, end in relations if not allows(kind, label[start], label[end])] == []
    assert len(relations) == len(set(relations))


@each
def test_actions_keep_to_the_ontology_and_have_a_party(sample):
    parties = [[*action["by"], *action["against"]] for action in sample["actions"]]
    assert {action["kind"] for action in sample["actions"]} <= set(KINDS)
    assert all(parties)
    assert set(chain(*parties)) <= set(entities(sample))


@each
def test_every_statement_has_a_status_and_verbatim_evidence(sample):
    stated = [*sample["relations"], *sample["actions"]]
    assert {item["status"] for item in stated} <= set(STATUSES)
    assert [item["evidence"] for item in stated if not item["evidence"] or item["evidence"] not in sample["text"]] == []


def test_the_link_from_huione_to_lazarus_is_stated_by_independent_sources_in_two_strengths():
    stated = statements("LAUNDERED_FOR", "Huione Group", "Lazarus Group")
    assert len({publisher for publisher, _ in stated}) >= 2
    assert {status for _, status in stated} == {"asserted", "alleged"}


def test_a_denial_is_in_the_pack():
    assert [status for _, status in statements("LAUNDERED_FOR", "eXch", "Lazarus Group")] == ["denied"]


@pytest.mark.parametrize(
    ("kind", "start", "end"),
    [
        ("LAUNDERED_FOR", "Tornado Cash", "Lazarus Group"),
        ("MEMBER_OF", "TraderTraitor", "Lazarus Group"),
        ("USED", "Lazarus Group", "Garantex"),
        ("SENT_FUNDS_TO", "Garantex", "Grinex"),
        ("OWNS", "Huione Group", "Huione Pay PLC"),
    ],
)
def test_longer_paths_have_their_hops_in_the_pack(kind, start, end):
    assert statements(kind, start, end)


def test_one_name_has_one_label_throughout_the_pack():
    labels = {}
    for sample in PACK.values():
        for entity in sample["entities"]:
            labels.setdefault(name_key(entity["name"]), set()).add(entity["type"])
    # A state is an Agency where it acts and a Country where it is a place.
    assert {name for name, found in labels.items() if len(found) > 1} <= {"north korea"}
