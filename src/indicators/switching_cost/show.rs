//! What switching costs at each firm, and what would win its customers.

use crate::domain::money::Money;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Input, Note, Page, Part, Plot, Section, Table, Tile, Tint, Unit,
};
use crate::indicators::{Figures, Say};

use super::texts::SwitchingTexts;
use super::{Fault, Firm, ID, Lacking, MOST_CUSTOMERS, MOST_FIRMS, SwitchingCost, SwitchingError, SwitchingParams};

/// Firms drawn at most; the table has all.
const MOST: usize = 10;

/// The page.
pub fn show(found: &SwitchingCost, params: &SwitchingParams, say: &Say<'_>) -> Page {
    let texts = SwitchingTexts::of(say.language);
    let Some(ours) = found.ours() else {
        let lacks = if found.lacking == Some(Lacking::Rivals) { texts.lacks_rivals } else { texts.lacks_firms };
        let mut page = Page::new(lacks);
        let lines = Part::List(texts.example_lines.map(Cell::from).to_vec());
        let parts = vec![Part::Muted(texts.example.to_owned()), lines];
        page.add(Section::open(ID, parts).with([control(params, say)]));
        return page;
    };
    let mut page = Page::new(headline(found, ours, say));
    let used = if found.counted { texts.used_counted } else { texts.used };
    let mut origin = say.origin(&found.provenance, texts.definition, texts.source, used);
    if found.provenance.period.is_none() {
        texts.typed_in.clone_into(&mut origin.period);
    }
    let figures = Figures { origin: page.origin(origin) };
    let writer = Writer { found, ours, say, texts, figures };
    page.notes = writer.notes();
    page.add(Section::open(ID, vec![Part::Tiles(writer.tiles())]));
    let parts =
        vec![Part::Chart(Box::new(writer.chart())), Part::Table(writer.table()), Part::Muted(texts.assumed.to_owned())];
    page.add(Section::new("firms", texts.firms, parts).with([control(params, say)]));
    page.add(say.next_steps(writer.steps(), Vec::new()));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &SwitchingError, say: &Say<'_>) -> String {
    let texts = SwitchingTexts::of(say.language);
    match error {
        SwitchingError::TooMany { given } => (texts.error_many)(&given.to_string(), &MOST_FIRMS.to_string()),
        SwitchingError::Lines { wrong } => {
            let told = wrong.iter().map(|wrong| {
                let why = match wrong.fault {
                    Fault::Parts => texts.fault_parts.to_owned(),
                    Fault::Price => texts.fault_price.to_owned(),
                    Fault::Customers => (texts.fault_customers)(&say.count(MOST_CUSTOMERS as usize)),
                    Fault::Twice => texts.fault_twice.to_owned(),
                };
                (texts.wrong)(&wrong.line.to_string(), &wrong.text, &why)
            });
            told.collect::<Vec<_>>().join(say.words.between_sentences)
        }
    }
}

/// Where firms are typed in.
pub fn control(params: &SwitchingParams, say: &Say<'_>) -> Control {
    let texts = SwitchingTexts::of(say.language);
    Control::new(ID, "firms", texts.firms_field, Input::Lines(params.firms.clone())).helped(texts.firms_help)
}

fn headline(found: &SwitchingCost, ours: &Firm, say: &Say<'_>) -> String {
    let texts = SwitchingTexts::of(say.language);
    let cost = say.money(ours.cost.to_f64());
    if ours.cost <= Money::ZERO {
        return (texts.headline_none)(&ours.name, &cost);
    }
    let first = (texts.headline)(&ours.name, &cost, &say.percent(ours.share));
    let next = found.next.as_ref().zip(found.room.filter(|room| *room > Money::ZERO));
    let next = next.map(|(rival, room)| (texts.headline_next)(rival, &say.money(room.to_f64())));
    [Some(first), next].into_iter().flatten().collect::<Vec<_>>().join(say.words.between_sentences)
}

struct Writer<'a> {
    found: &'a SwitchingCost,
    ours: &'a Firm,
    say: &'a Say<'a>,
    texts: &'static SwitchingTexts,
    figures: Figures,
}

