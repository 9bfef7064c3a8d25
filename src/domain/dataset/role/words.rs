//! What headers call the roles: see [`Words`].

use super::{NO_WORDS, Words};

/// Telephones before addresses of mail: who is called is reached sooner.
pub(super) const CONTACT: Words = Words {
    own: "contact contactdetails 联系方式",
    general: "mobile mobilephone mobileno mobilenumber mobilephonenumber cellphone cellphonenumber phone phoneno phonenumber telephone \
    telephoneno telephonenumber tel telno contactno contactnumber contactphone contacttel customerphone customermobile \
    clientphone clientmobile memberphone membermobile userphone usermobile \
    手机 手机号 手机号码 移动电话 联系手机 联系电话 联系号码 电话 电话号码 客户手机 客户手机号 客户电话 会员手机 会员手机号 会员电话 用户手机 用户手机号 \
    telefon telefonnummer handy handynummer téléphone numérodetéléphone teléfono telefono celular telefone 电话番号 携帯番号 전화번호 휴대폰번호 \
    email emailaddress emailid mail mailaddress contactemail customeremail clientemail memberemail useremail \
    邮箱 邮箱地址 电子邮箱 电子邮件 邮件地址 客户邮箱 会员邮箱 用户邮箱",
    parts: "",
};
pub(super) const SATISFACTION: Words = Words {
    own: "satisfactionwith perceived performance 感知",
    general: "",
    parts: "satisf perceived performanceof 满意 感知",
};
pub(super) const EXPECTATION: Words =
    Words {
        own: "expectation expected expectations 期望 预期", general: "", parts: "expectation expected 期望 预期"
    };
pub(super) const IMPORTANCE: Words =
    Words { own: "importance 重要性 重要程度", general: "", parts: "importance 重要性 重要程度" };
pub(super) const RIVAL: Words =
    Words { own: "rival competitor 竞争对手 竞品", general: "", parts: "rival competitor 竞争对手 竞品" };
pub(super) const INTENTION: Words = Words {
    own: "intention repurchaseintention intentiontobuy intentiontorepurchase likelihoodtorepurchase likelihoodtobuyagain \
    复购意愿 再次购买意愿 续购意愿 回购意愿 购买意愿 续约意愿",
    general: "",
    parts: "repurchase buyagain 再次购买 复购意",
};
pub(super) const OWN: Words = Words {
    own: "ownspend ownspending spendwithus spentwithus ourspend 我行消费额 本店消费额 在本店消费 在我方消费额",
    ..NO_WORDS
};
pub(super) const TOTAL: Words = Words {
    own: "totalspend totalspending totalwallet wallettotal walletsize categoryspend 总消费额 钱包总额 同类消费总额 全部同类消费额",
    ..NO_WORDS
};
pub(super) const TOUCHPOINT: Words = Words { own: "touchpoint touchpoints contactpoint 触点 接触点", ..NO_WORDS };
pub(super) const CHANNEL: Words = Words {
    own: "channel saleschannel orderchannel channelname 渠道 销售渠道 购买渠道 渠道名称",
    ..NO_WORDS
};
pub(super) const TIER: Words =
    Words { own: "tier loyaltytier membertier membershiptier 等级 会员等级 客户等级", ..NO_WORDS };
pub(super) const MEMBER: Words =
    Words { own: "ismember membership loyaltymember clubmember 是否会员 是否为会员", ..NO_WORDS };

pub(super) const PROMISED: Words = Words {
    own: "promised promisedon promisedfor promisedby promiseddate promisedday promisedate promiseddelivery \
    promiseddeliverydate 承诺日期 承诺时间 承诺兑现日期 承诺解决日期 承诺完成日期 承诺交付日期 承诺送达日期",
    ..NO_WORDS
};
pub(super) const KEPT_ON: Words = Words {
    own: "kepton keptdate keptday fulfilledon fulfilleddate delivered deliveredon deliveredat delivereddate 兑现日期 兑现时间 \
    履行日期 实际送达日期 实际交付日期 送达日期 签收日期 签收时间",
    ..NO_WORDS
};
pub(super) const KEPT: Words =
    Words { own: "kept iskept promisekept fulfilled 是否兑现 是否履行 是否履约 兑现情况", ..NO_WORDS };

pub(super) const CUSTOMER_ELSEWHERE: Words = Words { own: CUSTOMER, general: "", parts: CUSTOMER_PARTS };
pub(super) const COMMENT_ANYWHERE: Words = Words { own: COMMENT, general: "", parts: COMMENT_PARTS };

