"""The figures as tables of Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Iterable

from .classes import (
    CANONICAL_GOAL,
    OPERATIONS_LIMIT,
    PATHOLOGICAL,
    PATHS,
    PROCESS_GOAL,
    THREADS_GOAL,
    MeasuredClass,
)
from .measuring import LIBXMLSEC, US, US_WITH_DIGEST, ClassResult, Series
from .one_process import ToolSeries
from .paths import OPENSSL, PathsResult

JVMS = ("JDK", "Santuario")
PEERS = (LIBXMLSEC, *JVMS, "python-xmlsec", "signxml")


def _spread(values: Iterable[float]) -> str:
    """The median, and the least and the most."""
    listed = sorted(values)
    return f"{_number(statistics.median(listed))} ({_number(listed[0])}–{_number(listed[-1])})"


def _number(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def _scaling(series: Series) -> list[float]:
    """Documents a second of two threads against those of one."""
    one = statistics.median(series.wall)
    return [one / two for two in series.threads_wall]


def detailed(measured: MeasuredClass, result: ClassResult) -> str:
    """All programs at one class."""
    rows = []
    for name, series in result.series.items():
        threads = _spread(_scaling(series)) if series.threads_wall else "–"
        two = _number(statistics.median(series.threads_processor) / 1000) if series.threads_processor else "–"
        rows.append(
            [
                name,
                _number(min(series.processor) / 1000),
                _number(statistics.median(series.processor) / 1000),
                _number(max(series.processor) / 1000),
                _spread(result.ratios(name)),
                _number(1e9 / statistics.median(series.wall)),
                threads,
                two,
                f"{series.peak_memory / 2**20:.0f}",
            ]
        )
    floor = result.floor
    ours = result.series[US].processor
    rows.append(
        [
            "*floor*",
            _number(min(floor) / 1000),
            _number(statistics.median(floor) / 1000),
            _number(max(floor) / 1000),
            _spread(part / our for part, our in zip(floor, ours, strict=True)),
            "–",
            "–",
            "–",
            "–",
        ]
    )
    head = ["program", "µs least", "median", "most", "ratio to ours", "documents/s", "2 threads", "µs then", "MB peak"]
    verify, digest = statistics.median(result.floor_verify) / 1000, statistics.median(result.floor_digest) / 1000
    text = [f"### {measured.title}", "", _table(head, rows), ""]
    text.append(f"The floor is {_number(verify)} µs of verifying and {_number(digest)} µs of digesting.")
    text += [f"Not measured: {name}: {reason}." for name, reason in result.absent.items()]
    return "\n".join(text)


def _verdict(value: float, goal: float | None, at_most: bool = False) -> str:
    if goal is None:
        return ""
    reached = value <= goal if at_most else value >= goal
    return f" {'✓' if reached else '✗'} {'≤' if at_most else '≥'} {goal:g}"


def _times(result: ClassResult, name: str, goal: float | None = None, us: str = US) -> str:
    if name not in result.series:
        return "–"
    ratios = result.ratios(name, us)
    return _spread(ratios) + _verdict(statistics.median(ratios), goal)


def _over_floor(result: ClassResult, goal: float | None = None, us: str = US) -> str:
    over = [our / floor for our, floor in zip(result.series[us].processor, result.floor, strict=True)]
    return _spread(over) + _verdict(statistics.median(over), goal, at_most=True)


def _memory(result: ClassResult, us: str = US) -> str:
    theirs = result.series.get(LIBXMLSEC)
    return f"{result.series[us].peak_memory / 2**20:.0f} : " + (f"{theirs.peak_memory / 2**20:.0f}" if theirs else "–")


def summary(classes: list[tuple[MeasuredClass, ClassResult]]) -> str:
    """How many times as long as we the others take; with the goals."""
    rows = []
    for measured, result in classes:
        # The goal is about the faster one.
        jvms = [name for name in JVMS if name in result.series]
        fastest = min(jvms, key=lambda name: statistics.median(result.ratios(name)), default=None)
        scaling = _scaling(result.series[US])
        scaled = _spread(scaling) + _verdict(statistics.median(scaling), THREADS_GOAL) if scaling else "–"
        row = [measured.title, _over_floor(result, measured.floor_goal), _times(result, LIBXMLSEC, measured.libxmlsec_goal)]
        row += [_times(result, name, measured.jvm_goal if name == fastest else None) for name in JVMS]
        row += [_times(result, "python-xmlsec"), _times(result, "signxml"), scaled, _memory(result)]
        rows.append(row)
        if US_WITH_DIGEST in result.series:
            row = ["the same, with the report's `sha256` of the document", _over_floor(result, us=US_WITH_DIGEST)]
            row += [_times(result, name, us=US_WITH_DIGEST) for name in PEERS]
            rows.append([*row, "–", _memory(result, US_WITH_DIGEST)])
    head = [
        "class",
        "we : floor",
        "libxmlsec1 : we",
        "JDK : we",
        "Santuario : we",
        "python-xmlsec : we",
        "signxml : we",
    ]
    return _table([*head, "2 threads : 1", "MB, we : libxmlsec1"], rows)


def canonicalization(shapes: dict[str, dict[str, dict[str, list[float]]]], sizes: dict[str, int]) -> str:
    rows = []
    for shape, methods in shapes.items():
        for method, series in methods.items():
            ratios = [theirs / our for theirs, our in zip(series[LIBXMLSEC], series[US], strict=True)]
            speeds = [_number(sizes[shape] * 1000 / statistics.median(series[name])) for name in (US, LIBXMLSEC)]
            ratio = _spread(ratios) + _verdict(statistics.median(ratios), CANONICAL_GOAL)
            rows.append([f"{shape}, {method}", *speeds, ratio])
    return _table(["C14N alone, from octets", "MB/s, we", "MB/s, libxml2", "libxml2 : we"], rows)


def one_process(found: dict[str, ToolSeries]) -> str:
    ours, theirs = found["xmldsig"], found["xmlsec1"]
    rows = [
        [name, _spread(value / 1e6 for value in series.wall), _spread(value / 1e6 for value in series.processor),
         f"{series.peak_memory / 2**20:.0f}" if series.peak_memory else "–"]
        for name, series in found.items()
    ]  # fmt: skip
    table = _table(["one file, one process", "ms of wall time", "ms of CPU time", "MB peak"], rows)
    ratio = statistics.median(theirs.processor) / statistics.median(ours.processor)
    return f"{table}\n\nxmlsec1 : xmldsig = {_number(ratio)}{_verdict(ratio, PROCESS_GOAL)} (medians of CPU time)"


def paths(result: PathsResult) -> str:
    rows = []
    for measured in PATHS:
        series, ratios = result.series[measured.name], result.ratios(measured.name)
        times = [_spread(value / 1000 for value in series[name]) for name in (US, OPENSSL)]
        rows.append([measured.title, *times, _spread(ratios) + _verdict(statistics.median(ratios), measured.goal)])
    return _table(["path of three certificates, RSA-2048", "µs, we", "µs, OpenSSL", "OpenSSL : we"], rows)


def searches(result: PathsResult) -> str:
    rows = []
    for name, search in result.searches.items():
        operations = f"{search.operations}{_verdict(search.operations, OPERATIONS_LIMIT, at_most=True)}"
        outcome = f"`{search.detail}`" if search.detail else "a path holds"
        rows.append([PATHOLOGICAL[name], operations, _spread(value / 1e6 for value in search.processor), outcome])
    return _table(["certificates made to take long", "signatures verified", "ms of CPU time", "outcome"], rows)
