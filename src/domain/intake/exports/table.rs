//! The exports known by name, one entry each, with where their columns are described in public.

use crate::domain::dataset::Field::{Amount, Comment, Currency, Customer, Date, Order, Quantity, Refund, Score};
use crate::domain::dataset::Kind::{Answers, Purchases};

use super::Counts::{Blank, Not, Only};
use super::Export;

/// Those of one row a product with what the order costs on each of them.
pub const REPEAT_TOTALS: &[&str] = &["jd_orders"];

/// All of them, shops and payments first.
pub const ALL: &[Export] = &[
    // pay.weixin.qq.com, "下载交易账单": one row a payment or refund, each cell behind a backtick, totals below. The row of a
    // refund has no amount, and what was given back in a column that is 0 in rows of payments.
    Export {
        id: "wechat_pay_bill",
        name: ["a WeChat Pay trade bill", "微信支付交易账单"],
        kind: Purchases,
        marks: &["微信订单号", "商户订单号", "用户标识", "交易状态"],
        columns: &[
            (Customer, &["用户标识"]),
            (Order, &["商户订单号"]),
            (Date, &["交易时间"]),
            (Amount, &["应结订单金额", "订单金额", "总金额"]),
            (Refund, &["退款金额"]),
        ],
        counts: &[("交易状态", Only(&["SUCCESS", "REFUND"])), ("退款状态", Not(&["FAIL", "CHANGE"]))],
    },
    // The statement people export from WeChat, as the importers of personal finance programs describe it: notes above,
    // one row a payment. What came in are the sales of a small shop.
    Export {
        id: "wechat_statement",
        name: ["a WeChat Pay statement", "微信支付账单明细"],
        kind: Purchases,
        marks: &["交易时间", "交易对方", "收/支", "金额(元)", "当前状态", "交易单号"],
        columns: &[(Customer, &["交易对方"]), (Order, &["交易单号"]), (Date, &["交易时间"]), (Amount, &["金额(元)"])],
        counts: &[("收/支", Only(&["收入"])), ("当前状态", Not(&["已全额退款", "对方已退还", "支付失败"]))],
    },
    // The same of Alipay, from the app (since 2021) …
    Export {
        id: "alipay_statement",
        name: ["an Alipay statement", "支付宝交易明细"],
        kind: Purchases,
        marks: &["交易时间", "交易对方", "对方账号", "商品说明", "收/支", "交易订单号"],
        columns: &[
            (Customer, &["对方账号", "交易对方"]),
            (Order, &["交易订单号"]),
            (Date, &["交易时间"]),
            (Amount, &["金额"]),
        ],
        counts: &[("收/支", Only(&["收入"])), ("交易状态", Not(&["交易关闭", "退款成功", "支付失败"]))],
    },
    // … and from the web page, padded with blanks, rules of dashes around it.
    Export {
        id: "alipay_record",
        name: ["an Alipay transaction record", "支付宝交易记录明细"],
        kind: Purchases,
        marks: &["交易号", "商家订单号", "交易创建时间", "交易对方", "收/支", "资金状态"],
        columns: &[
            (Customer, &["交易对方"]),
            (Order, &["交易号"]),
            (Date, &["付款时间", "交易创建时间"]),
            (Amount, &["金额（元）"]),
            (Refund, &["成功退款（元）"]),
        ],
        counts: &[("收/支", Only(&["收入"])), ("交易状态", Not(&["交易关闭", "退款成功", "等待付款"]))],
    },
    // The order report of Taobao and Tmall sellers (ExportOrderList), as shop programs that read it describe it.
    Export {
        id: "taobao_orders",
        name: ["Taobao or Tmall orders", "淘宝/天猫订单报表"],
        kind: Purchases,
        marks: &["订单编号", "买家会员名", "买家应付货款", "订单状态", "订单创建时间"],
        columns: &[
            (Customer, &["买家会员名"]),
            (Order, &["订单编号"]),
            (Date, &["订单付款时间", "订单创建时间"]),
            (Amount, &["买家实际支付金额", "买家实付金额", "总金额"]),
        ],
        counts: &[("订单状态", Not(&["交易关闭", "等待买家付款", "已取消", "已退款"]))],
    },
    // JD's order list for sellers, as shop programs that read it describe it.
    Export {
        id: "jd_orders",
        name: ["JD orders", "京东订单"],
        kind: Purchases,
        marks: &["订单号", "订购数量", "下单时间", "应付金额", "下单帐号"],
        columns: &[(Customer, &["下单帐号"]), (Order, &["订单号"]), (Date, &["下单时间"]), (Amount, &["应付金额"])],
        counts: &[(
            "订单状态",
            Not(&[
                "已取消",
                "取消",
                "未付款",
                "等待付款",
                "等待付款确认",
                "已删除",
                "锁定",
                "(锁定)等待出库",
                "(删除)等待付款确认",
                "(删除)等待付款",
                "(删除)等待出库",
                "(删除)等待确认收货",
                "(删除)锁定",
            ]),
        )],
    },
    // The order report of Youzan shops (有赞, 订单导出), as shop programs that read it describe it: one row an order.
    Export {
        id: "youzan_orders",
        name: ["Youzan orders", "有赞订单"],
        kind: Purchases,
        marks: &["订单号", "订单状态", "全部商品名称", "订单实付金额", "收货人/提货人", "收货人手机号/提货人手机号"],
        columns: &[
            (Customer, &["买家手机号", "收货人手机号/提货人手机号"]),
            (Order, &["订单号"]),
            (Date, &["买家付款时间", "订单创建时间"]),
            (Amount, &["订单实付金额"]),
            (Refund, &["订单已退款金额"]),
        ],
        counts: &[("订单状态", Not(&["交易关闭", "已关闭", "待付款", "等待付款", "等待买家付款"]))],
    },
    // SAP's table of sales documents (VBAK), as the field lists of sapdatasheet.org and others describe it and SE16 saves
    // it: one row a document. Of its categories C is an order; others are inquiries, quotations, contracts, memos.
    Export {
        id: "sap_sales_documents",
        name: ["SAP sales documents (VBAK)", "SAP 销售凭证（VBAK）"],
        kind: Purchases,
        marks: &["VBELN", "AUART", "NETWR", "WAERK", "KUNNR"],
        columns: &[
            (Customer, &["KUNNR"]),
            (Order, &["VBELN"]),
            (Date, &["AUDAT", "ERDAT"]),
            (Amount, &["NETWR"]),
            (Currency, &["WAERK"]),
        ],
        counts: &[("VBTYP", Only(&["C"]))],
    },
    // docs.oracle.com, "Tables and views for Financials", AR_PAYMENT_SCHEDULES_ALL: one row a due date of a document.
    // Invoices (INV) and debit memos (DM) are positive, credit memos (CM) negative; receipts, and chargebacks that stand for
    // invoices written before, are no sale. Orders (OE_ORDER_HEADERS_ALL) have no amount, their lines no day of order.
    Export {
        id: "oracle_receivables",
        name: ["Oracle receivables (AR_PAYMENT_SCHEDULES_ALL)", "Oracle 应收款（AR_PAYMENT_SCHEDULES_ALL）"],
        kind: Purchases,
        marks: &["PAYMENT_SCHEDULE_ID", "CLASS", "TRX_NUMBER", "TRX_DATE", "CUSTOMER_ID", "AMOUNT_DUE_ORIGINAL"],
        columns: &[
            (Customer, &["CUSTOMER_ID"]),
            (Order, &["TRX_NUMBER"]),
            (Date, &["TRX_DATE"]),
            (Amount, &["AMOUNT_DUE_ORIGINAL"]),
            (Currency, &["INVOICE_CURRENCY_CODE"]),
        ],
        counts: &[("CLASS", Only(&["INV", "DM", "CM"]))],
    },
    // help.shopify.com, "Exporting orders": one row a line item; what an order costs stands in its first row.
    Export {
        id: "shopify_orders",
        name: ["Shopify orders", "Shopify 订单"],
        kind: Purchases,
        marks: &["Name", "Email", "Financial Status", "Fulfillment Status", "Total", "Lineitem name"],
        columns: &[
            (Customer, &["Email"]),
            (Order, &["Name"]),
            (Date, &["Created at"]),
            (Amount, &["Total"]),
            (Refund, &["Refunded Amount"]),
        ],
        counts: &[
            ("Financial Status", Not(&["refunded", "voided", "pending", "expired", "authorized"])),
            ("Cancelled at", Blank),
        ],
    },
    // woocommerce.com, Analytics, "Orders report": the columns of its download.
    Export {
        id: "woocommerce_orders",
        name: ["WooCommerce orders", "WooCommerce 订单"],
        kind: Purchases,
        marks: &["Order #", "Status", "Customer", "Customer type", "Product(s)", "Items sold"],
        columns: &[
            (Customer, &["Customer"]),
            (Order, &["Order #"]),
            (Date, &["Date"]),
            (Amount, &["Net Sales", "N. Revenue", "N. Revenue (formatted)"]),
        ],
        counts: &[(
            "Status",
            Not(&[
                "cancelled",
                "refunded",
                "failed",
                "pending",
                "pending payment",
                "draft",
                "checkout-draft",
                "auto-draft",
                "trash",
            ]),
        )],
    },
    // docs.stripe.com, the payments page's export.
    Export {
        id: "stripe_payments",
        name: ["Stripe payments", "Stripe 付款"],
        kind: Purchases,
        marks: &["id", "Amount", "Amount Refunded", "Currency", "Status", "Customer ID", "Customer Email"],
        columns: &[
            (Customer, &["Customer ID", "Customer Email"]),
            (Order, &["id"]),
            (Date, &["Created (UTC)", "Created date (UTC)"]),
            (Amount, &["Amount"]),
            (Refund, &["Amount Refunded"]),
        ],
        counts: &[("Status", Only(&["Paid", "succeeded", "Partial Refund"]))],
    },
    // squareup.com, Transactions CSV: one row a payment, refunds negative.
    Export {
        id: "square_transactions",
        name: ["Square transactions", "Square 交易"],
        kind: Purchases,
        marks: &[
            "Time Zone",
            "Net Sales",
            "Total Collected",
            "Transaction ID",
            "Payment ID",
            "Event Type",
            "Customer ID",
        ],
        columns: &[
            (Customer, &["Customer ID"]),
            (Order, &["Transaction ID"]),
            (Date, &["Date"]),
            (Amount, &["Net Sales"]),
        ],
        counts: &[("Event Type", Only(&["Payment", "Refund"])), ("Transaction Status", Not(&["Failed", "Canceled"]))],
    },
    // squareup.com, Items CSV: one row an item sold.
    Export {
        id: "square_items",
        name: ["Square items", "Square 商品明细"],
        kind: Purchases,
        marks: &["Time Zone", "Category", "Item", "Qty", "Net Sales", "Transaction ID", "Customer ID"],
        columns: &[
            (Customer, &["Customer ID"]),
            (Order, &["Transaction ID"]),
            (Date, &["Date"]),
            (Amount, &["Net Sales"]),
            (Quantity, &["Qty"]),
        ],
        counts: &[("Event Type", Only(&["Payment", "Refund"]))],
    },
    // paypal.com, "Activity download": payments in and out, transfers and fees too.
    Export {
        id: "paypal_activity",
        name: ["a PayPal activity report", "PayPal 交易活动报告"],
        kind: Purchases,
        marks: &[
            "TimeZone",
            "Type",
            "Status",
            "Currency",
            "Gross",
            "Fee",
            "Net",
            "From Email Address",
            "Transaction ID",
        ],
        columns: &[
            (Customer, &["From Email Address"]),
            (Order, &["Transaction ID"]),
            (Date, &["Date"]),
            (Amount, &["Gross"]),
        ],
        counts: &[
            ("Status", Only(&["Completed", "Partially Refunded"])),
            ("Balance Impact", Only(&["Credit"])),
            (
                "Type",
                Not(&[
                    "General Withdrawal",
                    "User Initiated Withdrawal",
                    "General Currency Conversion",
                    "Bank Deposit to PP Account",
                    "Payment Refund",
                    "Payment Reversal",
                    "Account Hold for Open Authorization",
                    "Reversal of General Account Hold",
                    "Hold on Balance for Dispute Investigation",
                    "Fee Reversal",
                ]),
            ),
        ],
    },
    // developer-docs.amazon.com, flat file "All Orders" report: one row an item, mostly without a buyer.
    Export {
        id: "amazon_orders",
        name: ["an Amazon all-orders report", "亚马逊所有订单报告"],
        kind: Purchases,
        marks: &["amazon-order-id", "purchase-date", "order-status", "item-price", "currency"],
        columns: &[
            (Customer, &["buyer-email", "buyer-name"]),
            (Order, &["amazon-order-id"]),
            (Date, &["purchase-date"]),
            (Amount, &["item-price"]),
        ],
        counts: &[
            ("order-status", Not(&["Cancelled", "Canceled", "Pending", "Unfulfillable"])),
            ("item-status", Not(&["Cancelled", "Canceled"])),
        ],
    },
    // The orders report (unshipped and all) of Amazon's flat files, with the buyer.
    Export {
        id: "amazon_order_report",
        name: ["an Amazon order report", "亚马逊订单报告"],
        kind: Purchases,
        marks: &["order-id", "order-item-id", "purchase-date", "payments-date", "buyer-email", "item-price"],
        columns: &[
            (Customer, &["buyer-email"]),
            (Order, &["order-id"]),
            (Date, &["purchase-date"]),
            (Amount, &["item-price"]),
        ],
        counts: &[],
    },
    // qualtrics.com, "Understanding your dataset": three header rows, tests and previews among the answers.
    Export {
        id: "qualtrics",
        name: ["Qualtrics responses", "Qualtrics 答卷"],
        kind: Answers,
        marks: &["StartDate", "EndDate", "Status", "Finished", "RecordedDate", "ResponseId"],
        columns: &[(Date, &["RecordedDate"])],
        counts: &[
            (
                "Status",
                Not(&[
                    "Survey Preview",
                    "Survey Test",
                    "Spam",
                    "Possible Spam",
                    "Survey Preview Spam",
                    "Spam Survey Preview",
                    "Imported Spam",
                    "Offline Survey Preview",
                    "EX Spam",
                    "1",
                    "2",
                    "8",
                    "9",
                    "12",
                    "17",
                    "40",
                ]),
            ),
            ("Finished", Not(&["False", "0"])),
        ],
    },
    // help.surveymonkey.com, "All responses" export: a second row names the choices.
    Export {
        id: "surveymonkey",
        name: ["SurveyMonkey responses", "SurveyMonkey 答卷"],
        kind: Answers,
        marks: &["Respondent ID", "Collector ID", "Start Date", "End Date"],
        columns: &[(Date, &["End Date"])],
        counts: &[],
    },
    // typeform.com, "Download your results": times in UTC, an id in the column `#`.
    Export {
        id: "typeform",
        name: ["Typeform responses", "Typeform 答卷"],
        kind: Answers,
        marks: &["Start Date (UTC)", "Submit Date (UTC)", "Network ID"],
        columns: &[(Date, &["Submit Date (UTC)"])],
        counts: &[("Response Type", Not(&["started", "partial"]))],
    },
    // support.microsoft.com, Microsoft Forms, results in Excel.
    Export {
        id: "microsoft_forms",
        name: ["Microsoft Forms responses", "Microsoft Forms 答卷"],
        kind: Answers,
        marks: &["ID", "Start time", "Completion time", "Email", "Name"],
        columns: &[(Date, &["Completion time"])],
        counts: &[],
    },
    Export {
        id: "microsoft_forms_zh",
        name: ["Microsoft Forms responses", "Microsoft Forms 答卷"],
        kind: Answers,
        marks: &["ID", "开始时间", "完成时间", "电子邮件"],
        columns: &[(Date, &["完成时间"])],
        counts: &[],
    },
    // manual.limesurvey.org, "Export responses": full or code headings.
    Export {
        id: "limesurvey",
        name: ["LimeSurvey responses", "LimeSurvey 答卷"],
        kind: Answers,
        marks: &["submitdate", "lastpage", "startlanguage"],
        columns: &[(Date, &["submitdate"])],
        counts: &[],
    },
    Export {
        id: "limesurvey_full",
        name: ["LimeSurvey responses", "LimeSurvey 答卷"],
        kind: Answers,
        marks: &["Response ID", "Date submitted", "Last page", "Start language"],
        columns: &[(Date, &["Date submitted"])],
        counts: &[],
    },
    // 问卷星 (wjx.cn), answers by text, as programs that read them describe it.
    Export {
        id: "wjx",
        name: ["Wenjuanxing answers", "问卷星答卷"],
        kind: Answers,
        marks: &["序号", "提交答卷时间", "所用时间", "来源"],
        columns: &[(Date, &["提交答卷时间"])],
        counts: &[],
    },
    // 腾讯问卷 (wj.qq.com), as programs that read its answers describe them.
    Export {
        id: "tencent_survey",
        name: ["Tencent Survey answers", "腾讯问卷答卷"],
        kind: Answers,
        marks: &["开始答题时间", "结束答题时间", "答题时长"],
        columns: &[(Date, &["结束答题时间"])],
        counts: &[],
    },
    // delighted.com/docs/api, survey responses: score, comment, creation time and the person.
    Export {
        id: "delighted",
        name: ["Delighted responses", "Delighted 答卷"],
        kind: Answers,
        marks: &["Response ID", "Survey Type", "Score", "Comment", "Permalink"],
        columns: &[
            (Customer, &["Email", "Person ID"]),
            (Date, &["Created At"]),
            (Score, &["Score"]),
            (Comment, &["Comment"]),
        ],
        counts: &[("Survey Type", Only(&["nps"]))],
    },
];
