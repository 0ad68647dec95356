"""What the graph is and how it is asked: ontology, identity, evidence, questions, and the only door to Neo4j."""

__version__ = "0.1.0"
