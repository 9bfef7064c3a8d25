//! From scores to segments: an ordered table of rules, the first that fits wins.
//!
//! Rules speak in fifths, 5 the best, whatever the number of bins: see [`fifth`].

use serde::{Deserialize, Serialize};

use super::error::{Measure, RfmError};

/// The key of the segment of those no rule takes.
pub const OTHER: &str = "other";

/// Codes there are: three fifths each.
const CODES: usize = 125;

/// Fifths from `from` to `to`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreRange {
    /// Lowest, 1 to 5.
    pub from: u8,
    /// Highest, 1 to 5.
    pub to: u8,
}

impl ScoreRange {
    fn contains(self, fifth: u8) -> bool {
        (self.from..=self.to).contains(&fifth)
    }

    fn is_sound(self) -> bool {
        1 <= self.from && self.from <= self.to && self.to <= 5
    }
}

/// One rule: customers whose three scores all lie in its ranges belong to its segment, unless an
/// earlier rule took them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// What filters, addresses and translations know the segment by: `snake_case`, unlike any other
    /// rule's, never [`OTHER`].
    pub key: String,
    /// What people call the segment; rules that come with the program have English names, which pages
    /// translate by key.
    pub name: String,
    /// Recency.
    pub r: ScoreRange,
    /// Frequency.
    pub f: ScoreRange,
    /// Monetary.
    pub m: ScoreRange,
}

impl Rule {
    /// The range of one measure.
    pub fn range(&self, measure: Measure) -> ScoreRange {
        match measure {
            Measure::Recency => self.r,
            Measure::Frequency => self.f,
            Measure::Monetary => self.m,
        }
    }

    /// The range of one measure, to change it.
    pub fn range_mut(&mut self, measure: Measure) -> &mut ScoreRange {
        match measure {
            Measure::Recency => &mut self.r,
            Measure::Frequency => &mut self.f,
            Measure::Monetary => &mut self.m,
        }
    }

    /// Whether key and ranges are sound: [`RfmError::RuleKey`], [`RfmError::RuleRange`].
    pub fn check(&self) -> Result<(), RfmError> {
        let key = self.key.clone();
        if key.trim().is_empty() || key == OTHER {
            return Err(RfmError::RuleKey { key });
        }
        let measures = [Measure::Recency, Measure::Frequency, Measure::Monetary];
        match measures.into_iter().find(|&measure| !self.range(measure).is_sound()) {
            Some(measure) => Err(RfmError::RuleRange { key, measure }),
            None => Ok(()),
        }
    }

    fn takes(&self, [r, f, m]: [u8; 3]) -> bool {
        self.r.contains(r) && self.f.contains(f) && self.m.contains(m)
    }
}

/// Rules in order; the first that fits wins. Read from a list of rules, or from the name of a [`Preset`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Vec<Rule>")]
pub struct RuleTable {
    /// The rules.
    pub rules: Vec<Rule>,
}

/// A table of rules as it may be written.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a list of rules, or one of the tables `recency_frequency` and `rfm_package`")]
enum Written {
    Preset(Preset),
    Rules(Vec<Rule>),
}

impl From<Written> for RuleTable {
    fn from(written: Written) -> Self {
        match written {
            Written::Preset(preset) => Self::of(preset),
            Written::Rules(rules) => Self { rules },
        }
    }
}

impl From<RuleTable> for Vec<Rule> {
    fn from(table: RuleTable) -> Self {
        table.rules
    }
}

/// The tables of rules that come with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// Ten segments over the 25 cells of recency and frequency, the usual map of the field: each cell has one, and no
    /// cell has two. Monetary decides nothing.
    #[default]
    RecencyFrequency,
    /// The ten segments of the R package rfm 0.3.0, which look at all three scores; ten codes stay with [`OTHER`], and
    /// many fit several rules. Its potential loyalists hold most of those who buy often.
    RfmPackage,
}

impl Preset {
    /// All of them, the default first.
    pub const ALL: [Self; 2] = [Self::RecencyFrequency, Self::RfmPackage];

    const fn rules(self) -> &'static [PresetRule; 10] {
        match self {
            Self::RecencyFrequency => &RECENCY_FREQUENCY,
            Self::RfmPackage => &RFM_PACKAGE,
        }
    }
}

/// Key, name, and the lowest and highest fifth of recency, frequency and monetary.
type PresetRule = (&'static str, &'static str, [u8; 6]);

