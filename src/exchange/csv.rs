//! Tables of values between commas, as RFC 4180 has them.
//!
//! Read with patience: lines end in any way, a field may have several lines, values may stand between semicolons or
//! tabs where the first line shows it. A record that is broken is told with its line, and the next line is read as if
//! nothing had been.

use super::intake::{Gathered, Intake, Spot};
use std::borrow::Cow;

/// One record.
pub(super) struct Record<'t> {
    /// The line that it begins on, from 1.
    pub(super) line: usize,
    /// Its fields, or what is wrong with it.
    pub(super) fields: Result<Vec<Cow<'t, str>>, String>,
}

/// The records of a table.
pub(super) struct Records<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    sign: u8,
}

impl<'t> Records<'t> {
    /// The records of `text`, the first line too.
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            sign: sign(text),
        }
    }
}

/// A record of a table with named columns.
pub(super) struct Row<'r> {
    columns: &'r Columns,
    fields: &'r [Cow<'r, str>],
}

impl Row<'_> {
    /// What stands in the first of the columns of these names that has something.
    pub(super) fn value(&self, names: &[&str]) -> Option<&str> {
        self.columns.value(self.fields, names)
    }

    /// What is wrong with a row that has more values than there are columns.
    pub(super) fn excess(&self) -> Option<String> {
        let (there, wanted) = (self.fields.len(), self.columns.len());
        (there > wanted)
            .then(|| format!("has {there} values for the {wanted} columns of the first line"))
    }
}

/// What `take` makes of the rows of the table `text`, whose first line names the columns.
pub(super) fn gather(
    text: &str,
    mut take: impl FnMut(&Row<'_>, &mut Gathered) -> Result<(), String>,
) -> Intake {
    let mut intake = Intake::default();
    let mut gathered = Gathered::default();
    let mut records = Records::new(text);
    let Some(Ok(names)) = records.next().map(|record| record.fields) else {
        intake.fault(Spot::File, "has no line with the names of its columns");
        return intake;
    };
    let columns = &Columns::new(&names);
    for record in records {
        intake.records += 1;
        let taken = record.fields.and_then(|fields| {
            let fields = &fields;
            take(&Row { columns, fields }, &mut gathered)
        });
        if let Err(reason) = taken {
            intake.fault(Spot::Line(record.line), reason);
        }
    }
    intake.works = gathered.into_works();
    intake
}

/// What stands between the values: of comma, semicolon and tab the one that the first line has most.
fn sign(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or("");
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    // Of equals the last wins.
    *b"\t;,"
        .iter()
        .max_by_key(|sign| count(**sign))
        .unwrap_or(&b',')
}

/// The names of the columns, in lower case.
pub(super) fn header(text: &str) -> Option<Vec<String>> {
    let record = Records::new(text).next()?;
    let names = record.fields.ok()?;
    Some(
        names
            .iter()
            .map(|name| name.trim().to_lowercase())
            .collect(),
    )
}

impl<'t> Iterator for Records<'t> {
    type Item = Record<'t>;

    fn next(&mut self) -> Option<Record<'t>> {
        self.skip_blank();
        if self.at >= self.text.len() {
            return None;
        }
        let (line, start) = (self.line, self.at);
        let fields = self.fields().inspect_err(|_| {
            (self.at, self.line) = (start, line);
            self.skip_line();
        });
        Some(Record { line, fields })
    }
}

impl<'t> Records<'t> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_blank(&mut self) {
        while let Some(b'\n' | b'\r') = self.byte() {
            self.end_line();
        }
    }

    /// Steps over the end of a line.
    fn end_line(&mut self) {
        if self.byte() == Some(b'\r') {
            self.at += 1;
            if self.byte() == Some(b'\n') {
                self.at += 1;
            }
        } else {
            self.at += 1;
        }
        self.line += 1;
    }

    fn skip_line(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or(&[]);
        self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        if self.byte().is_some() {
            self.end_line();
        }
    }

    fn fields(&mut self) -> Result<Vec<Cow<'t, str>>, String> {
        let mut fields = Vec::new();
        loop {
            let field = if self.byte() == Some(b'"') {
                self.quoted()?
            } else {
                self.bare()
            };
            fields.push(field);
            match self.byte() {
                Some(byte) if byte == self.sign => self.at += 1,
                Some(b'\n' | b'\r') => {
                    self.end_line();
                    return Ok(fields);
                }
                None => return Ok(fields),
                Some(_) => {
                    return Err("something stands behind the closing quote of a value".to_owned());
                }
            }
        }
    }

    fn bare(&mut self) -> Cow<'t, str> {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..).unwrap_or(&[]);
        self.at += memchr::memchr3(self.sign, b'\n', b'\r', rest).unwrap_or(rest.len());
        Cow::Borrowed(self.text.get(start..self.at).unwrap_or(""))
    }

    fn quoted(&mut self) -> Result<Cow<'t, str>, String> {
        self.at += 1;
        let mut value = Cow::Borrowed("");
        loop {
            let rest = self.text.get(self.at..).unwrap_or("");
            let Some(end) = memchr::memchr(b'"', rest.as_bytes()) else {
                // It happens once: behind it all quotes are double, and a value that begins with such closes.
                return Err("a value begins with a quote that nothing closes".to_owned());
            };
            let piece = rest.get(..end).unwrap_or("");
            self.line += lines(piece);
            self.at += end + 1;
            if value.is_empty() {
                value = Cow::Borrowed(piece);
            } else {
                value.to_mut().push_str(piece);
            }
            if self.byte() != Some(b'"') {
                return Ok(value);
            }
            value.to_mut().push('"');
            self.at += 1;
        }
    }
}

