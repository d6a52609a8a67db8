"""Languages: translated messages and figures written as text."""
