"""Writes months.xlsx beside it: a sheet a month, one of them with notes above its header, and a sheet of remarks."""
import pathlib
import zipfile

HEADER = ["客户", "日期", "金额"]
SHEETS = {
    "1月": [HEADER, ["a", "2024-01-05", "10"], ["b", "2024-01-06", "20"]],
    "2月": [["二月流水"], [], HEADER, ["a", "2024-02-05", "30"]],
    "3月": [HEADER, ["a", "2024-03-05", "40"], ["c", "2024-03-09", "50"]],
    "说明": [["系统", "备注"], ["导出", "仅供参考"]],
}
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def sheet(rows):
    cells = lambda row, number: "".join(
        f'<c r="{chr(65 + column)}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for column, text in enumerate(row)
    )
    body = "".join(f'<row r="{number}">{cells(row, number)}</row>' for number, row in enumerate(rows, 1) if row)
    return f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'


numbered = list(enumerate(SHEETS.items(), 1))
names = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, (name, _) in numbered)
links = "".join(
    f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n, _ in numbered
)
types = "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{TYPE}.worksheet+xml"/>' for n, _ in numbered)
parts = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
    f'ContentType="{TYPE}.sheet.main+xml"/>{types}</Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
    f'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
    **{f"xl/worksheets/sheet{n}.xml": sheet(rows) for n, (_, rows) in numbered},
}
with zipfile.ZipFile(pathlib.Path(__file__).with_name("months.xlsx"), "w", zipfile.ZIP_DEFLATED) as book:
    for path, text in parts.items():
        # The same file whenever it is made.
        entry = zipfile.ZipInfo(path, (2024, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        book.writestr(entry, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
