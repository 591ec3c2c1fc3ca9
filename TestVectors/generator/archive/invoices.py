"""E-invoices with one to three signatures: seller, buyer, tax office."""

from __future__ import annotations

from collections.abc import Iterator

from .. import algorithms as a
from ..content import invoices
from ..recipe import ENVELOPED, DocumentRecipe, KeyInfo, Program, Reference, SignatureRecipe, Transform
from .common import C, J, O, S, X, method_of

_GOODS = (
    invoices.Line("Giấy A4", "ram", 20, 65_000),
    invoices.Line("Mực in", "hộp", 3, 410_000),
    invoices.Line("Bút bi", "chiếc", 50, 4_000),
    invoices.Line("Ghế văn phòng", "cái", 6, 950_000),
)


def _invoice(
    number: int, programs: dict[str, Program], seller: str = "seller-01", form: str = "plain"
) -> tuple[invoices.Invoice, tuple[SignatureRecipe, ...]]:
    data_id = ("DuLieuKy", "SignData", f"Id-{number}")[number % 3]
    invoice = invoices.Invoice(
        number,
        "C26TMM" if "tax-office" in programs else "K26TMM",
        "Đơn vị mua hàng mẫu",
        _GOODS[number % 3 : number % 3 + 2],
        data_id,
        has_code="tax-office" in programs,
        buyer_signs="buyer" in programs,
        tax_office_signs="tax-office" in programs,
    )
    signatures = []
    for role, program in programs.items():
        identity = {"seller": seller, "buyer": "buyer-01", "tax-office": "tax-office"}[role]
        signatures.append(_invoice_signature(role, program, identity, data_id, form))
    return invoice, tuple(signatures)


def _invoice_signature(role: str, program: Program, identity: str, data_id: str, form: str) -> SignatureRecipe:
    canonicalization = Transform(a.CANONICAL10)
    key_info = KeyInfo.LEAF if program is S else KeyInfo.SUBJECT_AND_LEAF
    time_id = f"SigningTime-{role}"
    objects: tuple[str, ...] = ()
    if program is S:
        # Enveloped where the signature is no descendant of what it signs: the transform does nothing.
        transforms = (ENVELOPED,) if form == "plain" else (ENVELOPED, canonicalization)
        references = [Reference(f"#{data_id}", transforms)]
    else:
        objects = (invoices.signing_time(time_id, "2026-05-20T09:30:00", f"chu-ky-{role}"),)
        chained = (Transform(a.EXCLUSIVE), canonicalization)
        time_transforms = chained if form == "chained" else ()
        # The time is the Object itself; a vendor's own type means nothing to anybody else.
        type_ = {"plain": a.OBJECT, "chained": "urn:example:vendor#SignatureProperties"}.get(form)
        data_transforms = () if role == "tax-office" else (ENVELOPED,)
        references = [Reference(f"#{data_id}", data_transforms), Reference(f"#{time_id}", time_transforms, type=type_)]
        if role == "tax-office":
            references.append(Reference("#MaCQT"))
        if role == "buyer" and form == "part":
            references[0] = Reference("#NguoiMua", (Transform(a.EXCLUSIVE),))
    return SignatureRecipe(
        slot=role,
        program=program,
        identity=identity,
        references=tuple(references),
        method=method_of(identity),
        canonicalization=canonicalization,
        key_info=key_info,
        id=f"chu-ky-{role}",
        objects=objects,
        prefix="ds" if program is S else "",
        indented=False,
    )


def documents() -> Iterator[DocumentRecipe]:
    made = (
        _invoice(201, {"seller": J}),
        _invoice(202, {"seller": S}),
        _invoice(203, {"seller": O, "tax-office": X}),
        _invoice(204, {"seller": C, "buyer": S, "tax-office": J}),
        _invoice(205, {"seller": X}, form="chained"),
        _invoice(206, {"seller": S}, form="canonical"),
        _invoice(207, {"seller": X, "buyer": O}, form="part"),
        _invoice(208, {"seller": J, "tax-office": C}),
        _invoice(209, {"seller": O, "buyer": X, "tax-office": J}, form="chained"),
        _invoice(210, {"seller": S}, seller="seller-02"),
        _invoice(211, {"seller": C, "tax-office": O}, seller="seller-02"),
        _invoice(212, {"seller": X, "tax-office": S}),
    )
    for invoice, signatures in made:
        yield DocumentRecipe(f"archive/invoice-{invoice.number}.xml", invoice.text(), signatures, title="e-invoice")
