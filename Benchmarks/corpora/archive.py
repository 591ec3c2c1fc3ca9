"""An archive of one year: many documents of mixed classes, one in a hundred bad in a way that is known.

`python -m corpora.archive FOLDER [COUNT]` writes `documents/…`, `root.pem`, `validation-time` and `truth.ndjson`: a line a
document, in the order of the paths, with the indication of EN 319 102-1 that it has to get and why. The sub-indication is
null where there is none, and where the standard leaves room: an issuer of the right name and the wrong key is no path to
one, a failed one to another.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from . import authorities, classes, contents
from .authorities import Signer

COUNT = 35_837
BAD_SHARE = 100
EXPIRED = datetime(2025, 12, 31, tzinfo=UTC)

CLASSES = {"invoice-rsa": 0.70, "invoice-p256": 0.22, "e-document": 0.08}

TRUTH = {
    "good": ("TOTAL-PASSED", None),
    "content": ("TOTAL-FAILED", "HASH_FAILURE"),
    "value": ("TOTAL-FAILED", "SIG_CRYPTO_FAILURE"),
    "stranger": ("INDETERMINATE", None),
    "expired": ("INDETERMINATE", "OUT_OF_BOUNDS_NO_POE"),
    "truncated": ("REFUSED", None),
    "unsigned": ("NO-SIGNATURE", None),
}
BAD = tuple(kind for kind in TRUTH if kind != "good")


@dataclass(frozen=True)
class Entry:
    document: str
    kind: str
    """The class."""
    flaw: str
    indication: str
    subIndication: str | None


@dataclass(frozen=True)
class Plan:
    number: int
    kind: str
    flaw: str

    @property
    def entry(self) -> Entry:
        path = f"documents/{self.number // 1000:02}/{self.number:05}.xml"
        return Entry(path, self.kind, self.flaw, *TRUTH[self.flaw])


def plans(count: int) -> Iterator[Plan]:
    source = random.Random("archive")
    bad = source.sample(range(count), max(count // BAD_SHARE, min(count, len(BAD))))
    flaws = {number: BAD[index % len(BAD)] for index, number in enumerate(bad)}
    kinds = source.choices(list(CLASSES), list(CLASSES.values()), k=count)
    for number, kind in enumerate(kinds):
        yield Plan(number, kind, flaws.get(number, "good"))


class Archive:
    """Signers are made once; the processes that sign inherit them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rsa = authorities.rsa_signers("archive", 300)
        self._p256 = authorities.p256_signers("archive p256", 100)
        authorities.stranger()

    def _signers(self, plan: Plan) -> list[Signer]:
        pool = self._p256 if plan.kind == "invoice-p256" else self._rsa
        count = len(contents.ROLES) if plan.kind == "e-document" else 1
        chosen = [pool[(plan.number * 7 + place) % len(pool)] for place in range(count)]
        if plan.flaw == "stranger":
            return [authorities.signer(f"stranger {plan.number}", one.key, authorities.stranger()) for one in chosen]
        if plan.flaw == "expired":
            label = f"expired {plan.number}"
            return [authorities.signer(label, one.key, authorities.trusted(), EXPIRED) for one in chosen]
        return chosen

    def _text(self, plan: Plan) -> str:
        is_invoice = plan.kind != "e-document"
        if plan.flaw == "unsigned":
            text = contents.invoice(plan.number) if is_invoice else contents.electronic_document(plan.number)
            for place in (contents.SIGNATURE_PLACE, *(f"{{{{{role}}}}}" for role in contents.ROLES)):
                text = text.replace(place, "")
            return text
        signers = self._signers(plan)
        if is_invoice:
            text, _ = classes.invoice(plan.number, signers[0])
        else:
            text, _ = classes.electronic_document(plan.number, signers)
        match plan.flaw:
            case "content":
                tag = "<SLuong>" if is_invoice else "<Number>"
                return text.replace(tag, f"{tag}1", 1)
            case "value":
                return classes.altered_value(text)
            case "truncated":
                return text[: len(text) * 2 // 3]
        return text

    def write(self, plan: Plan) -> str:
        """Writes the document, and returns the line that tells the truth about it."""
        entry = plan.entry
        text = self._text(plan)
        (self._folder / entry.document).write_text(text, encoding="utf-8", newline="")
        return json.dumps(asdict(entry))


_archive: Archive | None = None


def _write(plan: Plan) -> str:
    assert _archive is not None
    return _archive.write(plan)


def main(folder: Path, count: int) -> None:
    global _archive
    if folder.exists() and any(folder.iterdir()):
        raise SystemExit(f"{folder} is not empty")
    for part in range((count + 999) // 1000):
        (folder / "documents" / f"{part:02}").mkdir(parents=True)
    authorities.trusted().write_root(folder / "root.pem")
    (folder / "validation-time").write_text(f"{authorities.VALIDATION_TIME}\n")
    _archive = Archive(folder)
    with multiprocessing.get_context("fork").Pool() as workers, (folder / "truth.ndjson").open("w") as truth:
        for line in workers.imap(_write, plans(count), chunksize=64):
            truth.write(f"{line}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else COUNT)
