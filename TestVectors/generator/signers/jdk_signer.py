"""The JDK's javax.xml.crypto, which builds its signatures itself."""

from __future__ import annotations

import re

from .. import markup
from ..jdk import JavaPeer, key_family
from ..recipe import DocumentRecipe, KeyInfo, Reference, SignatureRecipe
from .keyring import Keyring


class JDKSigner:
    def __init__(self, keyring: Keyring, java: JavaPeer) -> None:
        self._keyring = keyring
        self._java = java

    def sign(self, document: DocumentRecipe, text: str, recipe: SignatureRecipe) -> str:
        if recipe.needs_template:
            return self._fill(document, text, recipe)
        infrastructure = self._keyring.infrastructure
        octets = document.encoded(markup.without_slots(markup.fill(text, recipe.slot, "<?sign-here?>")))
        is_enveloping = re.search(r"<[^?!]", markup.without_slots(text)) is None
        names: list[str] = []
        if recipe.key_info in (
            KeyInfo.LEAF,
            KeyInfo.LEAF_AND_ISSUER,
            KeyInfo.SUBJECT_AND_LEAF,
            KeyInfo.KEY_VALUE_AND_LEAF,
        ):
            names.append(recipe.identity)
        if recipe.key_info is KeyInfo.LEAF_AND_ISSUER:
            names.append(infrastructure.issuer_of(recipe.identity))
        is_secret = recipe.identity == "hmac"
        has_key_value = recipe.key_info in (KeyInfo.KEY_VALUE, KeyInfo.KEY_VALUE_AND_LEAF)
        subject = recipe.key_info is KeyInfo.SUBJECT_AND_LEAF
        made = self._java.ask(
            "sign",
            document=None if is_enveloping else octets,
            family="HMAC" if is_secret else key_family(self._keyring.private(recipe.identity)),
            key=self._keyring.secret if is_secret else self._keyring.pkcs8(recipe.identity),
            prefix=recipe.prefix,
            object=list(recipe.objects),
            reference=[_line(reference) for reference in recipe.references],
            canonicalization=recipe.canonicalization.algorithm,
            prefixes=recipe.canonicalization.prefixes,
            method=recipe.method,
            id=recipe.id,
            valueId=recipe.value_id,
            keyValue=infrastructure.spki(recipe.identity) if has_key_value else None,
            subject=infrastructure.certificates[recipe.identity].subject.rfc4514_string() if subject else None,
            certificate=[infrastructure.der(name) for name in names],
            detachedURI=list(document.detached),
            detached=list(document.detached.values()),
        )
        return made.decode()

    def _fill(self, document: DocumentRecipe, text: str, recipe: SignatureRecipe) -> str:
        """Has the JDK read the signature as markup, and sign what it read."""
        template = markup.SignatureMarkup(recipe, self._keyring.infrastructure).text()
        marked = "<?sign-here?>" + markup.with_places(template, "AAAA")
        octets = document.encoded(markup.without_slots(markup.fill(text, recipe.slot, marked)))
        is_secret = recipe.identity == "hmac"
        made = self._java.ask(
            "fill",
            document=octets,
            family="HMAC" if is_secret else key_family(self._keyring.private(recipe.identity)),
            key=self._keyring.secret if is_secret else self._keyring.pkcs8(recipe.identity),
            prefix=recipe.prefix,
            detachedURI=list(document.detached),
            detached=list(document.detached.values()),
        )
        return made.decode()


def _line(reference: Reference) -> str:
    transforms = [
        transform.algorithm if transform.prefixes is None else f"{transform.algorithm}|{transform.prefixes}"
        for transform in reference.transforms
    ]
    return "\t".join([reference.uri or "", reference.type or "", reference.digest, *transforms])
