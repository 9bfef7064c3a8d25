//! What the bank is made of: branches, grades, products, channels.

/// A branch and how it is run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Branch {
    pub name: &'static str,
    pub region: &'static str,
    /// One of the two that drive customers away.
    pub bad: bool,
}

const fn branch(name: &'static str, region: &'static str) -> Branch {
    Branch { name, region, bad: false }
}

const fn bad(name: &'static str, region: &'static str) -> Branch {
    Branch { name, region, bad: true }
}

/// The branches with their share of customers, per cent.
pub(super) const BRANCHES: [(u32, Branch); 12] = [
    (14, branch("Harbour Square 海港广场支行", "Central 中区")),
    (9, bad("North Gate 北门支行", "North 北区")),
    (8, branch("Willow Street 柳街支行", "Central 中区")),
    (7, branch("Lantern Bay 灯湾支行", "South 南区")),
    (8, bad("East Dock 东码头支行", "East 东区")),
    (9, branch("University Road 大学路支行", "North 北区")),
    (12, branch("Silk Market 丝市支行", "Central 中区")),
    (6, branch("Hilltop 山顶支行", "North 北区")),
    (7, branch("River Bend 河湾支行", "East 东区")),
    (6, branch("Lighthouse 灯塔支行", "South 南区")),
    (8, branch("Garden Quarter 花园里支行", "South 南区")),
    (6, branch("Old Bridge 老桥支行", "East 东区")),
];

/// A customer's grade.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Grade {
    #[default]
    Standard,
    Gold,
    Platinum,
}

impl Grade {
    /// The grades with their share of customers, per cent.
    pub const SHARES: [(u32, Self); 3] = [(72, Self::Standard), (20, Self::Gold), (8, Self::Platinum)];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Standard => "Standard 普通",
            Self::Gold => "Gold 黄金",
            Self::Platinum => "Platinum 白金",
        }
    }

    /// Transactions in a month of a lively customer, in thousandths.
    pub const fn pace(self) -> u32 {
        match self {
            Self::Standard => 1_150,
            Self::Gold => 1_580,
            Self::Platinum => 1_950,
        }
    }

    /// What a transaction earns against one of a standard customer, in thousandths.
    pub const fn purse(self) -> u32 {
        match self {
            Self::Standard => 1_000,
            Self::Gold => 1_300,
            Self::Platinum => 1_700,
        }
    }

    /// What a customer has with the bank at first, in hundredths of a yuan.
    pub const fn balance(self) -> (i32, i32) {
        match self {
            Self::Standard => (150_000, 4_000_000),
            Self::Gold => (5_000_000, 30_000_000),
            Self::Platinum => (50_000_000, 250_000_000),
        }
    }

    /// Products with how often this grade uses them.
    pub const fn products(self) -> &'static [(u32, Product)] {
        match self {
            Self::Standard => {
                &[(38, BILL), (24, TRANSFER), (18, CASH), (8, DEPOSIT), (7, FUND), (3, INSURANCE), (2, LOAN)]
            }
            Self::Gold => {
                &[(30, BILL), (20, TRANSFER), (12, CASH), (12, DEPOSIT), (14, FUND), (7, INSURANCE), (5, LOAN)]
            }
            Self::Platinum => {
                &[(22, BILL), (16, TRANSFER), (6, CASH), (10, DEPOSIT), (22, WEALTH), (14, FUND), (10, LOAN)]
            }
        }
    }
}

/// A product and what the bank earns from one use of it, in hundredths of a yuan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Product {
    pub name: &'static str,
    pub low: i32,
    pub high: i32,
}

const fn product(name: &'static str, low: i32, high: i32) -> Product {
    Product { name, low, high }
}

const BILL: Product = product("Bill payment 代缴费", 800, 9_000);
const TRANSFER: Product = product("Transfer 转账", 500, 3_000);
const CASH: Product = product("Cash withdrawal 取现", 200, 1_200);
const DEPOSIT: Product = product("Time deposit 定期存款", 4_000, 20_000);
const FUND: Product = product("Fund 基金", 3_000, 26_000);
const INSURANCE: Product = product("Insurance 保险", 8_000, 40_000);
const LOAN: Product = product("Loan 贷款", 12_000, 60_000);
const WEALTH: Product = product("Wealth plan 理财产品", 9_000, 52_000);

/// Where a customer and the bank meet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Channel {
    #[default]
    Counter,
    App,
    Atm,
    Phone,
    Web,
}

impl Channel {
    /// Where a product is had by a customer who would rather use this channel: cash comes from a
    /// counter or a machine, and a machine sells neither funds nor loans.
    pub fn for_product(self, product: Product) -> Self {
        match self {
            Self::Counter | Self::Atm if product == CASH => self,
            Self::App | Self::Phone | Self::Web if product == CASH => Self::Atm,
            Self::Atm if product != TRANSFER && product != BILL => Self::Counter,
            _ => self,
        }
    }

