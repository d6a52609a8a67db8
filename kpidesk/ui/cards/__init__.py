"""KPI cards, painted by hand, and the grid they stand in."""
