"""Spreadsheets turned into checked plans of records to add or change."""
