//! Reads JSON that this application wrote itself: replies of its programs, and what it keeps.
//!
//! [`serde_json`] reads anything and says at which column what is wrong; for each type that takes code for structs as
//! objects and as arrays, for names as text, bytes and numbers, and for messages. Here a struct is an object, a name is
//! text, and what cannot be read is told by nothing more than that: the page, which has to be downloaded before anything
//! shows, is a good deal smaller for it. A number with decimals may be text, which keeps each of its digits. Files of users
//! are read elsewhere.

use std::fmt;

use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, Unexpected, Visitor};
use serde_json::{Map, Value};

/// Reads a text; `None` where it is no JSON, or not of this type.
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    of_value(&parsed(text)?)
}

/// Reads a value; `None` where it is not of this type.
pub fn of_value<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(Own(value)).ok()
}

/// The value in a text; `None` where it is no JSON. One copy of the reader of text, for all types.
#[inline(never)]
pub fn parsed(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

/// A value on its way to a type.
#[derive(Clone, Copy)]
struct Own<'a>(&'a Value);

/// It is something else.
#[derive(Debug)]
struct NotThat;

impl fmt::Display for NotThat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not of this type")
    }
}

impl std::error::Error for NotThat {}

impl de::Error for NotThat {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

impl<'a> Own<'a> {
    fn number<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, NotThat> {
        let Value::Number(number) = self.0 else { return Err(NotThat) };
        if let Some(whole) = number.as_u64() {
            visitor.visit_u64(whole)
        } else if let Some(whole) = number.as_i64() {
            visitor.visit_i64(whole)
        } else {
            visitor.visit_f64(number.as_f64().ok_or(NotThat)?)
        }
    }

    fn decimal<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, NotThat> {
        let Some(text) = self.0.as_str() else { return self.number(visitor) };
        visitor.visit_f64(text.parse().ok().filter(|number: &f64| number.is_finite()).ok_or(NotThat)?)
    }

    fn text<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, NotThat> {
        visitor.visit_str(self.0.as_str().ok_or(NotThat)?)
    }

    fn list<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, NotThat> {
        visitor.visit_seq(Items(self.0.as_array().ok_or(NotThat)?.iter()))
    }

    fn members(self) -> Result<Members<'a>, NotThat> {
        self.0.as_object().map(Members::of).ok_or(NotThat)
    }
}

/// One function for each way to ask for the same: they differ in what the visitor takes.
macro_rules! alike {
    ($how:ident: $($name:ident)*) => {
        $(fn $name<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, NotThat> {
            self.$how(visitor)
        })*
    };
}

impl<'a> Deserializer<'a> for Own<'a> {
    type Error = NotThat;

    alike! {
        number:
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32
    }
    alike! { decimal: deserialize_f64 }
    alike! { text: deserialize_char deserialize_str deserialize_string deserialize_identifier }
    alike! { list: deserialize_bytes deserialize_byte_buf deserialize_seq }

    fn deserialize_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, NotThat> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(yes) => visitor.visit_bool(*yes),
            Value::Number(_) => self.number(visitor),
            Value::String(text) => visitor.visit_str(text),
            Value::Array(items) => visitor.visit_seq(Items(items.iter())),
            Value::Object(members) => visitor.visit_map(Members::of(members)),
        }
    }

    fn deserialize_bool<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, NotThat> {
        visitor.visit_bool(self.0.as_bool().ok_or(NotThat)?)
    }

    fn deserialize_option<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, NotThat> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, NotThat> {
        if self.0.is_null() { visitor.visit_unit() } else { Err(NotThat) }
    }

    fn deserialize_unit_struct<V: Visitor<'a>>(self, _: &'static str, visitor: V) -> Result<V::Value, NotThat> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'a>>(self, _: &'static str, visitor: V) -> Result<V::Value, NotThat> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'a>>(self, _: usize, visitor: V) -> Result<V::Value, NotThat> {
        self.list(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, NotThat> {
        self.list(visitor)
    }

    fn deserialize_map<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, NotThat> {
        visitor.visit_map(self.members()?)
    }

    // A function for each type: all that a reply may hold in one would be compiled as a whole, while nothing else goes on.
    #[inline(never)]
    fn deserialize_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NotThat> {
        visitor.visit_map(self.members()?)
    }

    #[inline(never)]
    fn deserialize_enum<V: Visitor<'a>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NotThat> {
        visitor.visit_enum(Variant::of(self.0)?)
    }

    fn deserialize_ignored_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, NotThat> {
        visitor.visit_unit()
    }
}

