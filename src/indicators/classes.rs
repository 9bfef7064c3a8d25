//! Customers put into classes: how many each has and what they brought, as figures, charts and a table, for every
//! indicator that divides customers.

use serde::Serialize;

use crate::domain::certainty::SmallSample;
use crate::domain::day::Period;
use crate::domain::money::Money;
use crate::domain::texts::{Fixed, With1, With2, With3, texts};

use super::page::{Bar, Bars, Cell, Chart, Column, Figure, Only, Part, Plot, Section, Table, Tile, Tint, Unit};
use super::worth::WorthBy;
use super::{Figures, Say};

texts! {
    /// Texts of classes of customers.
    ClassTexts {
        class: Fixed = "Class", "类别";
        customers: Fixed = "Customers", "客户数";
        share: Fixed = "Share of customers", "客户占比";
        value: Fixed = "Money spent", "消费额";
        value_left: Fixed = "Worth after cost", "扣除成本后价值";
        value_share: Fixed = "Share of money", "消费额占比";
        value_share_left: Fixed = "Share of worth", "价值占比";
        each: Fixed = "Per customer", "人均消费";
        each_left: Fixed = "Per customer", "人均价值";
        share_of: With1 = |column| format!("Share of {column}"), |column| format!("{column}占比");
        each_of: With1 = |_| "Per customer".to_owned(), |column| format!("人均{column}");
        of_class: With2 = |figure, class| format!("{figure}, {class}"), |figure, class| format!("{class}{figure}");
        shares: With2 =
            |customers, value| format!("{customers} of customers, {value} of money"),
            |customers, value| format!("占客户 {customers}，占消费额 {value}");
        shares_left: With2 =
            |customers, value| format!("{customers} of customers, {value} of worth after cost"),
            |customers, value| format!("占客户 {customers}，占扣除成本后价值 {value}");
        shares_of: With3 =
            |customers, value, column| format!("{customers} of customers, {value} of {column}"),
            |customers, value, column| format!("占客户 {customers}，占{column} {value}");
        share_alone: With1 = |customers| format!("{customers} of customers"), |customers| format!("占客户 {customers}");
        most_customers: With3 =
            |class, n, share| format!("Most customers: {class} ({n}, {share} of all)"),
            |class, n, share| format!("人数最多：{class}（{n} 名，占 {share}）");
        most_value: With3 =
            |class, value, share| format!("Most money: {class} ({value}, {share} of all)"),
            |class, value, share| format!("消费额最高：{class}（{value}，占 {share}）");
        most_left: With3 =
            |class, value, share| format!("Most worth after cost: {class} ({value}, {share} of all)"),
            |class, value, share| format!("扣除成本后价值最高：{class}（{value}，占 {share}）");
        most_of: fn(&[String; 4]) -> String =
            |[column, class, value, share]| format!("Most {column}: {class} ({value}, {share} of all)"),
            |[column, class, value, share]| format!("{column}最高：{class}（{value}，占 {share}）");
    }
}

/// What the money of classes is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Brings {
    /// What customers spent.
    #[default]
    Spent,
    /// What a cost, margin or rate leaves of it.
    AfterCost,
    /// What a column of the customers table says that they bring.
    Column(String),
    /// Nothing says it.
    Nothing,
}

/// The customers of one class.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Class {
    /// Its key.
    pub key: String,
    /// How many.
    pub customers: usize,
    /// Their share of all customers put into classes; 0 of none.
    pub share: f64,
    /// The sum of their amounts that count.
    pub value: Money,
    /// Its share of the sum over all classes; `None` where that is zero or below.
    pub value_share: Option<f64>,
    /// What the money is.
    #[serde(skip)]
    pub brings: Brings,
}

impl Class {
    /// Sums over classes called `keys`; each member is the place of its class and its money.
    pub fn all(keys: impl IntoIterator<Item = String>, members: impl Iterator<Item = (usize, Money)>) -> Vec<Self> {
        let mut classes: Vec<Self> = keys
            .into_iter()
            .map(|key| Self {
                key,
                customers: 0,
                share: 0.0,
                value: Money::ZERO,
                value_share: None,
                brings: Brings::Spent,
            })
            .collect();
        for (place, value) in members {
            if let Some(class) = classes.get_mut(place) {
                class.customers += 1;
                class.value += value;
            }
        }
        let customers: usize = classes.iter().map(|class| class.customers).sum();
        let value: Money = classes.iter().map(|class| class.value).sum();
        for class in &mut classes {
            class.share = class.customers as f64 / customers.max(1) as f64;
            class.value_share = (value > Money::ZERO).then(|| class.value.to_f64() / value.to_f64());
        }
        classes
    }

