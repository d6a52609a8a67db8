"""The installed Qt binding does not lose references to None.

PySide6 6.12 on CPython 3.11 loses one at each call of a Python override that returns
None, until the interpreter aborts. The lock avoids it; this test keeps it so.
"""

import sys

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

CALLS = 1000


class _EmptyRows(QAbstractListModel):
    def rowCount(  # noqa: N802 - Qt's name
        self, parent: QModelIndex | QPersistentModelIndex | None = None
    ) -> int:
        return 1

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> None:
        return None


def test_overrides_that_return_none_keep_its_references() -> None:
    model = _EmptyRows()
    index = model.index(0)
    before = sys.getrefcount(None)

    for _ in range(CALLS):
        index.data()

    assert sys.getrefcount(None) - before > -CALLS // 2
