//! What happens to a customer, month by month.

use crate::domain::day::Day;
use crate::domain::order;

use super::asked::{Besides, Marks, marks, share_of_wallet};
use super::bank::{
    ANGRY_EXIT_REASONS, BAD_BRANCH_COMPLAINTS, Branch, COMPLAINTS, COMPLAINTS_TO, COUNTER_SERVICE, COUNTER_TIMES,
    Channel, EXIT_REASONS, Grade, LUNCH, OTHER_TIMES, PLATINUM_EXIT_REASONS, RIVALS, SEASON, SLOW_COMPLAINTS_TO,
};
use super::comments::{Theme, comment};
use super::person::{Fate, MONTHS, Person, first_month};
use crate::domain::random::Rng;

/// The month, April 2026, from which on platinum customers turn away.
const PLATINUM_TURNS: i32 = 18;

/// Nobody has more with the bank, in hundredths of a yuan.
const MOST_BANKED: u32 = 2_000_000_000;

/// How many of a thousand who left come back; of the last to leave it is too early to tell.
const COME_BACK: u32 = 55;

/// From this day of a month on there is a queue at the counter.
const QUEUE_DAY: i32 = 26;

/// A customer and everything that happened.
#[derive(Debug, Clone)]
pub(super) struct Life {
    pub person: Person,
    pub transactions: Vec<Transaction>,
    pub answers: Vec<Answer>,
    pub complaints: Vec<Complaint>,
    pub exit: Option<Exit>,
    /// The share of the wallet that is ours, in thousandths.
    pub share: u32,
    pub birthday: Day,
    /// The day somebody of the bank last came to see them.
    pub visited: Option<Day>,
}

#[derive(Debug, Clone)]
pub(super) struct Transaction {
    pub day: Day,
    /// Hundredths of a yuan; negative for a reversal.
    pub cents: i32,
    pub product: &'static str,
    pub channel: Channel,
    /// What the customer has with the bank afterwards, in hundredths of a yuan.
    pub balance: i32,
}

#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub day: Day,
    /// `None` where the question was left blank.
    pub score: Option<i32>,
    pub comment: String,
    pub channel: Channel,
    pub touchpoint: &'static str,
    pub time: &'static str,
    /// Minutes, at the counter only.
    pub wait: Option<i32>,
    /// Whether the answer came without a customer's id.
    pub anonymous: bool,
    /// Of the things the longer part asks about; `None` where that was not answered.
    pub marks: Option<[Marks; 3]>,
    /// What the longer part asks besides.
    pub besides: Option<Besides>,
}

#[derive(Debug, Clone)]
pub(super) struct Complaint {
    pub day: Day,
    pub settled: Option<Day>,
    pub reason: &'static str,
    pub channel: Channel,
    /// To whom they complained.
    pub to: &'static str,
}

/// A formal exit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Exit {
    pub day: Day,
    /// Blank where none was given.
    pub reason: &'static str,
    /// The bank they went to; blank where they did not say.
    pub rival: &'static str,
}

impl Life {
    /// Draws a life; `asked` draws what the longer part of the survey has, and the wallet, `kept` what else the bank
    /// keeps of a customer, `gone` whether they stop coming one day without a word, `banked` what they have with the bank, `told`
    /// what they tell of other banks, of fees, and to whom they complain, `back` whether they come back after they left.
    pub fn draw(number: u32, rng: &mut Rng, [asked, kept, gone, banked, told, back]: [&mut Rng; 6]) -> Self {
        let person = Person::draw(number, rng);
        let until = stops_coming(&person, gone);
        let mut life = Self {
            share: share_of_wallet(person.grade, asked),
            birthday: birthday(person.age, kept),
            visited: visited(&person, kept),
            person,
            transactions: Vec::new(),
            answers: Vec::new(),
            complaints: Vec::new(),
            exit: None,
        };
        for month in life.person.joined.max(0)..until {
            life.transact(month, rng);
            life.complain(month, rng, told);
            if rng.per_mille(48) {
                let answer = life.answer(month, rng, [asked, told]);
                life.answers.push(answer);
            }
            if life.leaves(month, rng, told) {
                break;
            }
        }
        life.come_back(back);
        life.bank(banked);
        life
    }

