use super::*;
use proptest::prelude::*;

const STORY: &str = "The lights went out at nine. “We need a light that isn’t on one cable”, she said. \
    The pilots waited. Boats lay still. The pilots waited. Then the wind rose over the mole.";

fn anchor(text: &str, quote: &str) -> Anchor {
    let start = text.find(quote).unwrap();
    Anchor::new(text, TextRange::new(start, start + quote.len()))
}

fn found<'a>(anchor: &Anchor, text: &'a str) -> Option<&'a str> {
    anchor.find(text).range().map(|range| range.of(text))
}

#[test]
fn an_unchanged_text_gives_the_same_range() {
    let anchor = anchor(STORY, "Boats lay still.");
    assert_eq!(anchor.prefix.chars().count(), CONTEXT_CHARS);
    assert_eq!(anchor.suffix.chars().count(), CONTEXT_CHARS);
    let range = TextRange::new(anchor.start, anchor.end);
    assert_eq!(anchor.find(STORY), Found::Exact(range));
}

#[test]
fn edits_before_the_passage_move_it() {
    let anchor = anchor(STORY, "Boats lay still.");
    let edited = STORY.replace("at nine", "at a quarter past nine, as on the night before");
    assert!(matches!(anchor.find(&edited), Found::Moved(_)));
    assert_eq!(found(&anchor, &edited), Some("Boats lay still."));
}

#[test]
fn other_quotes_and_other_line_ends_are_tolerated() {
    let anchor = anchor(STORY, "“We need a light that isn’t on one cable”");
    let edited = STORY
        .replace(['“', '”'], "\"")
        .replace('’', "'")
        .replace("light that", "light\n    that");
    assert_eq!(
        found(&anchor, &edited),
        Some("\"We need a light\n    that isn't on one cable\"")
    );
    // The other way round too: kept from a straight text, found in a curly one.
    let straight = Anchor::new(&edited, anchor.find(&edited).range().unwrap());
    assert_eq!(found(&straight, STORY), Some(&*anchor.exact));
}

#[test]
fn a_repeated_sentence_is_chosen_by_what_stands_around_it() {
    let second = STORY.rfind("The pilots waited.").unwrap();
    let range = TextRange::new(second, second + "The pilots waited.".len());
    let anchor = Anchor::new(STORY, range);
    let edited = format!("A new opening, longer than all between them. {STORY}");
    let here = anchor.find(&edited).range().unwrap();
    assert_eq!(Some(here.start), edited.rfind("The pilots waited."));
    // Where it was stands the first one now; what stands around it says so.
    let shift = second - STORY.find("The pilots waited.").unwrap();
    let twin = format!("{}{STORY}", " ".repeat(shift));
    assert_eq!(anchor.start, twin.find("The pilots waited.").unwrap());
    let there = anchor.find(&twin).range().unwrap();
    assert_eq!(Some(there.start), twin.rfind("The pilots waited."));
}

#[test]
fn a_repeated_sentence_is_chosen_by_what_is_left_of_its_context() {
    let text = "One crew slept on. The pilots waited. Two crews woke and rowed to the mole.\n\
        The ferry turned back. The pilots waited. Nobody came to tell them what had failed.";
    let first = TextRange::new(19, 37);
    assert_eq!(first.of(text), "The pilots waited.");
    let anchor = Anchor::new(text, first);
    // The first one moves to where the second was, its context keeps one neighbour only.
    let edited = text.replace("One crew slept on.", &"A long new opening. ".repeat(4));
    let here = anchor.find(&edited).range().unwrap();
    assert_eq!(Some(here.start), edited.find("The pilots waited."));
    assert!(here.start.abs_diff(first.start) > 60);
    let swapped = text
        .replace("One crew slept on. The", "The")
        .replace("rowed", "swam");
    let twice = format!("{}{swapped}", "The pilots waited. ".repeat(3));
    let here = anchor.find(&twice).range().unwrap();
    assert!(
        twice
            .get(here.end..)
            .unwrap()
            .starts_with(" Two crews woke and swam")
    );
}

