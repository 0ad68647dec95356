"""Bodies that are called by their state and a common noun: "Ukrainian police", "China's foreign ministry", "the Thai army"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.entities.gazetteer import Hit
from ingest.entities.mentions import Mention
from kg.ontology import AGENCY, COUNTRY

BODY = re.compile(
    r"(?P<of>['’]s?)? (?:(?:national|federal|state|military|border|riot|financial|cyber|local|royal|central|public|anti-corruption|tax|"
    r"organi[sz]ed crime) ){0,2}"
    r"(?:police(?! (?:officer|officers|chief|station|raid|operation|custody|force|forces|report|records|investigation|sources))|"
    r"(?:foreign|defen[cs]e|interior|finance|justice|economy|trade|health|energy|culture|transport) ministry|ministry of [a-z]+|"
    r"army|navy|air force|military(?= (?:said|raided|seized|says|has|had|denied|was|is|and|in|on|announced|confirmed|junta))|coast guard|"
    r"prosecutors['’] office|customs(?= (?:service|agency|said|seized|officers))|"
    r"(?:intelligence|security) (?:service|agency)|embassy in [A-Z]\w+(?: [A-Z]\w+)?|embassy|parliament|central bank|tax authority|"
    r"financial (?:regulator|supervisor|intelligence unit)|supreme court|high court)\b"
)


def bodies_of_states(text: str, places: Sequence[Hit]) -> Iterator[Mention]:
    """Yield such bodies, the state's word included, in the order of the text."""
    for hit in places:
        if hit.entries[0].label != COUNTRY:
            continue
        body = BODY.match(text, hit.end)
        if body is not None and (hit.adjective or body["of"]):
            yield Mention(hit.start, body.end(), text[hit.start : body.end()], (), ((AGENCY, 8.0),))
