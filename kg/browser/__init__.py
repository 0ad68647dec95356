"""Neo4j Browser: questions to run in it, as saved Cypher and with their parameters, and how it draws the graph."""
