//! Kinds and roles from headers and a few rows.

use super::*;

fn guessed(name: &str, headers: &[&str], rows: &[&[&str]], overrides: &Overrides) -> Guess {
    let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
    let stats: Vec<Stats> = (0..headers.len()).map(|index| Stats::of(rows.iter().map(|row| row[index]))).collect();
    guess(name, &headers, &headers, &stats, overrides, None).unwrap()
}

fn fields(guess: &Guess) -> Vec<(&str, &'static str)> {
    let name = |column: &Column| match column.role {
        Role::Field(field) => field.name(),
        Role::Attribute => "attribute",
        Role::Ignore => "ignore",
    };
    guess.columns.iter().map(|column| (column.header.as_str(), name(column))).collect()
}

fn plain(name: &str, headers: &[&str], row: &[&str]) -> (Kind, Vec<&'static str>) {
    let guess = guessed(name, headers, &[row], &Overrides::default());
    let roles = fields(&guess).into_iter().map(|(_, role)| role).collect();
    (guess.kind, roles)
}

#[test]
fn purchases_by_amount_or_by_quantity_and_price() {
    let (kind, roles) =
        plain("x.csv", &["customer_id", "date", "quantity", "amount"], &["00004", "1997-01-01", "2", "29.33"]);
    assert_eq!((kind, roles), (Kind::Purchases, vec!["customer", "date", "quantity", "amount"]));
    let (_, roles) = plain("x.csv", &["客户号", "账期", "记账", "金额"], &["1", "2024-03", "2024-03-05", "2"]);
    assert_eq!(roles, ["customer", "attribute", "date", "amount"]);
    let headers = ["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"];
    let row = ["536365", "85123A", "6", "2010-12-01 08:26:00", "2.55", "17850", "United Kingdom"];
    let (kind, roles) = plain("x.csv", &headers, &row);
    assert_eq!(kind, Kind::Purchases);
    assert_eq!(roles, ["order", "attribute", "quantity", "date", "unit_price", "customer", "attribute"]);
    let (kind, roles) =
        plain("x.csv", &["会员卡号", "消费时间", "实付金额", "单价"], &["01", "2024年3月5日", "¥1,200", "3"]);
    assert_eq!((kind, roles), (Kind::Purchases, vec!["customer", "date", "amount", "attribute"]));
}

#[test]
fn a_blank_amount_leaves_the_money_to_price_and_quantity() {
    let headers = ["customer", "date", "quantity", "price", "amount"];
    let roles = plain("orders.csv", &headers, &["1", "2024-03-05", "2", "30.00", ""]).1;
    assert_eq!(roles[..4], ["customer", "date", "quantity", "unit_price"]);
    let roles = plain("orders.csv", &headers, &["1", "2024-03-05", "2", "30.00", "60.00"]).1;
    assert_eq!(roles[4], "amount");
    assert_eq!(plain("orders.csv", &["customer", "date", "amount"], &["1", "2024-03-05", ""]).1[2], "amount");
}

#[test]
fn what_was_let_off_or_put_on_top_is_no_amount() {
    let row = ["1", "2024-03-05", "2", "30.00", "5.00"];
    for other in ["优惠金额", "Discount Amount", "运费金额", "Tax Amount", "退款金额"] {
        let roles = plain("orders.csv", &["会员卡号", "日期", "数量", "单价", other], &row).1;
        assert_eq!(roles[..4], ["customer", "date", "quantity", "unit_price"], "{other}");
        let roles = plain("orders.csv", &["会员卡号", "日期", "件数", other, "订单金额"], &row).1;
        assert_eq!(roles[4], "amount", "{other}");
    }
    for price in ["优惠后金额", "Amount after discount", "含运费金额", "折后金额"] {
        let roles = plain("orders.csv", &["会员卡号", "日期", "优惠金额", "单价", price], &row).1;
        assert_eq!(roles[4], "amount", "{price}");
    }
    let roles = plain("orders.csv", &["会员卡号", "日期", "手续费金额"], &row[..3]).1;
    assert_eq!(roles[2], "amount", "nothing else could be it");
}

#[test]
fn answers_by_the_question_asked() {
    let (kind, roles) = plain(
        "x.csv",
        &["问卷编号", "客戶編號", "提交日期", "推荐意愿", "评论"],
        &["Q1", "03", "2024-06-21", "9", "好"],
    );
    assert_eq!((kind, roles), (Kind::Answers, vec!["attribute", "customer", "date", "score", "comment"]));
    let (kind, roles) = plain("x.csv", &["RESPNUM", "INTDATE", "NETPRO"], &["1842", "21", "10"]);
    assert_eq!((kind, roles), (Kind::Answers, vec!["attribute", "attribute", "score"]));
    let (kind, _) = plain("x.csv", &["您有多大可能推荐我们?", "门店"], &["9", "A"]);
    assert_eq!(kind, Kind::Answers);
}

