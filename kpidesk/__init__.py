"""kpidesk: the key figures of a small software house, from a file on its own disk."""

__version__ = "0.1.0"
