//! A file's table as bytes, on its way from the program that reads files to the one that computes.
//!
//! Every list is its count and then its elements, one kind after the other and nothing between; every number stands
//! with its lowest byte first. They go in pieces, so that no program ever holds all of them beside the table. Bytes that
//! are no table give `None`, never a table that holds nonsense.

use std::sync::Arc;

use crate::domain::blocks::in_blocks;
use crate::domain::day::Day;
use crate::domain::dictionary::Dictionary;
use crate::domain::intake::block_on_ready;
use crate::domain::money::PackedMoney;
use crate::domain::scale::Answered;
use crate::domain::score::Score;

use super::build::{FileTable, Rows};
use super::column::{BLANK, Column, Reading};
use super::kind::Kind;
use super::role::Field;
use super::tables::{Answers, Complaints, Customers, Exits, Purchases};
use super::values::Values;

/// Bytes of a piece: large enough that few messages go, small enough to stay in a processor's cache.
const PIECE: usize = 1 << 19;

/// What stands in a column of bytes for a blank cell.
const BLANK_BYTE: u8 = u8::MAX;

/// What stands in the place of a kind where rows are a log of promises.
const PROMISES: &str = "promises";

/// Bytes on their way in, in whatever pieces; what is there can be read while the rest is still being written.
pub trait Incoming {
    /// The next bytes, as many as `into` takes, once they are there; `None` where no more than fewer come, and then `into`
    /// holds nothing of use.
    fn take(&mut self, into: &mut [u8]) -> impl Future<Output = Option<()>>;

    /// A count, and then so many bytes; `None` where it is more than there is memory for, as of a count that is none.
    fn take_counted(&mut self) -> impl Future<Output = Option<Vec<u8>>> {
        async {
            let length = self.take_count().await?;
            let mut bytes = with_room(length)?;
            bytes.resize(length, 0);
            self.take(&mut bytes).await?;
            Some(bytes)
        }
    }

    /// How many follow.
    fn take_count(&mut self) -> impl Future<Output = Option<usize>> {
        async {
            let mut count = [0; 8];
            self.take(&mut count).await?;
            usize::try_from(u64::from_le_bytes(count)).ok()
        }
    }
}

impl Incoming for &[u8] {
    async fn take(&mut self, into: &mut [u8]) -> Option<()> {
        let (now, later) = self.split_at_checked(into.len())?;
        into.copy_from_slice(now);
        *self = later;
        Some(())
    }
}

impl FileTable {
    /// The table as bytes; [`Self::of_bytes`] reads them.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut all = Vec::new();
        self.write_to(|piece| all.extend_from_slice(piece));
        all
    }

    /// Hands on the table as bytes, piece by piece; [`Self::take_from`] reads them.
    pub fn write_to(&self, hand_on: impl FnMut(&[u8])) {
        let mut bytes = Bytes { piece: vec![0; PIECE], filled: 0, hand_on };
        bytes.text(if matches!(self.rows, Rows::Promises(_)) { PROMISES } else { self.kind().name() });
        bytes.dictionary(&self.customers);
        bytes.list(&self.order_ids);
        match &self.rows {
            Rows::Customers(table) => {
                bytes.list(&table.customer);
                bytes.options(&table.since);
                bytes.columns(&table.columns);
            }
            Rows::Purchases(table) => {
                bytes.list(&table.customer);
                bytes.list(&table.order);
                bytes.list(&[table.orders]);
                bytes.list(&table.day);
                bytes.list(&table.amount);
                bytes.list(&table.returned);
                bytes.columns(&table.columns);
            }
            Rows::Answers(table) => {
                bytes.list(&table.customer);
                bytes.options(&table.day);
                bytes.options(&table.score);
                bytes.count(table.answered.len());
                for answered in &table.answered {
                    bytes.list(&answered.counts().iter().map(|count| *count as u64).collect::<Vec<_>>());
                }
                bytes.columns(&table.columns);
            }
            Rows::Complaints(table) | Rows::Promises(table) => {
                bytes.list(&table.customer);
                bytes.list(&table.day);
                bytes.columns(&table.columns);
            }
            Rows::Exits(table) => {
                bytes.list(&table.customer);
                bytes.list(&table.day);
                bytes.columns(&table.columns);
            }
        }
        bytes.hand_on();
    }

    /// The table that [`Self::to_bytes`] wrote; `None` where the bytes are none, or more follows.
    pub fn of_bytes(mut bytes: &[u8]) -> Option<Self> {
        block_on_ready(Self::take_from(&mut bytes)).filter(|_| bytes.is_empty())
    }

    /// The table that [`Self::write_to`] wrote; `None` where the next bytes are none. What follows is left.
    pub async fn take_from(bytes: &mut impl Incoming) -> Option<Self> {
        let mut rest = Rest { bytes, block: vec![0; BLOCK_BYTES] };
        let name = rest.text().await?;
        let promises = name == PROMISES;
        let kind: Kind = if promises { Kind::Complaints } else { name.parse().ok()? };
        let customers = Arc::new(rest.dictionary().await?);
        let order_ids = rest.list().await?.into();
        let rows = match kind {
            Kind::Customers => Rows::Customers(Arc::new(Customers {
                customer: rest.list().await?,
                since: rest.options().await?,
                columns: rest.columns().await?,
            })),
            Kind::Purchases => Rows::Purchases(Arc::new(Purchases {
                customer: rest.list().await?,
                order: rest.list().await?,
                orders: rest.list().await?.first().copied()?,
                day: rest.list().await?,
                amount: rest.list().await?,
                returned: rest.list().await?,
                columns: rest.columns().await?,
            })),
            Kind::Answers => Rows::Answers(Arc::new(Answers {
                customer: rest.list().await?,
                day: rest.options().await?,
                score: rest.options().await?,
                answered: rest.many(Rest::answered).await?,
                columns: rest.columns().await?,
            })),
            Kind::Complaints => {
                let table = Arc::new(Complaints {
                    customer: rest.list().await?,
                    day: rest.list().await?,
                    columns: rest.columns().await?,
                });
                if promises { Rows::Promises(table) } else { Rows::Complaints(table) }
            }
            Kind::Exits => Rows::Exits(Arc::new(Exits {
                customer: rest.list().await?,
                day: rest.list().await?,
                columns: rest.columns().await?,
            })),
        };
        Some(Self { customers, rows, order_ids })
    }
}

