"""Files of offices: tax, health, training, insurance."""

from __future__ import annotations

from collections.abc import Iterator

from .. import algorithms as a
from ..content import files
from ..recipe import BASE64, ENVELOPED, DocumentRecipe, KeyInfo, Reference, Transform
from .common import BASE64_CONTENT, C, J, O, S, X, one


def documents() -> Iterator[DocumentRecipe]:
    inclusive, comments = Transform(a.CANONICAL10), Transform(a.CANONICAL10_COMMENTS)
    node = "#_NODE_TO_SIGN"
    yield DocumentRecipe(
        "archive/tax-declaration-301.xml",
        files.tax_declaration(301, "05/2026", 182_000_000),
        (
            one(
                "taxpayer",
                J,
                "seller-01",
                Reference(node, (ENVELOPED,)),
                canonicalization=comments,
                key_info=KeyInfo.KEY_VALUE_AND_LEAF,
                prefix="",
            ),
        ),
        title="tax",
    )
    yield DocumentRecipe(
        "archive/tax-declaration-302.xml",
        files.tax_declaration(302, "04/2026", 96_500_000),
        (
            one(
                "taxpayer",
                S,
                "seller-01",
                Reference(node, (ENVELOPED, inclusive)),
                canonicalization=inclusive,
                key_info=KeyInfo.KEY_VALUE_AND_LEAF,
            ),
        ),
        title="tax",
    )
    yield DocumentRecipe(
        "archive/tax-notice-303.xml",
        files.tax_notice(303),
        (
            one(
                "tax-office",
                X,
                "tax-office",
                Reference(node, (ENVELOPED, comments), a.SHA512),
                canonicalization=comments,
                key_info=KeyInfo.SUBJECT_AND_LEAF,
                method=a.RSA_SHA512,
                prefix="",
            ),
        ),
        title="tax",
    )
    yield DocumentRecipe(
        "archive/withholding-304.xml",
        files.withholding_certificate(304),
        (
            one(
                "payer",
                C,
                "seller-01",
                Reference("#SigningData", (ENVELOPED, Transform(a.CANONICAL11))),
                canonicalization=Transform(a.CANONICAL11),
            ),
        ),
        title="tax",
    )
    yield DocumentRecipe(
        "archive/health-305.xml",
        files.health_file(305, BASE64_CONTENT),
        (
            one(
                "unit",
                O,
                "clinic-01",
                Reference("#hoso", (ENVELOPED, inclusive)),
                Reference("#tep-305", (BASE64,), a.SHA512),
                key_info=KeyInfo.LEAF_AND_ISSUER,
            ),
        ),
        title="health",
    )
    yield DocumentRecipe(
        "archive/health-306.xml",
        files.health_file(306, BASE64_CONTENT),
        (
            one(
                "unit",
                S,
                "clinic-01",
                Reference("", (ENVELOPED, Transform(a.CANONICAL11))),
                canonicalization=Transform(a.CANONICAL11),
            ),
        ),
        title="health",
    )
    record = Reference("#nd-307", (Transform(a.EXCLUSIVE),))
    yield DocumentRecipe(
        "archive/training-307.xml",
        files.training_record(307),
        (
            one("teacher", S, "specialist-04", record, id="gvbm"),
            one("manager", J, "leader-03", record, Reference("#gvbm", (inclusive,)), id="cbql"),
            one("issuer", X, "seal-03", Reference("#xpointer(/)", (ENVELOPED, Transform(a.EXCLUSIVE_COMMENTS)))),
        ),
        title="training",
    )
    yield DocumentRecipe(
        "archive/insurance-308.xml",
        files.insurance_file(308),
        (one("unit", S, "seal-01", Reference("#hs-308", (ENVELOPED, inclusive)), canonicalization=inclusive),),
        title="insurance",
    )
