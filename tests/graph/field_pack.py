"""A field made up for the tests of questions: sixteen short documents, each statement of which is given by hand.

It holds what tells a right question from one that is nearly right: a sanction that was lifted, a link that is denied, one
that was not surely read, a service of one group and one of two, the larger amount on the fewer sources.
"""

from __future__ import annotations

from dataclasses import replace

from kg.graph import Graph
from kg.ids import entity_ref
from kg.model import DocumentClaims, Mention
from kg.writing.correcting import reject
from kg.writing.documents import write_documents
from tests.graph.field_names import CASH_WALLET, HERON_WALLET, LABELS, PASSED_WALLET, PAY_WALLET
from tests.graph.questions_pack import Stated, dated, told

ALLEGED = {"status": "alleged", "confidence": 0.5}
UNSURE = {"confidence": 0.2}
TAKEN_BACK = "2024-12-01T10:00:00Z"


def dispatch(
    publisher: str, primary: str | None, published: str, sentences: tuple[str, ...], *stated: Stated
) -> DocumentClaims:
    """Make a document that came in on the morning it was published, with the organisations that its sentences name."""
    document = told(publisher, primary, published, sentences, *stated)
    known = replace(document.document, recorded=f"{published}T08:00:00Z")
    mentions = tuple(
        Mention(entity_ref(LABELS[name], name, document_id=known.id), passage.id, name, start, start + len(name))
        for passage in document.passages
        for name in LABELS
        if LABELS[name] in ("Company", "Group", "Agency") and name in passage.text
        for start in (passage.start_char + passage.text.index(name),)
    )
    return replace(document, document=known, mentions=mentions)


