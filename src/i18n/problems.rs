//! What can be wrong with a file or a row, what it means, and what to do.

use crate::domain::dataset::{Field, Kind, Values};
use crate::domain::intake::{DateOrder, DecimalMark, IntakeError, Note, Passed, Quoting, Reason};

use super::{Fixed, Texts, With1, With2, With3, counted, texts};

texts! {
    /// Texts about problems with files and rows.
    ProblemTexts {
        empty: Fixed = "The file is empty. Export it again and check its size.", "文件是空的。请重新导出并检查文件大小。";
        header_only: Fixed = "The file has a header but no rows. Check the export's period or filter.", "文件只有表头，没有数据。请检查导出的时间范围或筛选条件。";
        not_a_table: With1 =
            |what| format!("This is no table: the content is {what}, whatever the file is called. Save the data as CSV or XLSX and try again."),
            |what| format!("这不是表格：无论文件名如何，内容其实是 {what}。请另存为 CSV 或 XLSX 后重试。");
        binary: With1 =
            |byte| format!("The file is not text (byte {byte} is NUL). Save the data as CSV or XLSX and try again."),
            |byte| format!("文件不是文本（第 {byte} 字节为 NUL）。请另存为 CSV 或 XLSX 后重试。");
        password: Fixed =
            "The workbook is protected by a password. Open it in Excel, remove the password (File, Info, Protect) and try again.",
            "工作簿设有密码。请在 Excel 中打开并取消密码（文件 → 信息 → 保护）后重试。";
        damaged: With1 =
            |detail| format!("The workbook is damaged or cut short ({detail}). Open it in Excel, save a copy and try the copy."),
            |detail| format!("工作簿已损坏或不完整（{detail}）。请在 Excel 中打开并另存一份，再试副本。");
        no_program: With1 =
            |detail| format!("The part of the page that reads files could not be loaded ({detail}): the network may be down. Try again; what is loaded already stays."),
            |detail| format!("读取文件的程序没有下载下来（{detail}），网络可能断开了。请重试；已载入的数据不受影响。");
        no_further: With1 =
            |detail| format!("The part of the page that computes this could not be loaded ({detail}): the network may be down. Try again; what is loaded already stays."),
            |detail| format!("计算这一项的程序没有下载下来（{detail}），网络可能断开了。请重试；已载入的数据不受影响。");
        further_stopped: With1 =
            |detail| format!("Computing this stopped; the data may need more memory than the browser has. Try again, or with fewer rows: the other pages go on working. ({detail})"),
            |detail| format!("计算中断，数据所需的内存可能超出浏览器的限度。请重试，或减少数据行数；其他页面不受影响。（{detail}）");
        stopped: With1 =
            |detail| format!("Reading this file failed ({detail}); what is loaded already stays. If the file is very large, close other tabs or split it, and try again."),
            |detail| format!("读取这个文件时出错中止（{detail}）；已载入的数据不受影响。如果文件很大，请关闭其他标签页或拆分文件后重试。");
        no_unpacker: With1 =
            |detail| format!("The part of the page that reads workbooks could not be loaded ({detail}): the network may be down. Try again, or save the sheet as CSV."),
            |detail| format!("读取工作簿的程序没有下载下来（{detail}），网络可能断开了。请重试，或将工作表另存为 CSV。");
        too_large: With1 =
            |size| format!("The workbook comes to {size}, more than a browser tab can hold. Save the sheet as CSV, which has no such limit: it is read piece by piece."),
            |size| format!("工作簿达到 {size}，超出浏览器标签页的承受范围。请将工作表另存为 CSV：CSV 逐段读取，没有这一限制。");
        no_such_sheet: With1 = |sheet| format!("There is no sheet “{sheet}”. Choose another one."), |sheet| format!("没有名为“{sheet}”的工作表，请另选。");
        bad_json: With2 =
            |place, detail| format!("The JSON cannot be read ({place}): {detail}. It should be an array of objects, or one object a line."),
            |place, detail| format!("无法读取 JSON（{place}）：{detail}。内容应为对象数组，或每行一个对象。");
        line_column: With2 = |line, column| format!("line {line}, column {column}"), |line, column| format!("第 {line} 行第 {column} 列");
        no_such_column: With2 = |field, column| format!("There is no column “{column}” for {field}."), |field, column| format!("没有可用作“{field}”的列“{column}”。");
        missing_fields: With2 =
            |kind, fields| format!("To read it as {kind}, a column for {fields} is needed. Choose one below, or choose another kind."),
            |kind, fields| format!("要作为{kind}读取，还需指定：{fields}。请在下方选择，或更换类型。");
        changed: Fixed = "The file has changed since it was looked at. Choose it again.", "文件在查看之后发生了变化，请重新选择。";
        unreadable: With1 =
            |detail| format!("The browser cannot read the file ({detail}). Is it still where it was, and not open elsewhere?"),
            |detail| format!("浏览器无法读取该文件（{detail}）。请确认文件未被移动，也未被其他程序占用。");
        aligned: Fixed =
            "The columns of this file are aligned by blanks, and nothing says where one ends. Open it in a spreadsheet program as text of fixed width, and save it as CSV.",
            "该文件的各列以空格对齐，无法确定列的边界。请在电子表格软件中按固定宽度文本打开，再另存为 CSV。";
        header_too_long: Fixed =
            "The first line is longer than 8 MB, so it is no header. Is the delimiter, or the file, the right one?",
            "第一行超过 8 MB，不像表头。请检查分隔符，或文件是否正确。";
        no_customer: Fixed = "no customer id", "没有客户编号";
        no_date: Fixed = "no date", "没有日期";
        bad_date: Fixed = "the date cannot be read", "日期无法识别";
        no_amount: Fixed = "no amount", "没有金额";
        percentage: Fixed = "a percentage is no amount: take another column for the amount, and this one as an extra column", "百分比不是金额：请另选金额列，此列可作附加列";
        bad_amount: Fixed = "the amount cannot be read", "金额无法识别";
        amount_too_large: Fixed = "the amount is too large", "金额过大";
        no_score: Fixed = "no score: not an answer", "没有评分，不算回答";
        bad_score: Fixed = "no score from 0 to 10: not an answer", "评分不在 0–10 之间，不算回答";
        too_many_cells: Fixed = "more cells than the header", "单元格数多于表头";
        other_currency: Fixed = "in another currency than the one used", "币种与所用币种不同";
        duplicate: Fixed = "repeats an earlier row", "与前面某行完全相同";
        future_date: Fixed = "dated in the future", "日期在未来";
        too_long: Fixed = "longer than can be read (8 MB)", "过长（超过 8 MB）";
        placeholder_date: Fixed = "a date that programs write for none (“Change…” has a switch to use such dates)", "程序用来表示“无日期”的日期（如需使用，可点“更改…”，其中有开关）";
        far_future: Fixed = "dated more than a year ahead (“Change…” has a switch to use such dates)", "日期在一年之后（如需使用，可点“更改…”，其中有开关）";
        far_past: Fixed = "dated before 1800 (“Change…” has a switch to use such dates)", "日期在 1800 年之前（如需使用，可点“更改…”，其中有开关）";
        does_not_count: Fixed = "not paid, cancelled, refunded or a test, as the file says (“Change…” has a switch to read such rows)", "按文件所示：未付款、已取消、已退款或测试（如需读取，可点“更改…”，其中有开关）";
        not_an_object: Fixed = "not a JSON object", "不是 JSON 对象";
        note_duplicates: With1 = |n| counted(n, "row repeats an earlier row in every cell; it is used.", "rows repeat an earlier row in every cell; they are used."), |n| format!("{n} 行与前面某行完全相同，仍计入。");
        note_future: With1 = |n| counted(n, "row is dated in the future; it is used.", "rows are dated in the future; they are used."), |n| format!("{n} 行的日期在未来，仍计入。");
        note_returns: With1 = |n| counted(n, "row is a return or cancellation; it lowers the money spent and is no order.", "rows are returns or cancellations; they lower the money spent and are no orders."), |n| format!("{n} 行是退货或取消：冲减消费金额，不计为订单。");
        note_sign: With1 = |n| counted(n, "return had a positive amount; it counts as negative.", "returns had a positive amount; it counts as negative."), |n| format!("{n} 行退货金额为正，按负数计入。");
        note_short: With1 = |n| format!("{} fewer cells than the header; what is missing counts as blank.", counted(n, "row has", "rows have")), |n| format!("{n} 行的单元格少于表头，缺少的视为空。");
        note_undecodable: With1 = |n| format!("{} letters this encoding does not know, shown as �. Is another encoding right?", counted(n, "row has", "rows have")), |n| format!("{n} 行含有此编码无法识别的字符（显示为 �）。请检查编码是否正确。");
        note_titles: With1 =
            |n| format!("Rows above the header: {n}. They were passed over as a title or notes, not data."),
            |n| format!("表头上方有 {n} 行，视为标题或说明，未作为数据读取。");
        passed_title: Fixed = "above the header: a title or notes", "表头上方的标题或说明";
        passed_further_header: Fixed = "below the header: questions, ids or units", "表头下方的题目、编号或单位";
        passed_header_again: Fixed = "the header again", "重复的表头";
        passed_header_moved: Fixed = "the header again with other columns or another order (rows below are read by it, columns that the first header lacks left out)", "重复的表头，列或其顺序不同（其下各行按此读取，首个表头中没有的列不读）";
        passed_total: Fixed = "totals", "合计";
        passed_remark: Fixed = "a remark or line", "备注或分隔线";
        passed_order_line: Fixed = "a further line of the order above, which has the amount", "上一行订单的明细行（金额在上一行）";
        passed_other_table: Fixed = "another table below, which is not read", "下方的另一张表，不读取";
        note_passed: With2 =
            |n, why| format!("{} over as none of the data ({why}).", counted(n, "row was passed", "rows were passed")),
            |n, why| format!("已跳过 {n} 行非数据内容（{why}）。");
        note_blank_words: With2 =
            |n, words| format!("{} as blank, for a word that stands for nothing: {words}.", counted(n, "cell counts", "cells count")),
            |n, words| format!("有 {n} 个单元格写的是表示“无”的词，视为空：{words}。");
        note_unwrapped: With1 =
            |n| format!("{} of signs a system had put around {}: `, ' or =\"…\".", counted(n, "cell was freed", "cells were freed"), if n == "1" { "it" } else { "them" }),
            |n| format!("已去除 {n} 个单元格外围由系统添加的符号（`、' 或 =\"…\"）。");
        note_cut_cells: With1 =
            |n| format!("{} longer than 100 kB; its end was cut off.", counted(n, "row has a cell", "rows have a cell")),
            |n| format!("{n} 行有超过 100 kB 的单元格，已截断。");
        note_odd_quotes: With1 =
            |n| format!("{} quotes that do not follow the file's rule, so cells may be torn there. Is another quoting right?", counted(n, "row has", "rows have")),
            |n| format!("{n} 行的引号不符合本文件的规则，单元格可能被错误切分。请检查引号方式是否正确。");
        note_blank: With1 = |n| counted(n, "blank line was passed over.", "blank lines were passed over."), |n| format!("已跳过 {n} 个空行。");
        note_ambiguous: With2 = |column, order| format!("Dates in “{column}” fit both orders; read as {order}."), |column, order| format!("“{column}”中的日期两种顺序都说得通，按{order}读取。");
        note_header_unit: With2 =
            |column, factor| format!("The file says a unit for “{column}”: every number in it was multiplied by {factor}."),
            |column, factor| format!("文件注明了“{column}”的单位：其中每个数均已乘以 {factor}。");
        note_totals_once: With2 =
            |n, column| format!("“{column}” is the total of an order and stands on each of its rows: it counts once in {}. To count every row, read all rows like any other.", counted(n, "order of several rows", "orders of several rows")),
            |n, column| format!("“{column}”是订单总额，在订单的每一行都重复：{n} 个多行订单均只计一次。若要逐行计入，请选择照常读取所有行。");
        note_totals_each: With2 =
            |n, column| format!("“{column}” is the same on every row of an order, in all {}. If it is the order's total, it counts several times: keep one row an order in the file, or call the column “order total”.", counted(n, "order of several rows", "orders of several rows")),
            |n, column| format!("“{column}”在全部 {n} 个多行订单的每一行都相同。若它是订单总额，则被重复计入：请在文件中每个订单只保留一行，或将该列命名为“订单总额”。");
        note_one_day: With1 =
            |day| format!("No column of the file holds days: every purchase counts on {day}. What needs time (recency, retention, trends) says nothing here."),
            |day| format!("文件中没有日期列：所有购买均按 {day} 计。依赖时间的指标（最近购买、留存、趋势）在此无意义。");
        note_date_parts: With1 =
            |columns| format!("No column holds whole dates: each row’s is put together from {columns}."),
            |columns| format!("没有完整的日期列：每行的日期由{columns}拼成。");
        note_refunds: With3 =
            |n, column, total| format!("“{column}” was taken off the amounts: {total} in {}. To leave amounts as they are, choose another use for the column.", counted(n, "row", "rows")),
            |n, column, total| format!("“{column}”已从金额中扣除：{n} 行，共 {total}。若不应扣除，请为该列选择其他用途。");
        note_says: With2 =
            |column, words| format!("“{column}” says {words}"),
            |column, words| format!("“{column}”为 {words}");
        note_given_back: With3 =
            |n, said, total| format!("{said} in {}: {total} counts as given back. To leave amounts as they are, choose another use for the column.", counted(n, "row", "rows")),
            |n, said, total| format!("{said}的有 {n} 行：共 {total}，按退货计。若不应如此，请为该列选择其他用途。");
        note_by_name: With1 =
            |column| format!("No column is a customer’s id: customers are told apart by “{column}”, so that two of one name count as one."),
            |column| format!("没有客户编号列：以“{column}”区分客户，同名者视为同一客户。");
        note_refunds_left: With2 =
            |n, column| format!("“{column}” was not taken off the amounts: in {} it is more than the amount, so amounts may be what is left after it.", counted(n, "row", "rows")),
            |n, column| format!("“{column}”未从金额中扣除：有 {n} 行大于金额，金额可能已扣除过。");
        note_points_thousands: With1 =
            |column| format!("All points in “{column}” have three digits behind them; read as thousands, so that 1.234 is one thousand two hundred and thirty-four. If they are decimals, choose the decimal point for this column."),
            |column| format!("“{column}”中小数点后都是三位数字：按千位分隔符读取，1.234 即一千二百三十四。若实为小数，请为该列选择小数点。");
        note_points_decimals: With1 =
            |column| format!("All points in “{column}” have three digits behind them; read as decimals, so that 1.234 is a little more than one. If they are thousands, choose the decimal comma for this column."),
            |column| format!("“{column}”中小数点后都是三位数字：按小数读取，1.234 即略大于一。若实为千位分隔符，请为该列选择小数逗号。");
        note_midnights: With1 =
            |column| format!("“{column}” holds midnights of a time zone ahead of UTC, written in UTC (2024-01-02T16:00Z is 3 January in China): the days that begin then are taken. If they are times of day, choose the day in UTC before reading the file."),
            |column| format!("“{column}”中的时间是以 UTC 书写的本地零点（2024-01-02T16:00Z 即北京时间 1 月 3 日零点）：按由此开始的那一天计。若为一天中的实际时间，请在读取文件前选择按 UTC 取日期。");
        note_commas_decimals: With1 =
            |column| format!("All numbers in “{column}” have a comma with three digits behind it; read as decimals, so that 2,000 is two: semicolons between cells and points in dates speak for it. If they are thousands, choose the decimal point for this column."),
            |column| format!("“{column}”中所有数字的逗号后都是三位数字：按小数读取，2,000 即二，因为文件以分号分隔、日期用点书写。若实为千位分隔符，请为该列选择小数点。");
        note_swapped: With2 =
            |n, column| format!("None of the {n} real dates in “{column}” is beyond the 12th of a month, while all dates left as text are: a spreadsheet has likely taken the month for the day. Open the original export with its own order of dates, and save it again."),
            |n, column| format!("“{column}”中有 {n} 个日期都不晚于 12 日，而其余文本日期都晚于 12 日：电子表格很可能把月和日弄反了。请按原始日期顺序重新打开导出文件并另存。");
        note_months: With2 =
            |n, column| format!("{} only a month, a quarter or a week, read as its first day.", counted(n, &format!("date of “{column}” gives"), &format!("dates of “{column}” give"))),
            |n, column| format!("“{column}”中有 {n} 个日期只写到月份、季度或周，按其第一天读取。");
        note_filled_down: With2 =
            |n, columns| format!("{} blank in {columns}, which only the first row of each group says: what stands above holds for them.", counted(n, "row is", "rows are")),
            |n, columns| format!("有 {n} 行的{columns}为空，仅每组首行写明：已按上方的内容计。");
        note_other_era: With1 =
            |column| format!("Years in “{column}” are those of another calendar: 2567 and 民國 113 are read as 2024."),
            |column| format!("“{column}”中的年份按其他纪年书写：佛历 2567 年、民国 113 年均按 2024 年读取。");
        note_receipts: With2 =
            |n, column| format!("“{column}” starts again: {} the number of an earlier order of the same customer, begun more than a day before. Each counts as an order of its own.", counted(n, "order has", "orders have")),
            |n, column| format!("“{column}”会重新编号：有 {n} 个订单与同一客户一天以前的订单同号，均按单独的订单计。");
        note_unread: With3 =
            |column, cells, examples| format!("“{column}”: {cells} could not be read, such as {examples}; they count as blank."),
            |column, cells, examples| format!("“{column}”：{cells} 无法识别，例如 {examples}，视为空。");
        note_unread_required: With3 =
            |column, cells, examples| format!("“{column}”: {cells} could not be read, such as {examples}; these rows are set aside."),
            |column, cells, examples| format!("“{column}”：{cells} 无法识别，例如 {examples}，这些行已搁置。");
        note_absurd: With2 =
            |n, column| format!("{} as blank (a switch of the file uses such dates: “Change…”).", counted(n, &format!("date of “{column}” stands for none (such as 1900-01-01) or lies more than a year ahead, and counts"), &format!("dates of “{column}” stand for none (such as 1900-01-01) or lie more than a year ahead, and count"))),
            |n, column| format!("“{column}”中有 {n} 个日期实为“无日期”（如 1900-01-01）或在一年之后，视为空（如需使用，可点“更改…”，其中有开关）。");
        note_rounded: With1 = |n| counted(n, "amount (quantity × price) was rounded to six decimals.", "amounts (quantity × price) were rounded to six decimals."), |n| format!("{n} 个金额（数量 × 单价）四舍六入到六位小数。");
        note_renamed: With1 = |names| format!("Repeated or blank headers were renamed: {names}."), |names| format!("重复或空白的表头已重命名：{names}。");
        note_cut: With1 = |n| format!("The download of rows set aside holds the first {n} of them."), |n| format!("被搁置行的下载文件只包含前 {n} 行。");
        note_late: With2 =
            |n, keys| format!("{} keys that first appear after the first 1,000 objects; these keys were not read: {keys}. To have them read, put an object with every key at the beginning of the file, or save it as CSV.", counted(n, "row has", "rows have")),
            |n, keys| format!("有 {n} 行含有在前 1,000 个对象之后才出现的键，这些键未读取：{keys}。如需读取，请把包含全部键的对象放在文件开头，或另存为 CSV。");
        note_late_others: With2 = |keys, n| format!("{keys} and {n} more"), |keys, n| format!("{keys}，以及另外 {n} 个");
        note_mended: With1 =
            |n| format!("{} no JSON in the strict sense (comments, a comma too many, NaN or Infinity) and read all the same.", counted(n, "place was", "places were")),
            |n| format!("有 {n} 处不是严格的 JSON（注释、多余的逗号、NaN 或 Infinity），已按其含义读取。");
        note_limits: With1 = |n| format!("The file has more than {n} columns; what lies beyond was not read."), |n| format!("文件超过 {n} 列，超出部分未读取。");
        note_torn: With1 =
            |n| format!("{} longer than the header because a number was written with a comma and no quotes (1,310.00); it was put together where that fits in one way only.", counted(n, "row was", "rows were")),
            |n| format!("{n} 行因数字带有未加引号的逗号（如 1,310.00）而多出单元格；仅有一种拼法时已拼回原数。");
        note_unified: With2 =
            |n, column| format!("{} read as whole numbers: 17850.0 and 1.785E4 are 17850.", counted(n, &format!("id of “{column}” was"), &format!("ids of “{column}” were"))),
            |n, column| format!("“{column}”中有 {n} 个编号按整数读取：17850.0 与 1.785E4 即 17850。");
        note_folded: With2 =
            |n, column| format!("{} in usual letters: Ａ００１ is A001, and accents that are letters of their own stand on theirs.", counted(n, &format!("id of “{column}” was read"), &format!("ids of “{column}” were read"))),
            |n, column| format!("“{column}”中有 {n} 个编号按普通字符读取：全角 Ａ００１ 即 A001，与字母分开书写的重音符号已合并。");
        note_cut_ids: With2 =
            |n, column| format!("{} with an exponent (1.23457E+11): their last digits may be lost, and different customers may look alike. Export the column as text.", counted(n, &format!("id of “{column}” is written"), &format!("ids of “{column}” are written"))),
            |n, column| format!("“{column}”中有 {n} 个编号以科学计数法书写（1.23457E+11），末位可能已丢失，不同客户可能混为一个。请将该列按文本导出。");
        note_currencies: With3 =
            |column, used, others| format!("“{column}” has several currencies. Only amounts in {used} are used; those in {others} are set aside."),
            |column, used, others| format!("“{column}”含多种货币。仅使用 {used} 的金额，{others} 的金额已搁置。");
        note_converted: With1 = |n| counted(n, "amount was converted at the rates you gave.", "amounts were converted at the rates you gave."), |n| format!("{n} 个金额已按您给出的汇率换算。");
        note_sheets_joined: With1 = |names| format!("Sheets of the same header, read as one table: {names}."), |names| format!("以下工作表表头相同，合并为一张表读取：{names}。");
        note_sheets_left: With1 = |names| format!("Sheets not read: {names}."), |names| format!("未读取的工作表：{names}。");
        note_sheet_columns_left: With1 =
            |names| format!("Columns of further sheets that the first one has not were not read: {names}."),
            |names| format!("后续工作表中首个工作表没有的列未读取：{names}。");
        note_arrays_left: With2 =
            |read, names| format!("The rows are the objects of the list “{read}”. Other lists of the file were not read: {names}."),
            |read, names| format!("行取自列表“{read}”。文件中其他列表未读取：{names}。");
        note_hidden: With1 = |n| counted(n, "row is hidden in the workbook; it is used.", "rows are hidden in the workbook; they are used."), |n| format!("{n} 行在工作簿中被隐藏，仍计入。");
        note_merged: With1 =
            |n| format!("{} merged with the one above: its text, day or id was put into them. Amounts are not repeated.", counted(n, "cell is", "cells are")),
            |n| format!("{n} 个单元格与上方合并：已填入上方的文字、日期或编号。金额不会重复填入。");
        note_formulas: With1 =
            |n| format!("{} no stored result and counts as blank. Open the workbook in a spreadsheet program and save it.", counted(n, "formula has", "formulas have")),
            |n| format!("{n} 个公式没有保存结果，视为空。请用表格软件打开工作簿并保存。");
        no_such_customer: With1 = |id| format!("There is no customer {id}"), |id| format!("没有客户 {id}");
        too_many_rows: With1 =
            |most| format!("A workbook of more than {most} customers takes more memory than this page has: save the list as CSV, or choose fewer by a filter."),
            |most| format!("超过 {most} 名客户的工作簿会占用过多内存：请保存为 CSV，或用筛选减少客户。");
        no_such_file: Fixed = "The file is no longer there. Choose it again.", "文件已不在，请重新选择。";
        already_loaded: With1 =
            |name| format!("The same content is already loaded, as {name}. Read twice, every figure would count it twice."),
            |name| format!("相同内容已经载入（{name}）。重复读取会使所有数字重复计算。");
        bad_settings: With1 = |why| format!("These settings do not work with this data: {why}"), |why| format!("这些设置不适用于当前数据：{why}");
    }
}

