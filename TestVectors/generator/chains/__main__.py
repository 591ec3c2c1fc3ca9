"""Makes the cases of paths, lists and responses alone: quick, for whoever edits them.

Usage: python -m generator.chains FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from . import collection


def main() -> int:
    files, _, report = collection.make()
    for path, octets in files.items():
        target = Path(sys.argv[1]) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(octets)
    print(report)
    return 0


sys.exit(main())
