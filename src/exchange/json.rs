//! JSON of other programs, record by record: one that is broken does not take the others with it.
//!
//! The elements of a list are found without being read, so a deep or large one costs nothing until it is its turn;
//! what is nested deeper than 128 levels is a fault of its record (the limit of `serde_json`).

use super::intake::{Fault, Gathered, Intake, Spot};
use crate::text::harmless_line;
use jiff::Timestamp;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// An object of JSON.
pub(super) type Object = Map<String, Value>;

/// Keys of an object that are looked at, at most.
const MOST_KEYS: usize = 1_000;

/// The elements of the list that `json` begins with, and what is wrong with the list behind the last of them.
pub(super) fn elements(json: &str) -> (Vec<&RawValue>, Option<Fault>) {
    let mut elements = Vec::new();
    let mut reader = serde_json::Deserializer::from_str(json);
    let read = Elements(&mut elements).deserialize(&mut reader);
    let fault = read.and_then(|()| reader.end()).err().map(|error| Fault {
        spot: Spot::Line(error.line()),
        reason: format!(
            "the JSON breaks off here ({}); what stands behind it is not read",
            harmless_line(&error.to_string())
        ),
    });
    (elements, fault)
}

/// What `take` makes of the records of the list that `json` begins with, or of `json` as a record by itself. It is
/// given each record, its number from 1, and where what it says of an article or finds wrong goes.
pub(super) fn gather(
    json: &str,
    mut take: impl FnMut(&Object, usize, &mut Gathered, &mut Intake),
) -> Intake {
    let mut intake = Intake::default();
    let mut gathered = Gathered::default();
    let json = json.trim_start();
    if json.starts_with('{') {
        intake.records = 1;
        match serde_json::from_str(json) {
            Ok(record) => take(&record, 1, &mut gathered, &mut intake),
            Err(error) => {
                let reason = harmless_line(&error.to_string());
                intake.fault(Spot::Line(error.line()), reason);
            }
        }
    } else {
        let (elements, fault) = elements(json);
        for (at, raw) in (1..).zip(elements) {
            intake.records += 1;
            match object(raw) {
                Ok(record) => take(&record, at, &mut gathered, &mut intake),
                Err(reason) => intake.fault(Spot::Record(at), reason),
            }
        }
        intake.faults.extend(fault);
    }
    intake.works = gathered.into_works();
    intake
}

/// The pairs of an object that may be cut short.
pub(super) struct Outline<'j> {
    pairs: Vec<(Cow<'j, str>, &'j RawValue)>,
    /// The key whose value is not whole, and what there is of the value.
    cut: Option<(&'j str, &'j str)>,
}

impl<'j> Outline<'j> {
    /// The outline of the object that `json` begins with, as far as it can be read.
    pub(super) fn of(json: &'j str) -> Self {
        let mut pairs = Vec::new();
        let mut reader = serde_json::Deserializer::from_str(json);
        // What was read before an error counts.
        let whole = Pairs(&mut pairs).deserialize(&mut reader).is_ok();
        let read = pairs.last().map_or(0, |(_, raw): &(_, &RawValue)| {
            raw.get().as_ptr().addr() - json.as_ptr().addr() + raw.get().len()
        });
        let cut = if whole {
            None
        } else {
            json.get(read..).and_then(cut_pair)
        };
        Self { pairs, cut }
    }

    /// The value of `key` as it is written; it may be cut short.
    pub(super) fn raw(&self, key: &str) -> Option<&'j str> {
        let pair = self.pairs.iter().find(|(name, _)| name == key);
        pair.map(|(_, raw)| raw.get()).or_else(|| {
            self.cut
                .filter(|(name, _)| *name == key)
                .map(|(_, rest)| rest)
        })
    }

    /// The list at the first of `keys` that has one; it may be cut short.
    pub(super) fn list(&self, keys: &[&str]) -> Option<&'j str> {
        let mut raws = keys.iter().filter_map(|key| self.raw(key));
        raws.find(|raw| raw.starts_with('['))
    }

    /// All keys.
    pub(super) fn keys(&self) -> Vec<&str> {
        let keys = self.pairs.iter().map(|(key, _)| &**key);
        keys.chain(self.cut.map(|(key, _)| key)).collect()
    }
}

/// The key that `rest` begins with, behind the pairs that are whole, and what there is of its value.
fn cut_pair(rest: &str) -> Option<(&str, &str)> {
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '{'));
    let (key, rest) = rest.strip_prefix('"')?.split_once('"')?;
    Some((key, rest.trim_start().strip_prefix(':')?.trim_start()))
}

/// `raw` as an object.
///
/// # Errors
/// What it is instead, for people.
pub(super) fn object(raw: &RawValue) -> Result<Object, String> {
    if !raw.get().starts_with('{') {
        return Err("is no object".to_owned());
    }
    serde_json::from_str(raw.get()).map_err(|error| harmless_line(&error.to_string()))
}

/// The value of the first of `keys` that is a string or a number and not blank.
pub(super) fn text(object: &Object, keys: &[&str]) -> Option<String> {
    keys.iter()
        .filter_map(|key| words(object.get(*key)?))
        .find(|words| !words.trim().is_empty())
}

