"""Keys in every form that KeyInfo has, and what nobody acts upon."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from xml.sax.saxutils import escape

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from .. import algorithms as a
from .. import markup
from ..cases.book import CaseBook
from ..recipe import Program, Reference
from .sheet import CONTENT_CHANGED, EXCLUSIVE, SIGNER, SIGNER_FILE, Form, add, record, signature

_CHANGES = (CONTENT_CHANGED,)
_CONTENT = Reference("#noi-dung", (EXCLUSIVE,))
_POOL = tuple(f"pki/{name}.pem" for name in ("leader-01", "office-01", SIGNER, "seal-03"))


def _key_info(content: str, attributes: str = "") -> str:
    return f'<ds:KeyInfo xmlns:ds="{a.XMLDSIG}"{attributes}>{content}</ds:KeyInfo>'


def _data(content: str) -> str:
    return f"<ds:X509Data>{content}</ds:X509Data>"


def _dsig11(name: str, content: str, attributes: str = "") -> str:
    return f'<dsig11:{name} xmlns:dsig11="{a.XMLDSIG11}"{attributes}>{content}</dsig11:{name}>'


def add_to(book: CaseBook) -> None:
    _add_values(book)
    _add_names(book)
    _add_lookups(book)
    _add_certificates(book)
    _add_elsewhere(book)
    _add_ignored(book)
    _add_contradictions(book)


def _add(book: CaseBook, name: str, why: str, program: Program, content: str, key: str, **more: object) -> Form:
    identity = more.pop("identity", SIGNER)
    method = more.pop("method", a.RSA_SHA256)
    objects = more.pop("objects", ())
    recipe = signature(
        program, _CONTENT, identity=identity, method=method, key_info_text=_key_info(content), objects=objects
    )  # type: ignore[arg-type]
    detached = more.pop("detached", {})
    form = Form(
        f"key-{name}",
        f"KeyInfo: {why}",
        recipe,
        _CHANGES,
        key=key,
        detached=detached,  # type: ignore[arg-type]
        fields=more,
    )
    add(book, form)
    return form


def _curve_value_rfc4050(key: ec.EllipticCurvePublicKey, curve: str) -> str:
    """RFC 4050 §3: coordinates as decimal numbers."""
    numbers = key.public_numbers()
    xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="e:PrimeFieldElemType"'
    return (
        f'<ds:KeyValue><e:ECDSAKeyValue xmlns:e="{a.MORE2001}"><e:DomainParameters><e:NamedCurve URN="{curve}"/>'
        f'</e:DomainParameters><e:PublicKey><e:X Value="{numbers.x}" {xsi}/><e:Y Value="{numbers.y}" {xsi}/>'
        "</e:PublicKey></e:ECDSAKeyValue></ds:KeyValue>"
    )


def _add_values(book: CaseBook) -> None:
    writer = markup.SignatureMarkup(signature(Program.OPENSSL, _CONTENT), book.keyring.infrastructure)

    def value(identity: str) -> str:
        return writer.key_value(book.keyring.private(identity).public_key())

    rows = (
        ("value-rsa", Program.OPENSSL, SIGNER, a.RSA_SHA256, ()),
        ("value-rsa-xmlsec", Program.XMLSEC, SIGNER, a.RSA_SHA256, ()),
        ("value-dsa", Program.CRYPTOGRAPHY, "dsa-2048", a.DSA_SHA256, ("dsa",)),
        ("value-dsa-xmlsec", Program.XMLSEC, "dsa-2048", a.DSA_SHA256, ("dsa",)),
        ("value-p256", Program.CRYPTOGRAPHY, "office-02", a.ECDSA_SHA256, ()),
        ("value-p384", Program.XMLSEC, "leader-02", a.ECDSA_SHA384, ()),
        ("value-p521", Program.XMLSEC, "p521", a.ECDSA_SHA512, ()),
    )
    for name, program, identity, method, needs in rows:
        _add(
            book, name, "KeyValue", program, value(identity), "keyvalue", identity=identity, method=method, needs=needs
        )
    for name, program, identity, method, curve in (
        ("value-rfc4050-p256", Program.CRYPTOGRAPHY, "office-02", a.ECDSA_SHA256, "urn:oid:1.2.840.10045.3.1.7"),
        ("value-rfc4050-p384", Program.OPENSSL, "leader-02", a.ECDSA_SHA384, "urn:oid:1.3.132.0.34"),
        ("value-rfc4050-p521", Program.CRYPTOGRAPHY, "p521", a.ECDSA_SHA512, "urn:oid:1.3.132.0.35"),
    ):
        key = book.keyring.private(identity).public_key()
        assert isinstance(key, ec.EllipticCurvePublicKey)
        content = _curve_value_rfc4050(key, curve)
        _add(book, name, "ECDSAKeyValue of RFC 4050", program, content, "keyvalue", identity=identity, method=method)
    for name, program, identity, method in (
        ("der-encoded-rsa", Program.XMLSEC, SIGNER, a.RSA_SHA256),
        ("der-encoded-p256", Program.CRYPTOGRAPHY, "office-02", a.ECDSA_SHA256),
    ):
        encoded = markup.base64_lines(book.keyring.infrastructure.spki(identity))
        content = _dsig11("DEREncodedKeyValue", encoded)
        _add(book, name, "DEREncodedKeyValue", program, content, "keyvalue", identity=identity, method=method)


def _add_names(book: CaseBook) -> None:
    content = f"<ds:KeyName>{SIGNER}</ds:KeyName>"
    for program in (Program.XMLSEC, Program.JDK):
        _add(book, f"name-{program.value}", "KeyName", program, content, SIGNER_FILE, key_name=SIGNER)
    _add(
        book,
        "names",
        "two KeyNames, the second is known",
        Program.OPENSSL,
        f"<ds:KeyName>Không ai biết</ds:KeyName>{content}",
        SIGNER_FILE,
        key_name=SIGNER,
    )
    _add(
        book,
        "name-another",
        "KeyName is another key's, and what the verifier knows counts",
        Program.CRYPTOGRAPHY,
        "<ds:KeyName>leader-01</ds:KeyName>",
        SIGNER_FILE,
        key_name=SIGNER,
    )


def _descriptions(book: CaseBook, name: str) -> tuple[tuple[str, Program, str], ...]:
    """Each form of naming a certificate that isn't there."""
    infrastructure = book.keyring.infrastructure
    certificate = infrastructure.certificates[name]
    issuer = escape(certificate.issuer.rfc4514_string())
    subject = escape(certificate.subject.rfc4514_string())
    identifier = certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    digest = hashlib.sha256(infrastructure.der(name)).digest()
    return (
        (
            "issuer-serial",
            Program.JDK,
            f"<ds:X509IssuerSerial><ds:X509IssuerName>{issuer}</ds:X509IssuerName>"
            f"<ds:X509SerialNumber>{certificate.serial_number}</ds:X509SerialNumber></ds:X509IssuerSerial>",
        ),
        ("subject-key-identifier", Program.XMLSEC, f"<ds:X509SKI>{markup.base64_lines(identifier)}</ds:X509SKI>"),
        ("subject-name", Program.CRYPTOGRAPHY, f"<ds:X509SubjectName>{subject}</ds:X509SubjectName>"),
        (
            "digest-of-certificate",
            Program.OPENSSL,
            _dsig11("X509Digest", markup.base64_lines(digest), f' Algorithm="{a.SHA256}"'),
        ),
    )


