"""Every digest and signature algorithm that a signer here can make."""

from __future__ import annotations

from .. import algorithms as a
from ..cases.book import CaseBook
from ..recipe import KeyInfo, Program, Reference
from .sheet import CONTENT_CHANGED, EXCLUSIVE, Form, add, signature

_CHANGES = (CONTENT_CHANGED,)
_WEAK = {"sha1": "sha1", "md5": "md5", "ripemd160": "ripemd160", "sha224": "sha224", "sha3-224": "sha3-224"}
_SECRET = "hmac-file:keys/hmac.bin"
_ALL = ("jdk17", "xmlsec-1.3", "xmlsec1-1.2")
_NO_JDK = ("jdk17",)


def add_to(book: CaseBook) -> None:
    _add_keys(book)
    _add_digests(book)
    _add_methods(book)
    _add_pss_parameters(book)
    _add_curves(book)
    _add_truncation(book)


def _add_keys(book: CaseBook) -> None:
    for name in ("p521", "secp256k1", "brainpoolP256r1", "ed448"):
        book.files[f"keys/{name}.pub.pem"] = book.keyring.spki_pem(name)


def _needs(*hashes: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_WEAK[name] for name in hashes if name in _WEAK))


def _add_digests(book: CaseBook) -> None:
    programs = {
        a.MD5: Program.OPENSSL,
        a.SHA1: Program.JDK,
        a.RIPEMD160: Program.OPENSSL,
        a.SHA224: Program.SIGNXML,
        a.SHA256: Program.SIGNXML,
        a.SHA384: Program.SIGNXML,
        a.SHA512: Program.SIGNXML,
        a.SHA3_224: Program.SIGNXML,
        a.SHA3_256: Program.SIGNXML,
        a.SHA3_384: Program.SIGNXML,
        a.SHA3_512: Program.SIGNXML,
    }
    for method, program in programs.items():
        name = a.DIGESTS[method]
        recipe = signature(program, Reference("#noi-dung", (EXCLUSIVE,), method))
        form = Form(
            f"digest-{name}", f"digest {name}", recipe, _CHANGES, fields={"needs": _needs(name)}, has_digest_twin=True
        )
        signed = add(book, form)
        if form.fields["needs"]:
            _refuse(book, form, signed)


def _refuse(book: CaseBook, form: Form, signed: object, **more: object) -> None:
    """The same where nothing permits it."""
    fields = {**form.fields, "needs": (), "key": form.key, "expect": "refused", **more}
    names = [name for name in ("jdk17", "xmlsec-1.3", "xmlsec1-1.2") if name not in form.fields.get("not_asked", ())]
    fields.pop("unconfirmed", None)
    book.add(
        form.name,
        book.files[f"forms/{form.name}.xml"],
        f"{form.why}; nothing permits it",
        signed,  # type: ignore[arg-type]
        **{**fields, "not_asked": tuple(names) + tuple(form.fields.get("not_asked", ()))},
        unconfirmed="a rule of this project's policy, which no verifier has",
    )


def _add_methods(book: CaseBook) -> None:
    strong, large = "leader-03", "seal-01"
    rows: tuple[tuple[Program, str, str], ...] = (
        (Program.JDK, strong, a.RSA_SHA1),
        (Program.OPENSSL, strong, a.RSA_MD5),
        (Program.OPENSSL, strong, a.RSA_RIPEMD160),
        (Program.SIGNXML, strong, a.RSA_SHA224),
        (Program.SIGNXML, strong, a.RSA_SHA256),
        (Program.SIGNXML, strong, a.RSA_SHA384),
        (Program.SIGNXML, strong, a.RSA_SHA512),
        (Program.OPENSSL, strong, a.PSS_MD5),
        (Program.OPENSSL, strong, a.PSS_RIPEMD160),
        (Program.JDK, strong, a.PSS_SHA1),
        (Program.SIGNXML, strong, a.PSS_SHA224),
        (Program.CRYPTOGRAPHY, strong, a.PSS_SHA256),
        (Program.JDK, large, a.PSS_SHA384),
        (Program.XMLSEC, large, a.PSS_SHA512),
        (Program.SIGNXML, strong, a.PSS_SHA3_224),
        (Program.SIGNXML, strong, a.PSS_SHA3_256),
        (Program.SIGNXML, large, a.PSS_SHA3_384),
        (Program.SIGNXML, large, a.PSS_SHA3_512),
        (Program.XMLSEC, "office-02", a.ECDSA_SHA1),
        (Program.OPENSSL, "office-02", a.ECDSA_RIPEMD160),
        (Program.SIGNXML, "office-02", a.ECDSA_SHA224),
        (Program.SIGNXML, "office-02", a.ECDSA_SHA256),
        (Program.SIGNXML, "leader-02", a.ECDSA_SHA384),
        (Program.SIGNXML, "p521", a.ECDSA_SHA512),
        (Program.SIGNXML, "office-02", a.ECDSA_SHA3_224),
        (Program.SIGNXML, "office-02", a.ECDSA_SHA3_256),
        (Program.SIGNXML, "leader-02", a.ECDSA_SHA3_384),
        (Program.SIGNXML, "p521", a.ECDSA_SHA3_512),
        (Program.OPENSSL, "dsa-1024", a.DSA_SHA1),
        (Program.XMLSEC, "dsa-2048", a.DSA_SHA256),
        (Program.CRYPTOGRAPHY, "specialist-03", a.ED25519),
        (Program.JDK, "ed448", a.ED448),
        (Program.CRYPTOGRAPHY, "ed448", a.ED448),
        (Program.OPENSSL, "hmac", a.HMAC_MD5),
        (Program.JDK, "hmac", a.HMAC_SHA1),
        (Program.OPENSSL, "hmac", a.HMAC_RIPEMD160),
        (Program.SIGNXML, "hmac", a.HMAC_SHA224),
        (Program.SIGNXML, "hmac", a.HMAC_SHA256),
        (Program.SIGNXML, "hmac", a.HMAC_SHA384),
        (Program.SIGNXML, "hmac", a.HMAC_SHA512),
    )
    for program, identity, method in rows:
        algorithm = a.SIGNATURES[method]
        recipe = signature(
            program, Reference("#noi-dung", (EXCLUSIVE,)), identity=identity, method=method, key_info=KeyInfo.NONE
        )
        needs = _needs(algorithm.hash) + (("dsa",) if algorithm.scheme == "dsa" else ())
        name = f"method-{method.rsplit('#')[-1]}"
        if f"forms/{name}.xml" in book.files:
            name += f"-{program.value}"
        fields: dict[str, object] = {"needs": needs}
        if method in (a.PSS_MD5, a.PSS_RIPEMD160):
            fields |= {"not_asked": _ALL, "unconfirmed": "no verifier knows the algorithm"}
        form = Form(name, method.rsplit("#")[-1], recipe, (), key=_key(book, identity), fields=fields)
        signed = add(book, form)
        if needs:
            _refuse(book, form, signed)


