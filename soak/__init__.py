"""Kills the database and the loader at random moments of an ingest, and proves that nothing acknowledged is lost."""
