"""Loading very much into an empty local graph at once, by files and Neo4j's own import instead of transactions."""

from kg.bulk.loading import Loaded, bulk_load

__all__ = ["Loaded", "bulk_load"]
