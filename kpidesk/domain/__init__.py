"""Records, periods and KPIs: arithmetic without files, database, clock or window."""
