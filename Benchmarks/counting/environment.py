"""What else decides a count of instructions than our code."""

from __future__ import annotations

import platform
import re
import subprocess
from pathlib import Path

# With another one of these the program itself is another one, and no count says anything.
COMPILING = ("swift", "valgrind", "architecture")
# With another one of these, what the program calls costs otherwise, and its own instructions can still be judged.
RUNNING = ("openssl", "libxml2", "libc", "processor")


def _first_line(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().splitlines()[0]


def _processor() -> str:
    # The C library and OpenSSL choose their code by it.
    info = Path("/proc/cpuinfo").read_text()
    found = [re.search(rf"^{field}\s*: (.*)$", info, re.MULTILINE) for field in ("vendor_id", "cpu family", "model")]
    return " ".join(match[1] for match in found if match) or platform.machine()


def environment() -> dict[str, str]:
    return {
        "swift": _first_line("swift", "--version"),
        "valgrind": _first_line("valgrind", "--version"),
        "architecture": platform.machine(),
        "openssl": _first_line("pkg-config", "--modversion", "libcrypto"),
        "libxml2": _first_line("pkg-config", "--modversion", "libxml-2.0"),
        "libc": " ".join(platform.libc_ver()),
        "processor": _processor(),
    }
