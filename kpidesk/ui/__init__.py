"""The window: pages, forms, charts and dialogs."""
