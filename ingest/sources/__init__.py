"""One module for each source of the known world, exporting SOURCE; `ingest.source` finds them."""
