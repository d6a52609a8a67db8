"""Report pages painted with Qt for the screen, paper and PDF."""
