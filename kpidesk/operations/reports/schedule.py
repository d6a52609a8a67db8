"""Reports that the program writes by itself, each first working day of a month.

They are kept per person, beside the preferences: a folder means something on one
computer only. The list is one JSON file, written whole or not at all.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpidesk import paths
from kpidesk.domain.dataset import day_number
from kpidesk.domain.period import month_of, parse_period
from kpidesk.domain.support_hours import closed_days
from kpidesk.operations.export_summary import SummaryQuestion
from kpidesk.operations.reports.report_question import (
    Report,
    ReportQuestion,
    Section,
)
from kpidesk.reporting.file_writing import replace_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpidesk.domain.period import Period
    from kpidesk.domain.rules import SupportHours

MOST_MONTHS = 12
"""So many months are made up for, the latest ones."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """One report of a company, month after month.

    Attributes:
        company: The company file.
        folder: Where to.
        report: Which report, a value of ``Report``.
        language: Its language.
        done: The last month written, or the one before the first: ``2026-10``.
        client_id: The client of a client report.
        hide_names: Clients are numbered.
        greyscale: Without colours.
        logo: With the company's logo.
        without: Sections left out, values of ``Section``.
        failed: Why the last try failed, as it was said; empty when it went well.
    """

    company: str
    folder: str
    report: str
    language: str
    done: str
    client_id: int = 0
    hide_names: bool = False
    greyscale: bool = False
    logo: bool = True
    without: tuple[str, ...] = ()
    failed: str = ""

    def question(self, month: Period, today: date) -> ReportQuestion:
        """The report of a month, made today."""
        summary = SummaryQuestion(month, today, self.language, logo=self.logo)
        return ReportQuestion(
            summary,
            Report(self.report),
            self.client_id,
            hide_names=self.hide_names,
            greyscale=self.greyscale,
            without=frozenset(map(Section, self.without)),
        )

    def target(self, month: Period) -> Path:
        """The file of a month."""
        name = f"kpidesk_{self.report}_{month.code}_{self.language}.pdf"
        if self.client_id:
            name = name.replace(self.report, f"{self.report}-{self.client_id}", 1)
        return Path(self.folder) / name

    def is_same_report(self, other: Schedule) -> bool:
        """Both write the same report of the same company."""
        names = ("company", "report", "language", "client_id")
        return all(getattr(self, name) == getattr(other, name) for name in names)


def schedule_of(
    question: ReportQuestion, company: Path, folder: Path, today: date
) -> Schedule:
    """The report asked for, each month from the next one on."""
    return Schedule(
        str(company.absolute()),
        str(folder),
        question.report.value,
        question.summary.language,
        month_of(today).shifted(-1).code,
        question.client_id,
        hide_names=question.hide_names,
        greyscale=question.greyscale,
        logo=question.summary.logo,
        without=tuple(sorted(section.value for section in question.without)),
    )


def first_working_day(month: Period, hours: SupportHours) -> date:
    """The first day of a month on which the house works."""
    closed = closed_days(hours, range(month.start.year, month.start.year + 1))
    day = month.start
    while day < month.end:
        if hours.windows[day.weekday()] and day_number(day) not in closed:
            return day
        day += timedelta(days=1)
    return month.last_day


def months_due(schedule: Schedule, today: date, hours: SupportHours) -> list[Period]:
    """The months to write, the earliest first: one is due when the next has begun."""
    month = parse_period(schedule.done, 1).shifted(1)
    due = []
    while first_working_day(month.shifted(1), hours) <= today:
        due.append(month)
        month = month.shifted(1)
    return due[-MOST_MONTHS:]


# -- keeping them ------------------------------------------------------------


def _path() -> Path:
    return paths.config_dir() / "schedules.json"


def load_schedules() -> list[Schedule]:
    """Every schedule of the person; what is damaged is left out."""
    try:
        known = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    found = (_read(each) for each in known) if isinstance(known, list) else ()
    return [each for each in found if each is not None]


def _read(known: Any) -> Schedule | None:
    names = {field.name for field in fields(Schedule)}
    try:
        given = {k: v for k, v in known.items() if k in names}
        given["without"] = tuple(given.get("without", ()))
        schedule = Schedule(**given)
        schedule.question(month_of(date.min), date.min)
        parse_period(schedule.done, 1)
    except (AttributeError, TypeError, ValueError):
        return None
    return schedule


def save_schedules(schedules: Sequence[Schedule]) -> None:
    """Keep the list.

    Raises:
        ExportError: It cannot be written.
    """
    _path().parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(
        [asdict(each) for each in schedules], ensure_ascii=False, indent=2
    )
    replace_file(_path(), lambda aside: _write(aside, text))


def _write(path: Path, text: str) -> None:
    path.write_text(text + "\n", encoding="utf-8")


def keep_schedule(schedule: Schedule) -> list[Schedule]:
    """Add a schedule, or put it in the place of the one of the same report."""
    known = load_schedules()
    places = [at for at, each in enumerate(known) if each.is_same_report(schedule)]
    if places:
        known[places[0]] = schedule
    else:
        known.append(schedule)
    save_schedules(known)
    return known


def note_outcome(schedule: Schedule) -> None:
    """Keep how a try went, unless the schedule was taken off the list meanwhile."""
    known = load_schedules()
    save_schedules(
        [schedule if each.is_same_report(schedule) else each for each in known]
    )


def forget_schedule(schedule: Schedule) -> list[Schedule]:
    """Take a schedule off the list."""
    left = [each for each in load_schedules() if not each.is_same_report(schedule)]
    save_schedules(left)
    return left
