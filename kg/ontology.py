"""THE table: labels, edge types and action kinds, with endpoints, phrases, trigger frames and an example each.

Constraints, loaders, extraction, exports and docs are derived from it; adding an edge type or an action kind is one row.

Each row's trigger frames, and the notation that they are written in, stand in `kg.triggers` and `kg.triggers_actions`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType

from kg.triggers import EDGE_FRAMES
from kg.triggers_actions import KIND_FRAMES

COMPANY, PERSON, GROUP, AGENCY, WALLET, COUNTRY = "Company", "Person", "Group", "Agency", "Wallet", "Country"
ENTITY_LABELS = (COMPANY, PERSON, GROUP, AGENCY, WALLET, COUNTRY)
ORGANISATIONS = frozenset({COMPANY, GROUP, AGENCY})
ACTORS = ORGANISATIONS | {PERSON}
ANY = frozenset(ENTITY_LABELS)

STATUSES = ("asserted", "alleged", "proposed", "denied")
"""From the strongest to the weakest; an edge has the strongest status of its claims."""

LITERAL_PREDICATES = ("name", "alias", "label", "kind", "birth_date", "identifier", "address", "chain", "tag")

NODE_LABELS = ("Entity", *ENTITY_LABELS, "Action", "Document", "Passage", "Claim", "Source")
BOOKKEEPING_LABELS = ("Run", "Feed", "FeedItem", "Judgement", "Watch", "Schema")
STRUCTURE_TYPES = ("SUBJECT", "OBJECT", "EVIDENCE", "IN", "FROM", "MENTIONS", "COPY_OF", "SUPERSEDES")
PARTY_TYPES = ("PERFORMED", "TARGETED")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the claim it must yield through the real pipeline: `left` and `right` are names in it, or None."""

    sentence: str
    left: str | None
    right: str | None
    status: str = "asserted"


@dataclass(frozen=True, slots=True)
class EdgeType:
    """One type of edge between entities. `phrase` renders a hop in words with {a} and {b}."""

    name: str
    sources: frozenset[str]
    targets: frozenset[str]
    phrase: str
    example: Example
    frames: tuple[str, ...] = ()
    directed: bool = True
    walked: bool = True


@dataclass(frozen=True, slots=True)
class ActionKind:
    """One kind of action. `phrase` renders it with {a} (who did it) and {b} (against whom)."""

    name: str
    phrase: str
    example: Example
    frames: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    """Kinds of older measures that this one undoes; it is shown wherever they are."""


