//! What the product knows the meaning of in a file: the roles of columns, one line of a table each.
//!
//! A new role is a variant of [`Field`] and a line of [`LINES`]: from it come the name on the command
//! line, how cells are read, the kinds of table it belongs to, the headers it is guessed from, and
//! what a person reads. Nothing else in intake or tables names it. Long lists of headers stand in `words.rs`.

mod words;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::language::Language;

use super::kind::{Kind, UnknownName};
use super::values::Values;
use Need::{Always, Choice, Optional};
pub(in crate::domain) use words::PERSON;
use words::{
    AMOUNT, AMOUNT_PARTS, ANSWER_DATE, CHANNEL, COMMENT_ANYWHERE, COMPLAINT_DATE, COMPLAINT_REASON, CONTACT, CURRENCY,
    CUSTOMER, CUSTOMER_ELSEWHERE, CUSTOMER_OF_LIST, CUSTOMER_PARTS, DATE, DATE_PARTS, DAY, DIRECTION, DISCOUNT,
    EXIT_DATE, EXIT_REASON, EXPECTATION, IMPORTANCE, INTENTION, KEPT, KEPT_ON, MEMBER, MONTH, NAME, NPS, ORDER, OWN,
    PROMISED, PURCHASE_DATE, QUANTITY, REASON, REFUND, RIVAL, SATISFACTION, SCORE, SCORE_PARTS, SETTLED, SINCE, TIER,
    TOTAL, TOUCHPOINT, UNIT_PRICE, YEAR,
};

/// The role of a column the product knows the meaning of. Every other column is an extra one, to
/// group and filter by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Who: an id, kept as text with its leading zeros.
    Customer,
    /// The order a line belongs to.
    Order,
    /// The currency of the money, where the file says so.
    Currency,
    /// When.
    Date,
    /// The money of the row.
    Amount,
    /// How many units; with the unit price it makes the amount.
    Quantity,
    /// The price of one unit.
    UnitPrice,
    /// 0 to 10.
    Score,
    /// Free text.
    Comment,
    /// The customer's name.
    Name,
    /// Customer since.
    Since,
    /// The day a complaint was settled.
    Settled,
    /// Why: of a complaint or an exit.
    Reason,
    /// How long somebody has been a customer, in the file's own unit: months, mostly.
    Tenure,
    /// Whether the customer has left.
    Left,
    /// The number of a kiosk's answer, by which it is known wherever it comes from.
    AnswerId,
    /// How to reach who answered: telephone number, mail address, …
    Contact,
    /// What who answered agreed to.
    Consent,
    /// How content somebody is with one thing; a column each.
    Satisfaction,
    /// What somebody expected of one thing; a column each.
    Expectation,
    /// How much one thing matters to somebody; a column each.
    Importance,
    /// How somebody marks a rival in one thing; a column each.
    Rival,
    /// How likely somebody is to buy again.
    Intention,
    /// What somebody spends with us.
    Own,
    /// What somebody spends with us and with others.
    Total,
    /// Where somebody met us: a counter, a call, a delivery.
    Touchpoint,
    /// By which way: branch, telephone, app.
    Channel,
    /// The tier of a club, a bank or a programme.
    Tier,
    /// Whether somebody is a member of a club.
    Member,
    /// The day something was promised for.
    Promised,
    /// The day a promise was kept.
    KeptOn,
    /// Whether a promise was kept.
    Kept,
    /// The day somebody was born.
    Birthday,
    /// The day somebody moves or moved.
    Moved,
    /// The day somebody was last visited.
    Visited,
    /// Who recommended us to somebody: another customer, mostly.
    Referrer,
    /// What an account holds after a purchase, which is a transaction there.
    Balance,
    /// What a customer brings, as their own table says: a fee a month, a year's revenue.
    Value,
    /// What of the row's money was given back; it is taken off the amount.
    Refund,
    /// Whether the row's money came or was given back, in a word.
    Direction,
    /// What of quantity times price was let off, as money or as a share; it is taken off the amount.
    Discount,
    /// The year of a date that no column has as a whole.
    Year,
    /// Its month, as a number or by name.
    Month,
    /// Its day of the month; without one the date is a month alone.
    Day,
}

impl Field {
    /// What a date is put together from where no column has one.
    pub(in crate::domain) const DATE_PARTS: [Self; 3] = [Self::Year, Self::Month, Self::Day];
}

