"""How a graph is kept, carried and built anew: dumps, judgements as records, and what a rebuild must remember."""
