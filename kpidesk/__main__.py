"""Start kpidesk with ``python -m kpidesk`` or from the packaged program."""

import multiprocessing

from kpidesk.cli import main

if __name__ == "__main__":
    # Workbooks are read in a child process: in a packaged program the child starts
    # this file again and must stop here instead of opening a second window.
    multiprocessing.freeze_support()
    main()
