"""The sample archive: documents that all verify under the root, and whose signatures come from five programs."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass

from . import algorithms as a, pki
from .content import edxml, files, invoices, plain
from .recipe import BASE64, ENVELOPED, DocumentRecipe, KeyInfo, Program, Reference, SignatureRecipe, Transform

C, O, S, X, J = Program.CRYPTOGRAPHY, Program.OPENSSL, Program.SIGNXML, Program.XMLSEC, Program.JDK

_METHODS = {"p256": a.ECDSA_SHA256, "p384": a.ECDSA_SHA384, "ed25519": a.ED25519}


def method_of(identity: str, rsa: str = a.RSA_SHA256) -> str:
    """The method that fits the key of an end entity."""
    key = next(entity.key for entity in pki.END_ENTITIES if entity.name == identity)
    return _METHODS.get(key, rsa)


# MARK: Envelopes with four signatures

ROLES = ("specialist", "office", "leader", "seal")
_NAMES = {"specialist": "chuyen-vien", "office": "van-phong", "leader": "lanh-dao", "seal": "con-dau"}


@dataclass(frozen=True)
class Chain:
    """Who signs an envelope, and how later signatures keep earlier ones valid.

    No signature of the header covers the place of a later one; a later one refers to the earlier `SignatureValue`
    (`values`) or to the whole earlier `Signature` (`whole`) by identifier. A seal at the root covers everything.
    """

    programs: tuple[Program, Program, Program, Program]
    identities: tuple[str, str, str, str]
    covers: str = "values"
    canonicalization: Transform = Transform(a.EXCLUSIVE)
    digest: str = a.SHA256
    rsa: str = a.RSA_SHA256
    prefix: str = "ds"
    key_info: KeyInfo = KeyInfo.LEAF
    xpointer: bool = False
    decodes_attachment: bool = False
    implicit: bool = False
    """No transform at all: the implicit canonicalization."""


def envelope_signatures(envelope: edxml.Envelope, chain: Chain) -> tuple[SignatureRecipe, ...]:
    return tuple(_signature(envelope, chain, index) for index in range(len(ROLES)))


def _signature(envelope: edxml.Envelope, chain: Chain, index: int) -> SignatureRecipe:
    role, program = ROLES[index], chain.programs[index]
    # signxml canonicalizes a detached signature outside the document, and has one prefix.
    is_signxml = program is S
    transform = Transform(a.EXCLUSIVE) if is_signxml else chain.canonicalization
    transforms = () if chain.implicit and not is_signxml else (transform,)

    def reference(uri: str) -> Reference:
        return Reference(uri, transforms, chain.digest)

    def content(identifier: str) -> Reference:
        is_pointer = chain.xpointer and not is_signxml
        return reference(f"#xpointer(id('{identifier}'))" if is_pointer else f"#{identifier}")

    references = [content(edxml.HEADER_ID), content(edxml.BODY_ID)]
    kind = "gia-tri" if chain.covers == "values" and role != "seal" else "ky"
    references += [reference(f"#{kind}-{_NAMES[earlier]}") for earlier in ROLES[:index]]
    if role == "leader" and chain.decodes_attachment and not is_signxml:
        references.append(Reference(f"#{edxml.FIRST_ATTACHMENT_ID}", (BASE64,), chain.digest))
    if role == "seal":
        references.append(reference(f"#{edxml.ATTACHMENTS_ID}"))
    if role == "seal" and envelope.seal_at_root:
        references = [Reference("", (ENVELOPED, transform), chain.digest)]
    return SignatureRecipe(
        slot=role,
        program=program,
        identity=chain.identities[index],
        references=tuple(references),
        method=method_of(chain.identities[index], chain.rsa),
        canonicalization=transform,
        key_info=chain.key_info,
        id=f"ky-{_NAMES[role]}",
        value_id=f"gia-tri-{_NAMES[role]}",
        prefix="ds" if is_signxml else chain.prefix,
    )


def _envelope(
    number: int, subject: str, summary: str, attachments: int = 1, at_root: bool = False, inside: bool = False
) -> edxml.Envelope:
    texts = tuple(
        (f"phu-luc-{index}.txt", f"Phụ lục {index} kèm theo văn bản số {number}: bảng số liệu mẫu, {index * number} dòng.")
        for index in range(1, attachments + 1)
    )
    return edxml.Envelope(number, "SM1-VP", subject, summary, texts, at_root, inside)


ENVELOPES: tuple[tuple[edxml.Envelope, Chain], ...] = (
    (
        _envelope(101, "Về việc lấy ý kiến dự thảo quy chế", "Kính gửi Bộ mẫu, Sở mẫu số 1 xin ý kiến về dự thảo."),
        Chain((C, O, X, J), ("specialist-01", "office-01", "leader-01", "seal-01")),
    ),
    (
        _envelope(102, "Về việc báo cáo sáu tháng đầu năm", "Sở mẫu số 1 báo cáo kết quả công tác.", at_root=True),
        Chain((S, X, J, O), ("specialist-04", "office-03", "leader-03", "seal-03"), covers="whole", rsa=a.RSA_SHA512),
    ),
    (
        _envelope(103, "Về việc điều chỉnh kế hoạch", "Điều chỉnh kế hoạch quý II.", attachments=2, inside=True),
        Chain(
            (J, C, O, X),
            ("specialist-03", "office-02", "leader-02", "seal-02"),
            canonicalization=Transform(a.CANONICAL10),
            key_info=KeyInfo.LEAF_AND_ISSUER,
        ),
    ),
    (
        _envelope(104, "Về việc mời họp giao ban", "Mời dự họp giao ban tháng 6."),
        Chain(
            (X, J, S, C),
            ("specialist-02", "office-01", "leader-01", "seal-01"),
            canonicalization=Transform(a.CANONICAL11),
            digest=a.SHA512,
            rsa=a.RSA_SHA384,
        ),
    ),
    (
        _envelope(105, "Về việc cử cán bộ tập huấn", "Cử 05 cán bộ tham gia tập huấn.", inside=True),
        Chain(
            (O, S, C, J),
            ("specialist-01", "office-03", "leader-02", "seal-03"),
            covers="whole",
            canonicalization=Transform(a.CANONICAL10_COMMENTS),
            xpointer=True,
            prefix="",
        ),
    ),
    (
        _envelope(106, "Về việc phê duyệt dự toán", "Phê duyệt dự toán 1.250.000.000 đồng.", attachments=3, at_root=True),
        Chain((C, X, J, S), ("specialist-02", "office-02", "leader-03", "seal-01"), digest=a.SHA384, rsa=a.PSS_SHA256),
    ),
    (
        _envelope(107, "Về việc kiểm tra định kỳ", "Kiểm tra định kỳ tại các đơn vị trực thuộc."),
        Chain(
            (J, O, X, C),
            ("specialist-01", "office-01", "leader-01", "seal-02"),
            canonicalization=Transform(a.EXCLUSIVE, "edXML xsi"),
            key_info=KeyInfo.SUBJECT_AND_LEAF,
            rsa=a.PSS_SHA512,
        ),
    ),
    (
        _envelope(108, "Về việc công bố thủ tục", "Công bố danh mục thủ tục hành chính.", inside=True),
        Chain((X, C, S, O), ("specialist-04", "office-02", "leader-02", "seal-03"), implicit=True),
    ),
    (
        _envelope(109, "Về việc thu hồi văn bản", "Thu hồi văn bản số 88 do sai thể thức.", at_root=True),
        Chain(
            (S, J, O, X),
            ("specialist-02", "office-03", "leader-03", "seal-01"),
            canonicalization=Transform(a.CANONICAL11_COMMENTS),
            covers="whole",
        ),
    ),
    (
        _envelope(110, "Về việc chuyển đổi số", "Kế hoạch chuyển đổi số năm 2026.", attachments=2),
        Chain(
            (O, X, C, J),
            ("specialist-03", "office-01", "leader-01", "seal-01"),
            decodes_attachment=True,
            digest=a.SHA3_256,
            rsa=a.PSS_SHA3_256,
        ),
    ),
    (
        _envelope(111, "Về việc lưu trữ hồ sơ", "Hướng dẫn lưu trữ hồ sơ điện tử.", inside=True),
        Chain(
            (X, S, J, C),
            ("specialist-01", "office-02", "leader-02", "seal-02"),
            covers="whole",
            canonicalization=Transform(a.EXCLUSIVE_COMMENTS),
            xpointer=True,
            key_info=KeyInfo.LEAF_AND_ISSUER,
        ),
    ),
    (
        _envelope(112, "Về việc trả lời kiến nghị", "Trả lời kiến nghị của cử tri.", at_root=True),
        Chain(
            (C, J, O, S),
            ("specialist-04", "office-03", "leader-01", "seal-03"),
            canonicalization=Transform(a.EXCLUSIVE, "xsi"),
            rsa=a.RSA_SHA384,
        ),
    ),
)

TAMPERED_ENVELOPE = (
    _envelope(113, "Về việc thanh toán hợp đồng", "Đề nghị thanh toán 12.000.000 đồng theo hợp đồng số 7."),
    Chain((C, X, S, J), ("specialist-01", "office-01", "leader-01", "seal-01")),
)
TAMPERED_FILE = "archive/edxml-113.xml"


def _envelopes() -> Iterator[DocumentRecipe]:
    for envelope, chain in (*ENVELOPES, TAMPERED_ENVELOPE):
        yield DocumentRecipe(
            f"archive/edxml-{envelope.number}.xml", envelope.text(), envelope_signatures(envelope, chain), title="edXML"
        )


# MARK: Invoices

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


def _invoices() -> Iterator[DocumentRecipe]:
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


# MARK: Files of offices

_BASE64_CONTENT = base64.b64encode("<HO_SO>Khám bệnh, 01 lượt</HO_SO>".encode()).decode()


def _one(slot: str, program: Program, identity: str, *references: Reference, **more: object) -> SignatureRecipe:
    method = more.pop("method", method_of(identity))
    return SignatureRecipe(slot, program, identity, references, method, **more)  # type: ignore[arg-type]


def _files() -> Iterator[DocumentRecipe]:
    inclusive, comments = Transform(a.CANONICAL10), Transform(a.CANONICAL10_COMMENTS)
    node = "#_NODE_TO_SIGN"
    yield DocumentRecipe(
        "archive/tax-declaration-301.xml",
        files.tax_declaration(301, "05/2026", 182_000_000),
        (
            _one(
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
            _one(
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
            _one(
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
            _one(
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
        files.health_file(305, _BASE64_CONTENT),
        (
            _one(
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
        files.health_file(306, _BASE64_CONTENT),
        (
            _one(
                "unit", S, "clinic-01", Reference("", (ENVELOPED, Transform(a.CANONICAL11))), canonicalization=Transform(a.CANONICAL11)
            ),
        ),
        title="health",
    )
    record = Reference("#nd-307", (Transform(a.EXCLUSIVE),))
    yield DocumentRecipe(
        "archive/training-307.xml",
        files.training_record(307),
        (
            _one("teacher", S, "specialist-04", record, id="gvbm"),
            _one("manager", J, "leader-03", record, Reference("#gvbm", (inclusive,)), id="cbql"),
            _one("issuer", X, "seal-03", Reference("#xpointer(/)", (ENVELOPED, Transform(a.EXCLUSIVE_COMMENTS)))),
        ),
        title="training",
    )
    yield DocumentRecipe(
        "archive/insurance-308.xml",
        files.insurance_file(308),
        (_one("unit", S, "seal-01", Reference("#hs-308", (ENVELOPED, inclusive)), canonicalization=inclusive),),
        title="insurance",
    )


# MARK: Plain documents


def _whole(*transforms: Transform, digest: str = a.SHA256, uri: str = "") -> Reference:
    return Reference(uri, (ENVELOPED, *transforms), digest)


def _plain() -> Iterator[DocumentRecipe]:
    def document(name: str, text: str, signature: SignatureRecipe, **more: object) -> DocumentRecipe:
        return DocumentRecipe(f"archive/{name}.xml", text, (signature,), title="plain", **more)  # type: ignore[arg-type]

    def sign(program: Program, identity: str, *references: Reference, **more: object) -> SignatureRecipe:
        return _one("signature", program, identity, *references, **more)

    inclusive, exclusive, eleven = Transform(a.CANONICAL10), Transform(a.EXCLUSIVE), Transform(a.CANONICAL11)
    yield document(
        "decision-401",
        plain.decision(401),
        sign(
            C,
            "leader-01",
            _whole(Transform(a.CANONICAL10_COMMENTS)),
            method=a.PSS_SHA256,
            canonicalization=Transform(a.CANONICAL10_COMMENTS),
        ),
    )
    yield document(
        "decision-402",
        plain.decision(402),
        sign(J, "leader-03", _whole(eleven, digest=a.SHA384), method=a.PSS_SHA384, canonicalization=eleven),
    )
    prefixed = Transform(a.EXCLUSIVE, "#default xsi")
    yield document(
        "decision-403", plain.decision(403), sign(X, "leader-02", _whole(prefixed), canonicalization=prefixed, prefix="")
    )
    yield document(
        "miscellany-404",
        plain.between_miscellany(404),
        sign(
            O,
            "leader-01",
            _whole(Transform(a.CANONICAL11_COMMENTS), uri="#xpointer(/)"),
            canonicalization=Transform(a.CANONICAL11_COMMENTS),
        ),
    )
    yield document("miscellany-405", plain.between_miscellany(405), sign(J, "office-01", _whole(exclusive), method=a.RSA_SHA384))
    yield document(
        "detached-406",
        plain.detached(406),
        sign(C, "office-03", Reference("#tai-lieu-406", (exclusive,), a.SHA3_512), method=a.PSS_SHA3_256),
    )
    yield document(
        "enveloping-407",
        plain.enveloping(),
        sign(
            J,
            "specialist-04",
            Reference("#noi-dung", (inclusive,), type=a.OBJECT),
            objects=(f'<Object xmlns="{a.XMLDSIG}" Id="noi-dung">Thông báo số 407: nghỉ lễ ngày 02/9.</Object>',),
            canonicalization=inclusive,
        ),
    )
    nested = (
        f'<ds:Object xmlns:ds="{a.XMLDSIG}" Id="noi-dung"><tb:ThongBao xmlns:tb="urn:example:thong-bao">'
        "<!-- bản chính --><tb:So>408</tb:So> Lịch tiếp công dân tháng 6.</tb:ThongBao></ds:Object>"
    )
    yield document(
        "enveloping-408",
        plain.enveloping(),
        sign(
            X,
            "specialist-01",
            Reference("#xpointer(id('noi-dung'))", (Transform(a.EXCLUSIVE_COMMENTS),)),
            objects=(nested,),
            canonicalization=Transform(a.EXCLUSIVE_COMMENTS),
        ),
    )
    yield document(
        "utf16le-409",
        plain.decision(409, encoding="UTF-16"),
        sign(X, "seal-01", _whole(inclusive), canonicalization=inclusive),
        encoding="UTF-16LE",
        byte_order_mark=True,
    )
    yield document(
        "utf16be-410",
        plain.decision(410, encoding="UTF-16"),
        sign(J, "seal-02", _whole(exclusive)),
        encoding="UTF-16BE",
        byte_order_mark=True,
    )
    yield document(
        "latin1-411",
        plain.decision(411, encoding="ISO-8859-1", body="Hòa giải viên tham dự đầy đủ; chi phí: 0 đồng."),
        sign(O, "leader-03", _whole(exclusive), method=a.RSA_SHA512),
        encoding="ISO-8859-1",
    )
    yield document(
        "crlf-412", plain.decision(412), sign(S, "leader-01", _enveloped_by_id("quyet-dinh-412", inclusive)), line_end="\r\n"
    )
    yield document(
        "corners-413",
        plain.decision(413, body=plain.CORNERS, standalone=' standalone="yes"'),
        sign(C, "leader-02", Reference("#noi-dung"), Reference("#quyet-dinh-413", (ENVELOPED, eleven)), canonicalization=inclusive),
        byte_order_mark=True,
    )
    yield document("decision-414", plain.decision(414), sign(O, "specialist-03", _whole(inclusive)))
    yield document(
        "decision-415",
        plain.decision(415),
        sign(S, "seal-02", _enveloped_by_id("quyet-dinh-415", eleven, a.SHA3_256), canonicalization=eleven, key_info=KeyInfo.LEAF_AND_ISSUER),
    )
    encoded = f'<Object xmlns="{a.XMLDSIG}" Id="noi-dung" Encoding="{a.BASE64}">{_BASE64_CONTENT}</Object>'
    yield document(
        "enveloping-416",
        plain.enveloping(),
        sign(O, "office-02", Reference("#noi-dung", (BASE64,), a.SHA512), objects=(encoded,), prefix=""),
    )


def _enveloped_by_id(identifier: str, transform: Transform, digest: str = a.SHA256) -> Reference:
    return Reference(f"#{identifier}", (ENVELOPED, transform), digest)


def documents() -> tuple[DocumentRecipe, ...]:
    """All documents of the archive, before one of them is tampered with."""
    return (*_envelopes(), *_invoices(), *_files(), *_plain())
