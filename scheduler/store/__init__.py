"""Tables, queries, revisions of the schema, the ledger."""
