"""Paths of certificates: the library beside OpenSSL, and how long what is made to take long does."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from .classes import BAD_KINDS, MAY_HOLD, OPERATIONS_LIMIT, PATHOLOGICAL, PATHS, MeasuredPaths
from .measuring import US, Effort, accepted
from .programs import Program, ProgramError, Recipe

OPENSSL = "OpenSSL"


@dataclass
class Search:
    """One that finds no path, or only with much work."""

    detail: str = ""
    """Why no path holds; empty where one does."""
    operations: int = 0
    processor: list[float] = field(default_factory=list)


@dataclass
class PathsResult:
    series: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    """Nanoseconds a path, by what is measured and by program."""
    searches: dict[str, Search] = field(default_factory=dict)

    def ratios(self, name: str) -> list[float]:
        """How many times as long as we OpenSSL took, in each round."""
        series = self.series[name]
        return [theirs / our for theirs, our in zip(series[OPENSSL], series[US], strict=True)]


class PathBench:
    def __init__(self, folder: Path, us: Recipe, peer: Recipe, effort: Effort, time: str) -> None:
        self._folder, self._us, self._peer, self._effort, self._time = folder, us, peer, effort, time

    def measure(self) -> PathsResult:
        result = PathsResult()
        for measured in PATHS:
            result.series[measured.name] = self._compared(measured)
        for name in PATHOLOGICAL:
            result.searches[name] = self._search(name)
        return result

    def _compared(self, measured: MeasuredPaths) -> dict[str, list[float]]:
        with ExitStack() as stack:
            programs = [stack.enter_context(Program(recipe)) for recipe in (self._us, self._peer)]
            series: dict[str, list[float]] = {program.recipe.name: [] for program in programs}
            for program in programs:
                self._check(program)
                file = self._folder / f"{measured.name}.bin"
                count = int(str(program.ask("load-paths", file, self._time)["documents"]))
                accepted(program.ask("run-paths", measured.name, 0, 0, measured.warm_count or count), program)
            # Each path once, where a second time would be another question.
            milliseconds = self._effort.milliseconds if measured.warm_count is None else 0
            for number in range(self._effort.rounds):
                part = measured.slice(number, count)
                for program in programs if number % 2 == 0 else reversed(programs):
                    answer = accepted(program.ask("run-paths", measured.name, milliseconds, *part), program)
                    series[program.recipe.name].append(answer["cpu"] / answer["documents"])
        return series

    def _check(self, program: Program) -> None:
        """A program that doesn't accept the good and refuse the bad is not measured."""
        for measured in PATHS:
            good = program.ask("check-path", self._folder / f"{measured.name}.bin", self._time)
            if not good["accepted"]:
                raise ProgramError(f"{program.recipe.name} refuses the good path: {good['detail']}")
        for kind in BAD_KINDS:
            if program.ask("check-path", self._folder / "bad" / f"{kind}.bin", self._time)["accepted"]:
                raise ProgramError(f"{program.recipe.name} accepts the bad path `{kind}`")

    def _search(self, name: str) -> Search:
        """Each time in a process that has not seen a key of it, and that has validated other paths."""
        file = self._folder / "pathological" / f"{name}.bin"
        search = Search()
        for _ in range(self._effort.rounds):
            with Program(self._us) as program:
                program.ask("check-path", self._folder / f"{PATHS[0].name}.bin", self._time)
                answer = program.ask("search-path", file, self._time)
            search.processor.append(float(str(answer["cpu"])))
            search.operations, search.detail = int(str(answer["operations"])), str(answer["detail"])
            if search.operations > OPERATIONS_LIMIT:
                raise ProgramError(f"{US} verified {search.operations} signatures at `{name}`")
            if not search.detail and name not in MAY_HOLD:
                raise ProgramError(f"{US} accepts `{name}`, where no path holds")
        return search
