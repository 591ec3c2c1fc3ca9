"""Small documents of no particular format, for the corners of XML."""

from __future__ import annotations

DECISION = "urn:example:quyet-dinh"


def decision(number: int, encoding: str = "UTF-8", body: str = "", standalone: str = "") -> str:
    """An administrative decision with one place before the end of its root."""
    return f"""<?xml version="1.0" encoding="{encoding}"{standalone}?>
<QuyetDinh xmlns="{DECISION}" Id="quyet-dinh-{number}">
<So>{number}/QĐ-MAU</So>
<TrichYeu>Về việc ban hành quy chế mẫu số {number}</TrichYeu>
<NoiDung Id="noi-dung">{body or "Điều 1. Ban hành kèm theo quyết định này quy chế mẫu."}</NoiDung>
{{{{signature}}}}
</QuyetDinh>
"""


def between_miscellany(number: int) -> str:
    """Comments and processing instructions before and after the root."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/xsl" href="hien-thi.xsl"?>
<!-- bản dự thảo số {number} -->
<QuyetDinh xmlns="{DECISION}"><So>{number}</So><!-- người soạn ghi chú --><NoiDung>Ngày hiệu lực: 01/6/2026.</NoiDung>{{{{signature}}}}</QuyetDinh>
<!-- hết -->
<?luu-tru thoi-han="20 nam"?>
"""


def detached(number: int) -> str:
    """The signature beside what it signs."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<HoSo xmlns:tl="urn:example:tai-lieu" xmlns:kt="urn:example:khong-dung">
<tl:TaiLieu xml:id="tai-lieu-{number}" tl:ngay="2026-05-02"><tl:TieuDe>Biên bản bàn giao</tl:TieuDe><tl:Dong kt:ma="a &quot;b&quot; &lt;c&gt;&#9;&#10;">Số lượng: 3 &gt; 2 &amp; đủ</tl:Dong></tl:TaiLieu>
<ChuKy>{{{{signature}}}}</ChuKy>
</HoSo>
"""


def enveloping() -> str:
    """Nothing but the signature."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n{{signature}}\n'


CORNERS = (
    "Ký tự ngoài mặt phẳng cơ bản: \U0001f4dc\U00020bb7; tham chiếu &#x1EBF; &#xD; &#9;"
    "<Rong/><Rong></Rong><![CDATA[a < b && c]]><a:b xmlns:a='urn:x' a:c='1' b='2'><d xmlns='' xmlns:a='urn:y' a:e='&apos;'/></a:b>"
    "<?lenh  du lieu ?><!-- ghi chú -->"
)
