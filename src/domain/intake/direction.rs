//! Words that say that the money of a row was given back, in files whose amounts have no sign; and that a row does not count.

use super::guess::normalised;
use super::value::read_yes_no;

/// What rows of their own are called, as headers are compared.
const RETURNS: &str = "refund refunds partialrefund fullrefund paymentrefund orderrefund salerefund salesrefund \
    salereturn salesreturn customerreturn creditnote creditmemo chargeback reversal \
    gutschrift rückerstattung erstattung storno stornorechnung avoir remboursement devolución devolucion reembolso \
    notadecrédito notadecredito rimborso notadicredito devolução devolucao estorno terugbetaling creditnota возврат \
    支出 返品 返金 반품 환불";

/// Words that may be of something else (a return ticket), unless a word for a sale stands among the others.
const MAYBE: &str = "return returns retoure retour reso zwrot abono";

/// Words for a sale.
const SALES: &str = "sale sales sold order invoice purchase payment charge verkauf rechnung vente facture venta factura vendita \
    fattura verkoop sprzedaż";

/// Chinese words of which these are part say so as well,
const PARTS: [&str; 7] = ["退货", "退款", "退单", "退费", "红字", "冲红", "冲销"];

/// unless one of these denies it or says that it has not come to that.
const DENIALS: [&str; 14] =
    ["无", "未", "不", "非", "没", "可", "支持", "申请", "失败", "关闭", "拒", "待", "中", "取消"];

/// Of the different words of one column those that say that money was given back.
pub(super) fn given_back(cells: &[&str]) -> Vec<bool> {
    let words: Vec<String> = cells.iter().map(|cell| normalised(cell)).collect();
    // German banks: Soll and Haben, out and in.
    if words.len() == 2 && ["s", "h"].iter().all(|sign| words.iter().any(|word| word == sign)) {
        return words.iter().map(|word| word == "s").collect();
    }
    let is_one_of = |list: &str, word: &String| list.split_whitespace().any(|known| known == word);
    let has_sale = words.iter().any(|word| is_one_of(SALES, word));
    words.iter().map(|word| says_so(word) || has_sale && is_one_of(MAYBE, word)).collect()
}

fn says_so(word: &str) -> bool {
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    RETURNS.split_whitespace().any(|known| known == word) || has(&PARTS) && !has(&DENIALS)
}

/// What became of orders that brought nothing, as headers are compared: called off, not paid, given back, tried out.
const CAME_TO_NOTHING: &str = "cancelled canceled cancel cancelledbycustomer cancelledbyuser void voided failed failure \
    paymentfailed declined rejected expired abandoned unpaid notpaid awaitingpayment pendingpayment paymentpending deleted test \
    refunded fullyrefunded returned storniert abgebrochen annulliert annulé annulée cancelado cancelada annullato geannuleerd anulowane \
    отменен отменён 已取消 取消 交易取消 订单取消 交易关闭 订单关闭 已关闭 待付款 待支付 未付款 未支付 等待买家付款 支付失败 付款失败 交易失败 失败 \
    已作废 作废 已删除 已退款 已退货 退款成功 全额退款 测试";

/// Columns that say so by a yes.
const FLAGS: &str = "isdeleted deleted istest test isvoid void voided iscancelled iscanceled cancelled canceled \
    是否作废 是否取消 是否删除 是否测试 作废 作废标志 已取消 已作废";

/// What the name of a column promises of its words: whether rows count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    /// A yes says that the row does not.
    ByFlag,
    /// Some words say so: called off, not paid, given back.
    ByStatus,
}

impl Counted {
    /// What a column of this name promises, as headers are compared; `None` where it is about something else.
    pub fn of(name: &str) -> Option<Self> {
        const STATUS: [&str; 7] = ["status", "state", "statut", "estado", "stato", "状态", "结果"];
        // A customer who has cancelled since did buy.
        const OF_SOMEBODY: [&str; 11] = [
            "customer",
            "client",
            "member",
            "user",
            "account",
            "subscription",
            "marital",
            "客户",
            "会员",
            "用户",
            "账户",
        ];
        const OF_ORDER: [&str; 4] = ["order", "payment", "订单", "支付"];
        let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
        let is_flag = FLAGS.split_whitespace().any(|flag| flag == name);
        let is_status = || has(&STATUS) && (has(&OF_ORDER) || !has(&OF_SOMEBODY));
        if is_flag { Some(Self::ByFlag) } else { is_status().then_some(Self::ByStatus) }
    }

    /// Whether a cell says that its row does not count.
    pub fn says_no(self, cell: &str) -> bool {
        match self {
            Self::ByFlag => read_yes_no(cell, ("", "")) == Some(true),
            Self::ByStatus => {
                let word = normalised(cell);
                CAME_TO_NOTHING.split_whitespace().any(|known| known == word)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_what_was_given_back_are_known() {
        for word in ["Refund", "credit note", "Gutschrift", "销售退货单", "退款", "红字发票", "支出", "CREDIT-MEMO"]
        {
            assert_eq!(given_back(&["Sale", word]), [false, true], "{word}");
        }
        for word in [
            "Sale",
            "non-refundable",
            "无退货",
            "退款失败",
            "未退款",
            "支持退货",
            "退款中",
            "Returning",
            "",
            "收入",
            "S",
        ] {
            assert_eq!(given_back(&[word, "x"]), [false, false], "{word}");
        }
        assert_eq!(given_back(&["H", "S"]), [false, true]);
        assert_eq!(given_back(&["Sale", "Return"]), [false, true]);
        assert_eq!(given_back(&["Single", "Return"]), [false, false], "tickets");
    }

    #[test]
    fn rows_that_came_to_nothing_are_told() {
        let uncounted = |name: &str, words: &[&'static str]| -> Vec<&str> {
            let counted = Counted::of(name);
            words.iter().copied().filter(|word| counted.is_some_and(|counted| counted.says_no(word))).collect()
        };
        assert_eq!(uncounted("orderstatus", &["Paid", "CANCELLED", "Refunded", "Shipped"]), ["CANCELLED", "Refunded"]);
        assert_eq!(uncounted("customerorderstatus", &["Paid", "Void"]), ["Void"]);
        assert_eq!(uncounted("订单状态", &["已完成", "交易关闭", "待付款"]), ["交易关闭", "待付款"]);
        assert_eq!(uncounted("isdeleted", &["0", "1"]), ["1"]);
        assert_eq!(uncounted("是否作废", &["否", "是"]), ["是"]);
        for name in ["reason", "product", "paymentmethod"] {
            assert!(uncounted(name, &["Cancelled", "1", "测试"]).is_empty(), "{name}");
        }
        assert!(uncounted("state", &["NY", "CA"]).is_empty());
        for name in ["customerstatus", "subscriptionstatus", "会员状态"] {
            assert!(uncounted(name, &["active", "cancelled", "expired"]).is_empty(), "{name}");
        }
    }
}