/// A value of so many bytes.
trait Fixed<const N: usize>: Copy {
    fn bytes(self) -> [u8; N];
    fn of(bytes: [u8; N]) -> Option<Self>;
}

macro_rules! fixed {
    ($($type:ty, $size:literal: $bytes:expr, $of:expr;)*) => {$(
        impl Fixed<$size> for $type {
            #[inline]
            fn bytes(self) -> [u8; $size] {
                let bytes: fn(Self) -> [u8; $size] = $bytes;
                bytes(self)
            }

            #[inline]
            fn of(bytes: [u8; $size]) -> Option<Self> {
                let of: fn([u8; $size]) -> Option<Self> = $of;
                of(bytes)
            }
        }
    )*};
}

fixed! {
    u8, 1: |byte| [byte], |[byte]| Some(byte);
    u32, 4: u32::to_le_bytes, |bytes| Some(u32::from_le_bytes(bytes));
    u64, 8: u64::to_le_bytes, |bytes| Some(u64::from_le_bytes(bytes));
    bool, 1: |yes| [u8::from(yes)], |[byte]| (byte < 2).then_some(byte == 1);
    Day, 4: |day| day.epoch_days().to_le_bytes(), |bytes| Day::from_epoch_days(i32::from_le_bytes(bytes));
    Score, 1: |score| [score.get()], |[byte]| Score::try_from(i64::from(byte)).ok();
    PackedMoney, 8: |money| money.micros().to_le_bytes(), |bytes| Some(PackedMoney::from_micros(i64::from_le_bytes(bytes)));
}

/// Bytes being gathered, and handed on whenever a piece is full.
struct Bytes<F> {
    piece: Vec<u8>,
    /// How many bytes of the piece are there.
    filled: usize,
    hand_on: F,
}

impl<F: FnMut(&[u8])> Bytes<F> {
    fn count(&mut self, count: usize) {
        self.put(&(count as u64).to_le_bytes());
    }

    fn hand_on(&mut self) {
        if self.filled > 0 {
            (self.hand_on)(self.piece.get(..self.filled).unwrap_or_default());
            self.filled = 0;
        }
    }

    /// The next so many bytes of a piece, which has room for them.
    fn room(&mut self, bytes: usize) -> &mut [u8] {
        if self.filled + bytes > self.piece.len() {
            self.hand_on();
        }
        let start = self.filled;
        self.filled += bytes;
        self.piece.get_mut(start..self.filled).unwrap_or_default()
    }

    fn put(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(PIECE) {
            self.room(part.len()).copy_from_slice(part);
        }
    }

    fn list<T: Fixed<N>, const N: usize>(&mut self, values: &[T]) {
        self.list_of(values, |value| value);
    }

    /// The list of what is made of each.
    fn list_of<S: Copy, T: Fixed<N>, const N: usize>(&mut self, values: &[S], of: impl Fn(S) -> T) {
        self.count(values.len());
        in_blocks(values.len(), |range| {
            let values = values.get(range).unwrap_or_default();
            let (slots, _) = self.room(values.len() * N).as_chunks_mut();
            for (slot, value) in slots.iter_mut().zip(values) {
                *slot = of(*value).bytes();
            }
        });
    }

