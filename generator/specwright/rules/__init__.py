"""Business rules: a declared profile of CEL, parsed, typed by the schema, and compiled to plain Python."""
