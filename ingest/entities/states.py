"""Puts the printed states of a document together: at most one Country and one Agency a state."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.entities.clusters import Cluster
from ingest.entities.countries import StateMention, country_name
from kg.ontology import AGENCY, COUNTRY


def state_clusters(found: Sequence[StateMention]) -> list[Cluster]:
    """Make the clusters; a mention that nothing decides follows the state's only cluster, an adjective makes none."""
    clusters: list[Cluster] = []
    for iso2 in dict.fromkeys(item.iso2 for item in found):
        mine = [item for item in found if item.iso2 == iso2]
        made = [item for label in (AGENCY, COUNTRY) if (item := _made(mine, label, iso2)) is not None]
        open_mentions = [item.mention for item in mine if item.label is None]
        if (len(made) == 1 and made[0].label == COUNTRY) or len(made) == 1:
            made[0].mentions += open_mentions
        clusters += made
    return clusters


def _made(mine: Sequence[StateMention], label: str, iso2: str) -> Cluster | None:
    mentions = [item.mention for item in mine if item.label == label]
    if not mentions:
        return None
    made = Cluster(mentions, label=label, method="catalogue" if label == COUNTRY else "cue")
    # adjectives that join later must not become the name of a government
    made.title = country_name(iso2) if label == COUNTRY else made.name
    return made
