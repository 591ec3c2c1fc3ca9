"""Everything together: infrastructure, archive, cases, canonical forms, bad input; manifest and provenance."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from . import archive, manifest, pki, provenance, tampering
from . import document as documents
from .bad_input import BadInputs
from .canonical_forms import CanonicalForms
from .cases import all_cases
from .chains import collection as chains
from .confirm import Confirmation
from .forms import all_forms
from .jdk import JavaPeer
from .making import Workshop
from .manifest import Line
from .recipe import DocumentRecipe
from .signers import all_signers
from .signers.keyring import Keyring

FOLDERS = ("pki", "keys", "archive", "cases", "forms", "c14n", "bad", "chains")
TIME = pki.VALIDATION_TIME.strftime("%Y-%m-%dT%H:%M:%SZ")
TRUST = ("pki/root.pem",)
UNTRUSTED = ("pki/issuing.pem",)


def make(folder: Path, renew: bool) -> tuple[dict[str, bytes], str]:
    """All files by their path below `folder`, and a report for the terminal."""
    java = JavaPeer()
    try:
        return _make(folder, renew, java)
    finally:
        java.close()


def _make(folder: Path, renew: bool, java: JavaPeer) -> tuple[dict[str, bytes], str]:
    keyring = Keyring(pki.infrastructure())
    files = _infrastructure_files(keyring)
    files["validation-time"] = (TIME + "\n").encode()
    workshop = Workshop(all_signers(keyring, java), folder, renew)
    recipes: list[DocumentRecipe] = []
    lines: list[Line] = []
    for recipe in archive.documents():
        octets = workshop.make(recipe)
        is_tampered = recipe.file == archive.TAMPERED_FILE
        files[recipe.file] = tampering.change_content(octets) if is_tampered else octets
        recipes.append(recipe)
        lines += _archive_lines(recipe, files[recipe.file], is_tampered)
    for book in (all_cases(workshop, keyring), all_forms(workshop, keyring)):
        files |= book.files
        lines += book.lines
        recipes += book.recipes
    confirmation = Confirmation(java, files)
    confirmation.confirm_all(lines)
    for room in (CanonicalForms(java), BadInputs(java)):
        room.make()
        files |= room.files
        lines += room.lines
    chain_files, chain_lines, chain_report = chains.make()
    files |= chain_files
    lines += chain_lines
    files["manifest.jsonl"] = "".join(line.json() + "\n" for line in lines).encode()
    listing = provenance.text(provenance.tools(java), recipes, files)
    files["PROVENANCE"] = listing.encode()
    return files, _report(lines, workshop, files) + "\n" + chain_report


def _infrastructure_files(keyring: Keyring) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        keyring.infrastructure.write(Path(folder))
        return {
            f"pki/{path.relative_to(folder)}": path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()
        }


def _archive_lines(recipe: DocumentRecipe, octets: bytes, is_tampered: bool) -> list[Line]:
    tree = documents.parse(octets)
    lines = []
    for index, signature in enumerate(documents.signatures(tree)):
        lines.append(
            Line(
                suite="archive",
                file=recipe.file,
                expect="invalid" if is_tampered else "valid",
                core="invalid" if is_tampered else "valid",
                why=f"{recipe.title}: the content was changed after signing" if is_tampered else recipe.title,
                variant=f"signature-{index + 1}" if len(recipe.signatures) > 1 else None,
                trust=TRUST,
                untrusted=UNTRUSTED,
                time=TIME,
                signature_index=index,
                signed_paths=() if is_tampered else manifest.covered_paths(octets, index),
                features=manifest.features(signature),
                signed_by=recipe.in_document_order[index].program,
            )
        )
    return lines


def _report(lines: list[Line], workshop: Workshop, files: dict[str, bytes]) -> str:
    counts = Counter((line.kind, line.expect) for line in lines)
    size = sum(map(len, files.values()))
    rows = [f"{kind} {expect}: {count}" for (kind, expect), count in sorted(counts.items())]
    rows.append(f"{len(files)} files, {size:,} octets; {len(lines)} lines")
    rows.append(
        f"{sum(not line.confirmed_by for line in lines)} lines that no other program can confirm, each with its reason"
    )
    rows.append(f"{len(workshop.kept)} documents with random signatures kept")
    return "\n".join(rows)
