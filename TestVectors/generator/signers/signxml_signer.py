"""Python's `signxml`, which builds its signatures itself."""

from __future__ import annotations

from lxml import etree
from signxml import XMLSigner
from signxml.algorithms import CanonicalizationMethod, SignatureConstructionMethod
from signxml.signer import SignatureReference

from .. import algorithms, markup
from .. import document as documents
from ..recipe import DocumentRecipe, KeyInfo, Reference, SignatureRecipe
from .keyring import Keyring


class SignXMLSigner:
    """What signxml can't express is refused here: each reference is enveloped and canonicalized, or canonicalized alone."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def sign(self, document: DocumentRecipe, text: str, recipe: SignatureRecipe) -> str:
        enveloped = self._is_enveloped(recipe)
        is_implicit = enveloped and all(len(reference.transforms) == 1 for reference in recipe.references)
        method = SignatureConstructionMethod.enveloped if enveloped else SignatureConstructionMethod.detached
        signer = XMLSigner(
            method=method,
            signature_algorithm=recipe.method,
            digest_algorithm=recipe.references[0].digest,
            c14n_algorithm=recipe.canonicalization.algorithm,
        )
        place = f'<ds:Signature xmlns:ds="{algorithms.XMLDSIG}" Id="placeholder"/>' if enveloped else ""
        octets = document.encoded(markup.without_slots(markup.fill(text, recipe.slot, place)))
        prefixes = recipe.canonicalization.prefixes
        result = signer.sign(
            documents.parse(octets).getroot(),
            key=self._keyring.secret if recipe.identity == "hmac" else self._keyring.private(recipe.identity),
            cert=self._certificates(recipe),
            reference_uri=self._references(recipe),
            always_add_key_value=recipe.key_info is KeyInfo.KEY_VALUE_AND_LEAF,
            inclusive_ns_prefixes=prefixes.split() if prefixes else None,
            exclude_c14n_transform_element=is_implicit,
        )
        # By its own c14n a signature is written without the namespaces that it inherits from the document.
        made = documents.signatures(etree.ElementTree(result))
        element = made[documents.index_of_place(document, text, recipe.slot)] if enveloped else result
        signature = etree.tostring(element, method="c14n", exclusive=True, with_comments=True).decode()
        return self._with_identifiers(signature, recipe)

    def _is_enveloped(self, recipe: SignatureRecipe) -> bool:
        kinds = {algorithms.ENVELOPED in _algorithms(reference) for reference in recipe.references}
        for reference in recipe.references:
            rest = [name for name in _algorithms(reference) if name != algorithms.ENVELOPED]
            if len(rest) > 1 or not all(map(algorithms.is_canonicalization, rest)):
                raise ValueError(f"signxml can't sign {reference}")
        if len(kinds) != 1 or recipe.objects or recipe.prefix != "ds" or recipe.key_info is KeyInfo.SUBJECT_AND_LEAF:
            raise ValueError(f"signxml can't sign {recipe}")
        if kinds == {False} and not recipe.canonicalization.algorithm.startswith(algorithms.EXCLUSIVE):
            raise ValueError("a detached signature of signxml is canonicalized outside the document")
        return kinds.pop()

    def _references(self, recipe: SignatureRecipe) -> list[SignatureReference] | None:
        if any(reference.uri == "" for reference in recipe.references):
            return None
        return [
            SignatureReference(
                URI=reference.uri,
                c14n_method=self._canonicalization(reference),
                inclusive_ns_prefixes=(reference.transforms[-1].prefixes or "").split() if reference.transforms else [],
            )
            for reference in recipe.references
        ]

    def _canonicalization(self, reference: Reference) -> CanonicalizationMethod:
        names = [name for name in _algorithms(reference) if name != algorithms.ENVELOPED]
        return CanonicalizationMethod(names[0] if names else algorithms.CANONICAL10)

    def _certificates(self, recipe: SignatureRecipe) -> list[object] | None:
        infrastructure = self._keyring.infrastructure
        if recipe.key_info in (KeyInfo.LEAF, KeyInfo.KEY_VALUE_AND_LEAF):
            return [infrastructure.certificates[recipe.identity]]
        if recipe.key_info is KeyInfo.LEAF_AND_ISSUER:
            names = (recipe.identity, infrastructure.issuer_of(recipe.identity))
            return [infrastructure.certificates[name] for name in names]
        return None

    def _with_identifiers(self, signature: str, recipe: SignatureRecipe) -> str:
        """Puts identifiers on; signxml has none, and its own signature covers neither element."""
        if recipe.id:
            signature = signature.replace("<ds:Signature ", f'<ds:Signature Id="{recipe.id}" ', 1)
        if recipe.value_id:
            signature = signature.replace("<ds:SignatureValue>", f'<ds:SignatureValue Id="{recipe.value_id}">', 1)
        return signature


def _algorithms(reference: Reference) -> list[str]:
    return [transform.algorithm for transform in reference.transforms]
