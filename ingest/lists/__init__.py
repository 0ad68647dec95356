"""From lists of the known world to claims: files -> records -> spool -> claims -> graph."""