pub(super) const CUSTOMER: &str = "customerid customer clientnum customernum customerno customernumber customercode custid custno cust clientid client \
    clientno memberid memberno membercode member userid user uid buyerid buyer shopperid guestid householdid household \
    accountid accountno accountnumber account cardno cardnumber openid \
    客户编号 客户号 客户id 客户代码 客户码 客户 会员编号 会员号 会员id 会员卡号 会员 用户id 用户编号 用户号 用户 \
    顾客编号 顾客id 顾客号 顾客 买家id 买家 买家昵称 客户账号 账户 账号 卡号 手机号 手机号码 \
    kundennummer kundennr kundenid kunde idclient codeclient numéroclient numeroclient cliente idcliente codicecliente \
    codigocliente klantnummer klant klient idklienta kundnummer клиент idклиента 顾客番号 会员番号 고객번호 고객id 고객";
/// What tells people apart where no column says a customer: reached at one address or number they are one, and of one name
/// they may be.
pub(in crate::domain) const PERSON: [&str; 2] = [
    "customeremail buyeremail clientemail memberemail useremail email emailaddress emailid payeremail \
    客户邮箱 会员邮箱 邮箱 电子邮箱 电子邮件 customerphone customermobile buyerphone phone phonenumber mobile mobileno mobilenumber \
    telephone 客户手机 客户手机号 客户电话 会员手机 会员手机号 会员电话 买家手机 买家手机号 收货人手机 收货人手机号 手机 联系电话 电话 电话号码 \
    buyerusername buyernickname buyername 买家会员名 买家用户名",
    "customername clientname accountname membername buyer companyname company name fullname payername payer billingname \
    shippingname recipient recipientname patient patientname guestname 客户名称 客户姓名 会员姓名 会员名称 顾客姓名 购货单位 客户单位 \
    付款方 付款人 付款方名称 公司名称 公司 单位名称 姓名 收货人 收货人姓名 收件人 住客姓名 宾客姓名",
];
pub(super) const CUSTOMER_OF_LIST: &str = "id no number code 编号 号码 代码";
pub(super) const ORDER: &str = "orderid orderno ordernumber ordercode order invoiceno invoiceid invoicenumber invoice transactionid \
    transactionno transid transno txnid receiptno receipt billno ticketno basketid \
    订单编号 订单号 订单id 订单 销售单号 交易流水号 交易编号 交易号 流水号 单据编号 单据号 单号 发票编号 发票号 小票号 \
    bestellnummer bestellnr auftragsnummer auftragsnr rechnungsnummer rechnungsnr belegnummer belegnr numérodecommande \
    numerodecommande nocommande commande numerofacture facture pedido numeropedido factura fattura numerofattura ordine \
    numeroordine ordernummer factuurnummer numerzamówienia zamówienie номерзаказа заказ 注文番号 伝票番号 주문번호";
pub(super) const CURRENCY: &str = "currency cur curr currencycode currencyiso ccy waehrung währung devise moneda moeda valuta waluta валюта \
    币种 货币 货币代码 货币种类 币别 通貨 결제통화";
/// The likeliest names of the day something happened.
macro_rules! day_of_event {
    () => {
        "date orderdate purchasedate transactiondate transdate txndate invoicedate saledate salesdate paymentdate \
        paydate orderedat ordertime purchasetime transactiontime purchasedon purchaseddate purchasedt orderdt txndt transdt saledt soldon boughton visitdate visitedat checkindate arrivaldate \
        servicedate bizdate businessdate tradedate postingdate dateofpurchase dateofsale dateoforder 购买日 下单日 成交日 交易日 消费日 销售日 单据日期 业务日期 过账日期 凭证日期 营业日期 结账时间 入住日期 到店日期 就诊日期 soldat"
    };
}

/// The other ones, beginning with those that may say no more than when a row was written: behind the day a deal was closed.
macro_rules! other_day {
    () => {
        "createdat createddate createtime created datetime timestamp time day 日期 交易日期 交易时间 订单日期 下单日期 下单时间 订单时间 \
        购买日期 购买时间 消费日期 消费时间 销售日期 销售时间 成交日期 成交时间 付款日期 付款时间 支付日期 支付时间 开票日期 记账日期 入账日期 发生日期 创建日期 创建时间 时间 datum \
        bestelldatum kaufdatum rechnungsdatum belegdatum buchungstag buchungsdatum auftragsdatum datecommande \
        datedecommande datedachat dateachat datefacture fecha fechapedido fechadecompra fechacompra fechafactura \
        data datapedido datadacompra datacompra dataordine datafattura besteldatum factuurdatum aankoopdatum \
        datazamówienia datasprzedaży orderdatum inköpsdatum dato købsdato ordredato tarih siparistarihi дата \
        датазаказа датапокупки 日付 注文日 購入日 売上日 取引日 날짜 주문일 구매일 거래일"
    };
}

