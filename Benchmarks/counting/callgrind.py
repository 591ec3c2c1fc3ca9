"""Instructions of one piece of work, by callgrind."""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

# The work is done this many times, and once; the difference is free of what a process costs to start and of first times.
TIMES = 4


class CountingError(Exception):
    pass


@dataclass(frozen=True)
class Count:
    """Instructions of doing the work once."""

    total: int
    own: int
    """Of them in the program itself, without OpenSSL, libxml2, the C library and Swift's."""

    def __sub__(self, other: Count) -> Count:
        return Count(self.total - other.total, self.own - other.own)


def names(program: Path) -> list[str]:
    return subprocess.run([program], check=True, capture_output=True, text=True).stdout.split()


def count(program: Path, name: str) -> Count:
    several = _run(program, name, TIMES) - _run(program, name, 1)
    return Count(several.total // (TIMES - 1), several.own // (TIMES - 1))


def _run(program: Path, name: str, times: int) -> Count:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "callgrind.out"
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={output}", program, name, str(times)],
            # Nothing else: even the length of the environment moves the stack.
            env={"SWIFT_DETERMINISTIC_HASHING": "1", "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise CountingError(f"{name} ended with {done.returncode}:\n{done.stderr[-2000:]}")
        return _counted(output.read_text(errors="replace"), program)


_OBJECT = re.compile(r"ob=\((\d+)\)(?: (.*))?")
_NAMED = re.compile(r"c?ob=\((\d+)\) (.+)")


def _counted(text: str, program: Path) -> Count:
    """Sums the costs of the file by object; a line after `calls=` repeats what is counted where it is spent."""
    objects = dict(_NAMED.findall(text))
    own = {number for number, path in objects.items() if Path(path).name == program.name}
    if not own:
        raise CountingError("callgrind's file doesn't name the program")
    total = ours = 0
    is_ours = is_repeated = False
    for line in text.splitlines():
        if line.startswith("ob="):
            match = _OBJECT.match(line)
            is_ours = match is not None and match[1] in own
        elif line.startswith("calls="):
            is_repeated = True
        elif line[:1].isdigit() or line[:1] in ("+", "-", "*"):
            if is_repeated:
                is_repeated = False
                continue
            cost = int(line.split()[1])
            total += cost
            ours += cost if is_ours else 0
    summary = re.search(r"^summary: (\d+)", text, re.MULTILINE)
    if summary is None or int(summary[1]) != total:
        raise CountingError(f"{total} instructions were read where callgrind counted {summary and summary[1]}")
    return Count(total, ours)
