"""The programs that sign, each behind the same function: a document with one open place in, a `Signature` as text out."""

from __future__ import annotations

from typing import Protocol

from ..jdk import JavaPeer
from ..recipe import DocumentRecipe, Program, SignatureRecipe
from .assembled import AssembledSigner, CryptographyKeys, OpenSSLKeys
from .jdk_signer import JDKSigner
from .keyring import Keyring
from .signxml_signer import SignXMLSigner
from .xmlsec_signer import XMLSecSigner


class Signer(Protocol):
    def sign(self, document: DocumentRecipe, text: str, recipe: SignatureRecipe) -> str:
        """The text of the `Signature` element that belongs at the recipe's place in `text`."""
        ...


def all_signers(keyring: Keyring, java: JavaPeer) -> dict[Program, Signer]:
    return {
        Program.CRYPTOGRAPHY: AssembledSigner(keyring, CryptographyKeys(keyring)),
        Program.OPENSSL: AssembledSigner(keyring, OpenSSLKeys(keyring)),
        Program.SIGNXML: SignXMLSigner(keyring),
        Program.XMLSEC: XMLSecSigner(keyring),
        Program.JDK: JDKSigner(keyring, java),
    }