    /// A few of those who left come back some months later, and stay.
    fn come_back(&mut self, back: &mut Rng) {
        let Some(left) = self.exit.map(|exit| exit.day.month().months_since(first_month())) else { return };
        if back.per_mille(COME_BACK) {
            for month in left + back.between(2, 6)..MONTHS {
                self.transact(month, back);
            }
        }
    }

    /// What the customer has with the bank from transaction to transaction: about as much as before, but who turns away
    /// takes it along.
    fn bank(&mut self, banked: &mut Rng) {
        let Self { person, transactions, .. } = self;
        order::sort_by_key(transactions, |transaction| transaction.day);
        let (low, high) = person.grade.balance();
        let mut balance = product(&[banked.between(low, high).unsigned_abs(), person.purse]);
        let turns = first_month().plus(PLATINUM_TURNS).first_day();
        for transaction in transactions {
            let turned = person.fate != Fate::Steady && transaction.day >= turns;
            let kept = if turned { banked.between(820, 960) } else { banked.between(930, 1_080) };
            balance = product(&[balance, kept.unsigned_abs()]).min(MOST_BANKED);
            transaction.balance = i32::try_from(balance).unwrap_or(i32::MAX);
        }
    }

    /// A day of the month, not before the day of joining, in the month that customer joined.
    fn day(&self, month: i32, rng: &mut Rng) -> Day {
        let month = first_month().plus(month);
        let days = month.last_day().days_since(month.first_day());
        month.first_day().plus_days(rng.between(0, days)).max(self.person.since)
    }

    /// What they brought in all, and what they spend at all banks together, in hundredths of a yuan. Neither is below
    /// zero.
    pub fn spending(&self) -> (i32, i32) {
        let own: i64 = self.transactions.iter().map(|transaction| i64::from(transaction.cents)).sum();
        let own = own.max(0);
        let total = own * 1_000 / i64::from(self.share.max(1));
        let cents = |cents: i64| i32::try_from(cents).unwrap_or(i32::MAX);
        (cents(own), cents(total))
    }

    fn transact(&mut self, month: i32, rng: &mut Rng) {
        let person = &self.person;
        let joining = month == person.joined;
        let (pace, purse) = fading(person, month);
        let mean = product(&[person.grade.pace(), person.pace, interest(person, month), season(month), pace]);
        for _ in 0..rng.count(mean).max(u32::from(joining)) {
            let kind = rng.weighted(person.grade.products());
            let earned = rng.between(kind.low, kind.high).unsigned_abs();
            let cents = product(&[earned, person.grade.purse(), person.purse, purse]);
            let cents = i32::try_from(cents).unwrap_or(i32::MAX);
            let (day, channel) = (self.day(month, rng), channel(person, rng).for_product(kind));
            self.transactions.push(Transaction { day, cents, product: kind.name, channel, balance: 0 });
            let back = day.plus_days(rng.between(1, 5));
            if rng.per_mille(14) && back <= last_day() {
                self.transactions.push(Transaction {
                    day: back,
                    cents: -cents,
                    product: kind.name,
                    channel,
                    balance: 0,
                });
            }
        }
    }

    fn complain(&mut self, month: i32, rng: &mut Rng, told: &mut Rng) {
        let Branch { bad, .. } = self.person.branch;
        if !rng.per_mille(if bad { 16 } else { 5 }) {
            return;
        }
        let (day, channel) = (self.day(month, rng), channel(&self.person, rng));
        let reason = rng.weighted(if bad { &BAD_BRANCH_COMPLAINTS[..] } else { &COMPLAINTS[..] });
        let settled = day.plus_days(if bad { rng.between(4, 35) } else { rng.between(0, 14) });
        // What is not settled by the end of the sample is open, and so is one in twenty besides.
        let open = rng.per_mille(50) || settled > last_day();
        let slow = open || settled.days_since(day) > 20;
        let to = told.weighted(if slow { SLOW_COMPLAINTS_TO } else { COMPLAINTS_TO });
        self.complaints.push(Complaint { day, settled: (!open).then_some(settled), reason, channel, to });
    }

