"""E-invoices in the shape of Decision 1450/QĐ-TCT: HDon with DLHDon, MCCQT and DSCKS."""

from __future__ import annotations

from dataclasses import dataclass

from .. import algorithms


@dataclass(frozen=True)
class Line:
    name: str
    unit: str
    quantity: int
    price: int


@dataclass(frozen=True)
class Invoice:
    number: int
    series: str
    buyer: str
    lines: tuple[Line, ...]
    data_id: str = "DuLieuKy"
    has_code: bool = False
    """Whether the tax office's code (MCCQT) is there."""
    buyer_signs: bool = False
    tax_office_signs: bool = False

    @property
    def total(self) -> int:
        return sum(line.quantity * line.price for line in self.lines)

    def text(self, encoding: str = "UTF-8") -> str:
        code = f'\n<MCCQT Id="MaCQT">00{self.number:032X}</MCCQT>' if self.has_code else ""
        buyer = "\n<NMua>{{buyer}}</NMua>" if self.buyer_signs else ""
        tax_office = "\n<CQT>{{tax-office}}</CQT>" if self.tax_office_signs else ""
        return f"""<?xml version="1.0" encoding="{encoding}"?>
<HDon>
<DLHDon Id="{self.data_id}">
<TTChung><PBan>2.0.1</PBan><THDon>Hóa đơn giá trị gia tăng</THDon><KHMSHDon>1</KHMSHDon><KHHDon>{self.series}</KHHDon><SHDon>{self.number}</SHDon><NLap>2026-05-{1 + self.number % 28:02}</NLap><DVTTe>VND</DVTTe></TTChung>
<NDHDon>
<NBan><Ten>Công ty bán hàng mẫu</Ten><MST>0000000001</MST><DChi>Số 1, đường Mẫu, Tỉnh mẫu</DChi></NBan>
<NMua Id="NguoiMua"><Ten>{self.buyer}</Ten><MST>0000000003</MST></NMua>
<DSHHDVu>
{self._lines()}
</DSHHDVu>
<TToan><TgTCThue>{self.total}</TgTCThue><TgTThue>{self.total // 10}</TgTThue><TgTTTBSo>{self.total + self.total // 10}</TgTTTBSo></TToan>
</NDHDon>
</DLHDon>{code}
<DSCKS>
<NBan>{{{{seller}}}}</NBan>{buyer}{tax_office}
</DSCKS>
</HDon>
"""

    def _lines(self) -> str:
        return "\n".join(
            f"<HHDVu><STT>{index}</STT><THHDVu>{line.name}</THHDVu><DVTinh>{line.unit}</DVTinh><SLuong>{line.quantity}</SLuong>"
            f"<DGia>{line.price}</DGia><ThTien>{line.quantity * line.price}</ThTien><TSuat>10%</TSuat></HHDVu>"
            for index, line in enumerate(self.lines, 1)
        )


def signing_time(identifier: str, time: str, target: str) -> str:
    """The `Object` that holds a claimed signing time, as invoices have it: local, without a zone."""
    return (
        f'<Object xmlns="{algorithms.XMLDSIG}" Id="{identifier}"><SignatureProperties>'
        f'<SignatureProperty Target="#{target}"><tg:SigningTime xmlns:tg="urn:example:thoi-diem-ky">{time}</tg:SigningTime>'
        "</SignatureProperty></SignatureProperties></Object>"
    )