/// Whether a kind of table can do without a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Need {
    /// It cannot.
    Always,
    /// It needs all roles of one number: an amount, or a quantity and a unit price.
    Choice(u8),
    /// It can.
    Optional,
}

/// What headers call a role, as they are compared: lower case, simplified characters, letters and
/// digits only. Likelier names stand first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain) struct Words {
    /// Names of this role and nothing else.
    pub own: &'static str,
    /// Names that other things may have as well.
    pub general: &'static str,
    /// Parts of longer headers, such as questions written out.
    pub parts: &'static str,
}

const NO_WORDS: Words = Words { own: "", general: "", parts: "" };

/// All there is to say about a role.
#[derive(Debug)]
struct Line {
    field: Field,
    /// The name in settings and on the command line.
    name: &'static str,
    values: Values,
    english: &'static str,
    chinese: &'static str,
    /// The kinds of table it belongs to, and what they call it.
    uses: &'static [(Kind, Need, Words)],
    home: Home,
    /// Of yes or no: further words that say yes, and no.
    says: (&'static str, &'static str),
    /// How it takes part in the guess.
    claim: Claim,
}

/// How a role takes part in the guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Claim {
    /// With all others: the likeliest column is its.
    First,
    /// Of what no other role took, the likeliest column.
    Left,
    /// Of what no other role took, every column that is called so.
    Items,
}

/// Where the values of a role are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Home {
    /// In a vector of its table's own, for the rows every indicator runs through.
    Vector,
    /// In the list of columns, found by role.
    Column,
    /// There, and offered to group and filter by, as an extra column is.
    Offered,
}