    fn answer(&self, month: i32, rng: &mut Rng, [asked, told]: [&mut Rng; 2]) -> Answer {
        let person = &self.person;
        let (day, channel) = (self.day(month, rng), channel(person, rng));
        let at_counter = channel == Channel::Counter;
        let touchpoint = rng.weighted(channel.touchpoints());
        let time = rng.weighted(if at_counter { &COUNTER_TIMES[..] } else { &OTHER_TIMES[..] });
        let queue = touchpoint == COUNTER_SERVICE && (time == LUNCH || i32::from(day.ymd().2) >= QUEUE_DAY);
        let wait = at_counter.then(|| if queue { rng.between(25, 75) } else { rng.between(2, 18) });
        let turning = person.grade == Grade::Platinum && person.fate != Fate::Steady && month >= PLATINUM_TURNS;
        let score = score(person, [queue, turning, self.upset(month)], rng);
        let theme = theme(score, [queue, turning, person.branch.bad], channel, rng);
        let given = (!rng.per_mille(30)).then_some(score);
        let marks = marks(given, queue, asked);
        Answer {
            day,
            score: given,
            besides: marks.map(|_| Besides::draw(person.grade, score, told)),
            marks,
            comment: if rng.per_mille(560) { comment(theme, rng) } else { String::new() },
            channel,
            touchpoint,
            time,
            wait,
            anonymous: rng.per_mille(20),
        }
    }

    /// Whether a complaint of the last four months took longer than ten days, or is open.
    fn upset(&self, month: i32) -> bool {
        let recent = first_month().plus(month - 3).first_day();
        let slow =
            |complaint: &Complaint| complaint.settled.is_none_or(|settled| settled.days_since(complaint.day) > 10);
        self.complaints.iter().any(|complaint| complaint.day >= recent && slow(complaint))
    }

    /// Whether the customer leaves in this month; most do so formally.
    fn leaves(&mut self, month: i32, rng: &mut Rng, told: &mut Rng) -> bool {
        let (person, upset) = (&self.person, self.upset(month));
        let usual = match month - person.joined {
            0..3 => 11,
            3..6 => 8,
            _ => 5,
        };
        let chance = if person.branch.bad { usual * 9 / 4 } else { usual } + if upset { 40 } else { 0 };
        if month == person.joined || !rng.per_mille(chance) {
            return false;
        }
        let last = self.transactions.iter().map(|transaction| transaction.day).max();
        let day = self.day(month, rng).max(last.unwrap_or(Day::MIN));
        let reasons = match person.grade {
            _ if upset || person.branch.bad => &ANGRY_EXIT_REASONS[..],
            Grade::Platinum => &PLATINUM_EXIT_REASONS[..],
            Grade::Standard | Grade::Gold => &EXIT_REASONS[..],
        };
        let reason = rng.weighted(reasons);
        let rival = told.weighted(RIVALS);
        self.exit = (!rng.per_mille(150)).then_some(Exit { day, reason, rival });
        true
    }
}

/// The month from which on a customer does not come any more, though nobody hears that they left; [`MONTHS`] for most.
fn stops_coming(person: &Person, gone: &mut Rng) -> i32 {
    let (some, each_month) = match person.grade {
        Grade::Standard => (330, 50),
        Grade::Gold => (180, 40),
        Grade::Platinum => (0, 0),
    };
    let first = person.joined.max(0) + 1;
    let is_one = gone.per_mille(some);
    (first..MONTHS).find(|_| is_one && gone.per_mille(each_month)).unwrap_or(MONTHS)
}

/// The last day of the sample, 2026-09-30.
fn last_day() -> Day {
    first_month().plus(MONTHS - 1).last_day()
}

