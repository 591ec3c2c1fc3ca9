"""python-xmlsec and signxml in process: `python python_peers.py xmlsec|signxml`."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from lxml import etree

XMLDSIG = "{http://www.w3.org/2000/09/xmldsig#}"


class XMLSec:
    def __init__(self) -> None:
        import xmlsec

        self._xmlsec = xmlsec
        linked = ".".join(map(str, xmlsec.get_libxmlsec_version()))
        libxml2 = ".".join(map(str, xmlsec.get_libxml_version()))
        self.version = f"python-xmlsec {version('xmlsec')} (libxmlsec {linked}, libxml2 {libxml2})"

    def trust(self, root: str, _: str) -> None:
        """It offers no way to set the time, so paths are checked at the present one."""
        constants = self._xmlsec.constants
        self._manager = self._xmlsec.KeysManager()
        self._manager.load_cert(root, constants.KeyDataFormatPem, constants.KeyDataTypeTrusted)

    def count(self, document: bytes) -> int:
        """How many signatures hold; raises where one doesn't."""
        root = etree.fromstring(document, _parser())
        self._xmlsec.tree.add_ids(root, ["Id"])
        held = 0
        for signature in root.iter(f"{XMLDSIG}Signature"):
            context = self._xmlsec.SignatureContext(self._manager)
            context.set_enabled_key_data([self._xmlsec.constants.KeyDataX509])
            context.verify(signature)
            held += 1
        return held


class SignXML:
    """Takes a document with one signature; its certificates' path is checked by `cryptography`."""

    def __init__(self) -> None:
        import signxml

        self._signxml = signxml
        self.version = (
            f"signxml {version('signxml')} (cryptography {version('cryptography')}, "
            f"lxml {version('lxml')}, libxml2 {'.'.join(map(str, etree.LIBXML_VERSION))})"
        )

    def trust(self, root: str, time: str) -> None:
        moment = datetime.fromisoformat(time)

        class Verifier(self._signxml.XMLVerifier):
            def _get_cert_verification_time(self) -> datetime:
                return moment

        self._root, self._verifier = root, Verifier

    def count(self, document: bytes) -> int:
        if document.count(b"<SignatureValue") != 1:
            raise ValueError("signxml takes one signature a document")
        root = etree.fromstring(document, _parser())
        self._verifier().verify(root, ca_pem_file=self._root)
        return 1


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


class Service:
    def __init__(self, peer: XMLSec | SignXML) -> None:
        self._peer = peer
        self._documents: list[bytes] = []
        self._signatures = 1

    def answer(self, request: list[str]) -> dict[str, object]:
        answers: dict[str, Callable[..., dict[str, object]]] = {
            "version": lambda: {"version": f"{self._peer.version}, Python {sys.version.split()[0]}"},
            "trust": self._trust,
            "load": self._load,
            "check": self._check,
            "run": self._run,
        }
        return answers[request[0]](*request[1:])

    def _trust(self, root: str, moment: str) -> dict[str, object]:
        self._peer.trust(root, moment)
        return {}

    def _load(self, folder: str, signatures: str) -> dict[str, object]:
        self._documents = [path.read_bytes() for path in sorted(Path(folder).glob("*.xml"))]
        self._signatures = int(signatures)
        return {"documents": len(self._documents), "bytes": sum(map(len, self._documents))}

    def _objection(self, document: bytes, signatures: int) -> str | None:
        try:
            held = self._peer.count(document)
        except Exception as error:  # noqa: BLE001 what a peer raises is its refusal
            return f"{type(error).__name__}: {error}"
        return None if held == signatures else f"{held} signatures"

    def _check(self, path: str, signatures: str) -> dict[str, object]:
        objection = self._objection(Path(path).read_bytes(), int(signatures))
        return {"accepted": objection is None, "detail": objection or ""}

    def _run(self, threads: str, milliseconds: str, first: str, count: str) -> dict[str, object]:
        if threads != "1":
            return {"error": "one thread only: the interpreter has one lock"}
        documents = self._documents[int(first) : int(first) + int(count)]
        wall, processor = time.monotonic_ns(), time.process_time_ns()
        done = refused = 0
        while not done or time.monotonic_ns() - wall < int(milliseconds) * 1_000_000:
            for document in documents:
                refused += self._objection(document, self._signatures) is not None
                done += 1
        return {
            "documents": done,
            "refused": refused,
            "wall": time.monotonic_ns() - wall,
            "cpu": time.process_time_ns() - processor,
        }


def main() -> None:
    service = Service({"xmlsec": XMLSec, "signxml": SignXML}[sys.argv[1]]())
    for line in sys.stdin:
        try:
            answer = service.answer(line.rstrip("\n").split("\t"))
        except Exception as error:  # noqa: BLE001 whoever asked has to know
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