const RECENCY_FREQUENCY: [PresetRule; 10] = [
    ("champions", "Champions", [5, 5, 4, 5, 1, 5]),
    ("loyal", "Loyal", [3, 4, 4, 5, 1, 5]),
    ("potential_loyalists", "Potential loyalists", [4, 5, 2, 3, 1, 5]),
    ("new", "New", [5, 5, 1, 1, 1, 5]),
    ("promising", "Promising", [4, 4, 1, 1, 1, 5]),
    ("need_attention", "Need attention", [3, 3, 3, 3, 1, 5]),
    ("about_to_sleep", "About to sleep", [3, 3, 1, 2, 1, 5]),
    ("cant_lose", "Can't lose", [1, 2, 5, 5, 1, 5]),
    ("at_risk", "At risk", [1, 2, 3, 4, 1, 5]),
    ("hibernating", "Hibernating", [1, 2, 1, 2, 1, 5]),
];

const RFM_PACKAGE: [PresetRule; 10] = [
    ("champions", "Champions", [5, 5, 5, 5, 5, 5]),
    ("potential_loyalist", "Potential loyalist", [3, 5, 3, 5, 2, 5]),
    ("loyal", "Loyal", [2, 4, 2, 4, 2, 4]),
    ("promising", "Promising", [3, 4, 1, 3, 3, 5]),
    ("new", "New", [4, 5, 1, 3, 1, 5]),
    ("cant_lose", "Can't lose", [1, 2, 3, 4, 4, 5]),
    ("at_risk", "At risk", [1, 2, 2, 5, 4, 5]),
    ("need_attention", "Need attention", [1, 3, 3, 5, 3, 5]),
    ("about_to_sleep", "About to sleep", [2, 3, 1, 3, 1, 4]),
    ("lost", "Lost", [1, 1, 1, 5, 1, 5]),
];

impl Default for RuleTable {
    /// That of the default [`Preset`].
    fn default() -> Self {
        Self::of(Preset::default())
    }
}

/// The English name that the rule of this key has in the tables that come with the program; `None` for keys of the
/// user's own.
pub fn default_name(key: &str) -> Option<&'static str> {
    Preset::ALL.into_iter().flat_map(Preset::rules).find(|rule| rule.0 == key).map(|rule| rule.1)
}

impl RuleTable {
    /// A table that comes with the program.
    pub fn of(preset: Preset) -> Self {
        let rule = |&(key, name, [r, r_to, f, f_to, m, m_to]): &PresetRule| Rule {
            key: key.to_owned(),
            name: name.to_owned(),
            r: ScoreRange { from: r, to: r_to },
            f: ScoreRange { from: f, to: f_to },
            m: ScoreRange { from: m, to: m_to },
        };
        Self { rules: preset.rules().iter().map(rule).collect() }
    }

    /// Adds a rule for all codes at the end, with a key no other rule has; `name` makes its name
    /// from its number.
    pub fn add(&mut self, name: impl FnOnce(usize) -> String) {
        let mut number = self.rules.len() + 1;
        while self.rules.iter().any(|rule| rule.key == format!("segment_{number}")) {
            number += 1;
        }
        let all = ScoreRange { from: 1, to: 5 };
        self.rules.push(Rule { key: format!("segment_{number}"), name: name(number), r: all, f: all, m: all });
    }

    /// Moves the rule at `place` one down; nothing happens at the end of the table.
    pub fn swap_with_next(&mut self, place: usize) {
        if place.saturating_add(1) < self.rules.len() {
            self.rules.swap(place, place + 1);
        }
    }

    /// Moves the rule at `place` one up; nothing happens at the top of the table.
    pub fn swap_with_previous(&mut self, place: usize) {
        if let Some(previous) = place.checked_sub(1) {
            self.swap_with_next(previous);
        }
    }

    pub(super) fn check(&self) -> Result<(), RfmError> {
        if self.rules.len() > CODES {
            return Err(RfmError::TooManyRules { given: self.rules.len() });
        }
        for (index, rule) in self.rules.iter().enumerate() {
            rule.check()?;
            if self.rules.iter().take(index).any(|earlier| earlier.key == rule.key) {
                return Err(RfmError::DuplicateRule { key: rule.key.clone() });
            }
        }
        Ok(())
    }

    /// The place in the table of the rule that wins these fifths; the number of rules where none
    /// does.
    pub(super) fn winner(&self, fifths: [u8; 3]) -> usize {
        self.rules.iter().position(|rule| rule.takes(fifths)).unwrap_or(self.rules.len())
    }
}

/// The fifth a score of `bins` stands for: that in which the middle of its bin lies, ⌈5 (score −
/// ½) / bins⌉; the lowest score is always 1 and the highest always 5. So five bins are themselves,
/// three are 1, 3, 5, and a table of rules written once holds for any number of bins.
pub fn fifth(score: u8, bins: u8) -> u8 {
    if score <= 1 {
        return 1;
    }
    if score >= bins {
        return 5;
    }
    let (score, bins) = (u16::from(score), u16::from(bins));
    // Between 1 and 5, as the score is below the bins.
    u8::try_from((5 * (2 * score - 1)).div_ceil(2 * bins)).unwrap_or(5)
}

