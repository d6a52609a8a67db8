"""What a spreadsheet contains, cell by cell, read safely and before any mapping."""