def _key(book: CaseBook, identity: str) -> str:
    if identity == "hmac":
        return _SECRET
    return (
        f"cert:pki/{identity}.pem" if identity in book.keyring.infrastructure.keys else f"key:keys/{identity}.pub.pem"
    )


def _add_pss_parameters(book: CaseBook) -> None:
    """RFC 9231 §2.3.9; without parameters SHA-256, MGF1 with it, a salt of 32 octets."""
    full = (
        f'<p:RSAPSSParams xmlns:p="{a.MORE2007}"><ds:DigestMethod Algorithm="{a.SHA256}"/>'
        f'<p:MaskGenerationFunction Algorithm="{a.MORE2007}MGF1"><ds:DigestMethod Algorithm="{a.SHA256}"/>'
        "</p:MaskGenerationFunction><p:SaltLength>32</p:SaltLength><p:TrailerField>1</p:TrailerField></p:RSAPSSParams>"
    )
    for name, program, content in (
        ("given", Program.CRYPTOGRAPHY, full),
        ("default", Program.OPENSSL, ""),
    ):
        recipe = signature(program, Reference("#noi-dung", (EXCLUSIVE,)), method=a.PSS, method_content=content)
        add(book, Form(f"method-rsa-pss-{name}", f"rsa-pss, parameters {name}", recipe, _CHANGES))


def _add_curves(book: CaseBook) -> None:
    for program, curve in ((Program.CRYPTOGRAPHY, "secp256k1"), (Program.OPENSSL, "brainpoolP256r1")):
        recipe = signature(program, Reference("#noi-dung", (EXCLUSIVE,)), identity=curve, method=a.ECDSA_SHA256)
        fields: dict[str, object] = {"needs": (f"curve:{curve}",), "not_asked": _NO_JDK}
        form = Form(
            f"curve-{curve}", f"the curve {curve}", recipe, _CHANGES, key=f"key:keys/{curve}.pub.pem", fields=fields
        )
        signed = add(book, form)
        _refuse(book, form, signed)


def _add_truncation(book: CaseBook) -> None:
    """Erratum E03: at least 80 bits and at least half of the hash."""
    rows = (
        (a.HMAC_SHA1, Program.OPENSSL, 80, 72, ("sha1",)),
        (a.HMAC_SHA256, Program.OPENSSL, 128, 120, ()),
        (a.HMAC_SHA384, Program.CRYPTOGRAPHY, 192, 184, ()),
        (a.HMAC_SHA512, Program.OPENSSL, 256, 248, ()),
    )
    for method, program, floor, below, weak in rows:
        for bits in (floor, below):
            name = f"truncated-{a.SIGNATURES[method].hash}-{bits}"
            recipe = signature(
                program,
                Reference("#noi-dung", (EXCLUSIVE,)),
                identity="hmac",
                method=method,
                method_content=f"<ds:HMACOutputLength>{bits}</ds:HMACOutputLength>",
                output_bits=bits,
            )
            why = f"HMAC cut to {bits} bits"
            fields: dict[str, object] = {"needs": (*weak, f"hmac-truncation:{floor}"), "not_asked": _NO_JDK}
            form = Form(name, why, recipe, _CHANGES, key=_SECRET, fields=fields)
            if bits == floor:
                signed = add(book, form)
                _refuse(book, form, signed)
            else:
                signed = book.signed(name, form.text, recipe)
                book.recipes.append(signed.recipe)
                book.files[f"forms/{name}.xml"] = signed.octets
                _refuse(book, form, signed, needs=fields["needs"])
