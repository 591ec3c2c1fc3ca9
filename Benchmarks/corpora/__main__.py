"""Makes the corpora: `python -m corpora FOLDER [CLASS…]`. What is there already, made by the same generator, stays."""

from __future__ import annotations

import hashlib
import shutil
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from . import authorities, contents, paths
from .classes import all_classes

SHAPE_SIZE = 1_000_000


def version() -> str:
    """Of everything that decides what is made."""
    here = Path(__file__).parent
    generator = here.parent.parent / "TestVectors" / "generator"
    sources = [*sorted(here.glob("*.py")), generator / "deterministic.py", generator / "content" / "invoices.py"]
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def main(folder: Path, names: set[str]) -> None:
    made_by = folder / "made-by"
    if not made_by.exists() or made_by.read_text() != version():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        made_by.write_text(version())
    for kind, infrastructure in (("root", authorities.trusted), ("stranger", authorities.stranger)):
        if not (folder / f"{kind}.pem").exists():
            infrastructure().write_root(folder / f"{kind}.pem")
    with ProcessPoolExecutor() as workers:
        for document_class in all_classes():
            if names and document_class.name not in names or document_class.is_made(folder):
                continue
            start = time.monotonic()
            document_class.write(folder, workers)
            print(f"{document_class.name}: made in {time.monotonic() - start:.1f} s", file=sys.stderr)
    if not names or paths.NAME in names:
        paths.write(folder)
    for name, shape in contents.SHAPES.items():
        place = folder / "shapes" / name
        if not place.exists():
            place.mkdir(parents=True)
            (place / "document.xml").write_text(shape(SHAPE_SIZE), encoding="utf-8", newline="")


if __name__ == "__main__":
    main(Path(sys.argv[1]), set(sys.argv[2:]))
