//! The paths that a piece of Rust names, braces taken apart: `use std::{fs, io::{self, Read as R}};` names
//! `std::fs`, `std::io` and `std::io::Read`.
//!
//! It reads tokens and no grammar: every `a::b` counts, in a `use` or in an expression. Words in strings count
//! too, which may refuse too much and never too little.

/// A path, by its segments. A glob ends with `*`; so does a root that is given another name, since anything
/// can be reached through it.
pub(crate) type NamedPath = Vec<String>;

/// All paths in `code`, which has no comments.
pub(crate) fn paths(code: &str) -> Vec<NamedPath> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = path(&tokens, at, &[], &mut found).max(at + 1);
    }
    found
}

/// The path that `super`s in the module `own` (as `["text", "width"]`) lead to, from the root of the crate.
pub(crate) fn resolved(path: NamedPath, own: &[String]) -> NamedPath {
    let steps = path
        .iter()
        .take_while(|segment| *segment == "super")
        .count();
    if steps == 0 {
        return path;
    }
    let kept = own.len().saturating_sub(steps);
    let root = std::iter::once("crate".to_owned()).chain(own[..kept].iter().cloned());
    root.chain(path.into_iter().skip(steps)).collect()
}

/// Keywords behind which a path may begin with `::`.
const KEYWORDS: [&str; 10] = [
    "use", "as", "dyn", "impl", "mut", "return", "in", "match", "if", "else",
];

/// Words, `::`, and every other character that is not white space.
fn tokens(code: &str) -> Vec<&str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(length);
        tokens.push(token);
        rest = after.trim_start();
    }
    tokens
}

/// Reads the path or the group of paths that begins at token `at`, below `lead`; returns where it ends.
fn path(tokens: &[&str], mut at: usize, lead: &[String], found: &mut Vec<NamedPath>) -> usize {
    let token = |at: usize| tokens.get(at).copied().unwrap_or("");
    let is_name = |word: &str| {
        word.starts_with(|c: char| c.is_alphabetic() || c == '_') && !KEYWORDS.contains(&word)
    };
    let mut path = lead.to_vec();
    let mut goes_on = !lead.is_empty();
    while is_name(token(at)) {
        path.push(token(at).to_owned());
        at += 1;
        goes_on = token(at) == "::";
        if !goes_on {
            break;
        }
        at += 1;
    }
    match token(at) {
        "{" if goes_on => return group(tokens, at + 1, &path, found),
        "*" if goes_on => path.push("*".into()),
        "as" if path == ["std"] || path == ["crate"] => path.push("*".into()),
        _ => {}
    }
    if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
        path.pop();
        if path.len() == 1 {
            path.push("*".into());
        }
    }
    // A word alone is no path.
    if path.len() > 1 {
        found.push(path);
    }
    at
}

/// Reads a group behind its opening brace; returns where it ends.
fn group(tokens: &[&str], mut at: usize, lead: &[String], found: &mut Vec<NamedPath>) -> usize {
    while at < tokens.len() && tokens[at] != "}" {
        at = path(tokens, at, lead, found);
        // What follows up to the comma is another name.
        while at < tokens.len() && ![",", "}"].contains(&tokens[at]) {
            at += 1;
        }
        at += usize::from(tokens.get(at) == Some(&","));
    }
    at + 1
}

#[cfg(test)]
mod tests {
    use super::{paths, resolved};

    fn named(code: &str) -> Vec<String> {
        paths(code).iter().map(|path| path.join("::")).collect()
    }

    #[test]
    fn a_path_is_named_wherever_it_stands() {
        for (code, wanted) in [
            ("use std::fs;", &["std::fs"][..]),
            ("use ::std::fs;", &["std::fs"]),
            ("Box<dyn ::std::error::Error>", &["std::error::Error"]),
            ("use std::\n    fs;", &["std::fs"]),
            ("let bytes = std::fs::read(path)?;", &["std::fs::read"]),
            ("x.map(crate::ui::view)", &["crate::ui::view"]),
            ("Vec::<std::io::Error>::new()", &["std::io::Error"]),
            ("<T as crate::ui::View>::draw(self)", &["crate::ui::View"]),
            ("pub(crate) fn of(self) -> bool { a < b && c * d }", &[]),
        ] {
            assert_eq!(named(code), wanted, "{code}");
        }
    }

    #[test]
    fn braces_are_taken_apart() {
        for (code, wanted) in [
            (
                "use crate::{ui, terminal};",
                &["crate::ui", "crate::terminal"][..],
            ),
            (
                "use crate::{\n    text,\n    ui::view,\n};",
                &["crate::text", "crate::ui::view"],
            ),
            ("use std::{fs};", &["std::fs"]),
            (
                "use std::{io::{self, Read as _, Write as W}, fs as f};",
                &["std::io", "std::io::Read", "std::io::Write", "std::fs"],
            ),
            ("use {crate::ui, std::env};", &["crate::ui", "std::env"]),
            ("use std::{};\nuse crate::ui;", &["crate::ui"]),
        ] {
            assert_eq!(named(code), wanted, "{code}");
        }
    }

    #[test]
    fn a_root_that_is_opened_wide_is_named_so() {
        for (code, wanted) in [
            ("use crate::*;", "crate::*"),
            ("use std::{*};", "std::*"),
            ("use std as s;", "std::*"),
            ("use crate::{self as c};", "crate::*"),
            ("use super::super::*;", "super::super::*"),
        ] {
            assert_eq!(named(code), [wanted], "{code}");
        }
    }

    #[test]
    fn supers_lead_up_to_the_root() {
        let own = ["text".to_owned(), "width".to_owned()];
        let from =
            |path: &str| resolved(path.split("::").map(str::to_owned).collect(), &own).join("::");
        assert_eq!(from("super::fold"), "crate::text::fold");
        assert_eq!(from("super::super::ui::view"), "crate::ui::view");
        assert_eq!(from("super::super::*"), "crate::*");
        assert_eq!(from("std::fs"), "std::fs");
    }
}
