"""How the graph is asked: canned questions, names as people type them, paths in words, rows as text. All in read access."""