    /// Which are there, and then those.
    fn options<T: Fixed<N>, const N: usize>(&mut self, values: &[Option<T>]) {
        self.list(&values.iter().map(Option::is_some).collect::<Vec<_>>());
        self.list(&values.iter().flatten().copied().collect::<Vec<_>>());
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.put(text.as_bytes());
    }

    fn dictionary(&mut self, dictionary: &Dictionary) {
        let (text, ends) = dictionary.block();
        self.text(text);
        self.list(&ends.iter().map(|end| *end as u64).collect::<Vec<_>>());
    }

    /// Numbers of a dictionary's texts: most columns have few different ones, whose numbers fit into a byte.
    fn codes(&mut self, codes: &[u32], values: &Dictionary) {
        if values.len() < usize::from(BLANK_BYTE) {
            self.list_of(codes, |code| u8::try_from(code).unwrap_or(BLANK_BYTE));
        } else {
            self.list(codes);
        }
    }

    fn columns(&mut self, columns: &[Column]) {
        self.count(columns.len());
        for column in columns {
            self.text(&column.name);
            self.text(column.role.map_or("", Field::name));
            self.dictionary(&column.values);
            self.codes(&column.codes, &column.values);
            self.text(column.read_as().name());
            match &column.reading {
                Reading::Text => {}
                Reading::Number(numbers) => self.options(numbers),
                Reading::Day(days) => self.options(days),
                Reading::YesNo(said) => self.options(said),
                Reading::Score(scores) => self.options(scores),
            }
        }
    }
}

/// Values read at once, at most.
const BLOCK_BYTES: usize = 1 << 16;

/// Bytes yet to be read.
struct Rest<'a, I> {
    bytes: &'a mut I,
    /// Where values lie before they are read.
    block: Vec<u8>,
}

impl<I: Incoming> Rest<'_, I> {
    async fn list<T: Fixed<N>, const N: usize>(&mut self) -> Option<Vec<T>> {
        let count = self.bytes.take_count().await?;
        let mut values = with_room(count)?;
        while values.len() < count {
            let block = self.block.get_mut(..(count - values.len()).min(BLOCK_BYTES / N) * N)?;
            self.bytes.take(block).await?;
            read(block, &mut values)?;
        }
        Some(values)
    }

    async fn options<T: Fixed<N>, const N: usize>(&mut self) -> Option<Vec<Option<T>>> {
        let present: Vec<bool> = self.list().await?;
        let mut values = self.list().await?.into_iter();
        present.into_iter().map(|present| if present { values.next().map(Some) } else { Some(None) }).collect()
    }

    async fn many<T>(&mut self, mut one: impl AsyncFnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut all = Vec::new();
        for _ in 0..self.bytes.take_count().await? {
            all.push(one(self).await?);
        }
        Some(all)
    }

    async fn text(&mut self) -> Option<String> {
        String::from_utf8(self.bytes.take_counted().await?).ok()
    }

    async fn dictionary(&mut self) -> Option<Dictionary> {
        let text = self.text().await?;
        let ends: Vec<u64> = self.list().await?;
        let ends = ends.into_iter().map(|end| usize::try_from(end).ok()).collect::<Option<_>>()?;
        Dictionary::of_block(text, ends)
    }

    async fn answered(&mut self) -> Option<Answered> {
        let counts: Vec<u64> = self.list().await?;
        let counts = counts.into_iter().map(|count| usize::try_from(count).ok()).collect::<Option<_>>()?;
        Answered::of_counts(counts)
    }

    async fn codes(&mut self, values: &Dictionary) -> Option<Vec<u32>> {
        if values.len() >= usize::from(BLANK_BYTE) {
            return self.list().await;
        }
        let bytes: Vec<u8> = self.list().await?;
        let mut codes = with_room(bytes.len())?;
        let code = |byte: &u8| if *byte == BLANK_BYTE { BLANK } else { u32::from(*byte) };
        in_blocks(bytes.len(), |range| codes.extend(bytes.get(range).unwrap_or_default().iter().map(code)));
        Some(codes)
    }

    async fn columns(&mut self) -> Option<Vec<Column>> {
        self.many(Self::column).await
    }

    async fn column(&mut self) -> Option<Column> {
        let name = self.text().await?;
        let role = match self.text().await?.as_str() {
            "" => None,
            role => Some(role.parse().ok()?),
        };
        let values = Arc::new(self.dictionary().await?);
        let codes = self.codes(&values).await?;
        let reading = match self.text().await?.parse().ok()? {
            Values::Text => Reading::Text,
            Values::Number => Reading::Number(Arc::new(self.options().await?)),
            Values::Day => Reading::Day(Arc::new(self.options().await?)),
            Values::YesNo => Reading::YesNo(Arc::new(self.options().await?)),
            Values::Score => Reading::Score(Arc::new(self.options().await?)),
            _ => return None,
        };
        Some(Column { name, role, values, codes, reading })
    }
}

