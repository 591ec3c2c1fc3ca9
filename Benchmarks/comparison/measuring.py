"""Rounds in which each program has its turn."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from .classes import BAD_KINDS, CANONICAL_METHODS, MeasuredClass
from .programs import Program, ProgramError, Recipe

US, LIBXMLSEC = "swift-xmldsig", "libxmlsec1"
US_WITH_DIGEST = "swift-xmldsig, with the report's sha256"
"""The report says which octets were judged unless it is told not to; no peer does that."""


@dataclass(frozen=True)
class Effort:
    rounds: int
    milliseconds: int
    """A turn's; a turn is at least one pass over the documents."""
    warm_milliseconds: int
    """Of a processor's time, for a JVM before the rounds of each class."""


@dataclass
class Series:
    """A program's turns at a class: nanoseconds a document."""

    processor: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    threads_wall: list[float] = field(default_factory=list)
    """With two threads."""
    threads_processor: list[float] = field(default_factory=list)
    peak_memory: int = 0


@dataclass
class ClassResult:
    name: str
    series: dict[str, Series] = field(default_factory=dict)
    floor_verify: list[float] = field(default_factory=list)
    floor_digest: list[float] = field(default_factory=list)
    absent: dict[str, str] = field(default_factory=dict)
    """Who could not be measured, and why."""

    @property
    def floor(self) -> list[float]:
        return [verify + digest for verify, digest in zip(self.floor_verify, self.floor_digest, strict=True)]

    def ratios(self, name: str, us: str = US) -> list[float]:
        """How many times as long as we `name` took, in each round."""
        ours = self.series[us].processor
        return [theirs / our for theirs, our in zip(self.series[name].processor, ours, strict=True)]


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


class Bench:
    def __init__(self, corpora: Path, work: Path, recipes: list[Recipe], floor: Recipe, effort: Effort) -> None:
        self._corpora, self._work, self._recipes, self._floor = corpora, work, recipes, floor
        self._effort = effort

    def versions(self) -> dict[str, str]:
        return {recipe.name: version_of(recipe) for recipe in self._recipes if recipe.name != US_WITH_DIGEST}

    def measure(self, measured: MeasuredClass, time: str) -> ClassResult:
        result = ClassResult(measured.name)
        with ExitStack() as stack:
            programs = []
            for recipe in self._recipes:
                if not recipe.takes(measured.name):
                    if recipe.name != US_WITH_DIGEST:
                        result.absent[recipe.name] = "can't verify this class"
                    continue
                program = stack.enter_context(Program(recipe))
                try:
                    documents = self._prepare(program, measured, time)
                except ProgramError as error:
                    result.absent[recipe.name] = str(error)
                    say(f"  {measured.name}: {error}")
                    continue
                programs.append(program)
                result.series[recipe.name] = Series()
            if US not in result.series:
                raise ProgramError(f"{US} can't be measured: {result.absent.get(US)}")
            floor = stack.enter_context(Program(self._floor))
            floor.ask("load", self._corpora / measured.name / "floor.bin")
            self._warm(programs, measured, documents)
            for number in range(measured.rounds(self._effort.rounds, documents)):
                self._round(number, programs, floor, measured, documents, result)
            for program in programs:
                result.series[program.recipe.name].peak_memory = program.peak_memory
            if measured.measures_threads:
                self._threads([one for one in programs if one.recipe.threads > 1], documents, result)
        return result

    def _prepare(self, program: Program, measured: MeasuredClass, time: str) -> int:
        """Loads the class; a program that doesn't accept the good and refuse the bad is not measured."""
        folder = self._corpora / measured.name
        program.ask("trust", self._corpora / "root.pem", time)
        good = program.ask("check", folder / "good" / "00000.xml", measured.signatures)
        if not good["accepted"]:
            raise ProgramError(f"{program.recipe.name} refuses the good document: {good['detail']}")
        for kind in BAD_KINDS:
            bad = program.ask("check", folder / "bad" / f"{kind}.xml", measured.signatures)
            if bad["accepted"]:
                raise ProgramError(f"{program.recipe.name} accepts the bad sample `{kind}`")
        return int(str(program.ask("load", folder / "good", measured.signatures)["documents"]))

    def _warm(self, programs: list[Program], measured: MeasuredClass, documents: int) -> None:
        """One pass for each; the JVMs together until each had its time of a processor, however busy the machine is."""
        count = measured.warm_count or documents
        for program in programs:
            accepted(program.ask("run", 1, 0, 0, count), program)
        cold = {program: 0.0 for program in programs if program.recipe.is_jvm}
        while cold:
            for program in cold:
                program.send("run", 1, 1000, 0, count)
            spent = {program: before + accepted(program.answer(), program)["cpu"] for program, before in cold.items()}
            cold = {program: total for program, total in spent.items() if total < self._effort.warm_milliseconds * 1e6}

    def _round(
        self,
        number: int,
        programs: list[Program],
        floor: Program,
        measured: MeasuredClass,
        documents: int,
        result: ClassResult,
    ) -> None:
        first, count = measured.slice(number, documents)
        # Each document once, where a second time would be another question.
        milliseconds = self._effort.milliseconds if measured.warm_count is None else 0
        start = number % len(programs)
        for program in programs[start:] + programs[:start]:
            answer = accepted(program.ask("run", 1, milliseconds, first, count), program)
            series = result.series[program.recipe.name]
            series.processor.append(answer["cpu"] / answer["documents"])
            series.wall.append(answer["wall"] / answer["documents"])
        for what, values in (("verify", result.floor_verify), ("digest", result.floor_digest)):
            answer = accepted(floor.ask("run", what, self._effort.milliseconds // 2, first, count), floor)
            values.append(answer["cpu"] / answer["documents"])

    def _threads(self, programs: list[Program], documents: int, result: ClassResult) -> None:
        for _ in range(self._effort.rounds):
            for program in programs:
                answer = program.ask("run", 2, self._effort.milliseconds, 0, documents)
                answer = accepted(answer, program)
                series = result.series[program.recipe.name]
                series.threads_wall.append(answer["wall"] / answer["documents"])
                series.threads_processor.append(answer["cpu"] / answer["documents"])

    def canonicalization(self, shape: str) -> dict[str, dict[str, list[float]]]:
        """Nanoseconds a document by method, ours and libxml2's; the two forms have to be the same octets."""
        found: dict[str, dict[str, list[float]]] = {}
        with ExitStack() as stack:
            programs = [
                stack.enter_context(Program(recipe)) for recipe in self._recipes if recipe.name in (US, LIBXMLSEC)
            ]
            for program in programs:
                program.ask("load", self._corpora / "shapes" / shape, 0)
            for method, uri in CANONICAL_METHODS.items():
                found[method] = {program.recipe.name: [] for program in programs}
                for _ in range(self._effort.rounds):
                    for program in programs:
                        path = self._work / f"{program.recipe.name}.canonical"
                        answer = program.ask("canonical", uri, self._effort.milliseconds // 3, path)
                        found[method][program.recipe.name].append(float(answer["cpu"]) / float(answer["documents"]))
                forms = {(self._work / f"{program.recipe.name}.canonical").read_bytes() for program in programs}
                if len(forms) != 1:
                    raise ProgramError(f"the {method} canonical forms of the shape {shape} differ")
        return found


def version_of(recipe: Recipe) -> str:
    with Program(recipe) as program:
        return str(program.ask("version")["version"])


def accepted(answer: dict, program: Program) -> dict:
    if answer["refused"]:
        raise ProgramError(f"{program.recipe.name} refused {answer['refused']} of {answer['documents']} good documents")
    return answer
