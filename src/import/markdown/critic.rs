//! `CriticMarkup` (criticmarkup.com, "Users guide"): an editor's marks in a text.
//!
//! `{++added++}` is text and `{--deleted--}` is none; of `{~~old~>new~~}` the new is shown; `{>>comment<<}` is said
//! of the highlight before it. `{==highlight==}` itself is found with the highlights of note programs
//! ([`super::marks`]). Like these it lies within one block, and what nothing closes is text: so are double braces,
//! with which templates begin.

use super::Inline;
use super::marks::{Action, Edit};
use pulldown_cmark::{CowStr, Event, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// The signs that begin something, that end it, and what happens at both.
const PAIRS: [(&str, &str, Action, Action); 3] = [
    ("{++", "++}", Action::Remove, Action::Remove),
    ("{--", "--}", Action::Hide, Action::Show),
    ("{>>", "<<}", Action::Note, Action::EndNote),
];
/// The signs of a substitution.
const OLD: &str = "{~~";
const NEW: &str = "~>";
const END: &str = "~~}";

/// Whether `source` may hold such marks at all.
fn may_hold(source: &str) -> bool {
    let opens = |pair: &[u8]| pair[0] == b'{' && matches!(pair[1], b'+' | b'-' | b'>' | b'~');
    source.as_bytes().windows(2).any(opens)
}

/// The events of a block, made ready for [`edits`]: the parser parts text where a sign of its own might stand, and
/// takes a substitution for something struck out.
pub(super) fn prepared<'e, 'a>(events: &'e [Inline<'a>], source: &str) -> Cow<'e, [Inline<'a>]> {
    let start = events.first().map_or(0, |(_, range)| range.start);
    let end = events.iter().map(|(_, range)| range.end).max().unwrap_or(0);
    if !source.get(start..end).is_some_and(may_hold) {
        return Cow::Borrowed(events);
    }
    let mut ready: Vec<Inline<'a>> = Vec::with_capacity(events.len());
    // The pieces of a text are joined when it ends, so that a million of them are copied once.
    let mut run: Option<Range<usize>> = None;
    for (event, range) in events {
        let Some(text) = as_text(event, range, source) else {
            end_run(&mut ready, &mut run, source);
            ready.push((event.clone(), range.clone()));
            continue;
        };
        match &mut run {
            Some(run) if run.end == text.start => run.end = text.end,
            _ => {
                end_run(&mut ready, &mut run, source);
                run = Some(text);
            }
        }
    }
    end_run(&mut ready, &mut run, source);
    Cow::Owned(ready)
}

fn end_run(ready: &mut Vec<Inline<'_>>, run: &mut Option<Range<usize>>, source: &str) {
    if let Some(range) = run.take() {
        let text = source.get(range.clone()).unwrap_or("").to_owned();
        ready.push((Event::Text(CowStr::from(text)), range));
    }
}

/// Where the text of an event stands in the source, if it stands there as it is.
fn as_text(event: &Event<'_>, range: &Range<usize>, source: &str) -> Option<Range<usize>> {
    let braced = || {
        let before = source
            .get(..range.start)
            .is_some_and(|head| head.ends_with('{'));
        let after = source
            .get(range.end..)
            .is_some_and(|tail| tail.starts_with('}'));
        let words = source.get(range.clone()).unwrap_or("");
        before && after && words.starts_with("~~") && words.ends_with("~~") && words.len() > 4
    };
    match event {
        Event::Text(text) => {
            (source.get(range.clone()) == Some(text.as_ref())).then(|| range.clone())
        }
        Event::Start(tag) if tag.to_end() == TagEnd::Strikethrough && braced() => {
            Some(range.start..range.start + 2)
        }
        Event::End(TagEnd::Strikethrough) if braced() => Some(range.end - 2..range.end),
        _ => None,
    }
}