impl Texts {
    /// What is wrong with a file, and what to do.
    pub fn intake_error(&self, error: &IntakeError) -> String {
        let texts = &self.problems;
        match error {
            IntakeError::Empty => texts.empty.into(),
            IntakeError::HeaderOnly => texts.header_only.into(),
            IntakeError::NotATable { what } => (texts.not_a_table)(what),
            IntakeError::Binary { byte } => (texts.binary)(&byte.to_string()),
            IntakeError::Aligned => texts.aligned.into(),
            IntakeError::HeaderTooLong => texts.header_too_long.into(),
            IntakeError::Password => texts.password.into(),
            IntakeError::DamagedWorkbook { detail } => (texts.damaged)(detail),
            IntakeError::NoProgram { detail } => (texts.no_program)(detail),
            IntakeError::Stopped { detail } => (texts.stopped)(detail),
            IntakeError::NoUnpacker { detail } => (texts.no_unpacker)(detail),
            IntakeError::TooLarge { bytes } => (texts.too_large)(&size(*bytes)),
            IntakeError::NoSuchSheet { sheet } => (texts.no_such_sheet)(sheet),
            IntakeError::BadJson { line, column, detail } => {
                (texts.bad_json)(&(texts.line_column)(&line.to_string(), &column.to_string()), detail)
            }
            IntakeError::NoSuchColumn { field, column } => (texts.no_such_column)(self.field(*field), column),
            IntakeError::MissingFields { kind, fields } => {
                let names: Vec<&str> = fields.iter().map(|field| self.field(*field)).collect();
                (texts.missing_fields)(self.kind(*kind), &names.join(", "))
            }
            IntakeError::Changed => texts.changed.into(),
            IntakeError::Unreadable { detail } => (texts.unreadable)(detail),
            IntakeError::Cancelled => self.import.cancelled.into(),
        }
    }

