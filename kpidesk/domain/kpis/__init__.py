"""The KPIs, one file per family."""