#[test]
fn what_stands_before_a_sentence_tells_as_much_as_what_follows_it() {
    let text = "At nine all was dark. The pilots waited. At ten the wind rose. The pilots waited.";
    let at = text.rfind("The pilots").unwrap();
    let anchor = Anchor::new(text, TextRange::new(at, text.len()));
    let edited = "At ten  the wind rose. The pilots waited. At nine all was dark, as it was in the \
        year before. Nobody knew why. The pilots waited.";
    assert_eq!(anchor.find(edited).range().unwrap().start, 23);
}

#[test]
fn of_equal_places_the_nearest_is_taken() {
    let line = "The very same words of a line that stands here again and again and again.\n";
    let text = line.repeat(9);
    let at = line.len() * 4;
    let anchor = Anchor::new(&text, TextRange::new(at, at + 30));
    let shifted = format!("Some. {text}");
    assert_eq!(anchor.find(&shifted).range().unwrap().start, at + 6);
}

#[test]
fn without_context_only_a_long_quote_that_stands_once_is_found() {
    let long = "Nobody in the town could say when it began.";
    let text = format!("{long} one two three. {long} four five six. {long}");
    let at = text.match_indices(long).nth(1).unwrap().0;
    let anchor = Anchor {
        exact: long.into(),
        start: at + 3,
        end: at + 3 + long.len(),
        prefix: "zzzz".into(),
        suffix: "zzzz".into(),
        alike: None,
    };
    assert_eq!(anchor.find(&text), Found::Lost);
    let once = text.get(..at).unwrap();
    assert_eq!(found(&anchor, once), Some(long));
    let short = Anchor {
        exact: "one".into(),
        ..anchor
    };
    assert_eq!(short.find("none, one or one more"), Found::Lost);
    assert_eq!(short.find("just one here"), Found::Lost);
}

#[test]
fn a_passage_that_was_cut_is_lost() {
    let anchor = anchor(STORY, "Boats lay still.");
    assert_eq!(
        anchor.find(&STORY.replace("Boats lay still. ", "")),
        Found::Lost
    );
    assert_eq!(anchor.find(""), Found::Lost);
    assert_eq!(
        Anchor::default().find("a text"),
        Found::Exact(TextRange::at(0))
    );
    let beyond = Anchor {
        start: 900,
        end: 3,
        ..Anchor::default()
    };
    assert_eq!(beyond.find("a text"), Found::Lost);
}

#[test]
fn a_range_that_does_not_fit_is_cut() {
    let text = "äöü";
    assert_eq!(Anchor::new(text, TextRange::new(1, 3)).exact, "äö");
    assert_eq!(Anchor::new(text, TextRange::new(90, 99)).exact, "");
}

#[test]
fn a_megabyte_that_repeats_itself_takes_one_pass() {
    let text = "a".repeat(1_000_000);
    // Quote and text agree until the last letter everywhere: a naive search needs 10^11 steps.
    let mut quote = "a".repeat(100_000);
    quote.push('b');
    let anchor = Anchor {
        exact: quote,
        ..Anchor::default()
    };
    assert_eq!(anchor.find(&text), Found::Lost);
    let anywhere = Anchor::new(&text, TextRange::new(500_000, 500_030));
    let mut moved = text.clone();
    moved.insert(0, 'b');
    assert_eq!(anywhere.find(&moved).range().unwrap().len(), 30);
}

proptest! {
    #[test]
    fn a_fresh_anchor_is_exact_and_a_shifted_one_is_found(
        text in "[ab .“’\nÄİß]{0,60}", start in 0_usize..60, len in 1_usize..40, before in "[xyz ]{1,9}",
    ) {
        let anchor = Anchor::new(&text, TextRange::new(start, start + len));
        let range = TextRange::new(anchor.start, anchor.end);
        prop_assert_eq!(anchor.find(&text), Found::Exact(range));
        let shifted = format!("{before}{text}");
        if let Some(range) = anchor.find(&shifted).range() {
            prop_assert_eq!(
                crate::text::folded(range.of(&shifted)), crate::text::folded(&anchor.exact)
            );
        }
    }

    #[test]
    fn any_anchor_and_any_text_give_a_range_of_the_text(
        exact in ".{0,9}", prefix in ".{0,9}", suffix in ".{0,9}", start: usize, end: usize, text in ".{0,40}",
    ) {
        let anchor = Anchor { exact, prefix, suffix, start, end, alike: None };
        if let Some(range) = anchor.find(&text).range() {
            prop_assert!(text.get(range.start..range.end).is_some());
        }
    }
}
