"""Writes the workbooks beside it that no Rust crate can write. Needs: xlwt, openpyxl, odfpy, msoffcrypto-tool."""
import datetime
import io
import pathlib

import msoffcrypto.format.ooxml
import openpyxl
import xlwt
from odf import style, table, text
from odf.opendocument import OpenDocumentSpreadsheet

here = pathlib.Path(__file__).parent

DAY = datetime.date(2024, 3, 5)
MOMENT = datetime.datetime(2024, 3, 5, 10, 30)


def xls(name, is_1904=False):
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = is_1904
    sheet = book.add_sheet("客户订单")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    moment = xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日" hh:mm')
    clock = xlwt.easyxf(num_format_str="hh:mm")
    for column, header in enumerate(["客户", "date", "moment", "amount", "flag", "id", "time"]):
        sheet.write(2, column, header)
    sheet.write(3, 0, "王小明")
    sheet.write(3, 1, DAY, day)
    sheet.write(3, 2, MOMENT, moment)
    sheet.write(3, 3, 1234.56)
    sheet.write(3, 4, True)
    sheet.write(3, 5, 6222021234567890)
    sheet.write(3, 6, datetime.time(10, 30), clock)
    sheet.write(5, 0, "O'Neil & Söhne €")
    sheet.write(5, 3, -0.1)
    sheet.write(5, 4, False)
    sheet.write(5, 5, "0042")
    hidden = book.add_sheet("hidden")
    hidden.visibility = 1
    hidden.write(0, 0, "secret")
    # Enough text to run over several records, in both widths.
    long = book.add_sheet("long")
    long.write(0, 0, "text")
    for row in range(1, 400):
        long.write(row, 0, f"{row} " + ("plain text " * 8 if row % 3 else "汉字内容" * 20))
        long.write(row, 1, row / 8)
    book.save(here / name)


xls("orders.xls")
xls("orders_1904.xls", is_1904=True)

book = openpyxl.Workbook()
book.active.append(["customer", "amount"])
book.active.append(["A", 1])
plain = io.BytesIO()
book.save(plain)
plain.seek(0)
with open(here / "password.xlsx", "wb") as file:
    msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("secret", file)

book = openpyxl.Workbook()
sheet = book.active
sheet.title = "数据"
sheet.append(["客户", "id", "date", "sum"])
sheet.append(["王小明", 12345678901234567890, DAY, "=1+1"])
sheet["A9"] = "last"
book.create_sheet("empty")
book.save(here / "openpyxl.xlsx")

document = OpenDocumentSpreadsheet()
hidden_style = style.Style(name="ta2", family="table")
hidden_style.addElement(style.TableProperties(display="false"))
document.automaticstyles.addElement(hidden_style)
secret = table.Table(name="hidden", stylename=hidden_style)
row = table.TableRow()
cell = table.TableCell(valuetype="string")
cell.addElement(text.P(text="secret"))
row.addElement(cell)
secret.addElement(row)
document.spreadsheet.addElement(secret)
orders = table.Table(name="客户订单")


def add(cells, **repeat):
    line = table.TableRow(**repeat)
    for attributes, shown in cells:
        one = table.TableCell(**attributes)
        if shown is not None:
            one.addElement(text.P(text=shown))
        line.addElement(one)
    orders.addElement(line)


S = {"valuetype": "string"}
add([(S, "客户"), (S, "date"), (S, "moment"), (S, "amount"), (S, "flag")])
add([(S, "王小明"), ({"valuetype": "date", "datevalue": "2024-03-05"}, "5. März 2024"),
     ({"valuetype": "date", "datevalue": "2024-03-05T10:30:00"}, "05.03.24"),
     ({"valuetype": "currency", "currency": "CNY", "value": "1234.56"}, "¥1,234.56"),
     ({"valuetype": "boolean", "booleanvalue": "true"}, "TRUE"), ({"numbercolumnsrepeated": "16379"}, None)])
add([(S, "twice"), ({"numbercolumnsrepeated": "2"}, None), ({"valuetype": "float", "value": "0.1"}, "0.1")], numberrowsrepeated="2")
add([({"numbercolumnsrepeated": "16384"}, None)], numberrowsrepeated="1048571")
add([({"numbercolumnsrepeated": "16384"}, None)])
document.spreadsheet.addElement(orders)
document.save(here / "orders.ods")
