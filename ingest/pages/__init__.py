"""What was read of a document as a page for people: its text with every mark, and each claim with its rule."""
