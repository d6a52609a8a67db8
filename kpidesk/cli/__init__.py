"""The command line: the same operations as the window, without Qt."""

from kpidesk.cli.program import main

__all__ = ["main"]
