"""A definition in the making as a text: begun, changed part by part or as a whole, planned and put into force."""
