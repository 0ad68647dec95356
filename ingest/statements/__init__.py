"""From entities and the parse to relations and actions, with their statuses, amounts and dates."""
