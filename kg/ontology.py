"""THE table: labels, edge types and action kinds, with endpoints, phrases, trigger frames and an example each.

Constraints, loaders, extraction, exports and docs are derived from it; adding an edge type or an action kind is one row.

A *frame* says where the parties stand around a trigger word: `"launder:verb subj > for"` reads "of the verb launder, the
subject is the `from` end and what follows the preposition `for` is the `to` end". For an action the left side is who did
it (`by`), the right side against whom. Slots: `subj` and `obj` (meant, not grammatical: a passive is turned round),
`poss` (a possessive or a name before the noun), `-` (nobody), or a preposition. A noun's `subj` is what the noun is said
of ("A is a subsidiary of B", "A, a subsidiary of B").
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from kg.triggers import EDGE_FRAMES, KIND_FRAMES

COMPANY, PERSON, GROUP, AGENCY, WALLET, COUNTRY = "Company", "Person", "Group", "Agency", "Wallet", "Country"
ENTITY_LABELS = (COMPANY, PERSON, GROUP, AGENCY, WALLET, COUNTRY)
ORGANISATIONS = frozenset({COMPANY, GROUP, AGENCY})
ACTORS = ORGANISATIONS | {PERSON}
ANY = frozenset(ENTITY_LABELS)

STATUSES = ("asserted", "alleged", "proposed", "denied")
"""From the strongest to the weakest; an edge has the strongest status of its claims."""

LITERAL_PREDICATES = ("name", "alias", "label", "kind", "birth_date", "identifier", "address", "chain", "tag")

NODE_LABELS = ("Entity", *ENTITY_LABELS, "Action", "Document", "Passage", "Claim", "Source")
BOOKKEEPING_LABELS = ("Run", "Feed", "Judgement", "Watch", "Schema")
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
        EDGE_FRAMES["OWNS"],
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
        EDGE_FRAMES["CONTROLS"],
    ),
    EdgeType(
        "OPERATES",
        frozenset({PERSON, COMPANY, GROUP}),
        frozenset({COMPANY}),
        "{a} runs or founded {b}",
        Example("Roman Semenov co-founded Tornado Cash.", "Roman Semenov", "Tornado Cash"),
        EDGE_FRAMES["OPERATES"],
    ),
    EdgeType(
        "OFFICER_OF",
        frozenset({PERSON}),
        frozenset({COMPANY, AGENCY}),
        "{a} is an officer of {b}",
        Example("Ben Zhou, the chief executive of Bybit, addressed customers.", "Ben Zhou", "Bybit"),
        EDGE_FRAMES["OFFICER_OF"],
    ),
    EdgeType(
        "MEMBER_OF",
        frozenset({PERSON, GROUP}),
        frozenset({GROUP, AGENCY}),
        "{a} is a member of {b}",
        Example("Park Jin Hyok is a member of the Lazarus Group.", "Park Jin Hyok", "Lazarus Group"),
        EDGE_FRAMES["MEMBER_OF"],
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
        EDGE_FRAMES["ACTS_FOR"],
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
        EDGE_FRAMES["HOLDS"],
    ),
    EdgeType(
        "LAUNDERED_FOR",
        frozenset({PERSON, COMPANY, GROUP, WALLET}),
        ACTORS,
        "{a} laundered money for {b}",
        Example("Sinbad laundered $100 million for the Lazarus Group.", "Sinbad", "Lazarus Group"),
        EDGE_FRAMES["LAUNDERED_FOR"],
    ),
    EdgeType(
        "SENT_FUNDS_TO",
        ANY - {COUNTRY},
        ANY - {COUNTRY},
        "{a} sent funds to {b}",
        Example("The Lazarus Group sent $6 million to Garantex.", "Lazarus Group", "Garantex"),
        EDGE_FRAMES["SENT_FUNDS_TO"],
    ),
    EdgeType(
        "SUPPORTED",
        ACTORS,
        ANY - {WALLET},
        "{a} supported {b}",
        Example("Aeza Group provided hosting services to BianLian.", "Aeza Group", "BianLian"),
        EDGE_FRAMES["SUPPORTED"],
    ),
    EdgeType(
        "USED",
        frozenset({PERSON, COMPANY, GROUP}),
        frozenset({COMPANY}),
        "{a} used the services of {b}",
        Example("The Lazarus Group used Tornado Cash.", "Lazarus Group", "Tornado Cash"),
        EDGE_FRAMES["USED"],
    ),
    EdgeType(
        "LOCATED_IN",
        ACTORS,
        frozenset({COUNTRY}),
        "{a} is located in {b}",
        Example("The Huione Group is based in Cambodia.", "Huione Group", "Cambodia"),
        EDGE_FRAMES["LOCATED_IN"],
    ),
    EdgeType(
        "NATIONAL_OF",
        frozenset({PERSON}),
        frozenset({COUNTRY}),
        "{a} is a national of {b}",
        Example("Aleksej Besciokov is a Lithuanian national.", "Aleksej Besciokov", "Lithuania"),
        EDGE_FRAMES["NATIONAL_OF"],
    ),
    EdgeType(
        "ASSOCIATED_WITH",
        ANY,
        ANY,
        "{a} is linked with {b}",
        Example("Grinex is linked to Garantex.", "Grinex", "Garantex"),
        EDGE_FRAMES["ASSOCIATED_WITH"],
        directed=False,
    ),
    EdgeType(
        "SAME_AS",
        ANY,
        ANY,
        "{a} may be the same as {b}",
        Example("Park Jin Hyok.", None, None),
        directed=False,
        walked=False,
    ),
)

_KINDS = (
    ActionKind(
        "sanction",
        "{a} sanctioned {b}",
        Example("OFAC sanctioned Tornado Cash.", "OFAC", "Tornado Cash"),
        KIND_FRAMES["sanction"],
    ),
    ActionKind(
        "delisting",
        "{a} lifted its sanctions on {b}",
        Example(
            "The Treasury Department removed Tornado Cash from the sanctions list.",
            "Treasury Department",
            "Tornado Cash",
        ),
        KIND_FRAMES["delisting"],
        ("sanction",),
    ),
    ActionKind(
        "finding",
        "{a} made a formal finding about {b}",
        Example("FinCEN identified the Huione Group as a primary money laundering concern.", "FinCEN", "Huione Group"),
        KIND_FRAMES["finding"],
    ),
    ActionKind(
        "rule",
        "{a} issued or proposed a rule about {b}",
        Example("FinCEN proposed a rule that would cut off the Huione Group.", "FinCEN", "Huione Group", "proposed"),
        KIND_FRAMES["rule"],
    ),
    ActionKind(
        "advisory",
        "{a} warned about {b}",
        Example("The FBI warned about TraderTraitor.", "FBI", "TraderTraitor"),
        KIND_FRAMES["advisory"],
    ),
    ActionKind(
        "charge",
        "{a} charged {b}",
        Example("The Justice Department charged Roman Storm.", "Justice Department", "Roman Storm"),
        KIND_FRAMES["charge"],
    ),
    ActionKind(
        "arrest",
        "{a} arrested {b}",
        Example("The FBI arrested Alexander Vinnik.", "FBI", "Alexander Vinnik"),
        KIND_FRAMES["arrest"],
    ),
    ActionKind(
        "plea",
        "{b} pleaded guilty",
        Example("Changpeng Zhao pleaded guilty.", None, "Changpeng Zhao"),
        KIND_FRAMES["plea"],
    ),
    ActionKind(
        "conviction",
        "{a} convicted {b}",
        Example("A jury convicted Roman Storm.", None, "Roman Storm"),
        KIND_FRAMES["conviction"],
    ),
    ActionKind(
        "acquittal",
        "{a} acquitted {b}",
        Example("A jury acquitted Roman Storm.", None, "Roman Storm"),
        KIND_FRAMES["acquittal"],
        ("charge", "conviction"),
    ),
    ActionKind(
        "dismissal",
        "{a} dropped the charges against {b}",
        Example("The SEC dismissed its complaint against Binance.", "SEC", "Binance"),
        KIND_FRAMES["dismissal"],
        ("charge",),
    ),
    ActionKind(
        "sentence",
        "{a} sentenced {b}",
        Example("Ilya Lichtenstein was sentenced to five years in prison.", None, "Ilya Lichtenstein"),
        KIND_FRAMES["sentence"],
    ),
    ActionKind(
        "penalty",
        "{a} fined {b}",
        Example("FinCEN fined Binance $3.4 billion.", "FinCEN", "Binance"),
        KIND_FRAMES["penalty"],
    ),
    ActionKind(
        "seizure",
        "{a} seized assets of {b}",
        Example("The FBI seized funds of the Lazarus Group.", "FBI", "Lazarus Group"),
        KIND_FRAMES["seizure"],
    ),
    ActionKind(
        "laundering",
        "{a} laundered proceeds of crime",
        Example("Sinbad laundered stolen cryptocurrency.", "Sinbad", None),
        KIND_FRAMES["laundering"],
    ),
    ActionKind(
        "theft",
        "{a} stole from {b}",
        Example("The Lazarus Group stole $1.5 billion from Bybit.", "Lazarus Group", "Bybit"),
        KIND_FRAMES["theft"],
    ),
    ActionKind(
        "attack",
        "{a} attacked {b}",
        Example("Sandworm attacked Ukrenergo.", "Sandworm", "Ukrenergo"),
        KIND_FRAMES["attack"],
    ),
    ActionKind(
        "fraud",
        "{a} defrauded {b}",
        Example("OneCoin defrauded its investors.", "OneCoin", None),
        KIND_FRAMES["fraud"],
    ),
    ActionKind(
        "ransomware",
        "{a} extorted {b}",
        Example("DarkSide hit Colonial Pipeline with ransomware.", "DarkSide", "Colonial Pipeline"),
        KIND_FRAMES["ransomware"],
    ),
    ActionKind(
        "evasion",
        "{a} evaded sanctions",
        Example("Garantex evaded sanctions.", "Garantex", None),
        KIND_FRAMES["evasion"],
    ),
    ActionKind(
        "trafficking",
        "{a} trafficked",
        Example("The Sinaloa Cartel trafficked fentanyl.", "Sinaloa Cartel", None),
        KIND_FRAMES["trafficking"],
    ),
    ActionKind(
        "terrorism",
        "{a} committed or financed terrorism against {b}",
        Example("Hamas carried out a terrorist attack.", "Hamas", None),
        KIND_FRAMES["terrorism"],
    ),
)

EDGES = MappingProxyType({edge.name: edge for edge in _EDGES})
KINDS = MappingProxyType({kind.name: kind for kind in _KINDS})
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
