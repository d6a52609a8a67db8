"""Importing in the window: choose, review, import, and take back."""
