"""The file PROVENANCE: which tools made the vectors, who signed what, and the digest of every file."""

from __future__ import annotations

import hashlib
import importlib.metadata
import platform
import subprocess
from collections import Counter
from collections.abc import Sequence

import xmlsec
from cryptography.hazmat.backends.openssl import backend
from lxml import etree

from .jdk import JavaPeer
from .recipe import DocumentRecipe, Program

_HEAD = """# Made by Scripts/regenerate. Fields are separated by tabs.
# tool: name, version
# program: name, signatures, share, documents that it signed in, share
# document: path, programs in the order of signing
# file: SHA-256, path
"""

MINIMUM_SHARE = 0.15

_PACKAGES = ("cryptography", "lxml", "signxml", "xmlsec", "asn1crypto", "pyhanko-certvalidator", "pkilint")


def _output(*command: str) -> str:
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout.strip().splitlines()[0]


def tools(java: JavaPeer) -> dict[str, str]:
    versions = {name: importlib.metadata.version(name) for name in _PACKAGES}
    return {
        **versions,
        "cryptography's OpenSSL": backend.openssl_version_text(),
        "lxml's libxml2": ".".join(map(str, etree.LIBXML_VERSION)),
        "xmlsec's libxmlsec": ".".join(map(str, xmlsec.get_libxmlsec_version())),
        "xmlsec1": _output("xmlsec1", "--version"),
        "openssl": _output("openssl", "version"),
        "java": java.ask("version").decode(),
        "python": platform.python_version(),
    }


def shares(recipes: Sequence[DocumentRecipe]) -> dict[Program, tuple[int, float, int, float]]:
    """By program: signatures and their share, documents that it signed in and their share."""
    signatures = Counter(signature.program for recipe in recipes for signature in recipe.signatures)
    documents = Counter(
        program for recipe in recipes for program in {signature.program for signature in recipe.signatures}
    )
    result = {
        program: (
            signatures[program],
            signatures[program] / signatures.total(),
            documents[program],
            documents[program] / len(recipes),
        )
        for program in Program
    }
    small = [
        program.value
        for program, (_, share, _, of_documents) in result.items()
        if min(share, of_documents) < MINIMUM_SHARE
    ]
    if small:
        raise ValueError(f"below {MINIMUM_SHARE:.0%} of the documents: {small} {result}")
    return result


def text(
    versions: dict[str, str],
    recipes: list[DocumentRecipe],
    files: dict[str, bytes],
) -> str:
    rows = [f"tool\t{name}\t{version}" for name, version in versions.items()]
    rows += [
        f"program\t{program.value}\t{count}\t{share:.1%}\t{documents}\t{of_documents:.1%}"
        for program, (count, share, documents, of_documents) in shares(recipes).items()
    ]
    rows += [
        f"document\t{recipe.file}\t{' '.join(signature.program.value for signature in recipe.signatures)}"
        for recipe in recipes
    ]
    rows += [f"file\t{hashlib.sha256(octets).hexdigest()}\t{path}" for path, octets in sorted(files.items())]
    return _HEAD + "\n".join(rows) + "\n"
