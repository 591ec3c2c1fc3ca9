"""`python -m counting PROGRAM BASELINE [--accept]`; see `Benchmarks/gate`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from . import callgrind
from .callgrind import Count
from .environment import COMPILING, RUNNING, environment

TOLERANCE = 0.03
# The table of names has a hash with a seed of its own in each process, as it should against hostile names, so that a
# count now and then is some percent higher by collisions alone.
RECOUNTS = 5


def _measured(program: Path) -> dict[str, Count]:
    names = callgrind.names(program)
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        return dict(zip(names, workers.map(lambda name: callgrind.count(program, name), names), strict=True))


def _differences(old: dict[str, str], new: dict[str, str], keys: tuple[str, ...]) -> list[str]:
    return [f"{key}: {old.get(key)} in the baseline, {new[key]} here" for key in keys if old.get(key) != new[key]]


def _recounted(
    program: Path, part: str, baseline: dict[str, dict[str, int]], counts: dict[str, Count]
) -> dict[str, Count]:
    """The least of several counts for each that seems to have grown."""
    least = dict(counts)
    for name in baseline.keys() & counts.keys():
        for _ in range(RECOUNTS):
            if asdict(least[name])[part] <= baseline[name][part] * (1 + TOLERANCE):
                break
            least[name] = min(least[name], callgrind.count(program, name), key=lambda count: asdict(count)[part])
    return least


def _judged(part: str, baseline: dict[str, dict[str, int]], counts: dict[str, Count]) -> int:
    """Prints a line for each; how many have grown too much or are on one side only."""
    objections = 0
    for name in sorted(baseline.keys() | counts.keys()):
        if name not in counts or name not in baseline:
            print(f"✗ {name:<36} only {'in the baseline' if name in baseline else 'measured'}")
            objections += 1
            continue
        old, new = baseline[name][part], asdict(counts[name])[part]
        change = new / old - 1
        sign = "✗" if change > TOLERANCE else "↓" if change < -TOLERANCE else " "
        objections += sign == "✗"
        print(f"{sign} {name:<36} {old:>12,} → {new:>12,}  {change:+7.2%}")
    return objections


def _write(path: Path, here: dict[str, str], counts: dict[str, Count]) -> None:
    content = {"environment": here, "counts": {name: asdict(count) for name, count in counts.items()}}
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(prog="Benchmarks/gate")
    parser.add_argument("program", type=Path)
    parser.add_argument("baseline", type=Path)
    parser.add_argument("--accept", action="store_true", help="write the counts as the new baseline")
    arguments = parser.parse_args()

    here = environment()
    counts = _measured(arguments.program)
    if arguments.accept:
        _write(arguments.baseline, here, counts)
        print(f"{len(counts)} counts are the new baseline.")
        return 0

    kept = json.loads(arguments.baseline.read_text(encoding="utf-8"))
    compiling = _differences(kept["environment"], here, COMPILING)
    if compiling:
        print("NOT JUDGED: the program would be another one.", *compiling, sep="\n  ")
        print("`Benchmarks/gate --accept` on this machine makes a baseline for it.")
        return 0
    running = _differences(kept["environment"], here, RUNNING)
    if running:
        print("Only our own instructions are judged, since what we call may cost otherwise.", *running, sep="\n  ")
    part = "own" if running else "total"
    counts = _recounted(arguments.program, part, kept["counts"], counts)
    objections = _judged(part, kept["counts"], counts)
    if objections:
        print(f"{objections} of {len(counts)} grew by more than {TOLERANCE:.0%} or have no counterpart.")
        print("Where that is worth it, `Benchmarks/gate --accept` makes a new baseline, and the commit says why.")
        return 1
    print(f"No count of {len(counts)} grew by more than {TOLERANCE:.0%}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
