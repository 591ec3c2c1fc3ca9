"""Where cases are written down: the octets of a document, and what is expected of each signature in it."""

from __future__ import annotations

from dataclasses import dataclass

from .. import document as documents
from .. import manifest, pki
from ..making import Workshop
from ..manifest import Line
from ..recipe import DocumentRecipe, Program, SignatureRecipe
from ..signers import Signer
from ..signers.keyring import Keyring

TIME = pki.VALIDATION_TIME.strftime("%Y-%m-%dT%H:%M:%SZ")
ROOT = ("pki/root.pem",)
ISSUING = ("pki/issuing.pem",)

NO_POLICY = "has no such rule"
"""The dissent of a verifier that leaves a rule to its caller."""
LENIENT = "accepts what the standard does not"


@dataclass(frozen=True)
class Signed:
    """A document as it was signed, before anybody forged it."""

    octets: bytes
    recipe: DocumentRecipe

    @property
    def text(self) -> str:
        return self.octets.decode()

    @property
    def program(self) -> Program:
        return self.recipe.in_document_order[0].program


class CaseBook:
    def __init__(self, workshop: Workshop, keyring: Keyring, folder: str = "cases") -> None:
        self._folder = folder
        self._workshop = workshop
        self.keyring = keyring
        self.files: dict[str, bytes] = {}
        self.lines: list[Line] = []
        self.recipes: list[DocumentRecipe] = []

    def signed(
        self, name: str, text: str, *signatures: SignatureRecipe, signer: Signer | None = None, **form: object
    ) -> Signed:
        """Signs a document. It becomes a file with `add` only."""
        recipe = DocumentRecipe(f"{self._folder}/{name}.xml", text, signatures, **form)  # type: ignore[arg-type]
        return Signed(self._workshop.make(recipe, signer), recipe)

    def add_signed(self, signed: Signed, why: str, **fields: object) -> None:
        """The document as it was signed, one line a signature."""
        self.recipes.append(signed.recipe)
        name = signed.recipe.file.removeprefix(f"{self._folder}/").removesuffix(".xml")
        for index in range(len(signed.recipe.signatures)):
            self.add(name, signed.octets, why, signed, signature_index=index, **fields)

    def add(self, name: str, octets: bytes, why: str, origin: Signed | None, **fields: object) -> None:
        """A line about a document, and the document where it is new."""
        file = f"{self._folder}/{name}.xml"
        if self.files.setdefault(file, octets) != octets:
            raise ValueError(f"two documents named {file}")
        line = Line(suite=self._folder, file=file, why=why, time=TIME, trust=ROOT, untrusted=ISSUING)
        for field, value in fields.items():
            if not hasattr(line, field):
                raise ValueError(field)
            setattr(line, field, value)
        if not line.asks_for_path or not line.trust:
            line.trust, line.untrusted, line.crls, line.time = (), (), (), None
        self._describe(line, octets, origin)
        if any(other.file == file for other in self.lines) and line.variant is None:
            line.variant = str(sum(other.file == file for other in self.lines) + 1)
        self.lines.append(line)

    def twin(self, name: str, origin: Signed, octets: bytes, why: str, **fields: object) -> None:
        """A forged twin, by default one whose core validation fails."""
        self.add(name, octets, why, origin, **{"expect": "invalid", "core": "invalid", **fields})

    def _describe(self, line: Line, octets: bytes, origin: Signed | None) -> None:
        """What can be read from the document itself."""
        if origin is not None and line.signed_by is None:
            in_order = origin.recipe.in_document_order
            line.signed_by = in_order[min(line.signature_index, len(in_order) - 1)].program
        if line.expect == "refused":
            return
        tree = documents.parse(octets)
        line.features = manifest.features(documents.signatures(tree)[line.signature_index])
        if line.expected_core and not line.signed_paths and not line.id_attrs:
            given = {uri: self.files[path] for uri, path in line.detached.items()}
            line.signed_paths = manifest.covered_paths(octets, line.signature_index, given)
