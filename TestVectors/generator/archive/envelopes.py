"""Envelopes with four signatures each: initials of a specialist and of the office, leader, seal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .. import algorithms as a
from ..content import edxml
from ..recipe import BASE64, ENVELOPED, DocumentRecipe, KeyInfo, Program, Reference, SignatureRecipe, Transform
from .common import C, J, O, S, X, method_of

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
        (
            f"phu-luc-{index}.txt",
            f"Phụ lục {index} kèm theo văn bản số {number}: bảng số liệu mẫu, {index * number} dòng.",
        )
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
        _envelope(
            106, "Về việc phê duyệt dự toán", "Phê duyệt dự toán 1.250.000.000 đồng.", attachments=3, at_root=True
        ),
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


def documents() -> Iterator[DocumentRecipe]:
    for envelope, chain in (*ENVELOPES, TAMPERED_ENVELOPE):
        yield DocumentRecipe(
            f"archive/edxml-{envelope.number}.xml", envelope.text(), envelope_signatures(envelope, chain), title="edXML"
        )