_EDGES = (
    EdgeType(
        "OWNS",
        ACTORS,
        frozenset({COMPANY}),
        "{a} owns {b}",
        Example("Huione Pay PLC is a subsidiary of Huione Group.", "Huione Group", "Huione Pay PLC"),
    ),
    EdgeType(
        "CONTROLS",
        ACTORS,
        frozenset({GROUP, COMPANY, PERSON}),
        "{a} controls {b}",
        Example(
            "The Reconnaissance General Bureau controls the Lazarus Group.",
            "Reconnaissance General Bureau",
            "Lazarus Group",
        ),
    ),
    EdgeType(
        "OPERATES",
        frozenset({PERSON, COMPANY, GROUP}),
        frozenset({COMPANY}),
        "{a} runs or founded {b}",
        Example("Roman Semenov co-founded Tornado Cash.", "Roman Semenov", "Tornado Cash"),
    ),
    EdgeType(
        "OFFICER_OF",
        frozenset({PERSON}),
        frozenset({COMPANY, AGENCY}),
        "{a} is an officer of {b}",
        Example("Ben Zhou, the chief executive of Bybit, addressed customers.", "Ben Zhou", "Bybit"),
    ),
    EdgeType(
        "MEMBER_OF",
        frozenset({PERSON, GROUP}),
        frozenset({GROUP, AGENCY}),
        "{a} is a member of {b}",
        Example("Park Jin Hyok is a member of the Lazarus Group.", "Park Jin Hyok", "Lazarus Group"),
    ),
    EdgeType(
        "ACTS_FOR",
        frozenset({PERSON, COMPANY, GROUP}),
        ANY - {WALLET},
        "{a} acts for {b}",
        Example(
            "The Lazarus Group acts on behalf of the North Korean government.",
            "Lazarus Group",
            "North Korean government",
        ),
    ),
    EdgeType(
        "HOLDS",
        ACTORS,
        frozenset({WALLET}),
        "{a} holds the wallet {b}",
        Example(
            "The address 0x098B716B8Aaf21512996dC57EB0615e2383E2f96 is controlled by the Lazarus Group.",
            "Lazarus Group",
            "0x098B716B8Aaf21512996dC57EB0615e2383E2f96",
        ),
    ),
    EdgeType(
        "LAUNDERED_FOR",
        frozenset({PERSON, COMPANY, GROUP, WALLET}),
        ACTORS,
        "{a} laundered money for {b}",
        Example("Sinbad laundered $100 million for the Lazarus Group.", "Sinbad", "Lazarus Group"),
    ),
    EdgeType(
        "SENT_FUNDS_TO",
        ANY - {COUNTRY},
        ANY - {COUNTRY},
        "{a} sent funds to {b}",
        Example("The Lazarus Group sent $6 million to Garantex.", "Lazarus Group", "Garantex"),
    ),
    EdgeType(
        "SUPPORTED",
        ACTORS,
        ANY - {WALLET},
        "{a} supported {b}",
        Example("Aeza Group provided hosting services to BianLian.", "Aeza Group", "BianLian"),
    ),
    EdgeType(
        "USED",
        frozenset({PERSON, COMPANY, GROUP}),
        frozenset({COMPANY}),
        "{a} used the services of {b}",
        Example("The Lazarus Group used Tornado Cash.", "Lazarus Group", "Tornado Cash"),
    ),
    EdgeType(
        "LOCATED_IN",
        ACTORS,
        frozenset({COUNTRY}),
        "{a} is located in {b}",
        Example("The Huione Group is based in Cambodia.", "Huione Group", "Cambodia"),
    ),
    EdgeType(
        "NATIONAL_OF",
        frozenset({PERSON}),
        frozenset({COUNTRY}),
        "{a} is a national of {b}",
        Example("Aleksej Besciokov is a Lithuanian national.", "Aleksej Besciokov", "Lithuania"),
    ),
    EdgeType(
        "ASSOCIATED_WITH",
        ANY,
        ANY,
        "{a} is linked with {b}",
        Example("Grinex is linked to Garantex.", "Grinex", "Garantex"),
        directed=False,
    ),
    EdgeType(
        "SAME_AS",
        ANY,
        ANY,
        "{a} may be the same as {b}",
        Example("Sharing a name proves nothing: candidates are computed, never read.", None, None),
        directed=False,
        walked=False,
    ),
)

