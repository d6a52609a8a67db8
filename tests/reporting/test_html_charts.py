"""Charts of the web page: heights that say what the figures say, texts as they are."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from kpidesk.reporting.html_charts import answers_svg, waterfall_svg
from kpidesk.reporting.summary import AnswerShares, Bar

BARS = (
    Bar("total", "MRR at start", 1000, "€1,000"),
    Bar("new", "New", 200, "+€200"),
    Bar("churned", "Lost <all>", -50, "−€50"),
    Bar("total", "MRR at end", 1150, "€1,150"),
)


def drawn(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own text


def test_bars_hang_between_start_and_end_in_proportion() -> None:
    svg = drawn(waterfall_svg(BARS, "MRR & more"))
    new, lost = svg.findall("rect")

    assert svg.get("aria-label") == "MRR & more"
    # 200 is four times 50, and the loss begins where the gain ended.
    ratio = float(new.get("height", 0)) / float(lost.get("height", 0))
    assert ratio == pytest.approx(4, rel=0.01)
    assert lost.get("y") == new.get("y")
    first, last = (
        float(each.get("points", "").split(",")[1].split()[0])
        for each in svg.findall("polygon")
    )
    bottom = float(new.get("y", 0)) + float(new.get("height", 0))
    assert first == pytest.approx(bottom, abs=0.2)
    end = float(lost.get("y", 0)) + float(lost.get("height", 0))
    assert last == pytest.approx(end, abs=0.2)
    texts = [each.text for each in svg.findall("text")]
    assert texts[::2] == [bar.text for bar in BARS]
    assert texts[1::2] == [bar.label for bar in BARS]


def test_a_company_without_movements_is_drawn_too() -> None:
    still = (BARS[0], Bar("new", "New", 0, "€0"), BARS[0])
    svg = drawn(waterfall_svg(still, "MRR"))

    assert len(svg.findall("polygon")) == 2
    assert float(svg.findall("rect")[0].get("height", 0)) == 1.0


def test_answers_share_the_bar_by_their_number() -> None:
    shares = AnswerShares(1, 4, 15, "+70", ("detractors", "passives", "promoters"))
    svg = drawn(answers_svg(shares, "NPS"))
    widths = [float(each.get("width", 0)) for each in svg.findall("rect")[::2]]
    texts = [each.text for each in svg.findall("text")]

    assert [width + 1 for width in widths] == pytest.approx([33.5, 134, 502.5], abs=0.1)
    # Of 20 answers 1 is 5 %: too narrow for its text.
    assert texts == ["detractors", "20%", "passives", "75%", "promoters", "+70"]