const fn line(
    field: Field,
    name: &'static str,
    values: Values,
    [english, chinese]: [&'static str; 2],
    uses: &'static [(Kind, Need, Words)],
) -> Line {
    Line { field, name, values, english, chinese, uses, home: Home::Column, says: ("", ""), claim: Claim::First }
}

/// A role that is given what no other took, so that no file is read otherwise for it. People group by it as before.
const fn late(
    field: Field,
    name: &'static str,
    values: Values,
    texts: [&'static str; 2],
    uses: &'static [(Kind, Need, Words)],
) -> Line {
    Line { home: Home::Offered, claim: Claim::Left, ..line(field, name, values, texts, uses) }
}

impl Line {
    const fn in_a_vector(self) -> Self {
        Self { home: Home::Vector, ..self }
    }

    const fn offered(self) -> Self {
        Self { home: Home::Offered, ..self }
    }

    /// Given what no other took: whom a telephone tells apart where nothing else does is a customer first.
    const fn left(self) -> Self {
        Self { claim: Claim::Left, ..self }
    }

    const fn items(self) -> Self {
        Self { claim: Claim::Items, ..self }
    }

    const fn says(self, yes: &'static str, no: &'static str) -> Self {
        Self { says: (yes, no), ..self }
    }
}

/// The roles, in the order pages list them.
#[rustfmt::skip] // a line each
static LINES: &[Line] = &[
    line(Field::Score, "score", Values::Score, ["score 0–10", "评分 0–10"],
        &[(Kind::Answers, Choice(0), Words { own: NPS, general: SCORE, parts: SCORE_PARTS })]).in_a_vector(),
    line(Field::Customer, "customer", Values::Id, ["customer", "客户"],
        &[(Kind::Customers, Always, Words { own: CUSTOMER, general: CUSTOMER_OF_LIST, parts: CUSTOMER_PARTS }),
          (Kind::Purchases, Always, CUSTOMER_ELSEWHERE), (Kind::Exits, Always, CUSTOMER_ELSEWHERE),
          (Kind::Answers, Optional, CUSTOMER_ELSEWHERE), (Kind::Complaints, Optional, CUSTOMER_ELSEWHERE)]).in_a_vector(),
    line(Field::Date, "date", Values::Day, ["date", "日期"],
        &[(Kind::Purchases, Always, Words { own: PURCHASE_DATE, general: "", parts: DATE_PARTS }),
          (Kind::Answers, Optional, Words { own: ANSWER_DATE, general: DATE, parts: "" }),
          (Kind::Complaints, Always, Words { own: COMPLAINT_DATE, general: DATE, parts: "" }),
          (Kind::Exits, Always, Words { own: EXIT_DATE, general: DATE, parts: "" })]).in_a_vector(),
    line(Field::Amount, "amount", Values::Amount, ["amount", "金额"],
        &[(Kind::Purchases, Choice(0), Words { own: AMOUNT, general: "", parts: AMOUNT_PARTS })]).in_a_vector(),
    line(Field::Quantity, "quantity", Values::Number, ["quantity", "数量"],
        &[(Kind::Purchases, Choice(1), Words { own: QUANTITY, ..NO_WORDS })]).in_a_vector(),
    line(Field::UnitPrice, "unit_price", Values::Amount, ["unit price", "单价"],
        &[(Kind::Purchases, Choice(1), Words { own: UNIT_PRICE, ..NO_WORDS })]).in_a_vector(),
    line(Field::Order, "order", Values::Id, ["order number", "订单号"],
        &[(Kind::Purchases, Optional, Words { own: ORDER, ..NO_WORDS })]).in_a_vector(),
    line(Field::Currency, "currency", Values::Text, ["currency", "币种"],
        &[(Kind::Purchases, Optional, Words { own: CURRENCY, general: "", parts: "currency ccy 币种 货币 币别" })]).offered(),
    line(Field::Name, "name", Values::Text, ["name", "姓名"],
        &[(Kind::Customers, Optional, Words { own: NAME, ..NO_WORDS })]),
    line(Field::Since, "since", Values::Day, ["customer since", "成为客户日期"],
        &[(Kind::Customers, Optional, Words { own: SINCE, ..NO_WORDS })]).in_a_vector(),
    line(Field::Settled, "settled", Values::Day, ["date settled", "解决日期"],
        &[(Kind::Complaints, Optional, Words { own: SETTLED, ..NO_WORDS })]),
    line(Field::Reason, "reason", Values::Text, ["reason", "原因"],
        &[(Kind::Complaints, Optional, Words { own: COMPLAINT_REASON, general: REASON, parts: "" }),
          (Kind::Exits, Optional, Words { own: EXIT_REASON, general: REASON, parts: "" })]),
    line(Field::Comment, "comment", Values::Text, ["comment", "评论"],
        &[(Kind::Answers, Choice(1), COMMENT_ANYWHERE), (Kind::Complaints, Optional, COMMENT_ANYWHERE), (Kind::Exits, Optional, COMMENT_ANYWHERE)]),
    line(Field::Tenure, "tenure", Values::Number, ["time as a customer", "成为客户时长"],
        &[(Kind::Customers, Optional, Words { own: "tenure tenuremonths tenureinmonths monthstenure customertenure tenureyears tenureinyears tenuredays tenureindays monthsonbook 网龄 网龄月 网龄年 在网时长 在网月数 在网时间 入网时长 入网月数 使用月数 客户时长 客户年限 会员时长", ..NO_WORDS })]).offered(),
    line(Field::Left, "left", Values::YesNo, ["whether left", "是否已离开"],
        &[(Kind::Customers, Optional, Words { own: "left hasleft churn churned churnlabel churnflag churnvalue churnstatus ischurn ischurned exited attrition attritionflag 是否流失 流失 流失标志 流失状态 已流失 是否离网 是否销户 是否注销 是否退会", general: "customerstatus 客户状态", parts: "" })])
        .says("churned churn left lost exited gone closed cancelled canceled dead deceased died attrited attritedcustomer 已流失 流失 流失客户 已离开 离开 已离网 离网 已销户 销户 已注销 注销 已退会",
              "stayed active current retained existing existingcustomer joined notchurned open kept alive living 未流失 在网 正常 活跃 存续 留存 未离网 未销户 未注销 在册").offered(),
    line(Field::AnswerId, "answer_id", Values::Id, ["number of the answer", "回答编号"],
        &[(Kind::Answers, Optional, Words { own: "answerid", ..NO_WORDS })]),
    line(Field::Contact, "contact", Values::Id, ["contact", "联系方式"],
        &[(Kind::Answers, Optional, CONTACT), (Kind::Customers, Optional, CONTACT)]).left(),
    line(Field::Consent, "consent", Values::Text, ["consent", "是否同意联系"],
        &[(Kind::Answers, Optional, Words { own: "consent 同意书 授权内容", ..NO_WORDS }),
          (Kind::Customers, Optional, Words { own: "consent marketingconsent adconsent optin 同意书 授权内容 是否同意 营销同意 同意营销 是否同意营销", ..NO_WORDS })]),
    late(Field::Satisfaction, "satisfaction", Values::Number, ["satisfaction with one thing", "单项满意度"],
        &[(Kind::Answers, Optional, SATISFACTION), (Kind::Customers, Optional, SATISFACTION)]).items(),
    late(Field::Expectation, "expectation", Values::Number, ["expectation of one thing", "单项期望"],
        &[(Kind::Answers, Optional, EXPECTATION), (Kind::Customers, Optional, EXPECTATION)]).items(),
    late(Field::Importance, "importance", Values::Number, ["importance of one thing", "单项重要性"],
        &[(Kind::Answers, Optional, IMPORTANCE), (Kind::Customers, Optional, IMPORTANCE)]).items(),
    late(Field::Rival, "rival", Values::Number, ["mark of a rival", "竞争对手评分"],
        &[(Kind::Answers, Optional, RIVAL), (Kind::Customers, Optional, RIVAL)]).items(),
    late(Field::Intention, "intention", Values::Number, ["intention to buy again", "再次购买意愿"],
        &[(Kind::Answers, Optional, INTENTION), (Kind::Customers, Optional, INTENTION)]),
    late(Field::Own, "own", Values::Number, ["money spent with us", "在我方消费额"],
        &[(Kind::Customers, Optional, OWN), (Kind::Answers, Optional, OWN)]),
    late(Field::Total, "total", Values::Number, ["money spent with us and others", "全部同类消费额"],
        &[(Kind::Customers, Optional, TOTAL), (Kind::Answers, Optional, TOTAL)]),
    late(Field::Touchpoint, "touchpoint", Values::Text, ["touchpoint", "触点"],
        &[(Kind::Answers, Optional, TOUCHPOINT), (Kind::Complaints, Optional, TOUCHPOINT)]),
    late(Field::Channel, "channel", Values::Text, ["channel", "渠道"],
        &[(Kind::Answers, Optional, CHANNEL), (Kind::Purchases, Optional, CHANNEL), (Kind::Complaints, Optional, CHANNEL)]),
    late(Field::Tier, "tier", Values::Text, ["tier", "等级"],
        &[(Kind::Customers, Optional, TIER), (Kind::Answers, Optional, TIER)]),
    late(Field::Member, "member", Values::YesNo, ["whether a member", "是否会员"],
        &[(Kind::Customers, Optional, MEMBER), (Kind::Answers, Optional, MEMBER), (Kind::Purchases, Optional, MEMBER)])
        .says("member joined enrolled 会员 已入会", "nonmember notmember guest none 非会员 未入会 普通顾客"),
    line(Field::Promised, "promised", Values::Day, ["day promised", "承诺日期"],
        &[(Kind::Complaints, Optional, PROMISED), (Kind::Purchases, Optional, PROMISED)]).offered(),
    line(Field::KeptOn, "kept_on", Values::Day, ["day a promise was kept", "兑现日期"],
        &[(Kind::Complaints, Optional, KEPT_ON), (Kind::Purchases, Optional, KEPT_ON)]).offered(),
    line(Field::Kept, "kept", Values::YesNo, ["whether a promise was kept", "是否兑现"],
        &[(Kind::Complaints, Optional, KEPT), (Kind::Purchases, Optional, KEPT)])
        .says("kept fulfilled done 已兑现 兑现 已履行 已完成", "broken notkept missed failed 未兑现 未履行 未完成 违约").offered(),
    line(Field::Birthday, "birthday", Values::Day, ["birthday", "生日"],
        &[(Kind::Customers, Optional, Words { own: "birthday birthdate dateofbirth dob bday 生日 出生日期 出生年月日", ..NO_WORDS })]).offered(),
    line(Field::Moved, "moved", Values::Day, ["day of moving", "搬迁日期"],
        &[(Kind::Customers, Optional, Words { own: "movedon movingdate movingday movedate moveddate relocationdate 搬迁日期 搬家日期 迁入日期", ..NO_WORDS })]).offered(),
    line(Field::Visited, "visited", Values::Day, ["day of the last visit", "最近走访日期"],
        &[(Kind::Customers, Optional, Words { own: "lastvisit lastvisited lastvisitdate lastvisitday lastvisitedon visitdate visitedon \
            最近走访日期 最近走访 上次走访日期 走访日期 最近拜访日期 最近拜访 上次拜访日期 拜访日期", ..NO_WORDS })]).offered(),
    line(Field::Referrer, "referrer", Values::Id, ["who recommended us", "推荐人"],
        &[(Kind::Customers, Optional, Words { own: "referrer referrerid referredby referredbyid referredbycustomer recommendedby \
            introducedby introducer 推荐人 推荐人编号 推荐人id 推荐客户 推荐客户编号 介绍人 介绍人编号 转介绍人", ..NO_WORDS })]),
    line(Field::Balance, "balance", Values::Number, ["balance afterwards", "账户余额"],
        &[(Kind::Purchases, Optional, Words { own: "balance balanceafter balanceafterwards accountbalance runningbalance \
            余额 账户余额 交易后余额 账户结余 结余", ..NO_WORDS })]),
    late(Field::Value, "value", Values::Number, ["what a customer brings", "客户价值"],
        &[(Kind::Customers, Optional, Words { own: "monthlycharges monthlycharge monthlyrevenue monthlyspend monthlybill monthlyfee arpu mrr arr \
            customervalue annualrevenue yearlyrevenue totalrevenue totalcharges revenue lifetimevalue ltv clv \
            月消费 月消费额 月均消费 月租费 月租 月费 月账单 年消费 年消费额 年费 累计消费 累计消费额 累计消费金额 客户价值 贡献度", ..NO_WORDS })]),
    late(Field::Refund, "refund", Values::Amount, ["refunded amount", "退款金额"],
        &[(Kind::Purchases, Optional, Words { own: REFUND, ..NO_WORDS })]),
    late(Field::Direction, "direction", Values::Text, ["sale or refund", "收款或退款"],
        &[(Kind::Purchases, Optional, Words { own: DIRECTION, ..NO_WORDS })]),
    late(Field::Discount, "discount", Values::Number, ["discount", "优惠金额或比例"],
        &[(Kind::Purchases, Optional, Words { own: DISCOUNT, ..NO_WORDS })]),
    late(Field::Year, "year", Values::Text, ["year of the date", "日期的年份"],
        &[(Kind::Purchases, Optional, YEAR), (Kind::Answers, Optional, YEAR), (Kind::Complaints, Optional, YEAR), (Kind::Exits, Optional, YEAR)]),
    late(Field::Month, "month", Values::Text, ["month of the date", "日期的月份"],
        &[(Kind::Purchases, Optional, MONTH), (Kind::Answers, Optional, MONTH), (Kind::Complaints, Optional, MONTH), (Kind::Exits, Optional, MONTH)]),
    late(Field::Day, "day", Values::Text, ["day of the month", "日期的日"],
        &[(Kind::Purchases, Optional, DAY), (Kind::Answers, Optional, DAY), (Kind::Complaints, Optional, DAY), (Kind::Exits, Optional, DAY)]),
];

impl Field {
    /// All roles, in the order pages list them.
    pub fn all() -> impl Iterator<Item = Self> {
        LINES.iter().map(|line| line.field)
    }

    /// The roles a table of this kind can have, required ones first.
    pub(super) fn of(kind: Kind) -> Vec<Self> {
        let needs = |field: Self| field.need(kind);
        let mut fields: Vec<(bool, Self)> =
            Self::all().filter_map(|field| Some((needs(field)? == Optional, field))).collect();
        fields.sort_by_key(|(optional, _)| *optional);
        fields.into_iter().map(|(_, field)| field).collect()
    }

    /// What must be mapped of a kind: each list is one of choices, all of one choice are needed.
    pub(super) fn required(kind: Kind) -> Vec<Vec<Vec<Self>>> {
        let with = |wanted: Need| Self::all().filter(|field| field.need(kind) == Some(wanted)).collect::<Vec<_>>();
        let mut required: Vec<Vec<Vec<Self>>> = with(Always).into_iter().map(|field| vec![vec![field]]).collect();
        let choices: Vec<Vec<Self>> =
            (0..=u8::MAX).map(|number| with(Choice(number))).take_while(|all| !all.is_empty()).collect();
        if !choices.is_empty() {
            required.push(choices);
        }
        required
    }

    /// Every role has a line: a test sees to that.
    fn line(self) -> &'static Line {
        static UNLISTED: Line = line(Field::Comment, "", Values::Text, [""; 2], &[]);
        LINES.iter().find(|line| line.field == self).unwrap_or(&UNLISTED)
    }

    fn need(self, kind: Kind) -> Option<Need> {
        self.line().uses.iter().find(|(of, ..)| *of == kind).map(|(_, need, _)| *need)
    }

    /// The name in settings and on the command line, in `snake_case`.
    pub fn name(self) -> &'static str {
        self.line().name
    }

    /// How its cells are read.
    pub fn values(self) -> Values {
        self.line().values
    }

    /// What people call it, as part of a sentence.
    pub fn text(self, language: Language) -> &'static str {
        match language {
            Language::English => self.line().english,
            Language::Chinese => self.line().chinese,
        }
    }

    /// What headers of a kind of table call it; `None` where the kind has no such role.
    pub(in crate::domain) fn words(self, kind: Kind) -> Option<&'static Words> {
        self.line().uses.iter().find(|(of, ..)| *of == kind).map(|(.., words)| words)
    }

    /// Words beyond those of [`Values::YesNo`] that say yes, and no, as headers are compared.
    pub(in crate::domain) fn says(self) -> (&'static str, &'static str) {
        self.line().says
    }

    /// Whether it is given only what no other role took.
    pub(in crate::domain) fn is_late(self) -> bool {
        self.line().claim != Claim::First
    }

    /// Whether several columns can have it, an item each.
    pub fn takes_several(self) -> bool {
        self.line().claim == Claim::Items
    }

    /// Whether its values are kept in a vector of the table's own, not in its list of columns.
    pub(in crate::domain) fn is_in_a_vector(self) -> bool {
        self.line().home == Home::Vector
    }

    /// Whether people can group and filter by it.
    pub fn is_offered(self) -> bool {
        self.line().home == Home::Offered
    }
}

