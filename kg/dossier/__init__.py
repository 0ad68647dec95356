"""All that the graph says of one entity, gathered once and shown as a table, as JSON or as a page that stands alone."""
