"""Charts: the waterfall painted by hand, the others behind ``ChartView``."""
