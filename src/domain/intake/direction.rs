//! Words that say that the money of a row was given back, in files whose amounts have no sign.

use super::guess::normalised;

/// What rows of their own are called, as headers are compared.
const RETURNS: &str = "refund refunds partialrefund fullrefund paymentrefund orderrefund salerefund salesrefund refunded \
    return returns returned salereturn salesreturn customerreturn creditnote creditmemo chargeback reversal \
    gutschrift rückerstattung erstattung storno stornorechnung retoure avoir remboursement retour devolución devolucion reembolso \
    notadecrédito notadecredito abono rimborso reso notadicredito devolução devolucao estorno terugbetaling creditnota zwrot возврат \
    支出 返品 返金 반품 환불";

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
    words.iter().map(|word| says_so(word)).collect()
}

fn says_so(word: &str) -> bool {
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    RETURNS.split_whitespace().any(|known| known == word) || has(&PARTS) && !has(&DENIALS)
}

/// Whether a column of this name says what became of an order: one given back is none, and has no row of its own.
pub(super) fn is_of_status(header: &str) -> bool {
    let name = normalised(header);
    ["status", "state", "statut", "estado", "stato", "zustand", "状态", "结果"].iter().any(|word| name.contains(word))
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
    }

    #[test]
    fn what_became_of_an_order_is_no_row_of_its_own() {
        assert!(is_of_status("Order Status") && is_of_status("订单状态") && !is_of_status("Type"));
    }
}