/// Ends of lines in `text`.
fn lines(text: &str) -> usize {
    let bytes = text.as_bytes();
    let returns = memchr::memchr_iter(b'\r', bytes);
    let alone = returns.filter(|at| bytes.get(at + 1) != Some(&b'\n'));
    memchr::memchr_iter(b'\n', bytes).count() + alone.count()
}

/// Which column has what, told by the names in the first line.
pub(super) struct Columns(Vec<String>);

impl Columns {
    /// The columns of a first line.
    pub(super) fn new(names: &[Cow<'_, str>]) -> Self {
        Self(
            names
                .iter()
                .map(|name| name.trim().to_lowercase())
                .collect(),
        )
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The value of the first of the columns `names` that is there and not blank.
    pub(super) fn value<'f>(&self, fields: &'f [Cow<'_, str>], names: &[&str]) -> Option<&'f str> {
        let places = names
            .iter()
            .filter_map(|name| self.0.iter().position(|own| own == name));
        let mut values = places.filter_map(|at| fields.get(at)).map(|value| &**value);
        values.find(|value| !value.trim().is_empty())
    }
}

/// Writes one record, its fields between quotes where they need them.
pub(super) fn write(out: &mut String, fields: &[&str]) {
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        let plain = !field.contains(['"', ',', '\n', '\r', ';', '\t'])
            && !field.starts_with(' ')
            && !field.ends_with(' ');
        if plain {
            out.push_str(field);
        } else {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<(usize, Result<Vec<String>, String>)> {
        Records::new(text)
            .map(|record| {
                let fields = record
                    .fields
                    .map(|fields| fields.into_iter().map(Cow::into_owned).collect());
                (record.line, fields)
            })
            .collect()
    }

    #[test]
    fn a_value_may_have_lines_and_quotes() {
        let rows = read("a,b\r\n\"one\ntwo\",\"say \"\"so\"\"\"\r\n\r\nlast,\"\"");
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[1].1.as_deref().unwrap(), ["one\ntwo", "say \"so\""]);
        assert_eq!(
            (rows[2].0, rows[2].1.as_deref().unwrap()),
            (5, ["last".to_owned(), String::new()].as_slice())
        );
    }

    #[test]
    fn a_broken_record_is_told_and_the_next_is_read() {
        let rows = read("a,b\n\"x\"y,1\ngood,2\n\"open,3\nbehind,4\n");
        assert_eq!(rows[1].0, 2);
        assert!(
            rows[1]
                .1
                .as_ref()
                .unwrap_err()
                .contains("behind the closing")
        );
        assert_eq!(rows[2].1.as_deref().unwrap(), ["good", "2"]);
        assert!(rows[3].1.as_ref().unwrap_err().contains("nothing closes"));
        assert_eq!(
            (rows[4].0, rows[4].1.as_deref().unwrap()),
            (5, ["behind".to_owned(), "4".to_owned()].as_slice())
        );
    }

    #[test]
    fn other_signs_are_seen_in_the_first_line() {
        assert_eq!(header("A;B;C\n1;2;3").unwrap(), ["a", "b", "c"]);
        assert_eq!(header("A\tB, C\tD\n").unwrap(), ["a", "b, c", "d"]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(rows in prop::collection::vec(prop::collection::vec(any::<String>(), 2..5), 1..6)) {
            let mut text = String::from("h,h\r\n");
            for row in &rows {
                write(&mut text, &row.iter().map(String::as_str).collect::<Vec<_>>());
            }
            let back: Vec<_> = read(&text).into_iter().skip(1).map(|(_, fields)| fields.unwrap()).collect();
            prop_assert_eq!(back, rows);
        }

        #[test]
        fn nothing_panics(text in "[\",;\n\r a]{0,60}") {
            let _ = read(&text);
        }
    }
}
