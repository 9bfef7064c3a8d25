//! Which kind of table a file is.

use crate::domain::dataset::{Field, Kind, Values};

use super::synonyms::{is_own, likeness};
use super::{Assignment, Stats, Table, claiming, speaks_of};

/// What a kind is rated lower where a column is missing that it needs.
const INCOMPLETE: i32 = 2000;

impl Table<'_> {
    /// The kind whose required fields are there and whose own names occur.
    pub(super) fn kind(&self, file_name: &str) -> Kind {
        let rated = Kind::ALL.into_iter().map(|kind| (self.rating(kind, file_name), kind));
        // Of kinds rated alike the first listed is taken.
        rated.reduce(|best, next| if next.0 > best.0 { next } else { best }).map_or(Kind::Customers, |(_, kind)| kind)
    }

    fn rating(&self, kind: Kind, file_name: &str) -> i32 {
        let assigned = self.assign(kind);
        let sure = |field: Field| assigned.likeness.get(&field).copied().unwrap_or(0);
        let has = |field: &Field| sure(*field) > 0;
        let is_complete = kind.required().iter().all(|choices| choices.iter().any(|choice| choice.iter().all(has)));
        // What the user said it is it may be called by anything.
        let own = |field: Field| match self.fixed.get(&field).and_then(|index| self.names.get(*index)) {
            Some(name) => is_own(likeness(kind, field, name)),
            None => is_own(sure(field)),
        };
        let lacks_day_alone = kind == Kind::Purchases && self.lacks_day_alone(&assigned);
        let lacks_amount_alone = kind == Kind::Purchases && self.lacks_amount_alone(&assigned);
        let is_list = assigned.roles.iter().any(|(index, field)| {
            *field == Field::Customer && self.stats.get(*index).is_some_and(|stats| stats.mostly(stats.distinct, 98))
        });
        let elsewhere = |field: &Field| Kind::ALL.iter().any(|other| *other != kind && other.fields().contains(field));
        let only_theirs = || claiming(kind).filter(|field| !elsewhere(field));
        let by_day_alone = || self.speaks_by_day_alone(kind, &assigned);
        let is_sale = || by_day_alone() && self.has_paid();
        let speaks = self.names.iter().any(|name| speaks_of(kind, name));
        let rating = match kind {
            Kind::Exits if own(Field::Reason) || own(Field::Date) && !is_sale() => 400,
            Kind::Complaints if own(Field::Reason) || speaks => 380,
            // Accounts are opened and closed as well.
            Kind::Complaints
                if (own(Field::Date) || has(&Field::Settled)) && !is_sale() && !(by_day_alone() && is_list) =>
            {
                380
            }
            Kind::Answers if own(Field::Score) => 350,
            // Comments alone, if every one is another text and the file would do for nothing else.
            Kind::Answers if is_complete && !has(&Field::Score) => {
                // Remarks beside something else: the score is what is missing.
                if self.has_texts_to_read(&assigned) { 90 } else { 150 - INCOMPLETE }
            }
            // More than a list, and less than what can be read.
            Kind::Purchases if assigned.is_unread => 110,
            // Orders with the names of their customers, of whom a list would say when they came.
            Kind::Purchases
                if own(Field::Date) && own(Field::Amount) && !(is_list && self.is_of_records(&assigned)) =>
            {
                270
            }
            Kind::Purchases if sure(Field::Date) > 100 => 250,
            Kind::Purchases if lacks_day_alone => 105,
            Kind::Purchases if lacks_amount_alone => 104,
            // Nothing is a score, and nothing was bought on a day: another kind is likelier to lack less.
            Kind::Answers if !is_complete && !self.stats.iter().any(Stats::is_scale) => 90,
            Kind::Purchases if !is_complete && !has(&Field::Date) => 95,
            Kind::Answers => 150,
            Kind::Purchases => 130,
            Kind::Customers if is_list && only_theirs().any(|field| field != Field::Name && own(field)) => 280,
            Kind::Customers if is_list && only_theirs().any(own) => 260,
            // A log of promises, which is read as complaints are: no purchase, no answer, and more than a list.
            Kind::Complaints if has(&Field::Promised) && (has(&Field::Kept) || has(&Field::KeptOn)) => 120,
            Kind::Customers => 100,
            // Little is required of these, so that nearly every file would do: without a name of
            // their own they are no guess.
            Kind::Exits | Kind::Complaints => -2000,
        };
        let fixed = self.fixed.keys().chain(self.items.values());
        let named: i32 = fixed.map(|field| if kind.fields().contains(field) { 500 } else { -500 }).sum();
        let hinted = if speaks_of(kind, file_name) { 120 } else { 0 };
        // Of kinds that lack something, the one whose names the file has says best what it lacks.
        let known = || claiming(kind).filter(|field| own(*field)).map(|_| 1).sum::<i32>();
        rating + named + hinted
            - if is_complete || lacks_day_alone || lacks_amount_alone { 0 } else { INCOMPLETE - 100 * known() }
    }

    /// Whether rows are purchases but for their day: money of customers who come again and again, and nothing is a day. As a
    /// list of customers they would be read as the same few over and over.
    fn lacks_day_alone(&self, assigned: &Assignment) -> bool {
        let has = |field: Field| assigned.likeness.contains_key(&field);
        let amount = assigned.roles.iter().find(|(_, taken)| **taken == Field::Amount).map(|(index, _)| *index);
        let is_price = |index: usize| {
            self.names.get(index).is_some_and(|name| is_own(likeness(Kind::Purchases, Field::UnitPrice, name)))
        };
        let is_paid = amount.is_some_and(is_price)
            || is_own(assigned.likeness.get(&Field::Amount).copied().unwrap_or(0))
            || has(Field::Quantity) && has(Field::UnitPrice);
        let is_day = |stats: &Stats| {
            stats.look.decide("", stats.mostly(stats.six_digit_months, 100)) == Values::Day
                || stats.mostly(stats.dates + stats.unix_times, 90) && !stats.mostly(stats.numbers, 10)
        };
        is_paid && self.come_again(assigned) && !has(Field::Date) && !self.stats.iter().any(is_day)
    }

    /// The same but for their amount: there are days, and numbers with decimals that no header calls money.
    fn lacks_amount_alone(&self, assigned: &Assignment) -> bool {
        let sure = |field: Field| assigned.likeness.get(&field).copied().unwrap_or(0);
        let is_free = |index: usize| !assigned.roles.contains_key(&index);
        let mut measured = self.stats.iter().enumerate().filter(|(_, stats)| stats.is_measured());
        let mut has_money = || measured.any(|(index, _)| is_free(index));
        sure(Field::Date) >= 100 && sure(Field::Amount) == 0 && self.come_again(assigned) && has_money()
    }

    /// Whether customers stand in several rows, as they do not in a list of customers.
    fn come_again(&self, assigned: &Assignment) -> bool {
        let customer = assigned.roles.iter().find(|(_, field)| **field == Field::Customer).map(|(index, _)| *index);
        let stats = customer.and_then(|index| self.stats.get(index));
        stats.is_some_and(|stats| !stats.mostly(stats.distinct, 80))
    }

    /// Whether all that speaks of an exit or a complaint is a day that may be of anything: deals are closed too, and orders
    /// received and cancelled.
    fn speaks_by_day_alone(&self, kind: Kind, assigned: &Assignment) -> bool {
        const ANY: &str = "closedate closeddate closingdate closed closedat opened openedat opendate openeddate \
            received receiveddate datereceived receivedat canceldate cancelleddate cancellationdate completedat completiondate \
            完成日期 关闭日期 受理日期 受理时间 登记日期 登记时间 处理日期 处理时间";
        let days = assigned.roles.iter().filter(|(_, field)| [Field::Date, Field::Settled].contains(field));
        let names = days.filter_map(|(index, field)| Some((field, self.names.get(*index)?)));
        // What any table calls its day speaks for none.
        let mut names = names.filter(|(field, name)| is_own(likeness(kind, **field, name))).map(|(_, name)| name);
        let says_more = assigned.roles.values().any(|field| [Field::Reason, Field::Comment].contains(field));
        !says_more && names.all(|name| ANY.split_whitespace().any(|closing| closing == name))
    }

    /// Whether a column is called money that was paid, and by nothing else.
    fn has_paid(&self) -> bool {
        is_own(self.assign(Kind::Purchases).likeness.get(&Field::Amount).copied().unwrap_or(0))
    }

    /// Whether rows say when they were written down rather than when something was bought, and have no order.
    fn is_of_records(&self, assigned: &Assignment) -> bool {
        let date = assigned.roles.iter().find(|(_, field)| **field == Field::Date);
        let name = date.and_then(|(index, _)| self.names.get(*index)).map_or("", String::as_str);
        !assigned.likeness.contains_key(&Field::Order) && (name.contains("creat") || name.contains("创建"))
    }

    /// Whether the comments are called so and every one is another text, so that they are worth reading alone.
    pub(super) fn has_texts_to_read(&self, assigned: &Assignment) -> bool {
        let comment = assigned.roles.iter().find(|(_, field)| **field == Field::Comment);
        let is_text = |index: &usize| self.stats.get(*index).is_some_and(Stats::is_unique_text);
        is_own(assigned.likeness.get(&Field::Comment).copied().unwrap_or(0))
            && comment.is_some_and(|(index, _)| is_text(index))
    }
}
