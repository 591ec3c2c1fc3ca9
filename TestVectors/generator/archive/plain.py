"""Plain documents, for the corners of XML and of signatures."""

from __future__ import annotations

from collections.abc import Iterator

from .. import algorithms as a
from ..content import plain
from ..recipe import BASE64, ENVELOPED, DocumentRecipe, KeyInfo, Program, Reference, SignatureRecipe, Transform
from .common import BASE64_CONTENT, C, J, O, S, X, one


def _whole(*transforms: Transform, digest: str = a.SHA256, uri: str = "") -> Reference:
    return Reference(uri, (ENVELOPED, *transforms), digest)


def documents() -> Iterator[DocumentRecipe]:
    def document(name: str, text: str, signature: SignatureRecipe, **more: object) -> DocumentRecipe:
        return DocumentRecipe(f"archive/{name}.xml", text, (signature,), title="plain", **more)  # type: ignore[arg-type]

    def sign(program: Program, identity: str, *references: Reference, **more: object) -> SignatureRecipe:
        return one("signature", program, identity, *references, **more)

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
        "decision-403",
        plain.decision(403),
        sign(X, "leader-02", _whole(prefixed), canonicalization=prefixed, prefix=""),
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
    yield document(
        "miscellany-405", plain.between_miscellany(405), sign(J, "office-01", _whole(exclusive), method=a.RSA_SHA384)
    )
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
        "crlf-412",
        plain.decision(412),
        sign(S, "leader-01", _enveloped_by_id("quyet-dinh-412", inclusive)),
        line_end="\r\n",
    )
    yield document(
        "corners-413",
        plain.decision(413, body=plain.CORNERS, standalone=' standalone="yes"'),
        sign(
            C,
            "leader-02",
            Reference("#noi-dung"),
            Reference("#quyet-dinh-413", (ENVELOPED, eleven)),
            canonicalization=inclusive,
        ),
        byte_order_mark=True,
    )
    yield document("decision-414", plain.decision(414), sign(O, "specialist-03", _whole(inclusive)))
    yield document(
        "decision-415",
        plain.decision(415),
        sign(
            S,
            "seal-02",
            _enveloped_by_id("quyet-dinh-415", eleven, a.SHA3_256),
            canonicalization=eleven,
            key_info=KeyInfo.LEAF_AND_ISSUER,
        ),
    )
    encoded = f'<Object xmlns="{a.XMLDSIG}" Id="noi-dung" Encoding="{a.BASE64}">{BASE64_CONTENT}</Object>'
    yield document(
        "enveloping-416",
        plain.enveloping(),
        sign(O, "office-02", Reference("#noi-dung", (BASE64,), a.SHA512), objects=(encoded,), prefix=""),
    )


def _enveloped_by_id(identifier: str, transform: Transform, digest: str = a.SHA256) -> Reference:
    return Reference(f"#{identifier}", (ENVELOPED, transform), digest)