/// The items of an array.
struct Items<'a>(std::slice::Iter<'a, Value>);

impl<'a> de::SeqAccess<'a> for Items<'a> {
    type Error = NotThat;

    fn next_element_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<Option<T::Value>, NotThat> {
        match self.0.next() {
            Some(item) => seed.deserialize(Own(item)).map(Some),
            None => Ok(None),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// The members of an object.
struct Members<'a> {
    left: serde_json::map::Iter<'a>,
    value: &'a Value,
}

impl<'a> Members<'a> {
    fn of(members: &'a Map<String, Value>) -> Self {
        Self { left: members.iter(), value: &Value::Null }
    }
}

impl<'a> de::MapAccess<'a> for Members<'a> {
    type Error = NotThat;

    fn next_key_seed<K: DeserializeSeed<'a>>(&mut self, seed: K) -> Result<Option<K::Value>, NotThat> {
        let Some((name, value)) = self.left.next() else { return Ok(None) };
        self.value = value;
        seed.deserialize(Name(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, NotThat> {
        seed.deserialize(Own(self.value))
    }
}

/// The name of a member or a variant. Keys that are numbers are written as text.
#[derive(Clone, Copy)]
struct Name<'a>(&'a str);

impl<'a> Deserializer<'a> for Name<'a> {
    type Error = NotThat;

    fn deserialize_any<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, NotThat> {
        visitor.visit_str(self.0)
    }

    fn deserialize_u32<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, NotThat> {
        visitor.visit_u32(self.0.parse().map_err(|_| NotThat)?)
    }

    fn deserialize_u64<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, NotThat> {
        visitor.visit_u64(self.0.parse().map_err(|_| NotThat)?)
    }

    fn deserialize_newtype_struct<V: Visitor<'a>>(self, _: &'static str, visitor: V) -> Result<V::Value, NotThat> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'a>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NotThat> {
        visitor.visit_enum(self.0.into_deserializer())
    }

    serde::forward_to_deserialize_any! {
        <W: Visitor<'a>>
        bool i8 i16 i32 i64 u8 u16 f32 f64 char str string bytes byte_buf option unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// A variant: its name alone, or the only member of an object.
#[derive(Clone, Copy)]
struct Variant<'a> {
    name: &'a str,
    held: Own<'a>,
}

impl<'a> Variant<'a> {
    fn of(value: &'a Value) -> Result<Self, NotThat> {
        if let Value::String(name) = value {
            return Ok(Self { name, held: Own(&Value::Null) });
        }
        let mut members = value.as_object().ok_or(NotThat)?.iter();
        match (members.next(), members.next()) {
            (Some((name, held)), None) => Ok(Self { name, held: Own(held) }),
            _ => Err(NotThat),
        }
    }
}

impl<'a> de::EnumAccess<'a> for Variant<'a> {
    type Error = NotThat;
    type Variant = Own<'a>;

    fn variant_seed<V: DeserializeSeed<'a>>(self, seed: V) -> Result<(V::Value, Own<'a>), NotThat> {
        Ok((seed.deserialize(Name(self.name))?, self.held))
    }
}