/// An empty list with room for so many; `None` where there is not that much memory, as of a count that is none.
fn with_room<T>(count: usize) -> Option<Vec<T>> {
    let mut list = Vec::new();
    list.try_reserve_exact(count).ok()?;
    Some(list)
}

/// Adds the values of a block; a function of its own for the reason given at [`in_blocks`].
#[inline(never)]
fn read<T: Fixed<N>, const N: usize>(block: &[u8], values: &mut Vec<T>) -> Option<()> {
    let (chunks, _) = block.as_chunks();
    for chunk in chunks {
        values.push(T::of(*chunk)?);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column() -> Column {
        let days = [Some("2024-03-05".parse().unwrap()), None];
        Column {
            reading: Reading::Day(Arc::new(days.to_vec())),
            ..Column::of_cells("due", ["5 March", "", "soon"]).with_role(Field::Settled)
        }
    }

    fn answers() -> FileTable {
        let table = Answers {
            customer: vec![1, 0, 1],
            day: vec![None, Some(Day::MAX), Some(Day::MIN)],
            score: vec![Score::try_from(10).ok(), None, Score::try_from(0).ok()],
            answered: vec![Answered::of([0, 10])],
            columns: vec![column(), Column::of_cells("城市", ["北京", "", "北京"])],
        };
        let customers = Arc::new(["b", "a"].into_iter().fold(Dictionary::new(), |mut ids, id| {
            ids.intern(id);
            ids
        }));
        FileTable { customers, rows: Rows::Answers(Arc::new(table)), order_ids: [7, u64::MAX].into() }
    }

    #[test]
    fn a_log_of_promises_arrives_as_one() {
        let table = Complaints {
            customer: vec![0],
            day: vec![Day::MIN],
            columns: vec![column().select(&[true, false, false])],
        };
        let file = |rows| FileTable { customers: answers().customers, rows, order_ids: Arc::default() };
        let log = FileTable::of_bytes(&file(Rows::Promises(Arc::new(table.clone()))).to_bytes()).unwrap();
        assert!(matches!(&log.rows, Rows::Promises(rows) if rows.len() == 1));
        let complaints = FileTable::of_bytes(&file(Rows::Complaints(Arc::new(table))).to_bytes()).unwrap();
        assert!(matches!(complaints.rows, Rows::Complaints(_)));
    }

    #[test]
    fn a_table_arrives_as_it_left() {
        let sent = answers().to_bytes();
        let got = FileTable::of_bytes(&sent).unwrap();
        assert_eq!(got.to_bytes(), sent);
        let Rows::Answers(table) = &got.rows else { panic!("other rows") };
        assert_eq!((table.day[1], table.score[0].map(Score::get), table.score[1]), (Some(Day::MAX), Some(10), None));
        let due = &table.columns[0];
        assert_eq!(
            (due.role, due.value(0), due.day(0).map(|day| day.to_string())),
            (Some(Field::Settled), Some("5 March"), Some("2024-03-05".to_owned()))
        );
        assert_eq!((due.value(1), due.day(2), got.customers.find("a")), (None, None, Some(1)));
    }

    #[test]
    fn pieces_are_the_same_bytes() {
        let ids = (0..100_000).map(|id: u32| (id, format!("customer number {id}")));
        let mut customers = Dictionary::new();
        let customer: Vec<u32> = ids.map(|(_, id)| customers.intern(&id)).collect();
        let rows = Rows::Customers(Arc::new(Customers {
            since: customer.iter().map(|number| Day::from_epoch_days(i32::try_from(*number).ok()? % 7)).collect(),
            customer,
            columns: vec![column()],
        }));
        let table = FileTable { customers: Arc::new(customers), rows, order_ids: [].into() };
        let mut pieces: Vec<Vec<u8>> = Vec::new();
        table.write_to(|piece| pieces.push(piece.to_vec()));
        assert!(pieces.len() > 3 && pieces.iter().all(|piece| !piece.is_empty() && piece.len() <= PIECE));
        let bytes = pieces.concat();
        assert_eq!(FileTable::of_bytes(&bytes).unwrap().to_bytes(), bytes);
    }

    #[test]
    fn bytes_that_are_no_table_are_refused() {
        let bytes = answers().to_bytes();
        for end in 0..bytes.len() {
            assert!(FileTable::of_bytes(&bytes[..end]).is_none(), "{end}");
        }
        assert!(FileTable::of_bytes(&[&bytes[..], &[0]].concat()).is_none());
        assert!(FileTable::of_bytes(&[255; 64]).is_none());
    }
}
