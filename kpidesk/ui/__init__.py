"""The window: pages, forms, charts and dialogs."""

from kpidesk.ui.module_sources import leave_sources_unread

leave_sources_unread()
