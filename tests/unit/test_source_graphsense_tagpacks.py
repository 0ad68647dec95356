"""TagPacks: a tag takes from its pack what it does not say; actors hold wallets; nothing but plain data is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.lists import yaml_stream
from ingest.lists.record import Fact, Link, Notes, Record, Thing
from ingest.source import ListRefused, source_named
from ingest.sources.graphsense_tagpacks import SOURCE, read

FOLDER = Path(__file__).parents[1] / "fixtures" / "sources" / "graphsense_tagpacks"
PACKS = [FOLDER / "packs" / "reserve.yaml", FOLDER / "packs" / "gang.yaml"]
ACTORS = FOLDER / "actors" / "example.actorpack.yaml"
GENESIS = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
HEAD = "title: T\ncreator: C\nlabel: L\ncurrency: BTC\n"


def pull(*paths: Path) -> tuple[list[Record], Notes]:
    notes = Notes()
    return list(read(paths or (*PACKS, ACTORS), notes)), notes


def pack(tmp_path: Path, text: str | bytes, name: str = "made.yaml") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def about(records: list[Record], start: str) -> Record:
    (found,) = [record for record in records if record.id.startswith(start)]
    return found


def test_it_is_among_the_sources():
    assert source_named("graphsense-tagpacks") is SOURCE


def test_every_actor_and_tag_is_a_record_or_is_told():
    records, notes = pull()
    assert [record.subject.name for record in records if record.subject] == [
        "Examplex", "Copper Stoat", GENESIS, "0x098B716B8Aaf21512996dC57EB0615e2383E2f96",
        "TBHTJqAy4DhHhmT3dNceJYNRz4SdLofLre", "12HQDsicffSBaYdJ6BhnE22sfjTESmmzKx", "TBHTJqAy4DhHhmT3dNceJYNRz4SdLofLre",
    ]  # fmt: skip
    assert dict(notes.left_out) == {"wallet on EOS: no checksum known": 1}
    assert [(bad.locator, bad.rule) for bad in notes.unreadable] == [
        ("gang.yaml, line 14", "the address passes no checksum")
    ]
    assert not notes.unknown


def test_a_tag_takes_from_the_head_what_it_does_not_say_itself():
    records, _ = pull()
    wallet = Thing(GENESIS, "Wallet", family="btc", key=GENESIS, chains=("BTC",))
    cold, hot = about(records, f"reserve:{GENESIS}:"), about(records, "reserve:0x098B")
    assert cold.subject == wallet
    assert cold.facts == (Fact("tag", "Examplex cold wallet (exchange)", confidence=0.85),)
    assert cold.links == (Link("HOLDS", wallet, Thing("Examplex", "Company", "actor:examplex"), confidence=0.85),)
    assert (hot.facts[0].confidence, hot.subject.chains) == (0.95, ("POL",))


def test_concepts_are_said_beside_abuse_and_category():
    records, _ = pull()
    assert about(records, "gang:TBH").facts[0].value == "Copper Stoat (ransomware, mixing_service)"


def test_who_stands_behind_the_page_that_a_tag_names_is_its_origin():
    records, _ = pull()
    assert (about(records, "gang:12HQ").origin, about(records, "reserve:1A1z").origin) == ("OFAC", None)


def test_an_actor_is_told_by_name_kind_place_site_and_legal_name():
    record = about(pull()[0], "actor:examplex")
    assert record.subject == Thing("Examplex", "Company")
    assert set(record.facts) == {
        Fact("alias", "Examplex Holdings Limited"),
        Fact("alias", "examplexus", weak=True),
        Fact("kind", "exchange"),
        Fact("identifier", "website::examplex.example"),
        Fact("identifier", "website::www.examplex.example"),
        Fact("tag", "category: organization"),
        Fact("tag", "category: exchange"),
        Fact("tag", "category: defi_dex"),
    }
    assert [link.target for link in record.links] == [Thing("Malta", "Country"), Thing("United States", "Country")]


def test_an_actor_of_whom_only_deeds_are_told_is_a_group_and_a_page_about_it_no_website():
    record = about(pull()[0], "actor:copperstoat")
    assert record.subject == Thing("Copper Stoat", "Group")
    assert {(fact.predicate, fact.value) for fact in record.facts} == {
        ("kind", "ransomware"),
        ("tag", "reference: https://authority.example/news/copper-stoat"),
        ("tag", "category: ransomware"),
        ("tag", "category: sanction"),
    }


def test_an_actor_that_no_pack_knows_is_named_by_its_id_and_told():
    records, notes = pull()
    assert about(records, "reserve:TBH").links[0].source == Thing("somebodyelse")
    assert "the actor somebodyelse is in no actor pack: its id is taken for its name" in notes.remarks


def test_an_address_of_another_chain_than_its_currency_is_kept_and_told():
    _, notes = pull()
    assert [remark for remark in notes.remarks if "called" in remark] == [
        "gang.yaml, line 11: TBHTJqAy4DhHhmT3dNceJYNRz4SdLofLre is called an address on BTC, and is one on TRX"
    ]


def test_the_latest_date_of_packs_and_tags_is_the_lists():
    assert pull()[1].published == "2023-02-17"


def test_a_tags_id_does_not_change_with_its_place_in_the_pack(tmp_path):
    first = f"- address: {GENESIS}\n- address: 12HQDsicffSBaYdJ6BhnE22sfjTESmmzKx\n"
    second = f"- address: 12HQDsicffSBaYdJ6BhnE22sfjTESmmzKx\n- address: {GENESIS}\n"
    ids = [{record.id for record in pull(pack(tmp_path, f"{HEAD}tags:\n{tags}"))[0]} for tags in (first, second)]
    assert ids[0] == ids[1]


def test_a_tag_that_stands_twice_is_read_once(tmp_path):
    records, notes = pull(pack(tmp_path, f"{HEAD}tags:\n" + f"- address: {GENESIS}\n" * 3))
    assert (len(records), dict(notes.left_out)) == (1, {"tag that its pack states twice": 2})


@pytest.mark.parametrize(
    ("tag", "rule"),
    [
        ("- just a word", "a tag is a mapping of fields to values"),
        ("- label: nobody", "no address is stated"),
        ("- address: ''", "no address is stated"),
        ("- address: [1, 2]", "no address is stated"),
        (f"- address: {GENESIS}\n  actor: [a, b]", "the field actor is no word"),
        (f"- address: {GENESIS}\n  label: a\n  label: b", "the field label stands twice"),
        ("- address: 0x098B716B8Aaf21512996dC57EB0615e2383E2f97\n  currency: ETH", "the address passes no checksum"),
    ],
)
def test_a_broken_tag_is_told_and_the_next_one_read(tmp_path, tag: str, rule: str):
    records, notes = pull(pack(tmp_path, f"{HEAD}tags:\n{tag}\n- address: {GENESIS}\n"))
    assert [record.subject.name for record in records if record.subject] == [GENESIS]
    assert [(bad.locator, bad.rule) for bad in notes.unreadable] == [("made.yaml, line 6", rule)]


def test_a_tag_that_says_nothing_is_told(tmp_path):
    records, notes = pull(pack(tmp_path, f"title: T\ncreator: C\ntags:\n- address: {GENESIS}\n"))
    assert (records, [bad.rule for bad in notes.unreadable]) == ([], ["neither label, abuse nor category is stated"])


def test_an_unknown_word_of_confidence_is_told_and_believed_little(tmp_path):
    records, notes = pull(pack(tmp_path, f"{HEAD}confidence: oracle\ntags:\n- address: {GENESIS}\n  colour: red\n"))
    assert records[0].facts[0].confidence == 0.3
    assert set(notes.unknown) == {"confidence: oracle", "colour"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (HEAD + "tags:\n- &a [x]\n- *a\n", "an anchor or alias (YAML's & and *), by which a small file can grow without bound"),
        ("a: &a [l, o, l]\nb: &b [*a, *a]\n" + HEAD + "tags: []\n", "an anchor or alias (YAML's & and *), by which a small file can grow without bound"),
        (HEAD + "tags:\n- address: !!python/object/apply:os.system ['true']\n", "the tag tag:yaml.org,2002:python/object/apply:os.system: a list holds plain data and asks for no objects"),
        (HEAD + "tags: !!python/name:os.system\n", "the tag tag:yaml.org,2002:python/name:os.system: a list holds plain data and asks for no objects"),
        (HEAD + "tags: none\n", "tags is no list"),
        (HEAD + f"tags:\n- address: {GENESIS}\nabuse: scam\n", "the field abuse of the whole pack stands after its tags"),
        (HEAD + "tags: []\n---\ntags: []\n", "a second document begins"),
        (HEAD + "tags:\n- address: " + "[" * 30 + "]" * 30 + "\n", "more than 20 values within each other"),
        (HEAD, "the head of a pack without tags or actors"),
        ("", "the file is empty"),
        ("- one\n- two\n", "no mapping of fields to values"),
        ("? [a, b]\n: c\n", "a field's name is no word"),
    ],
)  # fmt: skip
def test_what_is_no_plain_whole_pack_is_refused(tmp_path, text: str, rule: str):
    with pytest.raises(ListRefused) as refused:
        pull(pack(tmp_path, text))
    assert rule in str(refused.value)
    assert "made.yaml" in str(refused.value)


def test_a_refusal_names_the_line(tmp_path):
    with pytest.raises(ListRefused, match=r"made\.yaml, line 6"):
        pull(pack(tmp_path, HEAD + "tags:\n- address: !!python/none x\n"))


@pytest.mark.parametrize(
    "cut", ["tags:\n- address: 'abc", "tags:\n- {address: 1A1", "tags:\n- address: x\n  label: 'half"]
)
def test_a_pack_that_breaks_off_is_refused(tmp_path, cut: str):
    with pytest.raises(ListRefused, match="no well-formed YAML"):
        pull(pack(tmp_path, HEAD + cut))


def test_a_file_in_another_encoding_is_refused(tmp_path):
    with pytest.raises(ListRefused, match="YAML"):
        pull(pack(tmp_path, "label: Zürich\ntags: []\n".encode("latin-1")))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(ListRefused, match="cannot be read"):
        pull(tmp_path / "gone.yaml")


def test_an_item_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(yaml_stream, "MAX_NODES", 50)
    with pytest.raises(ListRefused, match="over 50 values"):
        pull(pack(tmp_path, HEAD + "tags:\n- [" + "x, " * 60 + "]\n"))


def test_files_that_are_no_packs_are_left_out_and_named(tmp_path):
    records, notes = pull(pack(tmp_path, "on: push\njobs: {}\n", "workflow.yml"), PACKS[1])
    assert len(records) == 2
    assert notes.left_out["file that is no pack"] == 1
    assert "workflow.yml is neither a TagPack nor an ActorPack: it was left out" in notes.remarks


@pytest.mark.parametrize("text", ["on: push\n", "lists: [a]\n"])
def test_another_list_under_this_name_is_refused(tmp_path, text: str):
    with pytest.raises(ListRefused, match="another list"):
        pull(pack(tmp_path, text))


def test_nothing_at_all_is_refused():
    with pytest.raises(ListRefused, match="no file"):
        list(read((), Notes()))


@pytest.mark.parametrize(
    ("actor", "rule"),
    [
        ("- word", "an actor is a mapping of fields to values"),
        ("- label: A", "no id is stated"),
        ("- id: a", "no label is stated"),
        ("- {id: a, label: A, categories: [[x]]}", "the field categories is no list of words"),
    ],
)
def test_a_broken_actor_is_told_and_the_next_one_read(tmp_path, actor: str, rule: str):
    records, notes = pull(pack(tmp_path, f"title: T\nactors:\n{actor}\n- {{id: b, label: B, jurisdictions: [QQ]}}\n"))
    assert [(record.id, record.links) for record in records] == [("actor:b", ())]
    assert [bad.rule for bad in notes.unreadable] == [rule]
    assert dict(notes.unknown) == {"jurisdiction: QQ": 1}
