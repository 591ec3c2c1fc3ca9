"""Files that offices receive, each with its own place for signatures: tax, health, training, insurance."""

from __future__ import annotations

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def tax_declaration(number: int, period: str, turnover: int, id_attribute: str = "id") -> str:
    """HSoThueDTu: the file signed by a lower-case `id`, the signature in its sibling CKyDTu."""
    return f"""{_DECLARATION}<HSoThueDTu xmlns="http://kekhaithue.gdt.gov.vn/TKhaiThue" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<HSoKhaiThue {id_attribute}="_NODE_TO_SIGN">
<TTinChung><TTinDVu><maDVu>MAU</maDVu><tenDVu>Dịch vụ kê khai mẫu</tenDVu></TTinDVu>
<TTinTKhaiThue><TKhaiThue><maTKhai>{number}</maTKhai><tenTKhai>Tờ khai thuế giá trị gia tăng</tenTKhai><KyKKhaiThue><kieuKy>M</kieuKy><kyKKhai>{period}</kyKKhai></KyKKhaiThue></TKhaiThue>
<NNT><mst>0000000001</mst><tenNNT>Công ty bán hàng mẫu</tenNNT></NNT></TTinTKhaiThue></TTinChung>
<CTieuTKhaiChinh><ct23>{turnover}</ct23><ct24>{turnover // 10}</ct24><!-- chỉ tiêu không phát sinh --></CTieuTKhaiChinh>
</HSoKhaiThue>
<CKyDTu>{{{{taxpayer}}}}</CKyDTu>
</HSoThueDTu>
"""


def tax_notice(number: int) -> str:
    return f"""{_DECLARATION}<TBaoThueDTu xmlns="http://kekhaithue.gdt.gov.vn/TBaoThue" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<TBaoThue id="_NODE_TO_SIGN">
<TTinChung><maTBao>{number}</maTBao><tenTBao>Thông báo chấp nhận hồ sơ khai thuế điện tử</tenTBao><ngayTBao>2026-05-20</ngayTBao></TTinChung>
<NDungTBao><!-- bản in --><mst>0000000001</mst><noiDung>Cơ quan Thuế mẫu đã chấp nhận hồ sơ khai thuế.</noiDung></NDungTBao>
</TBaoThue>
<CKyDTu>{{{{tax-office}}}}</CKyDTu>
</TBaoThueDTu>
"""


def withholding_certificate(number: int) -> str:
    """CTu: the element name TCTTNhap stands for the payer's data and for the place of the payer's signature."""
    return f"""{_DECLARATION}<CTu>
<DLCTu Id="SigningData">
<TTChung><MSCTu>03/TNCN</MSCTu><KHCTu>CT/26E</KHCTu><SCTu>{number}</SCTu><NLap>2026-05-11</NLap></TTChung>
<NDCTu><TCTTNhap><Ten>Công ty bán hàng mẫu</Ten><MST>0000000001</MST></TCTTNhap><NNT><Ten>Người nộp thuế mẫu</Ten><MST>0000000007</MST></NNT>
<TTNCNKTru><TNhapChiu>18000000</TNhapChiu><SThue>1800000</SThue></TTNCNKTru></NDCTu>
</DLCTu>
<DSCKS><TCTTNhap>{{{{payer}}}}</TCTTNhap></DSCKS>
</CTu>
"""


def health_file(number: int, content: str) -> str:
    """GIAMDINHHS: the signature in CHUKYDONVI, the last child of the root."""
    return f"""{_DECLARATION}<GIAMDINHHS>
<THONGTINDONVI><MACSKCB>00000</MACSKCB></THONGTINDONVI>
<THONGTINHOSO Id="hoso"><NGAYLAP>20260512</NGAYLAP><SOLUONGHOSO>1</SOLUONGHOSO><DANHSACHHOSO><HOSO><FILEHOSO><LOAIHOSO>XML1</LOAIHOSO><NOIDUNGFILE Id="tep-{number}">{content}</NOIDUNGFILE></FILEHOSO></HOSO></DANHSACHHOSO></THONGTINHOSO>
<CHUKYDONVI>{{{{unit}}}}</CHUKYDONVI>
</GIAMDINHHS>
"""


def training_record(number: int) -> str:
    """Several roles sign one record, each in an element named after the role; the last one issues the whole."""
    return f"""{_DECLARATION}<HOCBA xmlns="urn:example:hoc-ba">
<NOIDUNG ID="nd-{number}"><LOP>Lớp mẫu</LOP><MONHOC ten="Toán">Đạt</MONHOC><MONHOC ten="Ngữ văn">Đạt</MONHOC><NHANXET xml:space="preserve">  Chăm chỉ,  tiến bộ.  </NHANXET></NOIDUNG>
<GVBM>{{{{teacher}}}}</GVBM>
<CBQL>{{{{manager}}}}</CBQL>
<KY_PHAT_HANH>{{{{issuer}}}}</KY_PHAT_HANH>
</HOCBA>
"""


def insurance_file(number: int) -> str:
    return f"""{_DECLARATION}<Hoso><ToKhais Id="hs-{number}"><TenToKhai>Tờ khai tham gia bảo hiểm</TenToKhai><SoLaoDong>12</SoLaoDong><GhiChu>Nộp trực tuyến; phí &lt; 1.000.000 đồng &amp; đã trả</GhiChu></ToKhais>
<ChuKy>{{{{unit}}}}</ChuKy></Hoso>
"""
