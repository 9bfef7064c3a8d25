//! What customers write: two sentences, each theme with 42 combinations in either language.

use crate::domain::random::Rng;

/// What a comment is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Theme {
    Waiting,
    GoodStaff,
    BadStaff,
    GoodApp,
    BadApp,
    Fees,
    Rates,
    Praise,
    #[default]
    Middling,
}

/// First and second sentences of one language.
struct Phrases {
    first: [&'static str; 7],
    second: [&'static str; 6],
}

/// A comment on the theme, six in ten of them Chinese.
pub(super) fn comment(theme: Theme, rng: &mut Rng) -> String {
    let chinese = rng.per_mille(600);
    let (zh, en) = theme.phrases();
    let (phrases, space) = if chinese { (zh, "") } else { (en, " ") };
    format!("{}{space}{}", rng.pick(&phrases.first), rng.pick(&phrases.second))
}

impl Theme {
    const fn phrases(self) -> (&'static Phrases, &'static Phrases) {
        match self {
            Self::Waiting => (&WAITING_ZH, &WAITING_EN),
            Self::GoodStaff => (&GOOD_STAFF_ZH, &GOOD_STAFF_EN),
            Self::BadStaff => (&BAD_STAFF_ZH, &BAD_STAFF_EN),
            Self::GoodApp => (&GOOD_APP_ZH, &GOOD_APP_EN),
            Self::BadApp => (&BAD_APP_ZH, &BAD_APP_EN),
            Self::Fees => (&FEES_ZH, &FEES_EN),
            Self::Rates => (&RATES_ZH, &RATES_EN),
            Self::Praise => (&PRAISE_ZH, &PRAISE_EN),
            Self::Middling => (&MIDDLING_ZH, &MIDDLING_EN),
        }
    }
}

const WAITING_ZH: Phrases = Phrases {
    first: [
        "排队排了快一个小时。",
        "中午去办业务，排队的人从门里站到门外。",
        "月底来一趟，等得人心焦。",
        "叫号半天不动，等候时间太长了。",
        "十个窗口只开两个，排队的人越来越多。",
        "取个号前面还有三十多人，等了大半天。",
        "每次来柜台都要排队，这次又等了四十多分钟。",
    ],
    second: [
        "希望中午多开几个窗口。",
        "午休时间全耗在等候上了。",
        "办事只要五分钟，排队却要一小时。",
        "以后能不能网上先预约？",
        "没有人出来疏导，也没有人解释。",
        "再这样等下去，我就换一家银行。",
    ],
};

const WAITING_EN: Phrases = Phrases {
    first: [
        "I queued for almost an hour.",
        "At lunch the queue reached out of the door.",
        "The end of the month is hopeless: endless waiting.",
        "My number did not come up for ages, the wait was far too long.",
        "Ten counters and only two of them open, while the queue kept growing.",
        "There were more than thirty people waiting in front of me.",
        "Every visit to the counter means queueing, this time forty minutes of it.",
    ],
    second: [
        "Please open more counters at noon.",
        "My whole lunch break went on waiting.",
        "Five minutes of business, one hour in the queue.",
        "Why can I not book a time beforehand?",
        "Nobody explained the delay.",
        "If the waiting goes on like this I will change banks.",
    ],
};

const GOOD_STAFF_ZH: Phrases = Phrases {
    first: [
        "柜员态度特别好。",
        "客户经理讲解得很耐心。",
        "大堂工作人员主动过来帮忙。",
        "工作人员很专业，问什么都答得上来。",
        "老人家不会操作，柜员一步一步教。",
        "从进门到办完，一直有人热情接待。",
        "遇到问题，客户经理当天就给我回了电话。",
    ],
    second: [
        "办得又快又清楚。",
        "让人觉得很放心。",
        "值得表扬！",
        "会推荐朋友来这里办。",
        "这样的服务现在不多见了。",
        "希望一直保持下去。",
    ],
};

const GOOD_STAFF_EN: Phrases = Phrases {
    first: [
        "The lady at the counter was wonderful.",
        "My adviser explained everything with great patience.",
        "Someone in the lobby came over to help without being asked.",
        "The staff know their business and had an answer to every question.",
        "They showed my father each step until he could do it himself.",
        "I was welcomed warmly and looked after until the end.",
        "When something went wrong my adviser called back on the same day.",
    ],
    second: [
        "Quick, clear and friendly.",
        "It makes me trust the bank.",
        "They deserve praise.",
        "I will send my friends here.",
        "One rarely meets such service today.",
        "Please stay as you are.",
    ],
};

const BAD_STAFF_ZH: Phrases = Phrases {
    first: [
        "柜员态度很冷淡。",
        "问了三个人，三种说法。",
        "工作人员爱理不理的。",
        "材料来回跑了三趟，每次都说少一样。",
        "投诉之后一直没有人回复。",
        "一直劝我买理财，我只想办张卡。",
        "业务不熟练，办错了还要我重新来一次。",
    ],
    second: [
        "体验非常差。",
        "感觉不被尊重。",
        "希望加强培训。",
        "不会再来这个网点了。",
        "这种服务让人失望。",
        "请领导管一管。",
    ],
};

const BAD_STAFF_EN: Phrases = Phrases {
    first: [
        "The clerk was cold and short with me.",
        "I asked three people and got three different answers.",
        "Nobody seemed to care that I was there.",
        "I had to come back three times, each time another paper was missing.",
        "I complained and have heard nothing since.",
        "They kept selling me investments when all I wanted was a card.",
        "They made a mistake and I had to start all over.",
    ],
    second: [
        "A very poor experience.",
        "I did not feel respected.",
        "The staff need training.",
        "I will not come to this branch again.",
        "Such service is a disappointment.",
        "Will the management please look into it?",
    ],
};

const GOOD_APP_ZH: Phrases = Phrases {
    first: [
        "手机银行很好用。",
        "转账几秒钟就到账。",
        "新版应用界面清爽。",
        "在手机上就能办完，不用跑网点。",
        "账单一目了然。",
        "指纹登录很方便。",
        "手机支付从来没有出过问题。",
    ],
    second: ["省了很多时间。", "家里人都在用。", "点个赞。", "比别家的好用。", "希望越做越好。", "大家可以放心用。"],
};

const GOOD_APP_EN: Phrases = Phrases {
    first: [
        "The app is a pleasure to use.",
        "Transfers arrive within seconds.",
        "The new version looks clear and calm.",
        "I can do everything on my phone and need no branch.",
        "My statements are easy to read at a glance.",
        "Logging in with my fingerprint is very convenient.",
        "Paying by phone has never failed me.",
    ],
    second: [
        "It saves me a lot of time.",
        "My whole family uses it.",
        "Well done.",
        "Better than the apps of other banks.",
        "Keep improving it.",
        "I can recommend it to anybody.",
    ],
};

const BAD_APP_ZH: Phrases = Phrases {
    first: [
        "手机银行老是闪退。",
        "更新之后登录不上去。",
        "人脸识别试了好几次都失败。",
        "转账卡在最后一步。",
        "菜单太乱，找不到想要的功能。",
        "验证码一直收不到。",
        "打开应用要等半分钟。",
    ],
    second: [
        "只好去网点办。",
        "请尽快修复。",
        "还不如旧版本。",
        "客服也说不出原因。",
        "关键时候用不了。",
        "已经卸载了。",
    ],
};

const BAD_APP_EN: Phrases = Phrases {
    first: [
        "The app keeps crashing.",
        "Since the update I cannot log in.",
        "Face recognition failed again and again.",
        "My transfer got stuck on the last screen.",
        "The menus are a maze, I never find what I need.",
        "The code by text message never arrives.",
        "It takes half a minute to start.",
    ],
    second: [
        "I had to go to a branch in the end.",
        "Please repair it soon.",
        "The old version was better.",
        "The hotline could not explain it either.",
        "It fails exactly when I need it.",
        "I have removed it from my phone.",
    ],
};

const FEES_ZH: Phrases = Phrases {
    first: [
        "手续费太高了。",
        "莫名其妙扣了一笔年费。",
        "收费项目事先没有说明。",
        "跨行转账还要收费。",
        "账户管理费一年比一年多。",
        "短信通知也要收钱。",
        "退卡还收了工本费。",
    ],
    second: [
        "别的银行早就免费了。",
        "希望收费透明一些。",
        "打电话问也说不清楚。",
        "老客户应该有优惠。",
        "感觉不划算。",
        "请把这笔钱退给我。",
    ],
};

const FEES_EN: Phrases = Phrases {
    first: [
        "The fees are too high.",
        "A yearly fee was taken out of nowhere.",
        "Nobody told me about the charges beforehand.",
        "You still charge for transfers to other banks.",
        "The account fee goes up every year.",
        "Even text messages cost money.",
        "I had to pay for handing back a card.",
    ],
    second: [
        "Other banks dropped such fees long ago.",
        "Please be open about what things cost.",
        "The hotline could not explain it.",
        "Loyal customers deserve a better deal.",
        "It is not worth the money.",
        "I want that money back.",
    ],
};

const RATES_ZH: Phrases = Phrases {
    first: [
        "理财收益越来越低。",
        "存款利率比别家低不少。",
        "白金客户的权益缩水了。",
        "专属客户经理换了三个，谁也不了解我的情况。",
        "推荐的基金亏了，也没有人跟进。",
        "机场贵宾厅的权益说停就停。",
        "大额转账还要反复审核，一点不像贵宾待遇。",
    ],
    second: [
        "别的银行已经来找过我了。",
        "正在考虑把资金转走。",
        "感受不到对老客户的重视。",
        "一年也没有一个电话。",
        "希望给个说法。",
        "贵宾服务名不副实。",
    ],
};

const RATES_EN: Phrases = Phrases {
    first: [
        "The returns on my investments keep falling.",
        "Your deposit rates are well below those of others.",
        "The benefits of my grade have been cut.",
        "My third adviser in a year, and none of them knows my situation.",
        "The fund you recommended lost money and nobody followed up.",
        "The airport lounge was cancelled without a word.",
        "Every large transfer is checked over and over, nothing feels preferred about it.",
    ],
    second: [
        "Another bank has already made me an offer.",
        "I am thinking of moving my money.",
        "I do not feel valued as a long-standing customer.",
        "Not one call in a whole year.",
        "I expect an explanation.",
        "The premium service is premium in name only.",
    ],
};

const PRAISE_ZH: Phrases = Phrases {
    first: [
        "用了很多年，一直很满意。",
        "办事效率高。",
        "网点环境干净舒适。",
        "服务周到，流程简单。",
        "家门口的银行，很方便。",
        "开户不到二十分钟就办好了。",
        "各方面都不错。",
    ],
    second: ["推荐给身边的人。", "会继续支持。", "比预期的好。", "给个好评。", "值得信赖。", "下次还来。"],
};

const PRAISE_EN: Phrases = Phrases {
    first: [
        "With you for many years and always content.",
        "Things get done quickly here.",
        "The branch is clean and pleasant.",
        "Thoughtful service and simple steps.",
        "A bank around the corner, very convenient.",
        "My account was open in less than twenty minutes.",
        "Good in every respect.",
    ],
    second: [
        "I tell everybody about it.",
        "I will stay with you.",
        "Better than I expected.",
        "Full marks from me.",
        "A bank to trust.",
        "See you next time.",
    ],
};

const MIDDLING_ZH: Phrases = Phrases {
    first: [
        "总体还可以。",
        "没有特别好，也没有特别差。",
        "业务办得顺利，就是手续多了点。",
        "服务不错，停车不太方便。",
        "比以前有进步。",
        "产品种类够用。",
        "基本满意。",
    ],
    second: [
        "还有提升空间。",
        "网点再多一些就好了。",
        "希望营业时间长一点。",
        "跟其他银行差不多。",
        "流程可以再简化。",
        "继续努力。",
    ],
};

const MIDDLING_EN: Phrases = Phrases {
    first: [
        "All in all it is fine.",
        "Neither very good nor very bad.",
        "It went smoothly, only with a lot of paper.",
        "Friendly people, but parking is a problem.",
        "Better than it used to be.",
        "You have the products I need.",
        "I am fairly content.",
    ],
    second: [
        "There is room for more.",
        "A few more branches would help.",
        "Longer opening hours would be nice.",
        "Much the same as other banks.",
        "The steps could be simpler.",
        "Keep at it.",
    ],
};