    /// The channels with how many customers prefer them, per cent.
    pub const SHARES: [(u32, Self); 5] =
        [(30, Self::Counter), (42, Self::App), (11, Self::Atm), (6, Self::Phone), (11, Self::Web)];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Counter => "Counter 柜台",
            Self::App => "App 手机银行",
            Self::Atm => "ATM 自助机",
            Self::Phone => "Phone 电话银行",
            Self::Web => "Web 网上银行",
        }
    }

    /// What a customer may have come for.
    pub const fn touchpoints(self) -> &'static [(u32, &'static str)] {
        match self {
            Self::Counter => &[
                (62, COUNTER_SERVICE),
                (14, "Account opening 开户"),
                (10, "Loan application 贷款申请"),
                (14, "Wealth advice 理财咨询"),
            ],
            Self::App => &[(60, "Mobile payment 手机支付"), (40, "Mobile transfer 手机转账")],
            Self::Atm => &[(1, "Cash machine 自助取款")],
            Self::Phone => &[(1, "Call centre 客服热线")],
            Self::Web => &[(1, "Online banking 网银办理")],
        }
    }
}

/// The touchpoint with the queue.
pub(super) const COUNTER_SERVICE: &str = "Counter service 柜台办理";

/// The time of a visit with the queue.
pub(super) const LUNCH: &str = "Lunch 午间";

/// Times of a visit with how usual they are at the counter, which is closed in the evening.
pub(super) const COUNTER_TIMES: [(u32, &str); 3] = [(38, "Morning 上午"), (24, LUNCH), (38, "Afternoon 下午")];

/// Times of a visit elsewhere.
pub(super) const OTHER_TIMES: [(u32, &str); 4] =
    [(24, "Morning 上午"), (18, LUNCH), (28, "Afternoon 下午"), (30, "Evening 晚间")];

/// Age groups with their share of customers, per cent.
pub(super) const AGES: [(u32, &str); 6] =
    [(9, "18-24"), (24, "25-34"), (25, "35-44"), (19, "45-54"), (14, "55-64"), (9, "65+")];

/// Income of a month against the year's mean, in thousandths, January first.
pub(super) const SEASON: [u32; 12] = [1_150, 840, 990, 950, 980, 1_090, 940, 910, 1_010, 960, 1_070, 1_220];

/// Why customers complain, with how often.
pub(super) const COMPLAINTS: [(u32, &str); 6] = [
    (20, WAITING),
    (16, STAFF),
    (22, "Fees 收费"),
    (20, "App fault 手机银行故障"),
    (14, "Card problem 卡片问题"),
    (8, "Loan process 贷款流程"),
];

/// Why customers of a bad branch complain.
pub(super) const BAD_BRANCH_COMPLAINTS: [(u32, &str); 4] =
    [(42, WAITING), (36, STAFF), (12, "Fees 收费"), (10, "Card problem 卡片问题")];

const WAITING: &str = "Waiting time 等候时间";
const STAFF: &str = "Staff attitude 服务态度";

/// Why customers leave, with how often.
pub(super) const EXIT_REASONS: [(u32, &str); 5] =
    [(26, "Moved away 搬迁"), (30, BETTER_OFFER), (18, "Fees 收费"), (14, "Poor service 服务不满"), (12, "")];

/// Why customers of a bad branch, or after a complaint settled slowly, leave.
pub(super) const ANGRY_EXIT_REASONS: [(u32, &str); 4] =
    [(58, "Poor service 服务不满"), (18, BETTER_OFFER), (12, "Moved away 搬迁"), (12, "")];

/// Why platinum customers leave.
pub(super) const PLATINUM_EXIT_REASONS: [(u32, &str); 3] =
    [(66, BETTER_OFFER), (20, "Poor service 服务不满"), (14, "")];

const BETTER_OFFER: &str = "Better offer elsewhere 他行条件更优";

/// To whom customers complain whose complaint is settled soon.
pub(super) const COMPLAINTS_TO: &[(u32, &str)] = &[(84, "Staff 员工"), (13, "Others 亲友等他人"), (3, REGULATOR)];

/// To whom those complain who wait long.
pub(super) const SLOW_COMPLAINTS_TO: &[(u32, &str)] = &[(52, "Staff 员工"), (24, "Others 亲友等他人"), (24, REGULATOR)];

const REGULATOR: &str = "Regulator 监管机构";

/// Other banks customers go to, invented as this one is; blank where they do not say.
pub(super) const RIVALS: &[(u32, &str)] = &[
    (34, "Lanternway Bank 灯路银行"),
    (24, "Meridian Quay Bank 子午码头银行"),
    (12, "Copperfield Savings 铜田储蓄"),
    (30, ""),
];