/// The edits to the text events of one block.
pub(super) fn edits(events: &[Inline<'_>], source: &str) -> Vec<Edit> {
    let mut found = Vec::new();
    let mut open: [Option<Edit>; PAIRS.len()] = [None; PAIRS.len()];
    let mut old: Option<Edit> = None;
    let mut new: Option<Edit> = None;
    for (event, (inline, range)) in events.iter().enumerate() {
        let Event::Text(text) = inline else { continue };
        let escaped = source
            .get(..range.start)
            .is_some_and(|head| head.ends_with('\\'));
        let mut at = 0;
        while let Some((sign, len)) = next_sign(text, at) {
            let edit = |action| Edit {
                event,
                at: sign,
                len,
                action,
            };
            let word = text.get(sign..sign + len).unwrap_or("");
            at = sign + len;
            if escaped && sign == 0 {
                continue;
            }
            if let Some(kind) = PAIRS.iter().position(|pair| pair.0 == word) {
                open[kind] = Some(edit(PAIRS[kind].2));
            } else if let Some(kind) = PAIRS.iter().position(|pair| pair.1 == word) {
                if let Some(begun) = open[kind].take() {
                    found.extend([begun, edit(PAIRS[kind].3)]);
                }
            } else if word == OLD {
                (old, new) = (Some(edit(Action::Hide)), None);
            } else if word == NEW && old.is_some() && new.is_none() {
                new = Some(edit(Action::Show));
            } else if word == END
                && let (Some(old), Some(new)) = (old.take(), new.take())
            {
                found.extend([old, new, edit(Action::Remove)]);
            }
        }
    }
    found
}

/// The next sign at or after `from`, and its length.
fn next_sign(text: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += memchr::memchr3(b'{', b'}', b'>', bytes.get(at..)?)?;
        let ahead = bytes.get(at..at + 3).unwrap_or_default();
        let behind = at
            .checked_sub(2)
            .filter(|start| *start >= from)
            .and_then(|start| bytes.get(start..=at))
            .unwrap_or_default();
        let opens = PAIRS.iter().any(|pair| pair.0.as_bytes() == ahead) || ahead == OLD.as_bytes();
        let doubled = at > 0 && bytes[at - 1] == b'{' || bytes.get(at + 3) == ahead.get(2);
        if opens && !doubled {
            return Some((at, 3));
        }
        let closes =
            PAIRS.iter().any(|pair| pair.1.as_bytes() == behind) || behind == END.as_bytes();
        if closes && bytes.get(at + 1) != Some(&b'}') {
            return Some((at - 2, 3));
        }
        if bytes[at] == b'>' && at > from && bytes[at - 1] == b'~' {
            return Some((at - 1, 2));
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::import::import;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_mixture_of_signs_is_an_article(
            source in r"([{}+>~<=%*|_`\\ -]|\{\+\+|\+\+\}|\{--|--\}|\{>>|<<\}|\{~~|~>|~~\}|\{==|==\}|==|%%|</?mark>|> |- |# Highlights|\[⤴\]\(h\)|[aé.]|\n){0,40}"
        ) {
            let _ = article(&source);
        }
    }

    fn article(source: &str) -> Article {
        let article = import(source.as_bytes(), "a.md").unwrap();
        assert_eq!(article.check(), Ok(()), "{source}");
        article
    }

    fn text(source: &str) -> String {
        article(&format!("# T\n\n{source}")).text.split_off(2)
    }

    /// What is highlighted, and the note on it.
    fn highlights(source: &str) -> Vec<(String, String)> {
        let article = article(source);
        let shown = |it: &crate::article::Highlight| {
            let note = it.note.clone().unwrap_or_default();
            (it.range.of(&article.text).to_owned(), note)
        };
        article.highlights.iter().map(shown).collect()
    }

    #[test]
    fn an_edited_text_is_shown_as_it_will_be() {
        for (source, shown) in [
            ("The {++new ++}lamp", "The new lamp"),
            ("re{++-++}lit", "re-lit"),
            ("The {--old --}lamp", "The lamp"),
            ("The {--*old* `x` --}lamp", "The lamp"),
            ("The {~~old~>new~~} lamp", "The new lamp"),
            (
                "The {~~old *and*~>*quite* new~~} lamp",
                "The quite new lamp",
            ),
            ("Lit {~~a~>b~~} and {~~c~>d~~}.", "Lit b and d."),
            ("Lit {>>who?<<}again.", "Lit again."),
            ("| {++a++} | {--b--}c |\n|-|-|\n| d | e |", "a\tc\nd\te"),
        ] {
            assert_eq!(text(source), shown, "{source}");
        }
    }

    #[test]
    fn what_only_looks_like_it_stays() {
        for plain in [
            "{++ open",
            "closed --}",
            "{{-- a template --}}",
            "{{ a }} {% b %} {# c #}",
            "Ca^{++} and Mg^{++}",
            "{---a---}",
            "{~~no arrow",
            "a ~> b",
            "{++a--}",
            "{>>",
            "{}{{}}",
        ] {
            assert_eq!(text(plain), plain, "{plain}");
            assert!(highlights(plain).is_empty(), "{plain}");
        }
        assert_eq!(text("`{++a++}` b"), "{++a++} b");
        assert_eq!(text("```\n{--a--}\n```"), "{--a--}");
        assert_eq!(text("\\{++a++}"), "{++a++}");
        assert_eq!(text("{++a\n\nb++}"), "{++a\nb++}");
        assert_eq!(text("{~~a~~} ~~b~~"), "{~~a~~} b");
    }

    #[test]
    fn a_comment_is_the_note_of_the_highlight_before_it() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            highlights("The {==ninety *steep* stairs==}{>>Count <them>!<<} up."),
            [pair("ninety steep stairs", "Count <them>!")]
        );
        assert_eq!(highlights("{== a b ==} c"), [pair("a b", "")]);
        assert_eq!(
            highlights("The ==lamp== {>>which\none?<<} is lit."),
            [pair("lamp", "which one?")]
        );
        assert_eq!(
            highlights("Dawn. The lamp {>>which?<<}is out. Noon."),
            [pair("The lamp is out.", "which?")]
        );
        assert_eq!(
            highlights("{>>first<<}Dawn. Noon."),
            [pair("Dawn.", "first")]
        );
        assert_eq!(
            highlights("Dawn. Noon.{>>a<<}{>>b<<}"),
            [pair("Noon.", "a\nb")]
        );
        assert_eq!(
            highlights("Dawn. Noon.\n\n{>>alone<<}\n\nDusk."),
            [pair("Noon.", "alone")]
        );
        let nothing = article("{>>alone<<}");
        assert_eq!(nothing.warnings.len(), 1, "{:?}", nothing.warnings);
    }

    #[test]
    fn a_million_signs_are_read_quickly() {
        for piece in [
            "{++",
            "{--a",
            "{>>a<<}",
            "{~~a~>",
            "{==a",
            "<<}",
            "~>",
            "{~~a~>b~~}",
        ] {
            let _ = article(&piece.repeat(200_000));
        }
    }
}
