"""Summaries of a period as tables, text, spreadsheets and CSV."""
