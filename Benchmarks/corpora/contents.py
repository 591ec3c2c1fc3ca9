"""What is signed: invoices, electronic documents, large documents, and one shape for each cost of canonicalization."""

from __future__ import annotations

import base64
import random
import textwrap

from generator.content.invoices import Invoice, Line

SIGNATURE_PLACE = "{{seller}}"
_WORDS = (
    "đơn hàng số liệu báo cáo tỉnh xã phường ngân sách kinh phí hội nghị công trình quyết toán dịch vụ hóa đơn".split()
)


def _phrase(source: random.Random, words: int) -> str:
    return " ".join(source.choice(_WORDS) for _ in range(words))


def invoice(number: int) -> str:
    """About 8 KB with its signature; `{{seller}}` is the place of that."""
    source = random.Random(f"invoice {number}")
    lines = tuple(
        Line(_phrase(source, 5), "cái", source.randrange(1, 50), source.randrange(1, 900) * 1000) for _ in range(17)
    )
    return Invoice(number, "C26TMX", f"Đơn vị mua hàng mẫu {number % 97}", lines).text()


ROLES = ("specialist", "office", "leader", "seal")


def electronic_document(number: int) -> str:
    """About 55 KB with four signatures; each role has its place. The part `content` is what they sign."""
    source = random.Random(f"document {number}")
    attachment = base64.b64encode(source.randbytes(24_000)).decode()
    paragraphs = "\n".join(
        f'<Paragraph number="{index}"><Heading>{_phrase(source, 6)}</Heading>'
        f"<Text>{_phrase(source, 14)}</Text></Paragraph>"
        for index in range(30)
    )
    signatures = "\n".join(f"{{{{{role}}}}}" for role in ROLES)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<EDocument xmlns="urn:example:e-document" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<Content Id="content">
<Header><From>000.00.01.X99</From><To>000.00.00.X98</To><Number>{number}</Number><Subject>{_phrase(source, 12)}</Subject></Header>
<Body>
{paragraphs}
</Body>
<e:Attachments xmlns:e="urn:example:attachments"><e:Attachment e:name="tep-1.pdf" e:encoding="base64">
{chr(10).join(textwrap.wrap(attachment, 76))}
</e:Attachment></e:Attachments>
</Content>
<Signatures>
{signatures}
</Signatures>
</EDocument>
"""


def small_elements(size: int, place: str = "") -> str:
    """Records of short elements, the markup of tables."""
    source = random.Random("small elements")
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<Records xmlns="urn:example:records">']
    length, number = 0, 0
    while length < size:
        amount = source.randrange(1, 10**7)
        record = (
            f'<R id="{number}"><N>{number}</N><D>2026-05-{1 + number % 28:02}</D><A>{amount}</A>'
            f'<C k="{number % 7}"/><T>{source.choice(_WORDS)}</T></R>\n'
        )
        parts.append(record)
        length += len(record.encode())
        number += 1
    return "".join(parts) + f"{place}</Records>\n"


def namespace_heavy(size: int, place: str = "") -> str:
    """Many prefixes in scope, most of them used, some declared anew in each record."""
    source = random.Random("namespaces")
    declarations = " ".join(f'xmlns:p{index}="urn:example:part:{index}"' for index in range(24))
    parts = [f'<?xml version="1.0" encoding="UTF-8"?>\n<Records xmlns="urn:example:records" {declarations}>']
    length, number = 0, 0
    while length < size:
        first, second, third = source.sample(range(24), 3)
        own = f"urn:example:own:{number % 50}"
        record = (
            f'<p{first}:R xmlns:o="{own}" xmlns:q="{own}:q"><o:N p{second}:k="{number % 7}">{number}</o:N>'
            f'<p{third}:A q:unit="VND"><q:V>{source.randrange(1, 10**7)}</q:V></p{third}:A></p{first}:R>\n'
        )
        parts.append(record)
        length += len(record)
        number += 1
    return "".join(parts) + f"{place}</Records>\n"


def _filled(root: str, end: str, size: int, make: object) -> str:
    parts, length, number = [root], 0, 0
    while length < size:
        part = make(number)  # type: ignore[operator]
        parts.append(part)
        length += len(part.encode())
        number += 1
    return "".join(parts) + end


def text_heavy(size: int) -> str:
    source = random.Random("text")
    return _filled("<T>", "</T>\n", size, lambda number: f"<P>{_phrase(source, 400)}</P>\n")


def attribute_heavy(size: int) -> str:
    def element(number: int) -> str:
        names = [f"a{(number * 7 + index * 3) % 40}" for index in range(12)]
        return "<E " + " ".join(f'{name}="{number % 1000}"' for name in names) + "/>\n"

    return _filled("<T>", "</T>\n", size, element)


def deep(size: int) -> str:
    """Nested 200 deep, a declaration at each level."""

    def tower(number: int) -> str:
        start = "".join(f'<n{level}:e xmlns:n{level}="urn:example:{level}">' for level in range(200))
        return start + str(number) + "".join(f"</n{level}:e>" for level in reversed(range(200))) + "\n"

    return _filled("<T>", "</T>\n", size, tower)


def escapes(size: int) -> str:
    """Much that canonicalization has to write another way: references, CDATA sections, CRs, quotes, comments."""
    row = '<E b=\'"{}"\' a="&lt;&#9;{}&#10;">&#65;&amp;{}<![CDATA[<&>]]>&#13; &gt;<!-- {} --></E>\r\n'
    return _filled("<T>", "</T>\n", size, lambda number: row.replace("{}", str(number)))


SHAPES = {
    "markup": small_elements,
    "namespaces": namespace_heavy,
    "text": text_heavy,
    "attributes": attribute_heavy,
    "deep": deep,
    "escapes": escapes,
}
