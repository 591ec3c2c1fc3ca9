"""One file, one process: how the two command-line tools compare."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from .classes import BAD_KINDS
from .programs import ProgramError


@dataclass(frozen=True)
class Tool:
    name: str
    command: tuple[str, ...]
    """The file is added at the end."""
    version_command: tuple[str, ...]

    @property
    def version(self) -> str:
        done = subprocess.run(self.version_command, capture_output=True, text=True, check=True)
        return done.stdout.strip().splitlines()[0]


@dataclass
class ToolSeries:
    processor: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    peak_memory: int | None = None
    """Octets; `None` where `time` is missing."""


def _run(tool: Tool, file: Path, series: ToolSeries | None = None) -> int:
    command = [*tool.command, str(file)]
    quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    start = time.monotonic_ns()
    process = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(process, 0)
    if series is not None:
        series.wall.append(time.monotonic_ns() - start)
        series.processor.append((usage.ru_utime + usage.ru_stime) * 1e9)
    return os.waitstatus_to_exitcode(status)


def _peak_memory(tool: Tool, file: Path) -> int | None:
    """By GNU time, in a run of its own: the kernel counts for a process also what the one that started it had when it
    did, and Python has more than either tool."""
    time_program = shutil.which("time")
    if time_program is None:
        return None
    command = [time_program, "--quiet", "--format", "%M", *tool.command, str(file)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
    return int(done.stderr.splitlines()[-1]) * 1024


def measure(tools: list[Tool], folder: Path, runs: int) -> dict[str, ToolSeries]:
    """Each tool in its turn, a new document every time."""
    for tool in tools:
        for kind in BAD_KINDS:
            if _run(tool, folder / "bad" / f"{kind}.xml") == 0:
                raise ProgramError(f"{tool.name} accepts the bad sample `{kind}`")
    found = {tool.name: ToolSeries() for tool in tools}
    documents = sorted((folder / "good").glob("*.xml"))
    for number in range(runs):
        for tool in tools:
            file = documents[number % len(documents)]
            if _run(tool, file, found[tool.name]) != 0:
                raise ProgramError(f"{tool.name} refuses the good document {file}")
    for tool in tools:
        found[tool.name].peak_memory = _peak_memory(tool, documents[0])
    return found
