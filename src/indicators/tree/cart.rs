//! Trees of yes-or-no questions, grown by Gini's impurity and pruned by cost and complexity.
//!
//! Source: L. Breiman, J. H. Friedman, R. A. Olshen, C. J. Stone, Classification and Regression Trees (1984), chapters 3
//! and 4. Unlike theirs a question is never asked that makes no node purer, and of equally good ones the first is asked:
//! the field first in the list, then the lowest value.

use crate::domain::intake::{Cancelled, Pace, Progress};

/// What is known of customers: one code a customer and field.
#[derive(Debug, Clone)]
pub struct Field {
    /// By the customer's place in the list.
    pub codes: Vec<u32>,
    /// One more than the greatest code there may be.
    pub values: usize,
    /// The rising numbers that codes stand for; `None` where each is but a name.
    pub numbers: Option<Vec<f64>>,
}

impl Field {
    fn number(&self, code: u32) -> Option<f64> {
        self.numbers.as_ref()?.get(code as usize).copied()
    }
}

/// Customers, what is known of them, and their class.
#[derive(Debug, Clone, Copy)]
pub struct Data<'a> {
    /// What is known.
    pub fields: &'a [Field],
    /// The class by place.
    pub class: &'a [u32],
    /// How many classes there are.
    pub classes: usize,
}

/// How far a tree may grow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Questions asked one after the other at most.
    pub depth: u8,
    /// Customers in a leaf at least.
    pub least: usize,
}

/// A question: whether a number is at most so much, or a name is this one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question {
    /// The place of the field.
    pub field: usize,
    /// The code of the name, or of the last number that says yes where it was grown.
    pub code: u32,
    /// Half way between that number and the next; minus infinity where only what is blank says yes.
    pub at: f64,
}

impl Question {
    fn says_yes(self, fields: &[Field], row: u32) -> bool {
        let Some(field) = fields.get(self.field) else { return false };
        let code = field.codes.get(row as usize).copied().unwrap_or_default();
        field.number(code).map_or(code == self.code, |number| number <= self.at)
    }
}

/// A place where customers come together.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Customers by class.
    pub counts: Vec<u32>,
    /// What is asked, and the nodes of yes and no; `None` where the tree ends.
    pub question: Option<(Question, [usize; 2])>,
}

impl Node {
    /// How many customers.
    pub fn customers(&self) -> usize {
        self.counts.iter().map(|count| *count as usize).sum()
    }

    /// The class most of them have, of equally frequent ones the first.
    pub fn mostly(&self) -> usize {
        let best = self.counts.iter().enumerate().rev().max_by_key(|(_, count)| **count);
        best.map_or(0, |(class, _)| class)
    }

    /// Gini's impurity: the chance that two drawn with return are of different classes.
    fn gini(&self) -> f64 {
        let n = self.customers().max(1) as f64;
        1.0 - squares(&self.counts) / (n * n)
    }
}

fn squares(counts: &[u32]) -> f64 {
    counts.iter().map(|count| f64::from(*count) * f64::from(*count)).sum()
}

/// Nodes, the root first, each before those below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    /// They.
    pub nodes: Vec<Node>,
}

impl Tree {
    /// Grown on some customers, by their places. Gives way after each field looked at.
    pub async fn grow<P: Pace>(
        data: Data<'_>,
        rows: Vec<u32>,
        limits: Limits,
        pace: &mut P,
    ) -> Result<Self, Cancelled> {
        let mut nodes = vec![Node { counts: counted(data, &rows), question: None }];
        let mut open = vec![(0, rows, 0)];
        while let Some((place, rows, depth)) = open.pop() {
            if depth >= limits.depth || rows.len() < 2 * limits.least {
                continue;
            }
            let Some(counts) = nodes.get(place).map(|node| node.counts.clone()) else { continue };
            let Some(question) = best(data, &rows, &counts, limits.least, pace).await? else { continue };
            let (yes, no): (Vec<u32>, Vec<u32>) =
                rows.into_iter().partition(|row| question.says_yes(data.fields, *row));
            let below = [nodes.len(), nodes.len() + 1];
            for rows in [&yes, &no] {
                nodes.push(Node { counts: counted(data, rows), question: None });
            }
            if let Some(node) = nodes.get_mut(place) {
                node.question = Some((question, below));
            }
            let [of_yes, of_no] = below;
            open.extend([(of_no, no, depth + 1), (of_yes, yes, depth + 1)]);
        }
        Ok(Self { nodes })
    }

    /// The node a customer comes to where questions are asked no further than `alpha` allows.
    pub fn node_of(&self, fields: &[Field], row: u32, weakest: &[f64], alpha: f64) -> usize {
        let mut at = 0;
        while let Some((question, [yes, no])) = self.nodes.get(at).and_then(|node| node.question)
            && weakest.get(at).is_some_and(|own| *own > alpha)
        {
            at = if question.says_yes(fields, row) { yes } else { no };
        }
        at
    }

