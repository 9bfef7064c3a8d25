//! Sorting lists that a person reads, with one piece of code for lists of every type.
//!
//! The standard library's sort is made anew for each type and each order: some 4 kB of program in the
//! page a time, and 8 kB in the engine. Here numbers of places are sorted, and what is in the places
//! follows. Lists of a million rows are for the standard sort.

use std::cmp::Ordering;

/// Sorts; what compares as equal keeps its order. The order must be a total one, or the result is
/// some other order.
pub fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = places(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        // No place is beyond the list.
        _ => Ordering::Equal,
    });
    let mut unsorted: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|place| unsorted.get_mut(place)?.take()));
}

/// Sorts by a key; what has the same key keeps its order.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

fn places(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..length).collect();
    places.sort_by(|&a, &b| compare(a, b));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        let values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4, 3, 3, 8, 3, 2, 7, 9, 5];
        let list: Vec<(i32, usize)> = values.into_iter().zip(0..).collect();
        let (mut ours, mut theirs) = (list.clone(), list);
        sort_by_key(&mut ours, |&(value, _)| value);
        theirs.sort_by_key(|&(value, _)| value);
        assert_eq!(ours, theirs);
        sort_by(&mut ours, |a, b| b.1.cmp(&a.1));
        theirs.sort_by_key(|&(_, place)| std::cmp::Reverse(place));
        assert_eq!(ours, theirs);
    }

    #[test]
    fn nothing_and_one_thing_are_sorted() {
        let (mut none, mut one) = (Vec::<u8>::new(), vec![7]);
        sort_by_key(&mut none, |value| *value);
        sort_by_key(&mut one, |value| *value);
        assert_eq!((none, one), (vec![], vec![7]));
    }
}