def _add_lookups(book: CaseBook) -> None:
    """A certificate is named and not there: it has to be found among those that the verifier has."""
    for name, program, content in _descriptions(book, SIGNER):
        why = f"X509Data with {content[1 : content.index('>')].split()[0].split(':')[1]} alone"
        _add(book, name, why, program, _data(content), SIGNER_FILE, lookup_pool=_POOL)
        second = Program.JDK if program is Program.XMLSEC else Program.XMLSEC
        _add(book, f"{name}-{second.value}", why, second, _data(content), SIGNER_FILE, lookup_pool=_POOL)
    another = "leader-01"
    for name, program, content in _descriptions(book, another):
        recipe = signature(program, _CONTENT, key_info_text=_key_info(_data(content)))
        signed = book.signed(f"key-{name}-another", record(), recipe)
        book.recipes.append(signed.recipe)
        book.twin(
            f"key-{name}-another",
            signed,
            signed.octets,
            "X509Data names a certificate with another key than the signer's",
            key=f"cert:pki/{another}.pem",
            lookup_pool=_POOL,
        )


def _certificate(book: CaseBook, name: str = SIGNER) -> str:
    return f"<ds:X509Certificate>{markup.base64_lines(book.keyring.infrastructure.der(name))}</ds:X509Certificate>"


