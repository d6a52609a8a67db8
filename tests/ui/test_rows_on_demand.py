"""Rows are written when they are looked at, and only once."""

from kpidesk.ui.models.rows_on_demand import RowsOnDemand


def test_only_the_rows_that_are_looked_at_are_written() -> None:
    written: list[int] = []

    def write(number: int) -> tuple[str, ...]:
        written.append(number)
        return (str(number), "x")

    rows = RowsOnDemand([10, 20, 30, 40], write)

    assert len(rows) == 4
    assert (rows[2], rows[2], rows[0]) == (("30", "x"), ("30", "x"), ("10", "x"))
    assert written == [30, 10]
    assert rows[1:3] == [("20", "x"), ("30", "x")]
    assert written == [30, 10, 20]
