"""What the words of FollowTheMoney are here: schemata as labels, properties as facts, datasets as who they credit."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Any, Final

from kg.ontology import AGENCY, COMPANY, GROUP, PERSON, WALLET

LABELS: Final = MappingProxyType({
    "Person": PERSON, "Company": COMPANY, "PublicBody": AGENCY, "CryptoWallet": WALLET,
    "LegalEntity": None, "Organization": None,
})  # fmt: skip
"""Schemata that are loaded as things; Organization and LegalEntity do not say of what kind they are."""

LINKS: Final = MappingProxyType({
    "Ownership": "OWNS", "Directorship": "OFFICER_OF", "Employment": "OFFICER_OF", "Membership": "MEMBER_OF",
    "Representation": "ACTS_FOR", "UnknownLink": "ASSOCIATED_WITH", "Associate": "ASSOCIATED_WITH",
    "Family": "ASSOCIATED_WITH", "Succession": "ASSOCIATED_WITH", "Payment": "SENT_FUNDS_TO",
})  # fmt: skip
"""Schemata that are edges; both ends and their order are the schema's own."""

IDENTIFIERS: Final = MappingProxyType({
    "passportNumber": "passport", "idNumber": "national-id", "socialSecurityNumber": "national-id",
    "taxNumber": "tax-id", "vatCode": "tax-id", "registrationNumber": "registration", "innCode": "inn",
    "ogrnCode": "ogrn", "leiCode": "lei", "swiftBic": "swift", "dunsCode": "duns", "imoNumber": "imo",
    "wikidataId": "wikidata", "uscCode": "registration", "okpoCode": "okpo", "kppCode": "kpp", "bikCode": "bik",
    "uniqueEntityId": "uei", "cageCode": "cage", "isinCode": "isin", "permId": "permid", "licenseNumber": "license",
    "bvdId": "bvd", "icijId": "icij", "npiCode": "npi", "ticker": "ticker", "cikCode": "cik", "irsCode": "irs",
    "voenCode": "voen", "email": "email", "phone": "phone", "website": "website",
    "opencorporatesUrl": "opencorporates", "giiNumber": "gii",
})  # fmt: skip
"""Properties that are identifiers."""

ONE_ISSUER: Final = frozenset(
    "inn ogrn lei swift duns imo wikidata okpo kpp bik uei cage isin permid bvd icij ticker email phone website "
    "opencorporates gii".split()
)
"""Kinds of identifiers that need no country."""

NAMES: Final = ("name", "alias", "previousName", "abbreviation")

TAGS: Final = MappingProxyType({
    "position": "position", "title": "title", "gender": "gender", "birthPlace": "place of birth",
    "deathDate": "died", "topics": "topic", "program": "program", "programId": "program", "notes": "remarks",
    "summary": "remarks", "description": "remarks", "legalForm": "legal form", "incorporationDate": "established",
    "dissolutionDate": "dissolved", "status": "status", "sector": "sector", "classification": "classification",
    "address": "address", "education": "education", "ethnicity": "ethnicity", "religion": "religion",
    "political": "political", "profession": "profession", "motherName": "mother's name", "keywords": "keyword",
    "capital": "capital", "biography": "remarks", "managingExchange": "exchange", "accountId": "account",
    "creationDate": "established", "balance": "balance", "birthCountry": "country of birth", "taxStatus": "tax status",
})  # fmt: skip
"""Properties that are kept as words."""

KNOWN: Final = frozenset({
    # parts of a name that stands whole beside them, and the weak names
    "firstName", "secondName", "middleName", "fatherName", "lastName", "nameSuffix", "weakAlias",
    "birthDate", "nationality", "citizenship", "country", "jurisdiction", "mainCountry", "addressEntity", "parent",
    "publicKey", "cryptoAddress", "currency", "currencySymbol", "blockchain", "holder",
    # of the record, not of the thing
    "sourceUrl", "publisher", "publisherUrl", "createdAt", "modifiedAt", "retrievedAt", "proof", "indexText",
    "wikipediaUrl", "alephUrl", "recordId", "programUrl", "riskSource",
})  # fmt: skip
"""Other properties that the reader takes, or knows to say nothing of the thing."""

_ORIGINS: Final = (
    ("us_ofac_", "OFAC"), ("eu_fsf", "Council of the European Union"), ("eu_sanctions_map", "Council of the European Union"),
    ("eu_journal_sanctions", "Council of the European Union"), ("un_sc_sanctions", "United Nations Security Council"),
    ("gb_hmt_", "OFSI"), ("gb_fcdo_", "UK Government"), ("us_bis_", "Bureau of Industry and Security"),
    ("us_state_", "U.S. Department of State"), ("us_trade_csl", "International Trade Administration"),
    ("us_fbi_", "FBI"), ("us_fincen", "FinCEN"), ("interpol_", "Interpol"), ("worldbank_debarred", "World Bank"),
    ("icij_", "ICIJ"), ("us_sec_", "U.S. Securities and Exchange Commission"), ("gb_nca_", "National Crime Agency"),
    ("eu_europol_", "Europol"), ("wd_", "Wikidata"), ("wikidata", "Wikidata"),
)  # fmt: skip
"""Datasets of OpenSanctions by the start of their names, and the publisher that each copies."""


def origin_of(datasets: Iterable[str]) -> str | None:
    """The one publisher that all the datasets of an entity copy; None where they are several, or one is not known."""
    found = {next((name for start, name in _ORIGINS if dataset.startswith(start)), None) for dataset in datasets}
    return found.pop() if len(found) == 1 else None


def label_of(schema: str, topics: Iterable[Any]) -> str | None:
    """The label of a loaded schema; of an organisation, what its topics say: of crime a group, of government an agency."""
    label = LABELS[schema]
    if schema != "Organization":
        return label
    said = {str(topic) for topic in topics}
    if any(topic.startswith("crime") for topic in said):
        return GROUP
    return AGENCY if any(topic == "gov" or topic.startswith("gov.") for topic in said) else None
