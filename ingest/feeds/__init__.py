"""From feeds and the pages they name to jobs for the reader: parsed, fetched politely, each item once."""