def _add_certificates(book: CaseBook) -> None:
    infrastructure = book.keyring.infrastructure
    crl = infrastructure.crls["issuing-persons"].public_bytes(serialization.Encoding.DER)
    rows = (
        ("certificate", "X509Certificate", Program.XMLSEC, _data(_certificate(book))),
        (
            "certificate-chain",
            "the issuer's certificate before the signer's",
            Program.JDK,
            _data(_certificate(book, "issuing-persons") + _certificate(book)),
        ),
        (
            "certificate-two-data",
            "two X509Data",
            Program.OPENSSL,
            _data(_certificate(book)) + _data(_certificate(book, "issuing-persons")),
        ),
        (
            "revocation-list",
            "a revocation list beside the certificate",
            Program.CRYPTOGRAPHY,
            _data(_certificate(book) + f"<ds:X509CRL>{markup.base64_lines(crl)}</ds:X509CRL>"),
        ),
    )
    for name, why, program, content in rows:
        _add(book, name, why, program, content, "x509", certificate=f"pki/{SIGNER}.pem")


def _add_elsewhere(book: CaseBook) -> None:
    """The key stands in another place, to which KeyInfo points."""
    certificate = f"pki/{SIGNER}.pem"
    path = "forms/external/signer.der"
    book.files[path] = book.keyring.infrastructure.der(SIGNER)
    _add(
        book,
        "retrieval-raw",
        "RetrievalMethod of a certificate outside",
        Program.XMLSEC,
        f'<ds:RetrievalMethod URI="signer.der" Type="{a.XMLDSIG}rawX509Certificate"/>',
        "x509",
        certificate=certificate,
        detached={"signer.der": path},
    )

    def elsewhere(content: str) -> str:
        return f'<ds:Object xmlns:ds="{a.XMLDSIG}">{content}</ds:Object>'

    data = f'<ds:X509Data Id="chung-thu">{_certificate(book)}</ds:X509Data>'
    _add(
        book,
        "retrieval-data",
        "RetrievalMethod of an X509Data in the document",
        Program.CRYPTOGRAPHY,
        f'<ds:RetrievalMethod URI="#chung-thu" Type="{a.XMLDSIG}X509Data"/>',
        "x509",
        certificate=certificate,
        objects=(elsewhere(data),),
    )
    info = _key_info(_data(_certificate(book)), ' Id="khoa-chung"')
    for name, program in (("reference", Program.OPENSSL), ("reference-xmlsec", Program.XMLSEC)):
        _add(
            book,
            name,
            "KeyInfoReference",
            program,
            _dsig11("KeyInfoReference", "", ' URI="#khoa-chung"'),
            "x509",
            certificate=certificate,
            objects=(elsewhere(info),),
        )
    _add_values_elsewhere(book, elsewhere)


