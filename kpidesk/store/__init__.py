"""The company file: records kept in SQLite, with their history."""