    /// The classes, whose money is what `by` says is left of it.
    pub fn worth(classes: Vec<Self>, by: &WorthBy) -> Vec<Self> {
        Self::bringing(classes, &if by.column().is_some() { Brings::AfterCost } else { Brings::Spent })
    }

    /// The classes, whose money is this.
    pub fn bringing(mut classes: Vec<Self>, brings: &Brings) -> Vec<Self> {
        for class in &mut classes {
            class.brings = brings.clone();
        }
        classes
    }

    /// The class that brings most money, of equal ones the earlier; `None` where none has customers.
    pub fn most_valuable(classes: &[Self]) -> Option<&Self> {
        classes.iter().rev().filter(|class| class.customers > 0).max_by_key(|class| class.value)
    }

    /// The class with most customers, of equal ones that with more value; `None` where none has any.
    pub fn largest(classes: &[Self]) -> Option<&Self> {
        classes.iter().rev().filter(|class| class.customers > 0).max_by_key(|class| (class.customers, class.value))
    }
}

/// Shows classes, whichever indicator's they are.
pub(super) struct ShowClasses<'a> {
    /// What their figures' names begin with: `eight_classes.classes`. The indicator's id comes first.
    pub key: &'a str,
    /// Whether they lead to their customers: not where they are only tried out, which no filter knows.
    pub leads: bool,
    /// They.
    pub classes: &'a [Class],
    /// What each is called.
    pub names: Vec<String>,
    /// Where the figures come from.
    pub figures: Figures,
    /// Below how many customers figures are read with care.
    pub few: SmallSample,
    /// First and last day of the rows.
    pub period: Option<Period>,
    /// The reader's language.
    pub say: &'a Say<'a>,
}