pub(super) const DATE: &str = concat!(day_of_event!(), " ", other_day!());
/// A deal is bought when it is closed, and a bill of a restaurant is opened and closed: of other tables these say more.
pub(super) const PURCHASE_DATE: &str =
    concat!(day_of_event!(), " closedate closeddate ", other_day!(), " opened openedat openeddate closed closedat");
pub(super) const ANSWER_DATE: &str = "submitdate submittedat submitted surveydate responsedate answerdate interviewdate intdate \
    responsetime completedat recordeddate enddate startdate reviewdate \
    提交日期 提交时间 答题时间 答卷时间 填写时间 填写日期 调查日期 调查时间 回答日期 作答时间 评价日期 评价时间 回访日期";
pub(super) const COMPLAINT_DATE: &str = "complaintdate complainedat datereceived receiveddate receivedat openedat opened opendate \
    投诉日期 投诉时间 受理日期 受理时间 登记日期 登记时间";
pub(super) const EXIT_DATE: &str = "exitdate exitedat churndate churnedat leavedate leavingdate leftdate lefton closedate \
    closingdate closuredate terminationdate cancellationdate canceldate cancelleddate \
    流失日期 流失时间 销户日期 销户时间 退订日期 离开日期 离网日期 注销日期 解约日期 退会日期 终止日期";
pub(super) const AMOUNT: &str = "amount revenue totalamount orderamount transactionamount salesamount netamount grossamount \
    paidamount payamount paymentamount amt sales netsales turnover totalprice ordertotal linetotal total subtotal spend \
    spent spending payment paid value sum \
    金额 交易金额 订单金额 消费金额 实付金额 支付金额 付款金额 实收金额 购买金额 销售金额 成交金额 应付金额 总金额 合计金额 \
    实付款 实付 销售额 消费额 成交额 交易额 发生额 总价 合计 小计 消费 收入 \
    totaldue amountdue premium 保费 salesvalue netvalue 总额 支付总额 订单总额 消费总额 销售总额 nettowert \
    grandtotal grandtotalbase grandtotalpurchased gross amountpaid totalpaid 用户实付 顾客实付 客户实付 实收 商家实收 应收金额 应收 价税合计 \
    betrag gesamtbetrag rechnungsbetrag nettobetrag bruttobetrag umsatz brutto netto gesamtpreis montant montantttc montantht montanttotal \
    totalttc importe importetotal importo importototale totale monto valor valortotal bedrag totaalbedrag kwota kwotabrutto wartość belopp summa beløb tutar toplam \
    сумма суммазаказа стоимость 合计金额 売上 売上金额 请求金额 금액 매출 결제금액";
/// What is called money, or nothing more than a refund: such a column may say whether, and is none then (`Stats::is_flag`).
pub(super) const REFUND: &str = "refundedamount amountrefunded refundamount refundamt totalrefund totalrefunded refundtotal refundvalue \
    refundedtotal refund refunded orderrefundamount orderrefund returnamount returnedamount amountreturned rückerstattung \
    erstattung erstattungsbetrag remboursement montantremboursé reembolso rimborso 退款 已退款 退货金额 售后退款金额 买家退款金额 \
    订单已退款金额 退货退款金额 退回金额 退款金额 已退款金额 成功退款金额 成功退款 成功退款元 实际退款金额 实退金额 订单退款金额 退款总额 退款总金额 退款额 退款金额元";
/// What was let off. `折扣` alone may be what is left to pay: 0.9 for a tenth off.
pub(super) const DISCOUNT: &str = "discount discounts discountamount discountamt discountvalue discountrate discountpct discountpercent \
    discountpercentage unitpricediscount linediscount rowdiscount rabatt rabattbetrag nachlass remise montantremise descuento \
    importedescuento sconto desconto valordesconto korting rabat скидка 优惠 优惠金额 优惠额 折扣金额 折扣额 减免金额 让利金额 値引 値引額 \
    할인 할인금액";
/// What money of a row is, where rows of what was given back stand among the others.
pub(super) const DIRECTION: &str = "direction debitcredit creditdebit sollhaben transactionkind documenttype doctype bookingtype \
    收支方向 收支类型 收支 单据类型 红蓝标识 红蓝单 业务类型 交易方向";