    /// Why a row was set aside.
    pub fn reason(&self, reason: Reason) -> &'static str {
        let texts = &self.problems;
        match reason {
            Reason::NoCustomer => texts.no_customer,
            Reason::NoDate => texts.no_date,
            Reason::BadDate => texts.bad_date,
            Reason::NoAmount => texts.no_amount,
            Reason::Percentage => texts.percentage,
            Reason::BadAmount => texts.bad_amount,
            Reason::AmountTooLarge => texts.amount_too_large,
            Reason::NoScore => texts.no_score,
            Reason::BadScore => texts.bad_score,
            Reason::TooManyCells => texts.too_many_cells,
            Reason::OtherCurrency => texts.other_currency,
            Reason::Duplicate => texts.duplicate,
            Reason::FutureDate => texts.future_date,
            Reason::TooLong => texts.too_long,
            Reason::NotAnObject => texts.not_an_object,
            Reason::PlaceholderDate => texts.placeholder_date,
            Reason::FarFuture => texts.far_future,
            Reason::FarPast => texts.far_past,
            Reason::DoesNotCount => texts.does_not_count,
        }
    }

    /// Why a row was passed over.
    pub fn passed(&self, why: Passed) -> &'static str {
        let texts = &self.problems;
        match why {
            Passed::Title => texts.passed_title,
            Passed::FurtherHeader => texts.passed_further_header,
            Passed::HeaderAgain => texts.passed_header_again,
            Passed::HeaderMoved => texts.passed_header_moved,
            Passed::Total => texts.passed_total,
            Passed::Remark => texts.passed_remark,
            Passed::OrderLine => texts.passed_order_line,
            Passed::OtherTable => texts.passed_other_table,
        }
    }

    /// What else is worth knowing about a file. `count` writes a number in the user's language.
    pub fn note(&self, note: &Note, count: impl Fn(u64) -> String) -> String {
        let texts = &self.problems;
        match note {
            Note::Duplicates { rows } => (texts.note_duplicates)(&count(*rows)),
            Note::FutureDates { rows } => (texts.note_future)(&count(*rows)),
            Note::Returns { rows } => (texts.note_returns)(&count(*rows)),
            Note::SignTurned { rows } => (texts.note_sign)(&count(*rows)),
            Note::ShortRows { rows } => (texts.note_short)(&count(*rows)),
            Note::Undecodable { rows } => (texts.note_undecodable)(&count(*rows)),
            Note::TitleRows { rows } => (texts.note_titles)(&count(*rows)),
            Note::PassedOver { why, rows } => (texts.note_passed)(&count(*rows), self.passed(*why)),
            Note::BlankWords { words, cells } => {
                let words: Vec<String> =
                    words.iter().map(|word| format!("{} ({})", word.word, count(word.cells))).collect();
                (texts.note_blank_words)(&count(*cells), &words.join(", "))
            }
            Note::Unwrapped { cells } => (texts.note_unwrapped)(&count(*cells)),
            Note::CutCells { rows } => (texts.note_cut_cells)(&count(*rows)),
            Note::OddQuotes { rows } => (texts.note_odd_quotes)(&count(*rows)),
            Note::BlankRows { rows } => (texts.note_blank)(&count(*rows)),
            Note::AmbiguousDates { column, order } => (texts.note_ambiguous)(column, self.date_order(*order)),
            Note::OneDay { day } => (texts.note_one_day)(&day.to_string()),
            Note::DateParts { columns } => (texts.note_date_parts)(&quoted(columns)),
            Note::FilledDown { columns, rows } => (texts.note_filled_down)(&count(*rows), &quoted(columns)),
            Note::OpenPoints { column, mark: DecimalMark::Comma } => (texts.note_points_thousands)(column),
            Note::OpenPoints { column, mark: DecimalMark::Point } => (texts.note_points_decimals)(column),
            Note::LocalMidnights { column } => (texts.note_midnights)(column),
            Note::OpenCommas { column } => (texts.note_commas_decimals)(column),
            Note::RepeatedTotals { column, orders, once: true } => (texts.note_totals_once)(&count(*orders), column),
            Note::RepeatedTotals { column, orders, once: false } => (texts.note_totals_each)(&count(*orders), column),
            Note::Refunds { column, rows, total, more: 0 } => (texts.note_refunds)(&count(*rows), column, total),
            Note::Refunds { column, more, .. } => (texts.note_refunds_left)(&count(*more), column),
            Note::GivenBack { column, words, rows, total } => {
                (texts.note_given_back)(&count(*rows), &(texts.note_says)(column, words), total)
            }
            Note::CustomersByName { column } => (texts.note_by_name)(column),
            Note::HeaderUnit { column, power } => {
                let factor = match power {
                    -2 => "0.01".to_owned(),
                    power => count(10_u64.pow(power.unsigned_abs())),
                };
                (texts.note_header_unit)(column, &factor)
            }
            Note::SwappedDays { column, rows } => (texts.note_swapped)(&count(*rows), column),
            Note::MonthDates { column, rows } => (texts.note_months)(&count(*rows), column),
            Note::OtherEra { column } => (texts.note_other_era)(column),
            Note::ReceiptsStartAgain { column, orders } => (texts.note_receipts)(&count(*orders), column),
            Note::UnreadCells { column, rows, filled, examples }
            | Note::UnreadRequired { column, rows, filled, examples } => {
                let cells = (self.import.unread_of)(&count(*rows), &count(*filled));
                let is_required = matches!(note, Note::UnreadRequired { .. });
                let say = if is_required { texts.note_unread_required } else { texts.note_unread };
                say(column, &cells, &quoted(examples))
            }
            Note::AbsurdDates { column, rows } => (texts.note_absurd)(&count(*rows), column),
            Note::Rounded { rows } => (texts.note_rounded)(&count(*rows)),
            Note::RenamedHeaders { columns } => (texts.note_renamed)(&columns.join(", ")),
            Note::SetAsideCut { kept } => (texts.note_cut)(&count(*kept)),
            Note::LateKeys { rows, keys, others } => {
                let named = keys.join(", ");
                let keys = if *others == 0 { named } else { (texts.note_late_others)(&named, &count(*others)) };
                (texts.note_late)(&count(*rows), &keys)
            }
            Note::TornNumbers { rows } => (texts.note_torn)(&count(*rows)),
            Note::UnifiedIds { column, ids } => (texts.note_unified)(&count(*ids), column),
            Note::FoldedIds { column, ids } => (texts.note_folded)(&count(*ids), column),
            Note::CutIds { column, ids } => (texts.note_cut_ids)(&count(*ids), column),
            Note::Currencies { column, used, others } => (texts.note_currencies)(column, used, &others.join(", ")),
            Note::Converted { rows } => (texts.note_converted)(&count(*rows)),
            Note::SheetsJoined { sheets } => (texts.note_sheets_joined)(&sheets.join(", ")),
            Note::SheetsLeft { sheets } => (texts.note_sheets_left)(&sheets.join(", ")),
            Note::SheetColumnsLeft { columns } => (texts.note_sheet_columns_left)(&columns.join(", ")),
            Note::ArraysLeft { read, arrays } => {
                (texts.note_arrays_left)(&self.json_array(read), &self.json_arrays(arrays))
            }
            Note::HiddenRows { rows } => (texts.note_hidden)(&count(*rows)),
            Note::MergedCells { cells } => (texts.note_merged)(&count(*cells)),
            Note::Formulas { cells } => (texts.note_formulas)(&count(*cells)),
            Note::MendedJson { places } => (texts.note_mended)(&count(*places)),
            Note::BeyondLimits { columns } => (texts.note_limits)(&count(*columns)),
        }
    }

    /// The order of the numbers in a date.
    pub fn date_order(&self, order: DateOrder) -> &'static str {
        match order {
            DateOrder::DayMonthYear => self.import.date_order_dmy,
            DateOrder::MonthDayYear => self.import.date_order_mdy,
            DateOrder::YearMonthDay => self.import.date_order_ymd,
        }
    }

    /// How cells are quoted.
    pub fn quoting(&self, quoting: Quoting) -> &'static str {
        match quoting {
            Quoting::Doubled => self.import.quoting_doubled,
            Quoting::Spaced => self.import.quoting_spaced,
            Quoting::Backslash => self.import.quoting_backslash,
            Quoting::Unescaped => self.import.quoting_unescaped,
            Quoting::Apostrophe => self.import.quoting_apostrophe,
            Quoting::Lines => self.import.quoting_lines,
            Quoting::None => self.import.quoting_none,
        }
    }

    /// An array of a JSON document by its path, the keys that lead to it.
    pub fn json_array(&self, path: &str) -> String {
        let path = path.strip_prefix("[].").unwrap_or(path);
        if path.is_empty() { self.import.json_whole.to_owned() } else { path.replace("[].", " › ") }
    }

    /// Arrays of a JSON document, in a sentence.
    pub fn json_arrays(&self, paths: &[String]) -> String {
        paths.iter().map(|path| self.json_array(path)).collect::<Vec<_>>().join(", ")
    }

    /// A kind of table, as part of a sentence.
    pub fn kind(&self, kind: Kind) -> &'static str {
        self.words.kind(kind)
    }

    /// What the cells of a column are read as.
    pub fn values(&self, values: Values) -> &'static str {
        match values {
            Values::Text | Values::Id => self.import.values_text,
            Values::Number | Values::Amount => self.import.values_number,
            Values::Day => self.import.values_day,
            Values::YesNo => self.import.values_yes_no,
            Values::Score => self.import.values_score,
        }
    }

    /// A field, as part of a sentence.
    pub fn field(&self, field: Field) -> &'static str {
        (self.import.field)(field)
    }
}

/// Names in quotes, commas between.
fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ")
}

/// A size in bytes as people say it: `12.3 MB`. The same in both languages.
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["B", "kB", "MB", "GB"];
    let mut value = bytes as f64;
    let mut unit = 0;
    while value >= 999.95 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    let name = UNITS.get(unit).copied().unwrap_or_default();
    if unit == 0 { format!("{bytes} {name}") } else { format!("{value:.1} {name}") }
}
