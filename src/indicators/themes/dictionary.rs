//! Themes and their words: those that come with the program, and how a list of one's own is read.

use serde::Serialize;
use thiserror::Error;

use crate::domain::language::Language;
use crate::domain::terms::{Trie, is_chinese};

/// The most themes a list can have.
pub const MOST_THEMES: usize = 64;

/// Themes of banks, hotels, shops and networks, in both languages. Which words make a theme is a choice; a list of
/// one's own takes their place.
pub const SEEDS: &str = "\
Waiting / 排队等候: 排队, 排长队, 等候, 等位, 等了, 久等, 叫号, 取号, 半小时, 小时, wait, waiting, waited, queue, queued, line, hour
Staff / 员工与态度: 态度, 服务员, 员工, 柜员, 经理, 客服, 热情, 耐心, 冷漠, 不耐烦, 礼貌, 微笑, 专业, staff, employee, teller, manager, rude, friendly, polite, helpful, attitude, agent
Price and fees / 价格与收费: 价格, 性价比, 收费, 手续费, 年费, 费用, 贵, 便宜, 优惠, 折扣, 划算, 涨价, 扣费, 资费, price, fee, charge, expensive, cheap, cost, value, discount
App and online / 手机与线上: 手机银行, 网银, 网上银行, app, 闪退, 卡顿, 登录, 验证码, 网站, 线上, 系统, 死机, online, website, login, crash, crashed, password, mobile
Product / 产品: 产品, 理财, 利率, 利息, 收益, 贷款, 额度, 质量, 做工, 款式, 套餐, product, rate, loan, interest, quality, plan, card
Process / 流程与手续: 流程, 手续, 麻烦, 繁琐, 复杂, 材料, 效率, 退款, 退货, 办理, process, paperwork, complicated, slow, refund, form, procedure
Environment / 环境与设施: 环境, 设施, 装修, 陈旧, 设备, 空调, 电梯, 座位, 房间, 大堂, 床, facility, facilities, room, bed, seat, seating, building, furniture, decor, lobby
Cleanliness / 卫生: 卫生, 干净, 脏, 整洁, 异味, 霉味, 烟味, 卫生间, 洗手间, clean, dirty, smell, toilet, bathroom, restroom, hygiene
Noise / 噪音: 隔音, 噪音, 噪声, 吵, 安静, 嘈杂, noise, noisy, quiet, loud
Location / 位置与交通: 位置, 地段, 交通, 地铁, 停车, 公交, 机场, 方便, 网点, location, parking, transport, branch, near, far, metro
Food / 餐饮: 早餐, 餐厅, 味道, 好吃, 难吃, 菜品, 送餐, 自助餐, 饮料, food, breakfast, drink, meal, restaurant, coffee, taste, buffet
Network / 网络与信号: 信号, 网速, 宽带, 断网, 掉线, 无线, wifi, wi-fi, 上网, 流量, signal, coverage, internet, broadband, network
Complaints handled / 投诉处理: 投诉, 解决, 答复, 推诿, 回复, 回电, 道歉, 赔偿, complaint, complain, complained, resolved, unresolved, apology, apologise, compensation
";

/// Which of up to [`MOST_THEMES`] themes a text has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ThemeSet(u64);

impl ThemeSet {
    /// Whether it has the theme at a place.
    pub fn has(self, place: usize) -> bool {
        u32::try_from(place).ok().and_then(|place| self.0.checked_shr(place)).is_some_and(|bits| bits & 1 == 1)
    }

    /// Whether it has none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Why a list of themes cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DictionaryError {
    /// A line has no name, or no word.
    #[error("line {line} of the themes must be `Name: word, word`")]
    Line {
        /// The line, from 1.
        line: usize,
    },
    /// Two lines have one name.
    #[error("line {line} of the themes has a name that was there before: {name}")]
    Twice {
        /// The line, from 1.
        line: usize,
        /// The name.
        name: String,
    },
    /// More lines than themes can be told apart.
    #[error("there are {0} themes: at most {MOST_THEMES} can be told apart")]
    TooMany(usize),
}

/// Themes ready to be looked for.
#[derive(Debug, Clone)]
pub struct Dictionary {
    names: Vec<String>,
    words: Trie,
    /// By the node where a word ends: whose word it is.
    themes: Vec<u64>,
}

