"""Leads period by period, by where they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kpidesk.domain.spread import by_frequency
from kpidesk.i18n.messages import _
from kpidesk.operations.charts.layers import Heap, Layer, Layers, tell_layers
from kpidesk.operations.charts.pareto_facts import slice_name
from kpidesk.operations.charts.question import untold, whole_numbers

if TYPE_CHECKING:
    from kpidesk.domain.dataset import IntArray
    from kpidesk.domain.spread import Slice
    from kpidesk.operations.charts.facts import SpecialFacts
    from kpidesk.operations.charts.question import ChartQuestion

_MOST = 6
"""As many colours as can be told apart."""


def leads_by_source(question: ChartQuestion) -> SpecialFacts:
    """The leads that the KPI counts, the most frequent source at the bottom.

    Rare sources are gathered; leads whose source nobody wrote down are the last
    colour, so that the columns are the KPI.
    """
    spans = question.spans()
    readings = question.evaluator.series(question.kpi, spans)
    counted = [
        np.concatenate([group.ids for group in reading.measurement.parts[0].rows])
        for reading in readings
    ]
    every = np.concatenate(counted)
    what = _("{name} by source", name=_(question.kpi.name))
    if not len(every):
        return untold(question.titled(what))
    leads = question.window.data.leads
    chosen = np.isin(leads.id, every)
    ids, codes = leads.id[chosen], leads.source[chosen]
    blank = ids[codes < 0]
    slices = _sources(ids[codes >= 0], codes[codes >= 0], leads.sources, len(blank))
    layers = [
        _layer(slice_name(item), f"series.{place}", item.ids, counted)
        for place, item in enumerate(slices)
    ]
    layers.append(_layer(_("No source"), "neutral", blank, counted))
    return tell_layers(
        question,
        spans,
        Layers(
            what,
            tuple(layers),
            question.count,
            question.count_ticks_between,
            tuple(question.count(len(ids)) if len(ids) else "" for ids in counted),
            _("Total"),
            _said(question, slices, len(blank), len(every)),
        ),
    )


def _sources(
    ids: IntArray, codes: IntArray, names: tuple[str, ...], blank: int
) -> tuple[Slice, ...]:
    """The sources as colours; others are gathered only where they are several."""
    room = _MOST - bool(blank)
    most = room if len(np.unique(codes)) <= room else room - 1
    return by_frequency(ids, codes, names, most)


def _layer(name: str, color: str, ids: IntArray, counted: list[IntArray]) -> Layer:
    """The leads of a source, in the periods that count them."""
    found = [whole_numbers(span[np.isin(span, ids)]) for span in counted]
    return Layer(name, color, tuple(Heap(len(some), "lead", some) for some in found))


def _said(
    question: ChartQuestion, slices: tuple[Slice, ...], blank: int, total: int
) -> str:
    """Where most came from, and how many nobody knows about."""
    sentences = []
    if slices:
        first = slices[0]
        sentences.append(
            _(
                "{name} brought most: {count} of {total}.",
                name=slice_name(first),
                count=question.count(len(first.ids)),
                total=question.count(total),
            )
        )
    if blank:
        sentences.append(
            _(
                "Source not recorded: {count} of {total}.",
                count=question.count(blank),
                total=question.count(total),
            )
        )
    return " ".join(sentences)