impl<'a> de::VariantAccess<'a> for Own<'a> {
    type Error = NotThat;

    fn unit_variant(self) -> Result<(), NotThat> {
        if self.0.is_null() { Ok(()) } else { Err(NotThat) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'a>>(self, seed: T) -> Result<T::Value, NotThat> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'a>>(self, _: usize, visitor: V) -> Result<V::Value, NotThat> {
        self.list(visitor)
    }

    #[inline(never)]
    fn struct_variant<V: Visitor<'a>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, NotThat> {
        visitor.visit_map(self.members()?)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Inner {
        text: String,
    }

    #[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Shape {
        Point,
        Round(u8),
        Between(i32, i32),
        Wide { by: Option<u16> },
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "kind")]
    enum Tagged {
        Plain,
        Full { of: f64 },
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(untagged)]
    enum Either {
        Number(f64),
        Text(String),
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Everything {
        yes: bool,
        sign: char,
        whole: (i8, i64, u64, usize),
        part: f64,
        single: f32,
        text: String,
        boxed: Box<Inner>,
        list: Vec<Option<u32>>,
        shapes: Vec<Shape>,
        tagged: Vec<Tagged>,
        either: Vec<Either>,
        by_name: BTreeMap<String, u8>,
        by_number: BTreeMap<u32, bool>,
        by_shape: BTreeMap<Shape, bool>,
        answer: Result<u8, String>,
        value: Value,
        #[serde(flatten)]
        inner: Inner2,
        nothing: (),
        #[serde(default)]
        absent: u8,
        missing: Option<u8>,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Inner2 {
        flat: i16,
        flatter: String,
    }

    fn everything() -> Everything {
        Everything {
            yes: true,
            sign: '·',
            whole: (-8, i64::MIN, u64::MAX, 7),
            part: -0.1,
            single: 1.5,
            text: "a \"b\" \n 客户".into(),
            boxed: Box::new(Inner { text: String::new() }),
            list: vec![Some(1), None],
            shapes: vec![Shape::Point, Shape::Round(3), Shape::Between(-1, 1), Shape::Wide { by: None }],
            tagged: vec![Tagged::Plain, Tagged::Full { of: 2.0 }],
            either: vec![Either::Number(3.0), Either::Text("3".into())],
            by_name: BTreeMap::from([("a".into(), 1), ("b".into(), 2)]),
            by_number: BTreeMap::from([(12, true)]),
            by_shape: BTreeMap::from([(Shape::Point, false)]),
            answer: Err("no".into()),
            value: serde_json::json!({"x": [1, -2, 2.5, null, "t", {"y": true}]}),
            inner: Inner2 { flat: 5, flatter: "f".into() },
            nothing: (),
            absent: 0,
            missing: None,
        }
    }

    #[test]
    fn what_was_written_is_read() {
        let text = serde_json::to_string(&everything()).unwrap();
        assert_eq!(read::<Everything>(&text), Some(everything()));
    }

    #[test]
    fn names_nobody_knows_are_passed_over_and_missing_ones_may_have_a_default() {
        let mut value = serde_json::to_value(everything()).unwrap();
        let members = value.as_object_mut().unwrap();
        members.insert("new".into(), serde_json::json!({"deep": [1]}));
        assert!(members.remove("absent").is_some() && members.remove("missing").is_some());
        assert_eq!(of_value::<Everything>(&value), Some(everything()));
        value.as_object_mut().unwrap().remove("text");
        assert_eq!(of_value::<Everything>(&value), None);
    }

    #[test]
    fn what_is_no_json_or_something_else_is_nothing() {
        for text in ["", "{", "{}x", "[]", "{}", "7", "null", r#"{"text":7}"#, r#"{"text":null}"#] {
            assert_eq!(read::<Inner>(text), None, "{text}");
        }
        for text in
            [r#""flat""#, r#"{"round":300}"#, r#"{"round":-1}"#, r#"{"point":1}"#, "{}", r#"{"point":null,"round":1}"#]
        {
            assert_eq!(read::<Shape>(text), None, "{text}");
        }
        assert_eq!(read::<u8>("1.5"), None);
        assert_eq!(read::<Vec<u8>>(r#"[1,"2"]"#), None);
    }

    #[test]
    fn a_number_with_decimals_may_be_text_to_the_last_digit() {
        let third: f64 = 10.1 / 3.0;
        let text = serde_json::to_string(&[third.to_string(), "-2".to_owned()]).unwrap();
        assert_eq!(read::<Vec<f64>>(&text), Some(vec![third, -2.0]));
        for text in [r#"["x"]"#, r#"[""]"#, r#"["inf"]"#, r#"["NaN"]"#] {
            assert_eq!(read::<Vec<f64>>(text), None, "{text}");
        }
    }
}