/// A day of birth of somebody of an age group on the last day of the sample; of 65 and older up to 84.
fn birthday(age: &str, rng: &mut Rng) -> Day {
    let youngest = age.get(..2).and_then(|years| years.parse().ok()).unwrap_or(18);
    let span = if youngest == 18 { 6 } else { 9 };
    let years = rng.between(youngest, youngest + if youngest == 65 { 19 } else { span });
    let month = first_month().plus(MONTHS - 12 * (years + 1));
    month.first_day().plus_days(rng.between(0, 364))
}

/// Good customers are seen more often, those of a bad branch less.
fn visited(person: &Person, rng: &mut Rng) -> Option<Day> {
    let (seen, days) = match person.grade {
        Grade::Standard => (450, 300),
        Grade::Gold => (750, 180),
        Grade::Platinum => (950, 110),
    };
    let (seen, days) = if person.branch.bad { (seen - 250, 2 * days) } else { (seen, days) };
    rng.per_mille(seen).then(|| last_day().plus_days(-rng.between(0, days)))
}

/// The product of thousandths, in thousandths.
fn product(factors: &[u32]) -> u32 {
    let product = factors.iter().copied().map(u64::from).reduce(|product, factor| product * factor / 1_000);
    u32::try_from(product.unwrap_or(0)).unwrap_or(u32::MAX)
}

/// How keen a customer still is so many months after joining, in thousandths.
fn interest(person: &Person, month: i32) -> u32 {
    match month - person.joined {
        0 => 1_000,
        1 => 820,
        2 => 700,
        3 => 620,
        4 | 5 => 560,
        6..12 => 510,
        _ => 470,
    }
}

/// The season, and growth of half a per cent a month, in thousandths.
fn season(month: i32) -> u32 {
    let calendar = usize::try_from(first_month().plus(month).index().rem_euclid(12)).unwrap_or(0);
    let growth = 1_000 + 5 * month.unsigned_abs();
    product(&[SEASON.get(calendar).copied().unwrap_or(1_000), growth])
}

/// What is left of a turning platinum customer's pace and purse, in thousandths.
fn fading(person: &Person, month: i32) -> (u32, u32) {
    if month < PLATINUM_TURNS {
        return (1_000, 1_000);
    }
    let turned = (month - PLATINUM_TURNS + 1).unsigned_abs();
    match person.fate {
        Fate::Steady => (1_000, 1_000),
        Fate::Fading => (1_000 - 130 * turned.min(6), 1_000 - 90 * turned.min(6)),
        Fate::Silent => (0, 0),
    }
}

/// Mostly the one the customer prefers.
fn channel(person: &Person, rng: &mut Rng) -> Channel {
    if rng.per_mille(620) { person.channel } else { rng.weighted(&Channel::SHARES) }
}

fn score(person: &Person, [queue, turning, upset]: [bool; 3], rng: &mut Rng) -> i32 {
    let grade = match person.grade {
        Grade::Standard => 0,
        Grade::Gold => 3,
        Grade::Platinum => 6,
    };
    let lost = |holds: bool, tenths: i32| if holds { tenths } else { 0 };
    let tenths = 85 + grade - lost(person.branch.bad, 18) - lost(queue, 24) - lost(turning, 26) - lost(upset, 14);
    ((tenths + rng.bell(80) + 5) / 10).clamp(0, 10)
}

/// What a comment to this score is about: the strongest cause, where there is one.
fn theme(score: i32, [queue, turning, bad_branch]: [bool; 3], channel: Channel, rng: &mut Rng) -> Theme {
    match score {
        9.. if channel == Channel::App => rng.pick(&[Theme::GoodApp, Theme::Praise]),
        9.. => rng.pick(&[Theme::GoodStaff, Theme::Praise]),
        7 | 8 if !queue => Theme::Middling,
        _ if queue => Theme::Waiting,
        _ if turning => Theme::Rates,
        _ if bad_branch => rng.pick(&[Theme::Waiting, Theme::BadStaff, Theme::BadStaff]),
        _ if channel == Channel::App => rng.pick(&[Theme::BadApp, Theme::BadApp, Theme::Fees]),
        _ => rng.pick(&[Theme::Fees, Theme::Fees, Theme::BadStaff, Theme::Rates]),
    }
}