LISTING = dispatch(
    "Trade Office", "Trade Office", "2024-03-05",
    (
        "The Trade Office sanctioned Grey Heron on March 5, 2024.",
        f"The Trade Office also sanctioned the wallet {HERON_WALLET}, which Grey Heron holds.",
        "Mirefield Mixer laundered $40 million for Grey Heron in 2023.",
        "The Trade Office sanctioned Wexcombe Pay on March 6, 2024.",
    ),
    ("Trade Office", "sanction!", "Grey Heron", dated("2024-03-05")),
    ("Trade Office", "sanction!", HERON_WALLET, dated("2024-03-05", at=(1,))),
    ("Grey Heron", "HOLDS", HERON_WALLET, {"at": (1,)}),
    ("Mirefield Mixer", "LAUNDERED_FOR", "Grey Heron", dated("2023", amount=40e6, currency="USD", at=(2,))),
    ("Trade Office", "sanction!", "Wexcombe Pay", dated("2024-03-06", at=(3,))),
)  # fmt: skip
POST = dispatch(
    "Morning Post", None, "2024-04-10",
    (
        "Mirefield Mixer washed coins of Grey Heron, two officials said.",
        "Grey Heron used Kestrel Exchange to cash out.",
        "Brass Lantern used Kestrel Exchange as well.",
        "Farrow Coin laundered $90 million for Brass Lantern.",
        "Ordway Bank sent $2 million to Kestrel Exchange in March 2024.",
        "Grey Heron used Farrow Coin only once, a rumour says.",
    ),
    ("Mirefield Mixer", "LAUNDERED_FOR", "Grey Heron", {}),
    ("Grey Heron", "USED", "Kestrel Exchange", {"at": (1,)}),
    ("Brass Lantern", "USED", "Kestrel Exchange", {"at": (2,)}),
    ("Farrow Coin", "LAUNDERED_FOR", "Brass Lantern", {"amount": 90e6, "currency": "USD", "at": (3,)}),
    ("Ordway Bank", "SENT_FUNDS_TO", "Kestrel Exchange", dated("2024-03", amount=2e6, currency="USD", at=(4,))),
    ("Grey Heron", "USED", "Farrow Coin", {**UNSURE, "at": (5,)}),
)  # fmt: skip
REGISTER = dispatch(
    "Evening Wire", None, "2024-05-02",
    (
        "Tolland Holdings owns Ordway Bank.",
        "Selby Trust controls Tolland Holdings.",
        "Petra Vold is a director of Ordway Bank and of Kestrel Exchange.",
        "Lena Quist, a national of Iceland, is a director of Selby Trust.",
        "Kestrel Exchange is based in Malta, and so is Ordway Bank.",
        "Pale Fox acts for Grey Heron.",
        "Petra Vold allegedly acts for Pale Fox.",
    ),
    ("Tolland Holdings", "OWNS", "Ordway Bank", {}),
    ("Selby Trust", "CONTROLS", "Tolland Holdings", {"confidence": 0.7, "at": (1,)}),
    ("Petra Vold", "OFFICER_OF", "Ordway Bank", {"at": (2,)}),
    ("Petra Vold", "OFFICER_OF", "Kestrel Exchange", {"at": (2,)}),
    ("Lena Quist", "NATIONAL_OF", "Iceland", {"at": (3,)}),
    ("Lena Quist", "OFFICER_OF", "Selby Trust", {"at": (3,)}),
    ("Kestrel Exchange", "LOCATED_IN", "Malta", {"at": (4,)}),
    ("Ordway Bank", "LOCATED_IN", "Malta", {"at": (4,)}),
    ("Pale Fox", "ACTS_FOR", "Grey Heron", {"at": (5,)}),
    ("Petra Vold", "ACTS_FOR", "Pale Fox", {**ALLEGED, "at": (6,)}),
)  # fmt: skip
DENIAL = dispatch(
    "Daily Ledger", None, "2024-05-20",
    ("Kestrel Exchange denied that Grey Heron ever used it.", "Selby Trust denied that it holds shares of Farrow Coin."),
    ("Grey Heron", "USED", "Kestrel Exchange", {"status": "denied", "confidence": 0.5}),
    ("Selby Trust", "OWNS", "Farrow Coin", {"status": "denied", "confidence": 0.5, "at": (1,)}),
)  # fmt: skip
CRIMES = dispatch(
    "Crime Desk", None, "2024-06-01",
    (
        "Grey Heron stole $12 million from Elsdon Vault on January 9, 2024.",
        "Grey Heron attacked Corran Freight in February 2024.",
        "Brass Lantern extorted Dunmore Clinic with ransomware in May 2024.",
        "Brass Lantern extorted Corran Freight with ransomware in April 2024.",
        "Iron Gull extorted Elsdon Vault with ransomware in March 2024.",
        "Pale Fox, which some call Ashbird, stole $3 million from Farrow Coin in 2023.",
    ),
    ("Grey Heron", "theft!", "Elsdon Vault", dated("2024-01-09", amount=12e6, currency="USD")),
    ("Grey Heron", "attack!", "Corran Freight", dated("2024-02", at=(1,))),
    ("Brass Lantern", "ransomware!", "Dunmore Clinic", dated("2024-05", at=(2,))),
    ("Brass Lantern", "ransomware!", "Corran Freight", dated("2024-04", at=(3,))),
    ("Iron Gull", "ransomware!", "Elsdon Vault", dated("2024-03", at=(4,))),
    ("Pale Fox", "theft!", "Farrow Coin", dated("2023", amount=3e6, currency="USD", at=(5,))),
)  # fmt: skip
COURT = dispatch(
    "Harbour Gazette", None, "2024-07-15",
    (
        "Harbour Police and the Customs Board seized $5 million of Farrow Coin on July 1, 2024.",
        "Harbour Police charged Ivo Marsh on June 3, 2024.",
        "The Revenue Court convicted Ivo Marsh on July 10, 2024.",
        "The Revenue Court sentenced Ivo Marsh on July 14, 2024.",
        "Harbour Police charged Tor Aldane on June 4, 2024.",
        "The Revenue Court dismissed the charge against Tor Aldane on July 12, 2024.",
        "Harbour Police and the Customs Board arrested Ivo Marsh on June 2, 2024.",
        "The Revenue Court and Harbour Police arrested Tor Aldane on June 1, 2024.",
    ),
    ("Harbour Police", "seizure!", "Farrow Coin", dated("2024-07-01", amount=5e6, currency="USD")),
    ("Customs Board", "seizure!", "Farrow Coin", dated("2024-07-01", amount=5e6, currency="USD")),
    ("Harbour Police", "charge!", "Ivo Marsh", dated("2024-06-03", at=(1,))),
    ("Revenue Court", "conviction!", "Ivo Marsh", dated("2024-07-10", at=(2,))),
    ("Revenue Court", "sentence!", "Ivo Marsh", dated("2024-07-14", at=(3,))),
    ("Harbour Police", "charge!", "Tor Aldane", dated("2024-06-04", at=(4,))),
    ("Revenue Court", "dismissal!", "Tor Aldane", dated("2024-07-12", at=(5,))),
    ("Harbour Police", "arrest!", "Ivo Marsh", dated("2024-06-02", at=(6,))),
    ("Customs Board", "arrest!", "Ivo Marsh", dated("2024-06-02", at=(6,))),
    ("Harbour Police", "arrest!", "Tor Aldane", dated("2024-06-01", at=(7,))),
    ("Revenue Court", "arrest!", "Tor Aldane", dated("2024-06-01", at=(7,))),
)  # fmt: skip
BULLETIN = dispatch(
    "Trade Office", "Trade Office", "2024-08-01",
    (
        "The Trade Office lifted its sanctions on Wexcombe Pay on August 1, 2024.",
        "The Trade Office proposed a rule against Kestrel Exchange on July 29, 2024.",
        "The Trade Office proposed a rule against banks of Iceland.",
        "The Trade Office fined Ordway Bank $7 million on July 30, 2024.",
        "The Trade Office issued a rule about Selby Trust.",
        "The Trade Office proposed to sanction Ordway Bank.",
    ),
    ("Trade Office", "delisting!", "Wexcombe Pay", dated("2024-08-01")),
    ("Trade Office", "rule!", "Kestrel Exchange", dated("2024-07-29", status="proposed", at=(1,))),
    ("Trade Office", "rule!", "Iceland", {"status": "proposed", "at": (2,)}),
    ("Trade Office", "penalty!", "Ordway Bank", dated("2024-07-30", amount=7e6, currency="USD", at=(3,))),
    ("Trade Office", "rule!", "Selby Trust", {"at": (4,)}),
    ("Trade Office", "sanction!", "Ordway Bank", {"status": "proposed", "at": (5,)}),
)  # fmt: skip
WATCH = dispatch(
    "Chain Watch", None, "2024-09-09",
    (
        f"Farrow Coin is said to use {HERON_WALLET} too.",
        f"{HERON_WALLET} sent $1 million to {PASSED_WALLET} in August 2024.",
        f"{PASSED_WALLET} sent $900,000 on to {CASH_WALLET}.",
        f"{CASH_WALLET} belongs to Kestrel Exchange.",
        f"Wexcombe Pay holds {PAY_WALLET}.",
        f"Brass Lantern denied that {CASH_WALLET} is its own.",
    ),
    ("Farrow Coin", "HOLDS", HERON_WALLET, ALLEGED),
    (HERON_WALLET, "SENT_FUNDS_TO", PASSED_WALLET, dated("2024-08", amount=1e6, currency="USD", at=(1,))),
    (PASSED_WALLET, "SENT_FUNDS_TO", CASH_WALLET, {"amount": 9e5, "currency": "USD", "at": (2,)}),
    ("Kestrel Exchange", "HOLDS", CASH_WALLET, {"at": (3,)}),
    ("Wexcombe Pay", "HOLDS", PAY_WALLET, {"at": (4,)}),
    ("Brass Lantern", "HOLDS", CASH_WALLET, {"status": "denied", "confidence": 0.5, "at": (5,)}),
)  # fmt: skip
OLD = dispatch(
    "Rumour Mill", None, "2021-02-02",
    (
        "Selby Trust perhaps supported Iron Gull.",
        "Iron Gull supported Pale Fox in 2020.",
        "Mirefield Mixer sent money to Iron Gull.",
        "Tolland Holdings laundered for Pale Fox.",
        "Kestrel Exchange laundered for Pale Fox.",
    ),
    ("Selby Trust", "SUPPORTED", "Iron Gull", UNSURE),
    ("Iron Gull", "SUPPORTED", "Pale Fox", dated("2020", at=(1,))),
    ("Mirefield Mixer", "SENT_FUNDS_TO", "Iron Gull", {"at": (2,)}),
    ("Tolland Holdings", "LAUNDERED_FOR", "Pale Fox", {"at": (3,)}),
    ("Kestrel Exchange", "LAUNDERED_FOR", "Pale Fox", {"at": (4,)}),
)  # fmt: skip
HEARING = dispatch(
    "Morning Post", None, "2024-10-01",
    ("Selby Trust and Farrow Coin were both named at the hearing.", "Selby Trust and Kestrel Exchange were named once."),
)  # fmt: skip
COMMENT = dispatch(
    "Evening Wire", None, "2024-10-02",
    ("Farrow Coin and Selby Trust declined to comment on Tolland Holdings.",),
)  # fmt: skip
COAST = dispatch(
    "Coast News", None, "2024-11-01",
    ("Ivo Marsh joined Iron Gull.", "Grey Heron, also known as Ashbird, again used Kestrel Exchange."),
    ("Ivo Marsh", "MEMBER_OF", "Iron Gull", {}),
    ("Grey Heron", "USED", "Kestrel Exchange", {"at": (1,)}),
)  # fmt: skip
LATE = dispatch(
    "Night Courier", None, "2024-11-20",
    ("Brass Lantern sent $300,000 to Iron Gull in November 2024.", "Farrow Coin laundered for Brass Lantern, it says."),
    ("Brass Lantern", "SENT_FUNDS_TO", "Iron Gull", dated("2024-11", amount=3e5, currency="USD")),
    ("Farrow Coin", "LAUNDERED_FOR", "Brass Lantern", {"origin": "Morning Post", "at": (1,)}),
)  # fmt: skip
COPY = dispatch(
    "Copy Shop", None, "2024-11-21",
    ("As others tell, Brass Lantern sent $300,000 to Iron Gull.",),
)  # fmt: skip

FIELD = (LISTING, POST, REGISTER, DENIAL, CRIMES, COURT, BULLETIN, WATCH, OLD, HEARING, COMMENT, COAST, LATE, COPY)


def write_field(graph: Graph, *, now: str) -> None:
    """Write the field; one document is a copy, one takes another's place, and one statement was taken back."""
    write_documents(graph, list(FIELD), now=now)
    for edge_type, later, earlier in (("COPY_OF", COPY, LATE), ("SUPERSEDES", COMMENT, HEARING)):
        graph.command(
            f"MATCH (a:Document {{id: $later}}), (b:Document {{id: $earlier}}) MERGE (a)-[:{edge_type}]->(b)",
            later=later.document.id,
            earlier=earlier.document.id,
        )
    taken_back = next(
        claim.id for claim in OLD.claims if claim.subject_ref == "org:kestrel exchange" and claim.object_ref
    )
    reject(graph, taken_back, why="the rumour was made up", by="a tester", now=TAKEN_BACK)
