"""What an evaluation counts, and that it counts as the gold files' own scorer does."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError
from kg.evaluating import Report, evaluate
from kg.evaluating.matching import align, name_key, pair_actions, same_amount, same_date
from kg.evaluating.printing import table_lines

SHARED = Path(__file__).parents[2] / "../shared"
GOLD: dict[str, Any] = {
    "entities": [
        {"id": "E1", "type": "Company", "name": "Huione Group", "mentions": ["Huione"]},
        {"id": "E2", "type": "Group", "name": "Lazarus Group", "mentions": ["Lazarus"]},
        {"id": "E3", "type": "Agency", "name": "FinCEN", "mentions": []},
    ],
    "relations": [
        {
            "type": "LAUNDERED_FOR",
            "from": "E1",
            "to": "E2",
            "status": "asserted",
            "amount": 37000000,
            "start": "2021-08",
        },
        {"type": "ASSOCIATED_WITH", "from": "E2", "to": "E3", "status": "alleged"},
    ],
    "actions": [{"kind": "finding", "by": ["E3"], "against": ["E1"], "status": "asserted", "date": "2025-05-01"}],
}


def changed(**parts: Any) -> dict[str, Any]:
    return json.loads(json.dumps(GOLD)) | parts


def scored(tmp_path: Path, predicted: dict[str, Any] | None, gold: dict[str, Any] | None = None) -> Report:
    for folder, document in (("predicted", predicted), ("gold", gold or GOLD)):
        (tmp_path / folder).mkdir()
        if document is not None:
            (tmp_path / folder / "a.json").write_text(json.dumps(document))
    return evaluate(tmp_path / "predicted", tmp_path / "gold")


def counts(report: Report, name: str) -> tuple[int, int, int]:
    tally = report.tallies[name]
    return tally.tp, tally.fp, tally.fn


def test_gold_against_itself_is_perfect(tmp_path):
    report = scored(tmp_path, GOLD)
    assert [report.as_dict()[name]["f1"] for name in ("ENTITY", "RELATION", "ACTION", "ACTION roles")] == [1.0] * 4
    assert report.errors == []


def test_a_missing_prediction_counts_as_one_in_which_nothing_was_found(tmp_path):
    report = scored(tmp_path, None)
    assert (counts(report, "ENTITY"), counts(report, "RELATION"), counts(report, "ACTION roles")) == (
        (0, 0, 3),
        (0, 0, 2),
        (0, 0, 2),
    )
    assert report.missing == ["a.json"]


def test_an_invented_entity_is_spurious_and_named(tmp_path):
    extra = {"id": "E9", "type": "Person", "name": "Nobody"}
    report = scored(tmp_path, changed(entities=[*GOLD["entities"], extra]))
    assert counts(report, "entity Person") == (0, 1, 0)
    assert report.errors == ["a: + entity Person 'Nobody'"]


def test_a_wrong_type_is_a_miss_and_an_invention(tmp_path):
    entities = [GOLD["entities"][0] | {"type": "Group"}, *GOLD["entities"][1:]]
    assert counts(scored(tmp_path, changed(entities=entities)), "ENTITY") == (2, 1, 1)


def test_a_relation_with_a_direction_must_have_it(tmp_path):
    turned = GOLD["relations"][0] | {"from": "E2", "to": "E1"}
    assert counts(scored(tmp_path, changed(relations=[turned])), "RELATION") == (0, 1, 2)


def test_an_association_may_be_stated_either_way(tmp_path):
    turned = GOLD["relations"][1] | {"from": "E3", "to": "E2"}
    assert counts(scored(tmp_path, changed(relations=[turned])), "relation ASSOCIATED_WITH") == (1, 0, 0)


def test_a_relation_that_is_stated_twice_counts_once(tmp_path):
    assert counts(scored(tmp_path, changed(relations=GOLD["relations"] * 2)), "RELATION") == (2, 0, 0)


def test_attributes_count_over_matched_items_for_which_gold_has_one(tmp_path):
    worse = GOLD["relations"][0] | {"amount": 4e9, "status": "alleged", "start": "2021"}
    attributes = scored(tmp_path, changed(relations=[worse])).as_dict()["attributes"]
    assert {name: (row["right"], row["of"]) for name, row in attributes.items() if name.startswith("relation")} == {
        "relation amount": (0, 1),
        "relation start": (1, 1),
        "relation status": (0, 1),
    }


def test_all_parties_of_an_unmatched_action_are_inventions(tmp_path):
    wrong = {"kind": "charge", "by": ["E3"], "against": ["E1"]}
    report = scored(tmp_path, changed(actions=[wrong]))
    assert counts(report, "ACTION roles") == (0, 2, 2)
    assert report.errors[0] == "a: + action charge by ['FinCEN'] against ['Huione Group']"


def test_an_action_without_targets_in_gold_matches_by_who_did_it():
    action = {"kind": "theft", "by": ["E2"], "against": []}
    assert pair_actions([action], [action], {"E2": "E2"}) == {0: 0}


def test_of_two_like_actions_the_date_decides():
    first, second = (
        {"kind": "sanction", "by": [], "against": ["E1"], "date": date} for date in ("2022-08-08", "2023-11-29")
    )
    assert pair_actions([second], [first, second], {"E1": "E1"}) == {0: 1}


def test_each_gold_entity_is_matched_once_by_the_best_name():
    gold = [{"id": "G", "type": "Company", "name": "Huione Group", "mentions": ["Huione"]}]
    predicted = [
        {"id": "P1", "type": "Company", "name": "Huione"},
        {"id": "P2", "type": "Company", "name": "The Huione Group"},
    ]
    assert align(predicted, gold) == {"P2": "G"}


def test_wallets_match_by_their_exact_address():
    wallet = {"id": "W", "type": "Wallet", "name": "0xAb"}
    assert align([wallet | {"name": "0xab"}], [wallet]) == {}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The Huione Pay Plc.", "huione pay"),
        ("SUEX OTC, s.r.o.", "suex otc s r o"),
        ("Company", "company"),
        ("FinCEN's", "fincen"),
    ],
)
def test_names_are_folded(name, key):
    assert name_key(name) == key


@pytest.mark.parametrize(
    ("guess", "same"), [(100, True), (100.5, True), (100.6, False), ("100", True), (None, False), ("many", False)]
)
def test_amounts_agree_within_half_a_percent(guess, same):
    assert same_amount(guess, 100) is same


@pytest.mark.parametrize(
    ("guess", "same"), [("2022", True), ("2022-08-08", True), ("2022-09", False), (None, False), ("", False)]
)
def test_dates_agree_at_the_coarser_precision(guess, same):
    assert same_date(guess, "2022-08") is same


def test_the_table_has_a_line_a_kind_of_thing(tmp_path):
    lines = table_lines(scored(tmp_path, GOLD))
    assert lines[1].split() == ["ACTION", "1.000", "1.000", "1.000", "1", "0", "0"]
    assert lines[-1] == "relation status                1.000  (2 of 2)"


@pytest.mark.parametrize(
    ("predicted", "words"),
    [
        ([], "is no JSON object"),
        ({"entities": {}}, "'entities' is no list"),
        ({"entities": [{"id": "E1"}]}, r"entities\[0\] lacks the string 'type'"),
        ({"relations": ["x"]}, r"relations\[0\] lacks the string 'type'"),
    ],
)
def test_a_prediction_of_another_shape_is_named(tmp_path, predicted, words):
    with pytest.raises(KgError, match=rf"a\.json: {words}"):
        scored(tmp_path, predicted)


def test_a_folder_without_gold_is_named(tmp_path):
    with pytest.raises(KgError, match="holds no gold files"):
        evaluate(tmp_path, tmp_path)


# The gold files' own scorer

Damage = Callable[[dict[str, Any], random.Random], None]


def drop(document: dict[str, Any], rng: random.Random) -> None:
    for part in ("entities", "relations", "actions"):
        document[part] = [item for item in document[part] if rng.random() > 0.3]


def rename(document: dict[str, Any], rng: random.Random) -> None:
    for entity in document["entities"]:
        if rng.random() < 0.4:
            entity["name"] = rng.choice(
                ["The " + entity["name"] + ", Ltd.", entity["name"].upper(), "Somebody", *entity["mentions"]]
            )
            entity["mentions"] = entity["mentions"][:1]


def retype(document: dict[str, Any], rng: random.Random) -> None:
    for entity in document["entities"]:
        if rng.random() < 0.3:
            entity["type"] = rng.choice(["Company", "Group", "Agency", "Person"])
    for item in [*document["relations"], *document["actions"]]:
        key = "type" if "type" in item else "kind"
        if rng.random() < 0.3:
            item[key] = rng.choice(["USED", "ASSOCIATED_WITH"] if key == "type" else ["charge", "theft", "sanction"])


def alter(document: dict[str, Any], rng: random.Random) -> None:
    for item in [*document["relations"], *document["actions"]]:
        item["status"] = rng.choice(["asserted", "alleged", "denied"])
        item["amount"] = rng.choice([item.get("amount"), None, 1, "x", 37.1e6])
        for field in ("date", "start"):
            item[field] = rng.choice([item.get(field), None, "2022", "2019-04-01"])


def turn(document: dict[str, Any], rng: random.Random) -> None:
    for relation in document["relations"]:
        if rng.random() < 0.5:
            relation["from"], relation["to"] = relation["to"], relation["from"]
    for action in document["actions"]:
        if rng.random() < 0.5:
            action["by"], action["against"] = action["against"], action["by"]


def repeat(document: dict[str, Any], rng: random.Random) -> None:
    document["relations"] += rng.sample(document["relations"], len(document["relations"]) // 2)
    document["actions"] += rng.sample(document["actions"], len(document["actions"]) // 2)
    document["entities"] += [entity | {"id": entity["id"] + "b"} for entity in document["entities"][::2]]
    rng.shuffle(document["entities"])


def renumber(document: dict[str, Any], rng: random.Random) -> None:
    ids = {
        entity["id"]: f"X{at}" for at, entity in enumerate(rng.sample(document["entities"], len(document["entities"])))
    }
    for entity in document["entities"]:
        entity["id"] = ids[entity["id"]]
    for relation in document["relations"]:
        relation["from"], relation["to"] = ids[relation["from"]], ids[relation["to"]]
    for action in document["actions"]:
        action["by"], action["against"] = [[ids[entity] for entity in action[role]] for role in ("by", "against")]


def everything(document: dict[str, Any], rng: random.Random) -> None:
    for damage in (renumber, rename, retype, alter, turn, repeat, drop):
        damage(document, rng)


def nothing(document: dict[str, Any], rng: random.Random) -> None:
    """Leave gold as it is."""


@pytest.mark.data
@pytest.mark.parametrize(
    "damage",
    [nothing, drop, rename, retype, alter, turn, repeat, renumber, everything],
    ids=lambda damage: damage.__name__,
)
def test_the_figures_and_errors_are_those_of_the_gold_files_scorer(tmp_path, damage):
    scorer, gold = SHARED / "gold/score.py", SHARED / "gold/dev"
    if not scorer.exists():
        pytest.skip("needs ../shared/gold, which is not beside this checkout")
    rng = random.Random(7)
    for file in sorted(gold.glob("*.json"))[: -1 if damage is everything else None]:
        document = json.loads(file.read_text("utf-8"))
        damage(document, rng)
        (tmp_path / file.name).write_text(json.dumps(document))
    report = evaluate(tmp_path, gold)
    run = subprocess.run(
        [sys.executable, scorer, tmp_path, gold, "--json", "--errors"], capture_output=True, text=True, check=True
    )
    theirs, end = json.JSONDecoder().raw_decode(run.stdout)
    assert report.as_dict() == theirs
    assert "\n".join(report.errors) == run.stdout[end:].strip()
