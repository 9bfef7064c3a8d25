//! What customers expect: of which kind, and how much more than the least.
//!
//! Of *kind* an expectation is of service (how they are treated), of benefit (what they get for their money) or of relationship
//! (that they are known and cared for). Of *level* it is basic (taken for granted), added (what comes on top of it) or beyond
//! (what nobody asked for, and is glad of). An item belongs to one of each by a line somebody typed in, else by its header, as
//! to a dimension of SERVQUAL; the gaps are worked out as [those](super::dimensions). An item whose header says nothing of it
//! belongs to none, and is named.
//!
//! Source: Chinese textbooks of customer relations (服务期望, 利益期望, 关系期望; 基本, 附加, 超越); that what is taken for granted does not
//! delight: N. Kano et al., Attractive quality and must-be quality, Hinshitsu 14 (1984) 39-48.

use super::mapping::Topic;

/// Of which kind an expectation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    /// How they are treated.
    Service,
    /// What they get for their money.
    Benefit,
    /// That they are known and cared for.
    Relationship,
}

impl Topic for Expectation {
    const ALL: &'static [Self] = &[Self::Service, Self::Benefit, Self::Relationship];

    fn key(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Benefit => "benefit",
            Self::Relationship => "relationship",
        }
    }

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Service => &["服务", "服务期望"],
            Self::Benefit => &["benefits", "利益", "利益期望"],
            Self::Relationship => &["relation", "关系", "关系期望"],
        }
    }

    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Service => &[
                "service", "staff", "queue", "wait", "speed", "courte", "opening", "mobile", "online", "服务", "手机",
                "员工", "态度", "排队", "等待", "等候", "速度", "效率", "营业",
            ],
            Self::Benefit => &[
                "benefit",
                "price",
                "fee",
                "cost",
                "discount",
                "interest",
                "reward",
                "points",
                "value",
                "product",
                "quality",
                "利益",
                "价格",
                "费用",
                "收费",
                "优惠",
                "利率",
                "收益",
                "积分",
                "性价比",
                "产品",
                "质量",
                "品质",
            ],
            Self::Relationship => &[
                "relation",
                "trust",
                "caring",
                "personal",
                "individual",
                "empath",
                "advis",
                "follow",
                "关系",
                "信任",
                "关怀",
                "关心",
                "尊重",
                "个性",
                "客户经理",
                "回访",
                "沟通",
            ],
        }
    }
}

/// How much more than the least an expectation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Taken for granted.
    Basic,
    /// On top of it.
    Added,
    /// What nobody asked for.
    Beyond,
}

impl Topic for Depth {
    const ALL: &'static [Self] = &[Self::Basic, Self::Added, Self::Beyond];

    fn key(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Added => "added",
            Self::Beyond => "beyond",
        }
    }

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Basic => &["core", "基本", "基本期望", "基础"],
            Self::Added => &["additional", "附加", "附加期望", "增值"],
            Self::Beyond => &["delight", "超越", "超越期望", "超值"],
        }
    }

    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Basic => &["basic", "core", "essential", "musthave", "mustbe", "基本", "基础", "核心", "必备"],
            Self::Added => &["added", "additional", "extra", "附加", "增值", "延伸"],
            Self::Beyond => &["beyond", "delight", "surpris", "wow", "超越", "超值", "惊喜"],
        }
    }
}