/// Rows of cells, the same columns over and over.
fn rows<'a>(cells: &[&'a [&'a str]], rows: usize) -> Vec<Vec<&'a str>> {
    (0..rows).map(|row| cells.iter().map(|column| column[row % column.len()]).collect()).collect()
}

#[test]
fn a_score_called_so_goes_before_what_has_its_scale_whatever_its_codes() {
    let of = |score: &str, kind: Option<Kind>| {
        // Regions from 1 to 9, and a score without a 0 and with a code for no answer.
        let regions = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
        let scores = ["10", "9", "8", "10", "9", "7", "11", "10", "5", "6", "8"];
        let table = rows(&[&["3055", "370", "12"], &regions, &scores], 150);
        let table: Vec<&[&str]> = table.iter().map(Vec::as_slice).collect();
        let guess =
            guessed("x.csv", &["RESPNUM", "DESTGEO", score], &table, &Overrides { kind, ..Overrides::default() });
        let is_score = |column: &&Column| column.role == Role::Field(Field::Score);
        let score = guess.columns.iter().find(is_score).map(|column| column.header.clone());
        (guess.kind, score, guess.score_choices)
    };
    for kind in [None, Some(Kind::Answers)] {
        for name in ["NETPRO", "NPS", "Net Promoter Score", "推荐意愿"] {
            assert_eq!(of(name, kind), (Kind::Answers, Some(name.to_owned()), Vec::new()), "{name}");
        }
    }
    // A question of which the places of its choices may be what stands there: no score, and no other column is.
    let asked = of("How likely are you to recommend us?", Some(Kind::Answers));
    assert_eq!((asked.1, asked.2), (None, Vec::new()));
    assert_eq!(of("Q7", Some(Kind::Answers)).1.as_deref(), Some("DESTGEO"), "nothing else could be meant");
}

#[test]
fn money_of_customers_who_come_again_is_a_purchase_also_without_a_day() {
    let kind = |headers: &[&str], cells: &[&[&str]], count: usize| {
        let table = rows(cells, count);
        let table: Vec<&[&str]> = table.iter().map(Vec::as_slice).collect();
        guessed("x.csv", headers, &table, &Overrides::default()).kind
    };
    let (again, things, money): (&[&str], &[&str], &[&str]) = (&["a", "b", "c"], &["茶", "米"], &["12.5", "30", "7"]);
    assert_eq!(kind(&["客户编号", "产品", "金额", "数量"], &[again, things, money, &["1", "2"]], 40), Kind::Purchases);
    assert_eq!(kind(&["household", "brand", "price"], &[again, things, money], 40), Kind::Purchases);
    assert_eq!(kind(&["customer", "quantity", "unit price"], &[again, &["1", "2"], money], 40), Kind::Purchases);
    assert_eq!(kind(&["customer", "brand", "amount"], &[again, things, money], 3), Kind::Customers, "one row each");
    let days: &[&str] = &["1990-02-03", "1985-04-01"];
    assert_eq!(kind(&["customer", "birthday", "amount"], &[again, days, money], 40), Kind::Customers, "a day");
    assert_eq!(kind(&["customer", "brand", "age"], &[again, things, money], 40), Kind::Customers, "no money");
}

#[test]
fn complaints_exits_and_customers() {
    let (kind, roles) = plain("x.csv", &["客户号", "投诉日期", "办结日期", "投诉类型"], &["1", "2024-1-2", "", "排队"]);
    assert_eq!((kind, roles), (Kind::Complaints, vec!["customer", "date", "settled", "reason"]));
    let (kind, roles) = plain("x.csv", &["customer_id", "churn_date", "reason"], &["1", "2024-01-02", "price"]);
    assert_eq!((kind, roles), (Kind::Exits, vec!["customer", "date", "reason"]));
    let (kind, roles) =
        plain("x.csv", &["customerID", "gender", "tenure", "TotalCharges"], &["7590-VHVEG", "F", "1", "29.85"]);
    assert_eq!((kind, roles), (Kind::Customers, vec!["customer", "attribute", "tenure", "value"]));
    let (kind, roles) =
        plain("x.csv", &["客户编号", "姓名", "注册日期", "消费金额"], &["1", "张三", "2020-01-01", "12.5"]);
    assert_eq!((kind, roles), (Kind::Customers, vec!["customer", "name", "since", "attribute"]));
    assert_eq!(plain("x.csv", &["id", "name", "age"], &["1", "A", "30"]).0, Kind::Customers);
}

#[test]
fn a_log_of_promises_is_read_as_complaints_are() {
    let (kind, roles) =
        plain("x.csv", &["customer_id", "date", "promised", "kept"], &["1", "2024-01-02", "2024-01-05", "yes"]);
    assert_eq!((kind, roles), (Kind::Complaints, vec!["customer", "date", "promised", "kept"]));
    let (kind, roles) =
        plain("x.csv", &["客户号", "日期", "承诺日期", "兑现日期"], &["1", "2024-1-2", "2024-1-5", "2024-1-4"]);
    assert_eq!((kind, roles), (Kind::Complaints, vec!["customer", "date", "promised", "kept_on"]));
    let (kind, _) = plain(
        "x.csv",
        &["customer_id", "date", "amount", "promised", "delivered"],
        &["1", "2024-01-02", "9", "2024-01-05", "2024-01-05"],
    );
    assert_eq!(kind, Kind::Purchases);
}

#[test]
fn what_is_fixed_by_hand_is_kept() {
    let map = BTreeMap::from([(Field::Score, "Q7".to_owned()), (Field::Customer, "WHO ".to_owned())]);
    let overrides = Overrides { map, ..Overrides::default() };
    let guess = guessed("x.csv", &["who", "Q7", "score"], &[&["a", "9", "3"]], &overrides);
    assert_eq!(guess.kind, Kind::Answers);
    assert_eq!(fields(&guess), [("who", "customer"), ("Q7", "score"), ("score", "attribute")]);
    let map = BTreeMap::from([(Field::Score, "Q8".to_owned())]);
    let overrides = Overrides { map, ..Overrides::default() };
    let missing = super::guess("x", &["a".into()], &["a".into()], &[Stats::default()], &overrides, None);
    assert_eq!(missing, Err(IntakeError::NoSuchColumn { field: Field::Score, column: "Q8".to_owned() }));
}

#[test]
fn what_no_other_role_took_goes_to_those_that_come_last() {
    let headers = ["nps", "服务满意度", "staff satisfaction", "expected staff", "importance", "channel", "region"];
    let (kind, roles) = plain("x.csv", &headers, &["9", "4", "5", "3", "2", "app", "North"]);
    assert_eq!(kind, Kind::Answers);
    assert_eq!(roles, ["score", "satisfaction", "satisfaction", "expectation", "importance", "channel", "attribute"]);
    // A column that no other is likelier to be stays the score, and texts are no marks.
    let (_, roles) = plain("x.csv", &["satisfaction", "expected"], &["9", "soon"]);
    assert_eq!(roles, ["score", "attribute"]);
    let (kind, roles) = plain("x.csv", &["customer_id", "own spend", "total spend"], &["a", "3", "5"]);
    assert_eq!((kind, roles), (Kind::Customers, vec!["customer", "own", "total"]));
}

#[test]
fn items_fixed_by_hand_are_all_their_role_has() {
    let items = vec![(Field::Satisfaction, "Q2".to_owned()), (Field::Satisfaction, "q3".to_owned())];
    let map = BTreeMap::from([(Field::Score, "Q1".to_owned())]);
    let overrides = Overrides { map, items, ..Overrides::default() };
    let headers = ["Q1", "Q2", "Q3", "satisfaction staff"];
    let guess = guessed("x.csv", &headers, &[&["9", "4", "5", "3"]], &overrides);
    assert_eq!(guess.kind, Kind::Answers);
    assert_eq!(
        fields(&guess),
        [("Q1", "score"), ("Q2", "satisfaction"), ("Q3", "satisfaction"), ("satisfaction staff", "attribute")]
    );
    let items = vec![(Field::Rival, "Q9".to_owned())];
    let missing = super::guess(
        "x",
        &["a".into()],
        &["a".into()],
        &[Stats::default()],
        &Overrides { items, ..Overrides::default() },
        None,
    );
    assert_eq!(missing, Err(IntakeError::NoSuchColumn { field: Field::Rival, column: "Q9".to_owned() }));
}

#[test]
fn a_guess_of_nothing_is_still_a_guess() {
    assert_eq!(plain("", &["a"], &[""]).1, ["ignore"]);
}

#[test]
fn telephones_and_addresses_of_mail_are_contacts_where_they_are_no_customer() {
    let column = |headers: &[&str], row: &[&str]| plain("customers.csv", headers, row).1;
    for header in ["mobile", "Phone", "Telephone", "手机", "手机号", "联系电话", "電話"] {
        let roles = column(&["客户编号", "姓名", header, "city"], &["1", "Ann", "138 0000 0000", "Wuhan"]);
        assert_eq!(roles, ["customer", "name", "contact", "attribute"], "{header}");
    }
    for (header, role) in [("mobile", "contact"), ("电话", "contact"), ("手机号", "customer")] {
        let (kind, roles) = plain("survey.csv", &["date", "nps", header], &["2024-03-05", "9", "+86 138-0000-0000"]);
        assert_eq!((kind, roles[2]), (Kind::Answers, role), "{header}");
    }
    assert_eq!(column(&["customer_id", "name", "E-Mail"], &["1", "Ann", "ann@example.com"])[2], "contact");
    let both = column(&["customer_id", "email", "mobile"], &["1", "ann@example.com", "13800000000"]);
    assert_eq!(both[2], "contact", "who is called is reached sooner");
    // Where nothing else tells customers apart, these do.
    assert_eq!(column(&["name", "phone"], &["Ann", "13800000000"])[1], "customer");
    assert_eq!(column(&["手机号", "姓名"], &["13800000000", "王芳"])[0], "customer");
    // By what somebody answered, and whether there is one.
    assert_ne!(plain("survey.csv", &["nps", "mobile", "id"], &["9", "yes", "1"]).1[1], "contact");
    assert_ne!(column(&["customer_id", "name", "phone"], &["1", "Ann", "iPhone 15"])[2], "contact");
}