/// How many codes a rule wins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleWins {
    /// Which rule.
    pub key: String,
    /// Codes it wins; 0 for a dead rule, which earlier rules leave nothing.
    pub codes: usize,
}

/// Two rules that fit some codes alike: order decides there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleOverlap {
    /// The earlier rule's key.
    pub first: String,
    /// The later rule's key.
    pub second: String,
    /// Codes both fit, whichever rule wins them.
    pub codes: usize,
}

/// What [`check_rules`] found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleCheck {
    /// Each rule's wins, in the order of the table.
    pub wins: Vec<RuleWins>,
    /// Keys of the rules that never win, in the order of the table.
    pub dead: Vec<String>,
    /// Pairs of rules that fit some codes alike, in the order of the table.
    pub overlaps: Vec<RuleOverlap>,
    /// Codes no rule fits, as three digits (R, F, M), rising: the segment [`OTHER`].
    pub uncovered: Vec<String>,
}

/// Looks through all 125 codes for rules that never win, rules that overlap, and codes left over.
/// None of these keeps a table from being used.
pub fn check_rules(table: &RuleTable) -> RuleCheck {
    let codes: Vec<[u8; 3]> =
        (1..=5).flat_map(|r| (1..=5).flat_map(move |f| (1..=5).map(move |m| [r, f, m]))).collect();
    let mut won = vec![0_usize; table.rules.len()];
    let mut uncovered = Vec::new();
    for &[r, f, m] in &codes {
        match won.get_mut(table.winner([r, f, m])) {
            Some(won) => *won += 1,
            None => uncovered.push(format!("{r}{f}{m}")),
        }
    }
    let mut overlaps = Vec::new();
    for (index, first) in table.rules.iter().enumerate() {
        for second in table.rules.iter().skip(index + 1) {
            let shared = codes.iter().filter(|&&code| first.takes(code) && second.takes(code)).count();
            if shared > 0 {
                overlaps.push(RuleOverlap { first: first.key.clone(), second: second.key.clone(), codes: shared });
            }
        }
    }
    let wins: Vec<RuleWins> =
        table.rules.iter().zip(won).map(|(rule, codes)| RuleWins { key: rule.key.clone(), codes }).collect();
    let dead = wins.iter().filter(|wins| wins.codes == 0).map(|wins| wins.key.clone()).collect();
    RuleCheck { wins, dead, overlaps, uncovered }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rules: &[(&str, [u8; 6])]) -> RuleTable {
        let rule = |&(key, [r, r_to, f, f_to, m, m_to]): &(&str, [u8; 6])| Rule {
            key: key.into(),
            name: key.into(),
            r: ScoreRange { from: r, to: r_to },
            f: ScoreRange { from: f, to: f_to },
            m: ScoreRange { from: m, to: m_to },
        };
        RuleTable { rules: rules.iter().map(rule).collect() }
    }

    #[test]
    fn the_default_table_names_each_cell_of_recency_and_frequency_once() {
        let table = RuleTable::default();
        for (r, f) in (1..=5).flat_map(|r| (1..=5).map(move |f| (r, f))) {
            let takers: Vec<usize> =
                (1..=5).flat_map(|m| table.rules.iter().map(move |rule| usize::from(rule.takes([r, f, m])))).collect();
            assert_eq!(takers.iter().sum::<usize>(), 5, "one rule for each monetary score: {r}{f}");
        }
        let check = check_rules(&table);
        let wins: Vec<usize> = check.wins.iter().map(|wins| wins.codes / 5).collect();
        assert_eq!(wins, [2, 4, 4, 1, 1, 1, 2, 2, 4, 4]);
        assert!(check.dead.is_empty() && check.uncovered.is_empty() && check.overlaps.is_empty(), "{check:?}");
        let named = |r, f| table.rules[table.winner([r, f, 3])].name.as_str();
        assert_eq!(
            [named(5, 4), named(3, 5), named(4, 2), named(2, 5), named(1, 3), named(2, 2)],
            ["Champions", "Loyal", "Potential loyalists", "Can't lose", "At risk", "Hibernating"]
        );
    }

    #[test]
    fn the_rules_of_the_package_win_the_published_numbers_of_codes() {
        let check = check_rules(&RuleTable::of(Preset::RfmPackage));
        let wins: Vec<usize> = check.wins.iter().map(|wins| wins.codes).collect();
        assert_eq!(wins, [1, 35, 15, 8, 15, 6, 7, 4, 10, 14]);
        assert_eq!(check.uncovered.len(), 10);
        assert!(check.dead.is_empty());
    }

    #[test]
    fn a_table_is_read_by_its_name_or_as_a_list_and_written_as_a_list() {
        let read = |value: serde_json::Value| serde_json::from_value::<RuleTable>(value);
        for preset in Preset::ALL {
            let table = read(serde_json::to_value(preset).unwrap()).unwrap();
            assert_eq!(table, RuleTable::of(preset));
            let list = serde_json::to_value(&table).unwrap();
            assert_eq!(list.as_array().map(Vec::len), Some(10));
            assert_eq!(read(list).unwrap(), table);
        }
        assert_eq!(read(serde_json::json!([])).unwrap(), table(&[]));
        let refused = read(serde_json::json!("package")).unwrap_err().to_string();
        assert!(refused.contains("`rfm_package`"), "{refused}");
    }

    #[test]
    fn names_dead_and_overlapping_rules() {
        let check = check_rules(&table(&[
            ("top", [4, 5, 4, 5, 1, 5]),
            ("best", [5, 5, 5, 5, 5, 5]),
            ("low", [1, 3, 1, 5, 1, 5]),
        ]));
        assert_eq!(check.dead, ["best"]);
        assert_eq!(check.overlaps, [RuleOverlap { first: "top".into(), second: "best".into(), codes: 1 }]);
        assert_eq!(check.uncovered.len(), 125 - 20 - 75);
        assert_eq!(check.uncovered.first().map(String::as_str), Some("411"));
    }

    #[test]
    fn an_empty_table_leaves_every_code_over() {
        let check = check_rules(&table(&[]));
        assert_eq!((check.uncovered.len(), check.wins.len()), (125, 0));
        assert_eq!(table(&[]).check(), Ok(()));
    }

    #[test]
    fn rules_are_added_under_keys_of_their_own_and_moved() {
        let mut rules = table(&[("a", [1, 5, 1, 5, 1, 5]), ("segment_3", [1, 5, 1, 5, 1, 5])]);
        rules.add(|number| format!("Segment {number}"));
        let keys = |rules: &RuleTable| rules.rules.iter().map(|rule| rule.key.clone()).collect::<Vec<_>>();
        assert_eq!(keys(&rules), ["a", "segment_3", "segment_4"]);
        assert_eq!((rules.rules[2].name.as_str(), rules.check()), ("Segment 4", Ok(())));
        rules.swap_with_next(0);
        rules.swap_with_previous(2);
        assert_eq!(keys(&rules), ["segment_3", "segment_4", "a"]);
        rules.swap_with_next(2);
        rules.swap_with_next(usize::MAX);
        rules.swap_with_previous(0);
        assert_eq!(keys(&rules), ["segment_3", "segment_4", "a"]);
    }

    #[test]
    fn default_names_are_those_of_the_tables_that_come_along() {
        let rules: Vec<Rule> = Preset::ALL.into_iter().flat_map(|preset| RuleTable::of(preset).rules).collect();
        assert!(rules.iter().all(|rule| default_name(&rule.key) == Some(rule.name.as_str())));
        assert_eq!(default_name("segment_1"), None);
    }

    #[test]
    fn refuses_unsound_rules() {
        let fine = [1, 5, 1, 5, 1, 5];
        assert_eq!(table(&[("other", fine)]).check(), Err(RfmError::RuleKey { key: "other".into() }));
        assert_eq!(table(&[(" ", fine)]).check(), Err(RfmError::RuleKey { key: " ".into() }));
        assert_eq!(table(&[("a", fine), ("a", fine)]).check(), Err(RfmError::DuplicateRule { key: "a".into() }));
        for range in [[1, 5, 0, 5, 1, 5], [1, 5, 1, 6, 1, 5], [1, 5, 3, 2, 1, 5]] {
            let error = RfmError::RuleRange { key: "a".into(), measure: Measure::Frequency };
            assert_eq!(table(&[("a", range)]).check(), Err(error));
        }
        let keys: Vec<String> = (0..126).map(|n| format!("s{n}")).collect();
        let many: Vec<(&str, [u8; 6])> = keys.iter().map(|key| (key.as_str(), fine)).collect();
        assert_eq!(table(&many).check(), Err(RfmError::TooManyRules { given: 126 }));
    }

    #[test]
    fn fifths_keep_the_ends_and_mirror_each_other() {
        assert_eq!((1..=5).map(|score| fifth(score, 5)).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
        assert_eq!((1..=2).map(|score| fifth(score, 2)).collect::<Vec<_>>(), [1, 5]);
        assert_eq!((1..=3).map(|score| fifth(score, 3)).collect::<Vec<_>>(), [1, 3, 5]);
        assert_eq!((1..=9).map(|score| fifth(score, 9)).collect::<Vec<_>>(), [1, 1, 2, 2, 3, 4, 4, 5, 5]);
        for bins in 2..=9 {
            for score in 1..=bins {
                assert_eq!(fifth(score, bins) + fifth(bins + 1 - score, bins), 6, "{score} of {bins}");
            }
        }
    }
}
