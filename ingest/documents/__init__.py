"""From a path on the command line to a document: find, decode, clean, take the text out of a page."""
