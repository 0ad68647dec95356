"""From sentences to entities: parse units, tables of names, mentions, one cluster a thing, coreference."""
