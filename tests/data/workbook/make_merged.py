"""Writes merged.xls and merged.ods: four orders of two rows each, customer and day merged down. Needs: xlwt, odfpy."""
import pathlib

import xlwt
from odf import table, text
from odf.opendocument import OpenDocumentSpreadsheet

here = pathlib.Path(__file__).parent
HEADER = ["客户", "日期", "商品", "金额"]
ORDERS = [(1000 + order, f"2024-03-0{order}", order * 10) for order in range(1, 5)]

book = xlwt.Workbook(encoding="utf-8")
sheet = book.add_sheet("订单")
for column, name in enumerate(HEADER):
    sheet.write(0, column, name)
for index, (customer, day, amount) in enumerate(ORDERS):
    row = index * 2 + 1
    sheet.write_merge(row, row + 1, 0, 0, customer)
    sheet.write_merge(row, row + 1, 1, 1, day)
    for line, product in enumerate(["茶", "咖啡"]):
        sheet.write(row + line, 2, product)
        sheet.write(row + line, 3, amount + line)
book.save(here / "merged.xls")


def cell(value, rows=1):
    of_type = {"valuetype": "string"} if isinstance(value, str) else {"valuetype": "float", "value": value}
    out = table.TableCell(**of_type, **({"numberrowsspanned": rows, "numbercolumnsspanned": 1} if rows > 1 else {}))
    out.addElement(text.P(text=str(value)))
    return out


document = OpenDocumentSpreadsheet()
sheet = table.Table(name="订单")
rows = [[cell(name) for name in HEADER]]
for customer, day, amount in ORDERS:
    rows.append([cell(customer, 2), cell(day, 2), cell("茶"), cell(amount)])
    rows.append([table.CoveredTableCell(), table.CoveredTableCell(), cell("咖啡"), cell(amount + 1)])
for cells in rows:
    row = table.TableRow()
    for one in cells:
        row.addElement(one)
    sheet.addElement(row)
document.spreadsheet.addElement(sheet)
document.save(here / "merged.ods")
