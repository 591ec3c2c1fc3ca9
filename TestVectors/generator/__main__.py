"""Makes the vectors, has them confirmed, and only then writes them.

Usage: python -m generator FOLDER [--force]
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from . import collection


def main() -> int:
    parser = argparse.ArgumentParser(prog="Scripts/regenerate")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--force", action="store_true", help="sign anew where signing is random")
    arguments = parser.parse_args()
    files, report = collection.make(arguments.folder, renew=arguments.force)
    for folder in collection.FOLDERS:
        shutil.rmtree(arguments.folder / folder, ignore_errors=True)
    for path, octets in files.items():
        target = arguments.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(octets)
    print(report)
    return 0


sys.exit(main())
