"""Floors of matching on labelled names: nomenklatura's pairs, OFAC's own search, scripts, and spellings of one name."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from bench.matching import HAND_MADE, Judged, f1, judged, labelled
from kg.matching import THRESHOLD, Profile, compare
from kg.matching.profile import Family

FOLDER = Path(__file__).parents[2] / "../shared/data/entity_resolution"

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the shared labelled names are absent"),
]


@lru_cache(maxsize=1)
def bench() -> list[Judged]:
    return judged(labelled(FOLDER))


def test_f1_over_all_pairs() -> None:
    assert f1(bench()) >= 0.88


@pytest.mark.parametrize("tuned", [True, False])
def test_f1_of_the_half_it_was_fitted_on_and_of_the_other(tuned: bool) -> None:
    assert f1([row for row in bench() if row.pair.tuned is tuned]) >= 0.88


@pytest.mark.parametrize("group", HAND_MADE)
def test_f1_of_each_hand_made_group(group: str) -> None:
    assert f1([row for row in bench() if row.pair.group == group]) >= 0.90


def test_no_strong_pair_fails() -> None:
    assert [row.pair.names for row in bench() if row.pair.quality == "STRONG" and not row.right] == []


def test_scores_fall_from_strong_matches_to_strong_non_matches() -> None:
    tiers = [("STRONG", True), ("MEDIUM", True), ("MEDIUM", False), ("STRONG", False)]
    means = []
    for quality, same in tiers:
        scores = [row.score for row in bench() if (row.pair.quality, row.pair.same) == (quality, same)]
        means.append(sum(scores) / len(scores))
    assert means == sorted(means, reverse=True)


def test_order_of_the_two_makes_no_difference() -> None:
    for row in bench():
        turned = compare(*(Profile(row.pair.family, (name,)) for name in reversed(row.pair.names)))
        assert turned.score == row.score


def entity(schema: str, properties: dict[str, object]) -> Profile:
    family: Family = "person" if schema == "Person" else "other" if schema == "Vessel" else "organisation"
    parts = [str(properties[key]) for key in ("firstName", "middleName", "fatherName", "lastName") if key in properties]
    names = properties.get("name") or " ".join(parts)
    return Profile(family, tuple(map(str, names)) if isinstance(names, list) else (str(names),))


def test_entity_pairs() -> None:
    checks = yaml.safe_load((FOLDER / "nomenklatura/entity_bench_checks.yml").read_text(encoding="utf-8"))["checks"]
    results = [
        (check["match"], compare(*(entity(check["schema"], check[side]) for side in ("query", "candidate"))).same)
        for check in checks
    ]
    hits = sum(wanted and got for wanted, got in results)
    assert 2 * hits / (2 * hits + sum(wanted != got for wanted, got in results)) >= 0.90


def test_what_ofacs_search_finds_exactly_is_told_from_what_it_finds_nearly() -> None:
    with (FOLDER / "nomenklatura/name_based_ofac_fixtures.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["query_name"], row["result_name"], float(row["ofac_score"])) for row in csv.DictReader(file)]
    whole = [(query, result, score) for query, result, score in rows if " " in query and score >= 0]
    found = {
        exact: [person(query, result) >= THRESHOLD for query, result, score in whole if (score >= 97) is exact]
        for exact in (True, False)
    }
    shares = {exact: sum(values) / len(values) for exact, values in found.items()}
    assert shares[True] > 0.5 > 0.15 > shares[False]


def person(a: str, b: str) -> float:
    return compare(Profile("person", (a,)), Profile("person", (b,))).score


def test_names_in_two_scripts() -> None:
    lines = (FOLDER / "watchman_cross_script_pairs.csv").read_text(encoding="utf-8").splitlines()
    pairs = [row[:2] for row in csv.reader(line for line in lines if line and not line.startswith("#"))]
    # Chinese signs read in Japanese or Korean need a dictionary of readings
    assert sum(person(a, b) >= THRESHOLD for a, b in pairs) >= 16


def test_no_norwegian_company_is_a_listed_person_or_another_company() -> None:
    with (FOLDER / "norwegian_company_names_negative_queries.csv").open(encoding="utf-8", newline="") as file:
        names = sorted({row["business_name"] for row in csv.DictReader(file, delimiter=";")})
    with (FOLDER / "eu_list_queries_positive.csv").open(encoding="utf-8", newline="") as file:
        listed = [f"{row['firstname']} {row['lastname']}" for row in csv.DictReader(file, delimiter=";")]
    listed += (FOLDER / "nomenklatura/fixtures_putin_names.txt").read_text(encoding="utf-8").split("\n")
    others = [Profile("other", (name,)) for name in (*listed, "Lazarus Group", "Huione Group", "Garantex") if name]
    firms = [Profile("organisation", (name,)) for name in names]
    assert [(a.names, b.names) for a in firms for b in others if compare(a, b).same] == []
    near = [(a.names[0], b.names[0]) for i, a in enumerate(firms) for b in firms[:i] if compare(a, b).same]
    assert len(near) <= 3, near


def test_spellings_of_one_name_are_one() -> None:
    text = (FOLDER / "nomenklatura/fixtures_putin_names.txt").read_text(encoding="utf-8")
    names = [Profile("person", (line.strip(),)) for line in text.splitlines() if line.strip()]
    apart, reached = names[1:], [names[0]]
    for one in reached:
        near = [other for other in apart if compare(one, other).same]
        reached += near
        apart = [other for other in apart if other not in near]
    assert [other.names[0] for other in apart] == []