/// A string or a number.
pub(super) fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The value of `key` as yes or no: a truth value, 0 or 1, or such a word.
pub(super) fn flag(object: &Object, key: &str) -> Option<bool> {
    match object.get(key)? {
        Value::Bool(flag) => Some(*flag),
        Value::Number(number) => Some(number.as_f64()? != 0.0),
        Value::String(word) => match word.trim().to_ascii_lowercase().as_str() {
            "1" | "true" | "yes" => Some(true),
            "0" | "false" | "no" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// The value of `key` as a count or an offset.
pub(super) fn number(object: &Object, key: &str) -> Option<usize> {
    match object.get(key)? {
        Value::Number(number) => usize::try_from(number.as_u64()?).ok(),
        Value::String(digits) => digits.trim().parse().ok(),
        _ => None,
    }
}

/// The strings of the list at `key`; one string by itself is a list of one. Of objects their first value that
/// names them.
pub(super) fn strings(object: &Object, key: &str) -> Vec<String> {
    let named = |value: &Value| match value {
        Value::Object(object) => text(object, &["label", "name", "value", "slug"]),
        other => words(other),
    };
    match object.get(key) {
        Some(Value::Array(list)) => list.iter().filter_map(named).collect(),
        Some(value) => named(value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// The moment at the first of `keys` that has one.
pub(super) fn moment(object: &Object, keys: &[&str]) -> Option<Timestamp> {
    keys.iter()
        .find_map(|key| self::at(&words(object.get(*key)?)?))
}

/// The moment that `words` say. A time without zone is taken to be UTC, a day its beginning.
pub(super) fn at(words: &str) -> Option<Timestamp> {
    use crate::article::When;
    let words = words.trim();
    if let Ok(moment) = words.parse() {
        return Some(moment);
    }
    // `1714730000.0`, as some programs write a number.
    let whole = words.strip_suffix(".0").unwrap_or(words);
    match crate::import::when(whole)? {
        When::Moment(moment, _) => Some(moment),
        local => jiff::tz::Offset::UTC.to_timestamp(local.civil()).ok(),
    }
}

/// JSON with every character that could command a terminal as an escape; they can only stand inside strings.
pub(super) fn escaped(json: &str) -> String {
    if matches!(crate::text::harmless(json), Cow::Borrowed(_)) {
        return json.to_owned();
    }
    let mut safe = String::with_capacity(json.len());
    let mut buffer = [0; 4];
    for c in json.chars() {
        if matches!(
            crate::text::harmless(c.encode_utf8(&mut buffer)),
            Cow::Borrowed(_)
        ) {
            safe.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string does not fail.
            let _ = write!(safe, "\\u{unit:04x}");
        }
    }
    safe
}

struct Elements<'v, 'de>(&'v mut Vec<&'de RawValue>);

impl<'de> DeserializeSeed<'de> for Elements<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Elements<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(element) = list.next_element()? {
            self.0.push(element);
        }
        Ok(())
    }
}

struct Pairs<'v, 'de>(&'v mut Vec<(Cow<'de, str>, &'de RawValue)>);

impl<'de> DeserializeSeed<'de> for Pairs<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Pairs<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(key) = object.next_key::<Cow<'de, str>>()? {
            if self.0.len() < MOST_KEYS {
                self.0.push((key, object.next_value()?));
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_a_break_is_read() {
        let (list, fault) = elements(r#"[{"a":1},{"b":2},{"c""#);
        assert_eq!(list.len(), 2);
        assert!(fault.unwrap().reason.contains("breaks off"));
        let (list, fault) = elements("[1, 2] tail");
        assert_eq!((list.len(), fault.is_some()), (2, true));
        let (list, fault) = elements("[]");
        assert_eq!((list.len(), fault), (0, None));
    }

    #[test]
    fn a_list_that_is_cut_short_is_found_by_its_key() {
        let behind = |json: &'static str, key| Outline::of(json).list(&[key]);
        assert_eq!(behind(r#"{"rows":[1],"total":3}"#, "rows"), Some("[1]"));
        assert_eq!(behind(r#"{"total":3,"rows":[1,"#, "rows"), Some("[1,"));
        assert_eq!(
            behind(r#"{ "rows" : [{"rows":2"#, "rows"),
            Some("[{\"rows\":2")
        );
        assert_eq!(behind(r#"{"inner":{"rows":[1"#, "rows"), None);
    }

    #[test]
    fn depth_is_a_fault_of_the_record() {
        let deep = format!(
            "[{{\"a\":{}}}, {{\"b\":1}}]",
            "[".repeat(200_000) + &"]".repeat(200_000)
        );
        let (list, fault) = elements(&deep);
        assert_eq!((list.len(), fault), (2, None));
        assert!(object(list[0]).unwrap_err().contains("recursion"));
        assert!(object(list[1]).is_ok());
    }

    #[test]
    fn moments_are_read_as_programs_write_them() {
        for words in [
            "2024-05-03T10:12:00Z",
            "2024-05-03T12:12:00+02:00",
            "2024-05-03 10:12:00+00:00",
            "2024-05-03 10:12:00",
            "1714731120",
            "1714731120.0",
            "1714731120000",
            "May 3, 2024 10:12:00",
        ] {
            assert_eq!(
                at(words).map(|at| at.to_string()).as_deref(),
                Some("2024-05-03T10:12:00Z"),
                "{words}"
            );
        }
        assert_eq!(at("soon"), None);
    }
}
