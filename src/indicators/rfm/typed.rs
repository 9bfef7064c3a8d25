//! Edges typed in by the user.

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::money::Money;

/// Edges typed in by the user: one less than there are bins, rising. A value on an edge belongs
/// below it; the lowest and the highest bin are open-ended. With two bins, `bounds_r: [30]` gives the
/// better score to customers who bought within the last 30 days.
///
/// Used by [`Binning::Custom`](super::Binning::Custom) alone; typed-in edges are the same for
/// everyone, so nesting does not change them.
///
/// Each edge is a JSON number or a decimal text. An amount too large for a double to hold its
/// millionths is written as a text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedBounds {
    /// Days since the last purchase.
    #[serde(rename = "bounds_r", deserialize_with = "whole_numbers")]
    pub r: Vec<u32>,
    /// Numbers of orders.
    #[serde(rename = "bounds_f", deserialize_with = "whole_numbers")]
    pub f: Vec<u32>,
    /// Amounts.
    #[serde(rename = "bounds_m", serialize_with = "exact", deserialize_with = "amounts")]
    pub m: Vec<Money>,
}

/// An edge as it may be written.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Number(f64),
    Text(String),
}

fn whole_numbers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u32>, D::Error> {
    let whole = |written| {
        let text = match written {
            // 30.0 reads as 30, and 30.5 as nothing.
            Written::Number(number) => number.to_string(),
            Written::Text(text) => text,
        };
        text.trim().parse().map_err(|_| D::Error::invalid_value(Unexpected::Str(&text), &"a whole number"))
    };
    Vec::<Written>::deserialize(deserializer)?.into_iter().map(whole).collect()
}

fn amounts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Money>, D::Error> {
    let amount = |written| match written {
        Written::Number(number) => Ok(of_number(number)),
        Written::Text(text) => {
            let read = text.trim().parse();
            read.map_err(|_| D::Error::invalid_value(Unexpected::Str(&text), &"an amount with six decimals at most"))
        }
    };
    Vec::<Written>::deserialize(deserializer)?.into_iter().map(amount).collect()
}

/// To the millionth. JSON has no number that is none; what is too large saturates.
fn of_number(number: f64) -> Money {
    #[allow(clippy::cast_possible_truncation)] // rounded, and the cast saturates
    let micros = (number * 1e6).round() as i128;
    Money::from_micros(micros)
}

fn exact<S: Serializer>(amounts: &[Money], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(amounts.iter().map(|amount| match amount.to_f64() {
        number if of_number(number) == *amount => Written::Number(number),
        _ => Written::Text(amount.to_string()),
    }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(value: serde_json::Value) -> Result<TypedBounds, serde_json::Error> {
        serde_json::from_value(value)
    }

    #[test]
    fn edges_are_numbers_or_decimal_texts() {
        let bounds = read(json!({"bounds_r": [30.0, "90"], "bounds_f": [1, 2], "bounds_m": [100.1, "250.000001"]}));
        let bounds = bounds.unwrap();
        assert_eq!((bounds.r, bounds.f), (vec![30, 90], vec![1, 2]));
        assert_eq!(bounds.m, [Money::from_micros(100_100_000), Money::from_micros(250_000_001)]);
        assert_eq!(read(json!({})).unwrap(), TypedBounds::default());
    }

    #[test]
    fn what_is_no_edge_is_refused() {
        for value in [json!([30.5]), json!([-1]), json!(["many"]), json!([1e12]), json!([null]), json!(30)] {
            assert!(read(json!({"bounds_r": value})).is_err(), "{value}");
        }
        for value in [json!(["0.1234567"]), json!(["1,5"]), json!([true])] {
            assert!(read(json!({"bounds_m": value})).is_err(), "{value}");
        }
    }

    #[test]
    fn amounts_are_kept_to_the_millionth() {
        // 2^53 millionths is 9,007,199,254.740992: beyond it a double loses them.
        for micros in [0, -1, 100_100_000, 9_007_199_254_740_993, 12_345_678_901_123_457, i128::from(i64::MAX)] {
            let bounds = TypedBounds { m: vec![Money::from_micros(micros)], ..TypedBounds::default() };
            let stored = serde_json::to_string(&bounds).unwrap();
            assert_eq!(serde_json::from_str::<TypedBounds>(&stored).unwrap(), bounds, "{stored}");
        }
        let plain = TypedBounds { m: vec![Money::from_micros(100_500_000)], ..TypedBounds::default() };
        assert_eq!(serde_json::to_value(plain).unwrap()["bounds_m"], json!([100.5]));
    }
}
