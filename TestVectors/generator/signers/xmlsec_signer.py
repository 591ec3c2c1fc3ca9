"""libxmlsec 1.3 through PyPI's `xmlsec`: it fills a template."""

from __future__ import annotations

import xmlsec

from .. import document as documents
from .. import external_data, markup
from ..recipe import DocumentRecipe, SignatureRecipe
from .keyring import Keyring


class XMLSecSigner:
    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def sign(self, document: DocumentRecipe, text: str, recipe: SignatureRecipe) -> str:
        template = markup.SignatureMarkup(recipe, self._keyring.infrastructure).text()
        empty = markup.with_places(template, "")
        # Marked, since other signatures may stand before it.
        open_element = empty.index("Signature") + len("Signature")
        marked = empty[:open_element] + ' here=""' + empty[open_element:]
        octets = document.encoded(markup.without_slots(markup.fill(text, recipe.slot, marked)))
        tree = documents.parse(octets)
        signature = next(element for element in documents.signatures(tree) if element.get("here") is not None)
        del signature.attrib["here"]
        xmlsec.tree.add_ids(tree.getroot(), list(documents.PLAIN_ID_NAMES))
        context = xmlsec.SignatureContext()
        context.key = self._key(recipe.identity)
        with external_data.given_to_xmlsec(document.detached):
            context.sign(signature)
        for number, element in enumerate(signature.iter(documents.ds("DigestValue"))):
            template = template.replace(markup.digest_place(number), element.text or "")
        value = signature.find(documents.ds("SignatureValue"))
        assert value is not None
        return template.replace(markup.VALUE_PLACE, (value.text or "").strip())

    def _key(self, identity: str) -> xmlsec.Key:
        if identity == "hmac":
            return xmlsec.Key.from_binary_data(xmlsec.constants.KeyDataHmac, self._keyring.secret)
        return xmlsec.Key.from_memory(self._keyring.pem(identity), xmlsec.constants.KeyDataFormatPem)
