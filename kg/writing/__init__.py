"""How documents are written: truth first, then identity, then the sums, in one transaction; `documents` knows the order."""