    /// For each node the cost of complexity from which on it is pruned to a leaf: zero for leaves.
    ///
    /// The weakest link goes first: the node whose questions below make least purer for each leaf they add, by the
    /// share of all customers times impurity. No node is pruned later than the one above it.
    pub fn weakest(&self) -> Vec<f64> {
        let all = self.nodes.first().map_or(1, Node::customers).max(1) as f64;
        let own: Vec<f64> = self.nodes.iter().map(|node| node.customers() as f64 / all * node.gini()).collect();
        let mut pruned: Vec<Option<f64>> =
            self.nodes.iter().map(|node| node.question.is_none().then_some(0.0)).collect();
        let mut alpha = 0.0_f64;
        loop {
            // Below each node: impurity left, and leaves.
            let mut below: Vec<(f64, f64)> = own.iter().map(|cost| (*cost, 1.0)).collect();
            let mut weakest: Option<(usize, f64)> = None;
            for (place, node) in self.nodes.iter().enumerate().rev() {
                let Some((_, [yes, no])) = node.question.filter(|_| pruned.get(place) == Some(&None)) else { continue };
                let of = |place: usize| below.get(place).copied().unwrap_or_default();
                let (cost, leaves) = (of(yes).0 + of(no).0, of(yes).1 + of(no).1);
                if let Some(slot) = below.get_mut(place) {
                    *slot = (cost, leaves);
                }
                let link = (own.get(place).copied().unwrap_or_default() - cost) / (leaves - 1.0);
                if weakest.is_none_or(|(_, least)| link <= least) {
                    weakest = Some((place, link));
                }
            }
            let Some((place, link)) = weakest else { break };
            alpha = alpha.max(link);
            self.prune(place, alpha, &mut pruned);
        }
        pruned.into_iter().map(Option::unwrap_or_default).collect()
    }

    fn prune(&self, place: usize, alpha: f64, pruned: &mut [Option<f64>]) {
        if let Some(slot @ None) = pruned.get_mut(place) {
            *slot = Some(alpha);
        }
        if let Some((_, below)) = self.nodes.get(place).and_then(|node| node.question) {
            for place in below {
                self.prune(place, alpha, pruned);
            }
        }
    }
}

fn counted(data: Data<'_>, rows: &[u32]) -> Vec<u32> {
    let mut counts = vec![0; data.classes];
    for row in rows {
        let class = data.class.get(*row as usize).copied().unwrap_or_default();
        if let Some(count) = counts.get_mut(class as usize) {
            *count += 1;
        }
    }
    counts
}

/// The question that makes a node purest; `None` where none makes it purer.
async fn best<P: Pace>(
    data: Data<'_>,
    rows: &[u32],
    counts: &[u32],
    least: usize,
    pace: &mut P,
) -> Result<Option<Question>, Cancelled> {
    let pure = squares(counts) / rows.len() as f64;
    // What rounding makes is no gain.
    let mut best = (pure * (1.0 + 1e-12) + 1e-9, None);
    for (place, field) in data.fields.iter().enumerate() {
        let tables = Tables::of(data, field, rows);
        let mut yes = vec![0; counts.len()];
        let mut codes = tables.codes().peekable();
        while let Some((code, table)) = codes.next() {
            let next = codes.peek().map(|(next, _)| *next);
            // The last number leaves nobody to say no.
            let at = field.number(code).zip(next.and_then(|next| field.number(next)));
            if field.numbers.is_some() {
                yes.iter_mut().zip(table).for_each(|(sum, count)| *sum += count);
            } else {
                yes.copy_from_slice(table);
            }
            let said: usize = yes.iter().map(|count| *count as usize).sum();
            let other = rows.len() - said;
            if said < least.max(1) || other < least.max(1) {
                continue;
            }
            let no: f64 = counts.iter().zip(&yes).map(|(all, yes)| f64::from(all - yes).powi(2)).sum();
            let purity = squares(&yes) / said as f64 + no / other as f64;
            if purity > best.0 * (1.0 + 1e-12) {
                let at = at.map_or(f64::NEG_INFINITY, |(own, next)| f64::midpoint(own, next));
                best = (purity, Some(Question { field: place, code, at }));
            }
        }
        pace.breathe(Progress::default()).await?;
    }
    Ok(best.1)
}

/// How often each code comes with each class, for the codes that come at all.
struct Tables {
    codes: Vec<u32>,
    counts: Vec<u32>,
    classes: usize,
}

impl Tables {
    fn of(data: Data<'_>, field: &Field, rows: &[u32]) -> Self {
        let classes = data.classes.max(1);
        let of = |row: &u32| {
            let place = *row as usize;
            (field.codes.get(place).copied().unwrap_or_default(), data.class.get(place).copied().unwrap_or_default())
        };
        // Few values are counted in place; of many only those that come.
        if field.values <= 4 * rows.len() {
            let mut counts = vec![0; field.values * classes];
            for (code, class) in rows.iter().map(of) {
                if let Some(count) = counts.get_mut(code as usize * classes + class as usize) {
                    *count += 1;
                }
            }
            return Self { codes: (0..).take(field.values).collect(), counts, classes };
        }
        let mut pairs: Vec<(u32, u32)> = rows.iter().map(of).collect();
        pairs.sort_unstable();
        let (mut codes, mut counts) = (Vec::new(), Vec::new());
        for (code, class) in pairs {
            if codes.last() != Some(&code) {
                codes.push(code);
                counts.resize(counts.len() + classes, 0);
            }
            let start = counts.len() - classes;
            if let Some(count) = counts.get_mut(start + class as usize) {
                *count += 1;
            }
        }
        Self { codes, counts, classes }
    }

    fn codes(&self) -> impl Iterator<Item = (u32, &[u32])> {
        let some = |(_, counts): &(u32, &[u32])| counts.iter().any(|count| *count > 0);
        self.codes.iter().copied().zip(self.counts.chunks(self.classes)).filter(some)
    }
}