impl Writer<'_> {
    fn money(&self, money: Money) -> String {
        self.say.money(money.to_f64())
    }

    /// What a firm is called.
    fn name(&self, firm: &Firm) -> String {
        if firm.ours { (self.texts.us)(&firm.name) } else { firm.name.clone() }
    }

    fn names(&self, of: impl Fn(&Firm) -> bool) -> Option<String> {
        let names: Vec<&str> = self.found.firms.iter().filter(|firm| of(firm)).map(|firm| firm.name.as_str()).collect();
        (!names.is_empty()).then(|| names.join(self.say.words.listed))
    }

    fn notes(&self) -> Vec<Note> {
        let Self { found, ours, say, texts, .. } = self;
        let below = self.names(|firm| firm.cost < Money::ZERO).map(|names| Note::caution((texts.below)(&names)));
        let wins = |firm: &Firm| firm.wins_ours.is_some_and(|bonus| bonus <= Money::ZERO);
        let contradicts = self.names(wins).map(|names| Note::caution((texts.contradicts)(&names)));
        let counted = found.counted.then(|| Note::info((texts.counted)(&say.count(ours.customers as usize))));
        [below, contradicts, counted].into_iter().flatten().collect()
    }

    fn tiles(&self) -> Vec<Tile> {
        let Self { found, ours, say, texts, .. } = self;
        let place = found.firms.iter().position(|firm| firm.ours).unwrap_or_default();
        let cost = self.figures.of(format!("{ID}.firms.{place}.cost"), texts.cost, ours.cost, self.money(ours.cost));
        let cost = Tile::new(texts.cost, cost).noted((texts.cost_note)(&say.percent(ours.share)));
        let winning = ours.price - ours.cost;
        let winning = (winning > Money::ZERO)
            .then(|| Tile::new(texts.winning, Cell::from(self.money(winning))).noted(texts.winning_note));
        let room = found.room.zip(found.next.as_ref()).map(|(room, rival)| {
            let figure = self.figures.of(format!("{ID}.room"), texts.room, room, self.money(room));
            Tile::new(texts.room, figure).noted((texts.room_note)(rival))
        });
        [Some(cost), winning, room].into_iter().flatten().collect()
    }

    fn chart(&self) -> Chart {
        let Self { found, say, texts, .. } = self;
        let bar = |firm: &Firm| Bar {
            label: self.name(firm),
            value: Some(firm.cost.to_f64()),
            interval: None,
            more: Vec::new(),
            tint: if firm.ours { Tint::Accent } else { Tint::Passive },
        };
        let first = found.firms.first();
        let title = first.map_or_else(String::new, |firm| (texts.chart_title)(&firm.name, &self.money(firm.cost)));
        let more = found.firms.len().saturating_sub(MOST);
        Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(found.firms.len(), None),
            empty: texts.cost.to_owned(),
            height: 240,
            plot: Plot::Bars(Bars {
                bars: found.firms.iter().map(bar).collect(),
                dots: false,
                unit: Unit::Money,
                group: texts.firm.to_owned(),
                value: texts.cost.to_owned(),
                interval: String::new(),
                more_columns: Vec::new(),
                most: MOST,
                more: if more > 0 { (say.words.more_left_out)(&say.count(more)) } else { String::new() },
            }),
        }
    }

    fn table(&self) -> Table {
        let Self { found, say, texts, .. } = self;
        let row = |(place, firm): (usize, &Firm)| {
            let figure = |field: &str, label: &str, value: String, text: String| {
                let label = (texts.of)(label, &firm.name);
                Cell::from(self.figures.of(format!("{ID}.firms.{place}.{field}"), label, value, text))
            };
            let money = |field: &str, label: &str, money: Option<Money>| match money {
                Some(money) => figure(field, label, money.to_string(), self.money(money)),
                None => say.no_value(),
            };
            let customers = say.count(firm.customers as usize);
            vec![
                Cell::from(self.name(firm)),
                money("price", texts.price, Some(firm.price)),
                figure("customers", texts.customers, firm.customers.to_string(), customers),
                money("cost", texts.cost, Some(firm.cost)),
                figure("share", texts.share, firm.share.to_string(), say.percent(firm.share)),
                money("wins_ours", texts.wins_ours, firm.wins_ours),
                money("wins_theirs", texts.wins_theirs, firm.wins_theirs),
            ]
        };
        let numbers = [texts.price, texts.customers, texts.cost, texts.share, texts.wins_ours, texts.wins_theirs];
        Table {
            caption: texts.firms.to_owned(),
            show_caption: false,
            columns: [Column::text(texts.firm)].into_iter().chain(numbers.map(Column::number)).collect(),
            rows: found.firms.iter().enumerate().map(row).collect(),
        }
    }

    fn steps(&self) -> Vec<Cell> {
        let Self { found, ours, texts, .. } = self;
        let room = found.room.filter(|room| *room > Money::ZERO).zip(found.next.as_ref());
        let answer = room.map(|(room, rival)| (texts.do_answer)(rival, &self.money(room)));
        let smallest = found.smallest.as_ref().filter(|smallest| **smallest != ours.name);
        let feared = smallest.or(found.largest.as_ref());
        let raise = feared.filter(|_| ours.cost > Money::ZERO).map(|rival| (texts.do_raise)(rival));
        let winnable = found.firms.iter().filter_map(|firm| Some((firm.wins_theirs?, &firm.name)));
        let easiest = winnable.filter(|(bonus, _)| *bonus > Money::ZERO).min();
        let win = easiest.map(|(bonus, rival)| (texts.do_win)(rival, &self.money(bonus)));
        [answer, raise, win].into_iter().flatten().map(Cell::from).collect()
    }
}
