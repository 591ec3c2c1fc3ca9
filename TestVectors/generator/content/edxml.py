"""Envelopes in the shape of edXML (QCVN 102:2016/BTTTT): header, body, attachments, four signatures."""

from __future__ import annotations

import base64
import textwrap
from dataclasses import dataclass

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"

HEADER_ID = "tieu-de"
BODY_ID = "than-van-ban"
ATTACHMENTS_ID = "dinh-kem"
FIRST_ATTACHMENT_ID = "tep-1"


@dataclass(frozen=True)
class Envelope:
    number: int
    notation: str
    subject: str
    summary: str
    attachments: tuple[tuple[str, str], ...]
    """Name and text."""
    seal_at_root: bool = False
    in_digital_signature: bool = False
    """Whether the signatures stand in `edXML:DigitalSignature`, or in the header itself."""

    def text(self, encoding: str = "UTF-8") -> str:
        seal_in_header = "" if self.seal_at_root else "\n{{seal}}"
        signatures = "{{specialist}}\n{{office}}\n{{leader}}" + seal_in_header
        if self.in_digital_signature:
            signatures = f"<edXML:DigitalSignature>\n{signatures}\n</edXML:DigitalSignature>"
        at_root = "\n{{seal}}" if self.seal_at_root else ""
        return f"""<?xml version="1.0" encoding="{encoding}"?>
<edXML xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<edXML:edXMLEnvelope xmlns:edXML="{NAMESPACE}">
<edXML:edXMLHeader>
{self._message_header()}
<edXML:TraceHeaderList id="vet-gui" version="1.0">
<edXML:TraceHeader><edXML:OrganId>000.00.01.X99</edXML:OrganId><edXML:Timestamp>2026/05/{self._day} 08:15:00</edXML:Timestamp></edXML:TraceHeader>
</edXML:TraceHeaderList>
{signatures}
</edXML:edXMLHeader>
<edXML:edXMLBody Id="{BODY_ID}">
<edXML:edXMLManifest version="1.0" xmlns:xlink="http://www.w3.org/1999/xlink">
{self._manifest()}
</edXML:edXMLManifest>
</edXML:edXMLBody>
</edXML:edXMLEnvelope>
<AttachmentEncoded Id="{ATTACHMENTS_ID}">
{self._attachments()}
</AttachmentEncoded>{at_root}
</edXML>
"""

    @property
    def _day(self) -> str:
        return f"{1 + self.number % 28:02}"

    def _message_header(self) -> str:
        return f"""<edXML:MessageHeader Id="{HEADER_ID}">
<edXML:From><edXML:OrganId>000.00.01.X99</edXML:OrganId><edXML:OrganName>Sở mẫu số 1</edXML:OrganName></edXML:From>
<edXML:To><edXML:OrganId>000.00.00.X98</edXML:OrganId><edXML:OrganName>Bộ mẫu</edXML:OrganName></edXML:To>
<edXML:Code><edXML:CodeNumber>{self.number}</edXML:CodeNumber><edXML:CodeNotation>{self.notation}</edXML:CodeNotation></edXML:Code>
<edXML:PromulgationInfo><edXML:Place>Tỉnh mẫu</edXML:Place><edXML:PromulgationDate>2026/05/{self._day}</edXML:PromulgationDate></edXML:PromulgationInfo>
<edXML:DocumentType><edXML:Type>2</edXML:Type><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
<edXML:Subject>{self.subject}</edXML:Subject>
<edXML:Content><!-- trích yếu -->{self.summary}</edXML:Content>
<edXML:SignerInfo><edXML:Competence>TM</edXML:Competence><edXML:Position>Lãnh đạo</edXML:Position><edXML:FullName/></edXML:SignerInfo>
<edXML:DocumentId>000.00.01.X99,2026/05/{self._day},{self.number}/{self.notation}</edXML:DocumentId>
</edXML:MessageHeader>"""

    def _manifest(self) -> str:
        return "\n".join(
            f'<edXML:Reference xlink:href="cid:tep-{index}" xlink:type="simple">'
            f"<edXML:AttachmentName>{name}</edXML:AttachmentName><edXML:ContentType>text/plain</edXML:ContentType>"
            "</edXML:Reference>"
            for index, (name, _) in enumerate(self.attachments, 1)
        )

    def _attachments(self) -> str:
        return "\n".join(
            f"<Attachment><ContentType>text/plain</ContentType><ContentId>tep-{index}</ContentId>"
            f"<AttachmentName>{name}</AttachmentName>"
            f'<ContentTransferEncoded Id="tep-{index}">{_base64(text)}</ContentTransferEncoded></Attachment>'
            for index, (name, text) in enumerate(self.attachments, 1)
        )


def _base64(text: str) -> str:
    return "\n".join(textwrap.wrap(base64.b64encode(text.encode()).decode(), 76))