/// Parts of a date. 年度 is left out: in Japan it begins in April.
pub(super) const YEAR: Words = Words {
    own: "year yr yyyy orderyear purchaseyear saleyear salesyear transactionyear invoiceyear calendaryear 年 年份 订单年份 消费年份 \
    jahr année annee año ano anno jaar rok år 년 год",
    ..NO_WORDS
};
pub(super) const MONTH: Words = Words {
    own: "month mon mm monthno monthnum monthnumber monthname ordermonth purchasemonth salemonth salesmonth transactionmonth \
    invoicemonth 月 月份 订单月份 消费月份 monat mois mes mês mese maand miesiąc månad 월 месяц",
    ..NO_WORDS
};
/// Beside these the names of a whole date, which may hold its day alone.
pub(super) const DAY: Words = Words {
    own: "dd dayofmonth dayno daynum daynumber orderday purchaseday saleday transactionday invoiceday 日 几号 tag jour jourdumois día dia \
    giorno dag dzień 일 день",
    ..NO_WORDS
};
pub(super) const QUANTITY: &str = "quantity qty units pieces numberofitems items \
    数量 购买数量 销售数量 商品数量 件数 份数 个数 menge anzahl stückzahl quantité quantite cantidad quantità quantidade aantal ilość \
    antal adet количество 수량";
pub(super) const UNIT_PRICE: &str = "unitprice priceperunit priceeach itemprice price listprice 单价 商品单价 销售单价 售价 价格 \
    einzelpreis stückpreis preis prixunitaire prix preciounitario precio prezzounitario prezzo preçounitário prijs stukprijs \
    cena cenajednostkowa pris birimfiyat цена 단가 単价";
pub(super) const NPS: &str = "nps npsscore npsrating netpro netpromoter netpromoterscore likelihoodtorecommend ltr recommend \
    recommendation recommendationscore willingnesstorecommend \
    推荐意愿 推荐度 推荐分 推荐分数 推荐得分 推荐指数 推荐可能性 推荐意向 nps得分 nps分数 nps评分 nps分 净推荐值";
pub(super) const SCORE: &str = "overallrating overallscore overallsatisfaction score rating satisfaction \
    总体评分 总体满意度 整体满意度 评分 得分 分数 打分 满意度";
const COMMENT: &str = "comment comments feedback verbatim review reviewtext opentext text content remark remarks \
    suggestion suggestions notes 评论 评价内容 评价 意见建议 意见 建议 反馈 投诉内容 留言 内容 备注 说明";
pub(super) const NAME: &str =
    "name customername fullname clientname membername username 姓名 客户姓名 客户名称 会员姓名 顾客姓名 名称 昵称";
pub(super) const SINCE: &str = "since customersince membersince joindate joineddate joinedat joined signupdate registrationdate \
    registerdate registeredat registered enrolldate enrollmentdate accountopendate opendate firstpurchase \
    注册日期 注册时间 开户日期 开户时间 入会日期 入会时间 加入日期 建档日期 开卡日期";
pub(super) const SETTLED: &str = "settled settleddate settledat resolved resolveddate resolvedat resolutiondate closed closeddate \
    closedat closedate completedat completiondate \
    解决日期 解决时间 处理日期 处理时间 办结日期 办结时间 结案日期 结案时间 完成日期 关闭日期";
pub(super) const REASON: &str = "reason reasoncode category issue issuetype cause type 原因 问题类型 类别 类型";
pub(super) const COMPLAINT_REASON: &str = "complaintreason complainttype complaintcategory 投诉原因 投诉类型 投诉类别";
pub(super) const EXIT_REASON: &str = "exitreason churnreason leavingreason closurereason cancellationreason \
    流失原因 销户原因 离开原因 退订原因 离网原因 注销原因";

/// Parts of longer headers, such as questions written out.
pub(super) const SCORE_PARTS: &str = "推荐 recommend nps empfehl recommand recomend recomiend raccomand consigli aanbevel polec tavsiye \
    rekommend anbefal рекоменд おすすめ お勧め 推奨 추천 rekomenda";
pub(super) const AMOUNT_PARTS: &str = "金额 amount revenue amt";
pub(super) const CUSTOMER_PARTS: &str = "客户编号 客户号 客户id 会员号 会员编号 会员id 用户id customerid memberid";
pub(super) const DATE_PARTS: &str = "日期 date";
const COMMENT_PARTS: &str = "意见 建议 原因是 comment feedback";
