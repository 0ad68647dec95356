"""Which Source a publisher's name or a page's address gives."""

import pytest

from kg.reliability import UNKNOWN_PUBLISHER, UNKNOWN_RELIABILITY, publishers, source_for


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("FinCEN", "FinCEN"),
        ("financial crimes enforcement network", "FinCEN"),
        ("US Department of Justice", "U.S. Department of Justice"),
        ("The Department of Justice", "U.S. Department of Justice"),
        ("AP", "Associated Press"),
        ("AFP", "Agence France-Presse"),
        ("reuters.com", "Reuters"),
        ("the  guardian", "The Guardian"),
    ],
)
def test_a_publisher_is_known_by_its_names(stated, name):
    assert source_for(stated).name == name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.fincen.gov/news", "FinCEN"),
        ("https://home.treasury.gov/news/press-releases/jy0916", "U.S. Department of the Treasury"),
        ("https://ofac.treasury.gov/recent-actions", "OFAC"),
        ("https://NEWS.BBC.CO.UK./x", "BBC"),
        ("https://www.nationalcrimeagency.gov.uk/", "National Crime Agency"),
    ],
)
def test_a_host_is_known_by_its_domain_the_longest_first(url, name):
    assert source_for(None, url).name == name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://notsec.gov/", "notsec.gov"),
        ("https://sec.gov.evil.example/", "sec.gov.evil.example"),
        ("https://sec.gov@evil.example/", "evil.example"),
        ("https://evil.example/sec.gov", "evil.example"),
    ],
)
def test_a_host_that_only_resembles_a_known_one_is_unknown(url, name):
    source = source_for(None, url)
    assert (source.name, source.reliability) == (name, UNKNOWN_RELIABILITY)


def test_an_unknown_publisher_borrows_nothing_from_the_address():
    assert source_for("Evil Blog", "https://www.fincen.gov/x").reliability == UNKNOWN_RELIABILITY


def test_a_stated_publisher_goes_before_the_address():
    assert source_for("Reuters", "https://www.fincen.gov/x").name == "Reuters"


@pytest.mark.parametrize("url", [None, "", "not an address", "https://[broken", "https://localhost/"])
def test_without_publisher_and_host_the_source_is_unknown(url):
    assert (source_for(None, url).name, source_for(" ", url).reliability) == (UNKNOWN_PUBLISHER, UNKNOWN_RELIABILITY)


def test_treasurys_press_releases_speak_with_ofacs_voice():
    assert source_for("U.S. Department of the Treasury").primary == source_for("OFAC").primary == "OFAC"


def test_an_authority_is_its_own_primary_and_a_newspaper_nobodys():
    assert (source_for("FBI").primary, source_for("Reuters").primary) == ("FBI", None)


@pytest.mark.parametrize("row", publishers(), ids=lambda row: row.name)
def test_each_row_has_a_reason_and_a_reliability_between_nothing_and_certainty(row):
    assert 0 < row.reliability < 1
    assert row.reason


def test_no_two_rows_share_a_name_or_a_host():
    names = [name.casefold() for row in publishers() for name in (row.name, *row.aliases)]
    hosts = [host for row in publishers() for host in row.hosts]
    assert (sorted(set(names)), sorted(set(hosts))) == (sorted(names), sorted(hosts))


def test_every_name_and_host_of_the_table_finds_its_own_row():
    by_name = {name: source_for(name).name for row in publishers() for name in (row.name, *row.aliases)}
    by_host = {host: source_for(None, f"https://{host}/").name for row in publishers() for host in row.hosts}
    assert by_name == {name: row.name for row in publishers() for name in (row.name, *row.aliases)}
    assert by_host == {host: row.name for row in publishers() for host in row.hosts}
