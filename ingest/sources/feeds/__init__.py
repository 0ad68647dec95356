"""The shipped feeds, one module each, exporting SOURCE."""
