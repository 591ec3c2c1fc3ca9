"""The programs that are measured, each a process that stays: a line asked, a line of JSON answered.

`version` · `trust ROOT TIME` · `load FOLDER SIGNATURES` · `check FILE SIGNATURES` ·
`run THREADS MILLISECONDS FIRST COUNT` (whole passes over a slice of what is loaded, at least one) ·
`canonical METHOD MILLISECONDS FILE` (writes the first document's canonical form to the file) ·
`load-paths FILE TIME` · `check-path FILE TIME` · `run-paths KIND MILLISECONDS FIRST COUNT` · `search-path FILE TIME` (once,
with the count of signatures; ours only), of certificates in files of ../corpora/paths.py. Words are parted by tabs.
"""

from __future__ import annotations

import json
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self


class ProgramError(Exception):
    pass


@dataclass(frozen=True)
class Recipe:
    """How a program is started, and what it can do."""

    name: str
    command: tuple[str, ...]
    is_jvm: bool = False
    threads: int = 2
    only: frozenset[str] = frozenset()
    """The classes that it can verify; empty: all."""
    environment: dict[str, str] = field(default_factory=dict)

    def takes(self, document_class: str) -> bool:
        return not self.only or document_class in self.only


class Program:
    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        self._process = subprocess.Popen(
            recipe.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()

    @property
    def _processor_time(self) -> int:
        """Nanoseconds of the process, by its clock (clock_getcpuclockid): a JVM tells its own in steps of 10 ms."""
        return time.clock_gettime_ns(~self._process.pid << 3 | 2)

    def send(self, *request: object) -> None:
        assert self._process.stdin
        self._sent_at = self._processor_time
        try:
            self._process.stdin.write("\t".join(map(str, request)) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise ProgramError(f"{self.recipe.name} ended") from error

    def answer(self) -> dict[str, object]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise ProgramError(f"{self.recipe.name} ended with {self._process.wait()}")
        answer = json.loads(line)
        if "error" in answer:
            raise ProgramError(f"{self.recipe.name}: {answer['error']}")
        if self.recipe.is_jvm and "cpu" in answer:
            answer["cpu"] = self._processor_time - self._sent_at
        return answer

    def ask(self, *request: object) -> dict[str, object]:
        self.send(*request)
        return self.answer()

    @property
    def peak_memory(self) -> int:
        """Octets, since its start, the loaded documents among them."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