impl ShowClasses<'_> {
    fn texts(&self) -> &'static ClassTexts {
        ClassTexts::of(self.say.language)
    }

    /// What the money of the classes is.
    fn brings(&self) -> &Brings {
        self.classes.first().map_or(&Brings::Spent, |class| &class.brings)
    }

    /// What their money is called, a share of it, and what of it comes to each customer.
    fn money_words(&self) -> [String; 3] {
        let texts = self.texts();
        match self.brings() {
            Brings::Spent | Brings::Nothing => [texts.value, texts.value_share, texts.each].map(str::to_owned),
            Brings::AfterCost => [texts.value_left, texts.value_share_left, texts.each_left].map(str::to_owned),
            Brings::Column(column) => [column.clone(), (texts.share_of)(column), (texts.each_of)(column)],
        }
    }

    /// What a class is called.
    pub fn name<'b>(&'b self, class: &'b Class) -> &'b str {
        let place = self.classes.iter().position(|known| known.key == class.key);
        place.and_then(|place| self.names.get(place)).map_or(&class.key, String::as_str)
    }

    /// The customers of a class, as a filter has them.
    fn only(&self, class: &Class) -> Only {
        let of = self.key.split_once('.').map_or(self.key, |(of, _)| of);
        Only::class(of, &*class.key)
    }

    fn figure(&self, class: &Class, field: &str, label: &str, value: &dyn ToString, text: String) -> Figure {
        let label = (self.texts().of_class)(label, self.name(class));
        self.figures.of(format!("{}.{}.{field}", self.key, class.key), label, value.to_string(), text)
    }

    /// How many customers a class has.
    pub fn customers(&self, class: &Class) -> Figure {
        let text = self.say.count(class.customers);
        self.figure(class, "customers", self.texts().customers, &class.customers, text)
    }

    /// Their share of all.
    pub fn share(&self, class: &Class) -> Figure {
        self.figure(class, "share", self.texts().share, &class.share, self.say.percent(class.share))
    }

    /// Its share of all money, where there is such.
    pub fn value_share(&self, class: &Class) -> Option<Figure> {
        let share = class.value_share?;
        let [_, label, _] = self.money_words();
        Some(self.figure(class, "value_share", &label, &share, self.say.percent(share)))
    }

    /// A tile of a class: how many, and its shares. It leads to them.
    pub fn tile(&self, class: &Class) -> Tile {
        let texts = self.texts();
        let share = self.say.percent(class.share);
        let note = match (self.brings(), class.value_share.map(|value| self.say.percent(value))) {
            (Brings::Nothing, _) => (texts.share_alone)(&share),
            (_, None) => String::new(),
            (Brings::Spent, Some(value)) => (texts.shares)(&share, &value),
            (Brings::AfterCost, Some(value)) => (texts.shares_left)(&share, &value),
            (Brings::Column(column), Some(value)) => (texts.shares_of)(&share, &value, column),
        };
        let note = self.say.marked(note, self.few, class.customers);
        let tile = Tile::new(self.name(class), self.customers(class)).noted(note);
        if self.leads { tile.of(self.only(class)) } else { tile }
    }

    /// What is to be seen in a chart of how many customers each class has, and in one of what they brought, each with what
    /// it shows.
    pub fn chart_titles(&self) -> [(String, String); 2] {
        let Self { classes, say, .. } = self;
        let texts = self.texts();
        let customers = Class::largest(classes).map(|class| {
            (texts.most_customers)(self.name(class), &say.count(class.customers), &say.percent(class.share))
        });
        let value = Class::most_valuable(classes).and_then(|class| {
            let (name, value) = (self.name(class), say.compact_money(class.value.to_f64()));
            let share = say.percent(class.value_share?);
            Some(match self.brings() {
                Brings::Spent | Brings::Nothing => (texts.most_value)(name, &value, &share),
                Brings::AfterCost => (texts.most_left)(name, &value, &share),
                Brings::Column(column) => (texts.most_of)(&[column.clone(), name.to_owned(), value, share]),
            })
        });
        let or = |title: Option<String>, amount: String| (title.unwrap_or_else(|| amount.clone()), amount);
        let [amount, ..] = self.money_words();
        [or(customers, texts.customers.to_owned()), or(value, amount)]
    }

    /// Charts side by side: how many customers each class has, and what they brought, where something says it.
    pub fn charts(&self) -> Vec<Section> {
        let [customers, value] = self.chart_titles();
        let customers = self.chart(customers, Unit::Whole, |class| class.customers as f64);
        let section = |id, chart| Section::new(id, "", vec![Part::Chart(Box::new(chart))]);
        if *self.brings() == Brings::Nothing {
            return vec![section("by-customers", customers)];
        }
        let value = self.chart(value, Unit::CompactMoney, |class| class.value.to_f64());
        vec![section("by-customers", customers).half(), section("by-money", value).half()]
    }

    fn chart(&self, (title, value): (String, String), unit: Unit, of: fn(&Class) -> f64) -> Chart {
        let Self { classes, say, .. } = self;
        let texts = self.texts();
        let bar = |class: &Class| Bar {
            label: self.name(class).to_owned(),
            value: Some(of(class)),
            interval: None,
            more: Vec::new(),
            tint: Tint::Accent,
        };
        Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(classes.iter().map(|class| class.customers).sum(), self.period),
            empty: value.clone(),
            height: 260,
            plot: Plot::Bars(Bars {
                bars: classes.iter().map(bar).collect(),
                dots: false,
                unit,
                group: texts.class.to_owned(),
                value,
                interval: String::new(),
                more_columns: Vec::new(),
                most: classes.len(),
                more: String::new(),
            }),
        }
    }

    /// A row a class, whose name leads to its customers; `more` gives further columns, and their cells for each class.
    pub fn table(&self, caption: &str, more: &[&str], cells: impl Fn(&Class) -> Vec<Cell>) -> Part {
        let texts = self.texts();
        let money = (*self.brings() != Brings::Nothing).then(|| self.money_words());
        let numbers =
            [texts.customers, texts.share].map(str::to_owned).into_iter().chain(money.iter().flatten().cloned());
        let columns = [Column::text(texts.class)].into_iter().chain(numbers.map(Column::number));
        let columns = columns.chain(more.iter().map(|header| Column::number(*header)));
        let row = |class: &Class| {
            let money = money.as_ref().map(|[value, ..]| {
                let amount = self.figure(class, "value", value, &class.value, self.say.money(class.value.to_f64()));
                let each = class.value.to_f64() / class.customers as f64;
                let each = (class.customers > 0).then(|| Cell::from(self.say.number(each)));
                [
                    amount.into(),
                    self.value_share(class).map_or_else(|| self.say.no_value(), Cell::from),
                    each.unwrap_or_else(|| self.say.no_value()),
                ]
            });
            let cells_of = [
                if self.leads {
                    Cell::of_those(self.name(class), self.only(class), class.customers)
                } else {
                    self.name(class).into()
                },
                self.customers(class).into(),
                self.share(class).into(),
            ];
            let few = self.say.small_sample(self.few.marks(class.customers), class.customers);
            cells_of
                .into_iter()
                .chain(money.into_iter().flatten())
                .chain(cells(class))
                .chain([Cell::caution(few)])
                .collect()
        };
        Part::Table(Table {
            caption: caption.to_owned(),
            show_caption: false,
            columns: columns.chain([Column::text(self.say.words.note)]).collect(),
            rows: self.classes.iter().map(row).collect(),
        })
    }
}