_KINDS = (
    ActionKind("sanction", "{a} sanctioned {b}", Example("OFAC sanctioned Tornado Cash.", "OFAC", "Tornado Cash")),
    ActionKind(
        "delisting",
        "{a} lifted its sanctions on {b}",
        Example(
            "The Treasury Department removed Tornado Cash from the sanctions list.",
            "Treasury Department",
            "Tornado Cash",
        ),
        answers=("sanction",),
    ),
    ActionKind(
        "finding",
        "{a} made a formal finding about {b}",
        Example("FinCEN identified the Huione Group as a primary money laundering concern.", "FinCEN", "Huione Group"),
    ),
    ActionKind(
        "rule",
        "{a} issued or proposed a rule about {b}",
        Example("FinCEN proposed a rule that would cut off the Huione Group.", "FinCEN", "Huione Group", "proposed"),
    ),
    ActionKind(
        "advisory", "{a} warned about {b}", Example("The FBI warned about TraderTraitor.", "FBI", "TraderTraitor")
    ),
    ActionKind(
        "charge",
        "{a} charged {b}",
        Example("The Justice Department charged Roman Storm.", "Justice Department", "Roman Storm"),
    ),
    ActionKind("arrest", "{a} arrested {b}", Example("The FBI arrested Alexander Vinnik.", "FBI", "Alexander Vinnik")),
    ActionKind("plea", "{b} pleaded guilty", Example("Changpeng Zhao pleaded guilty.", None, "Changpeng Zhao")),
    ActionKind("conviction", "{a} convicted {b}", Example("A jury convicted Roman Storm.", None, "Roman Storm")),
    ActionKind(
        "acquittal",
        "{a} acquitted {b}",
        Example("A jury acquitted Roman Storm.", None, "Roman Storm"),
        answers=("charge", "conviction"),
    ),
    ActionKind(
        "dismissal",
        "{a} dropped the charges against {b}",
        Example("The SEC dismissed its complaint against Binance.", "SEC", "Binance"),
        answers=("charge",),
    ),
    ActionKind(
        "sentence",
        "{a} sentenced {b}",
        Example("Ilya Lichtenstein was sentenced to five years in prison.", None, "Ilya Lichtenstein"),
    ),
    ActionKind("penalty", "{a} fined {b}", Example("FinCEN fined Binance $3.4 billion.", "FinCEN", "Binance")),
    ActionKind(
        "seizure",
        "{a} seized assets of {b}",
        Example("The FBI seized funds of the Lazarus Group.", "FBI", "Lazarus Group"),
    ),
    ActionKind(
        "laundering",
        "{a} laundered proceeds of crime",
        Example("Sinbad laundered stolen cryptocurrency.", "Sinbad", None),
    ),
    ActionKind(
        "theft",
        "{a} stole from {b}",
        Example("The Lazarus Group stole $1.5 billion from Bybit.", "Lazarus Group", "Bybit"),
    ),
    ActionKind("attack", "{a} attacked {b}", Example("Sandworm attacked Ukrenergo.", "Sandworm", "Ukrenergo")),
    ActionKind("fraud", "{a} defrauded {b}", Example("OneCoin defrauded its investors.", "OneCoin", None)),
    ActionKind(
        "ransomware",
        "{a} extorted {b}",
        Example("DarkSide hit Colonial Pipeline with ransomware.", "DarkSide", "Colonial Pipeline"),
    ),
    ActionKind("evasion", "{a} evaded sanctions", Example("Garantex evaded sanctions.", "Garantex", None)),
    ActionKind(
        "trafficking", "{a} trafficked", Example("The Sinaloa Cartel trafficked fentanyl.", "Sinaloa Cartel", None)
    ),
    ActionKind(
        "terrorism",
        "{a} committed or financed terrorism against {b}",
        Example("Hamas carried out a terrorist attack.", "Hamas", None),
    ),
)

EDGES = MappingProxyType({edge.name: replace(edge, frames=EDGE_FRAMES.get(edge.name, ())) for edge in _EDGES})
KINDS = MappingProxyType({kind.name: replace(kind, frames=KIND_FRAMES.get(kind.name, ())) for kind in _KINDS})
WALKED = tuple(edge.name for edge in _EDGES if edge.walked)
RELATION_TYPES = (*EDGES, *PARTY_TYPES)
PREDICATES = (*LITERAL_PREDICATES, *RELATION_TYPES)


def family(label: str) -> str:
    """Name the identity family of a label: Company, Group and Agency are one, so a label may change without a new id."""
    return "org" if label in ORGANISATIONS else label.lower()


def allows(edge: str, source: str, target: str) -> bool:
    """Tell whether the ontology lets an edge of this type run from one label to the other, in its direction."""
    row = EDGES[edge]
    if edge == "SAME_AS":
        return family(source) == family(target)
    return source in row.sources and target in row.targets