impl FromStr for Field {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        Self::all().find(|field| field.name() == text).ok_or_else(|| UnknownName(text.to_owned()))
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// The variants as serde knows them: what the table lacks is missing from it, not from here.
    fn variants() -> Vec<String> {
        let said = serde_json::from_str::<Field>("\"?\"").unwrap_err().to_string();
        said.split('`').skip(3).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn every_role_has_one_line_of_its_own_name() {
        assert!(variants().len() >= 17, "{:?}", variants());
        let mut names: Vec<String> = Field::all().map(|field| field.name().to_owned()).collect();
        for field in Field::all() {
            assert_eq!(serde_json::to_value(field).unwrap(), field.name(), "settings and the command line agree");
            assert_eq!(field.name().parse(), Ok(field));
        }
        let mut variants = variants();
        variants.sort_unstable();
        names.sort_unstable();
        assert_eq!(names, variants);
    }

    #[test]
    fn every_role_can_be_read_in_both_languages_and_has_a_kind() {
        for field in Field::all() {
            for language in [Language::English, Language::Chinese] {
                assert!(!field.text(language).trim().is_empty(), "{field}");
            }
            assert!(Kind::ALL.iter().any(|&kind| kind.fields().contains(&field)), "{field}");
            assert!(
                Kind::ALL.iter().filter_map(|&kind| field.words(kind)).all(|words| !words.own.is_empty()),
                "{field}"
            );
        }
    }

    #[test]
    fn a_header_names_one_role_of_a_kind() {
        for kind in Kind::ALL {
            let mut known = BTreeMap::<&str, Field>::new();
            for field in kind.fields() {
                let words = field.words(kind).unwrap();
                let all: BTreeSet<&str> =
                    words.own.split_whitespace().chain(words.general.split_whitespace()).collect();
                for word in all {
                    let other = known.insert(word, field).filter(|other| *other != field);
                    // A telephone is a customer, and a contact where another column is.
                    let shared = other.is_some_and(|other| [other, field].contains(&Field::Contact));
                    assert!(other.is_none() || shared, "{kind}: {word} is {field} and {other:?}");
                    let plain: String =
                        word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
                    assert_eq!(word, plain, "a name is written as headers are compared");
                }
            }
        }
    }

    #[test]
    fn purchases_need_an_amount_or_quantity_and_price() {
        use Field::{
            Amount, Balance, Channel, Comment, Currency, Customer, Date, Day, Direction, Discount, Kept, KeptOn,
            Member, Month, Order, Promised, Quantity, Refund, Score, UnitPrice, Year,
        };
        assert_eq!(
            Kind::Purchases.required(),
            [vec![vec![Customer]], vec![vec![Date]], vec![vec![Amount], vec![Quantity, UnitPrice]]]
        );
        assert_eq!(
            Kind::Purchases.fields(),
            [
                Customer, Date, Amount, Quantity, UnitPrice, Order, Currency, Channel, Member, Promised, KeptOn, Kept,
                Balance, Refund, Direction, Discount, Year, Month, Day
            ]
        );
        assert_eq!(Kind::Complaints.required(), [[[Date]]]);
        // Comments alone can be read for what they are about.
        assert_eq!(Kind::Answers.required(), [[[Score], [Comment]]]);
    }
}
