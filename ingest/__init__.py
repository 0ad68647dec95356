"""How the world becomes claims: sources, documents, the spaCy pipeline, and the loop that loads them."""