impl Dictionary {
    /// Reads a list; an empty one stands for [`SEEDS`].
    pub fn parse(list: &str) -> Result<Self, DictionaryError> {
        let mut dictionary = Self { names: Vec::new(), words: Trie::default(), themes: Vec::new() };
        let lines = lines(list);
        let count = lines.clone().count();
        if count > MOST_THEMES {
            return Err(DictionaryError::TooMany(count));
        }
        for (line, number) in lines {
            let (name, words) = line.split_once([':', '：']).ok_or(DictionaryError::Line { line: number })?;
            let name = name.trim().to_owned();
            let words = words.split([',', '，', '、']).map(str::trim).filter(|word| !word.is_empty());
            if name.is_empty() || words.clone().next().is_none() {
                return Err(DictionaryError::Line { line: number });
            }
            if dictionary.names.contains(&name) {
                return Err(DictionaryError::Twice { line: number, name });
            }
            words.for_each(|word| dictionary.insert(&word.to_lowercase(), dictionary.names.len()));
            dictionary.names.push(name);
        }
        Ok(dictionary)
    }

    fn insert(&mut self, word: &str, theme: usize) {
        let node = self.words.insert(word) as usize;
        if self.themes.len() <= node {
            self.themes.resize(node + 1, 0);
        }
        if let Some(themes) = self.themes.get_mut(node) {
            *themes |= 1 << theme;
        }
    }

    /// Their names, as the list has them.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The themes of a text.
    pub fn of(&self, text: &str) -> ThemeSet {
        let letters: Vec<char> = text.to_lowercase().chars().collect();
        let mut found = 0;
        for start in 0..letters.len() {
            let before = start.checked_sub(1).and_then(|before| letters.get(before));
            let within = before.is_some_and(|before| is_of_word(*before))
                && letters.get(start).is_some_and(|first| is_of_word(*first));
            if within {
                continue;
            }
            let mut node = 0;
            for (place, letter) in letters.iter().enumerate().skip(start) {
                let Some(next) = self.words.step(node, *letter) else { break };
                node = next;
                let themes = self.themes.get(node as usize).copied().unwrap_or_default();
                if themes != 0 && ends(&letters, place) {
                    found |= themes;
                }
            }
        }
        ThemeSet(found)
    }
}

/// The lines of a list that say something, each with its number; those of [`SEEDS`] for an empty list.
pub fn lines(list: &str) -> impl Iterator<Item = (&str, usize)> + Clone {
    let list = if list.trim().is_empty() { SEEDS } else { list };
    list.split(['\n', ';', '；']).zip(1..).filter(|(line, _)| !line.trim().is_empty())
}

/// A list with one word more at the end of the line of a theme; `None` where the list has no such theme. An empty list stands
/// for [`SEEDS`], which it then has in full.
pub fn with_word(list: &str, theme: &str, word: &str) -> Option<String> {
    let mut known = false;
    let line = |(line, _): (&str, usize)| {
        let own = line.split_once([':', '：']).is_some_and(|(name, _)| name.trim() == theme);
        known |= own;
        if own { format!("{}, {word}", line.trim_end().trim_end_matches([',', '，', '、'])) } else { line.to_owned() }
    };
    let lines: Vec<String> = lines(list).map(line).collect();
    known.then(|| lines.join("\n"))
}

/// A character of a word that has an end: a letter or digit that is not Chinese.
fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() && !is_chinese(letter)
}

/// Whether a word ends at a place, plural or not.
fn ends(letters: &[char], place: usize) -> bool {
    if !letters.get(place).copied().is_some_and(is_of_word) {
        return true;
    }
    let goes_on = |place: usize| letters.get(place).copied().is_some_and(is_of_word);
    !goes_on(place + 1) || letters.get(place + 1) == Some(&'s') && !goes_on(place + 2)
}

/// The part of a theme's name that is in a language: names are written `English / 中文`, or in one language for both.
pub fn name_in(name: &str, language: Language) -> &str {
    match name.split_once(" / ") {
        Some((english, chinese)) => match language {
            Language::English => english,
            Language::Chinese => chinese,
        },
        None => name,
    }
}