def _add_values_elsewhere(book: CaseBook, elsewhere: Callable[[str], str]) -> None:
    """The Types of RetrievalMethod that name a key alone."""
    writer = markup.SignatureMarkup(signature(Program.OPENSSL, _CONTENT), book.keyring.infrastructure)

    def value(identity: str) -> str:
        """The content of a KeyValue, which can be named."""
        text = writer.key_value(book.keyring.private(identity).public_key())
        inside = text.removeprefix("<ds:KeyValue>").removesuffix("</ds:KeyValue>")
        end = next(index for index, character in enumerate(inside) if character in " >")
        return f'{inside[:end]} Id="khoa"{inside[end:]}'

    encoded = _dsig11("DEREncodedKeyValue", markup.base64_lines(book.keyring.infrastructure.spki(SIGNER)), ' Id="khoa"')
    rows = (
        ("rsa", Program.XMLSEC, SIGNER, a.RSA_SHA256, f"{a.XMLDSIG}RSAKeyValue", value(SIGNER), ()),
        ("dsa", Program.OPENSSL, "dsa-2048", a.DSA_SHA256, f"{a.XMLDSIG}DSAKeyValue", value("dsa-2048"), ("dsa",)),
        ("p256", Program.CRYPTOGRAPHY, "office-02", a.ECDSA_SHA256, f"{a.XMLDSIG11}ECKeyValue", value("office-02"), ()),
        ("der-encoded", Program.OPENSSL, SIGNER, a.RSA_SHA256, f"{a.XMLDSIG11}DEREncodedKeyValue", encoded, ()),
    )
    for name, program, identity, method, kind, content, needs in rows:
        _add(
            book,
            f"retrieval-{name}",
            f"RetrievalMethod of a {kind.rsplit('#', 1)[1]} in the document",
            program,
            f'<ds:RetrievalMethod URI="#khoa" Type="{kind}"/>',
            "keyvalue",
            identity=identity,
            method=method,
            needs=needs,
            objects=(elsewhere(content),),
        )


def _add_ignored(book: CaseBook) -> None:
    packet = markup.base64_lines(bytes(range(16)))
    rows = (
        ("pgp", f"<ds:PGPData><ds:PGPKeyID>{packet}</ds:PGPKeyID></ds:PGPData>"),
        ("spki", f"<ds:SPKIData><ds:SPKISexp>{packet}</ds:SPKISexp></ds:SPKIData>"),
        ("mgmt", "<ds:MgmtData>không dùng</ds:MgmtData>"),
        ("foreign", '<x:Khoa xmlns:x="urn:example:khoa">không dùng</x:Khoa>'),
    )
    programs = (Program.OPENSSL, Program.CRYPTOGRAPHY, Program.OPENSSL, Program.XMLSEC)
    for program, (name, content) in zip(programs, rows, strict=True):
        _add(book, f"ignored-{name}", f"{name} says nothing that anybody acts upon", program, content, SIGNER_FILE)


def _add_contradictions(book: CaseBook) -> None:
    """Another key beside the certificate."""
    encoded = markup.base64_lines(book.keyring.infrastructure.spki("seal-03"))
    writer = markup.SignatureMarkup(signature(Program.OPENSSL, _CONTENT), book.keyring.infrastructure)
    rows = (
        ("der-encoded", Program.OPENSSL, _dsig11("DEREncodedKeyValue", encoded)),
        ("value", Program.XMLSEC, writer.key_value(book.keyring.private("seal-03").public_key())),
    )
    for name, program, content in rows:
        recipe = signature(program, _CONTENT, key_info_text=_key_info(content + _data(_certificate(book))))
        form = Form(f"key-contradiction-{name}", "", recipe)
        signed = book.signed(form.name, form.text, recipe)
        book.recipes.append(signed.recipe)
        book.add(
            form.name,
            signed.octets,
            "KeyInfo holds another key than the certificate beside it",
            signed,
            kind="attack",
            expect="invalid",
            certificate=f"pki/{SIGNER}.pem",
            dissenting={name: "was given the certificate's key" for name in ("jdk17", "xmlsec-1.3", "xmlsec1-1.2")},
            unconfirmed="the verifiers are given the key; a rule of this project",
        )
