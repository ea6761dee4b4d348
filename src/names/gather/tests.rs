//! Gathering, apart from any tagger: mentions are marked by hand in the text.

use super::gather;
use crate::article::{Article, BlockKind, Builder, Format, Metadata, Nesting};
use crate::names::{NameKind, Names, Tagged};
use crate::text::TextRange;
use proptest::prelude::*;
use std::fmt::Write;

/// Reads a text in which `[P:…]`, `[O:…]` and `[L:…]` mark mentions.
fn read(marked: &str) -> (String, Names) {
    let mut text = String::new();
    let mut tagged = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (inner, tail) = after.split_once(']').unwrap();
        let (sign, form) = inner.split_once(':').unwrap();
        let kind = match sign {
            "P" => NameKind::Person,
            "O" => NameKind::Organization,
            _ => NameKind::Place,
        };
        let start = text.len();
        text.push_str(form);
        let range = TextRange::new(start, text.len());
        tagged.push(Tagged { range, kind });
        rest = tail;
    }
    text.push_str(rest);
    let names = gather(&article(&text), &tagged);
    (text, names)
}

/// An article of one paragraph, whose text is `text` as it stands.
fn article(text: &str) -> Article {
    let mut builder = Builder::new(Format::Plain);
    builder.begin(BlockKind::Paragraph, Nesting::default());
    builder.verbatim(text);
    builder.end();
    let mut article = builder.finish(Metadata::default());
    text.clone_into(&mut article.text);
    if let Some(block) = article.blocks.first_mut() {
        block.range = TextRange::new(0, text.len());
    }
    article
}

/// "name (mentions)" of every name.
fn names(marked: &str) -> Vec<String> {
    let (_, names) = read(marked);
    names
        .names
        .iter()
        .map(|n| format!("{} ({})", n.name, n.mentions.len()))
        .collect()
}

#[test]
fn a_surname_belongs_to_the_full_name() {
    let (_, names) = read(
        "[P:Marta Lindqvist] left. Ms [P:Lindqvist] ran. [P:Lindqvist’s] was [P:Ms Lindqvist].",
    );
    assert_eq!(names.names.len(), 1);
    assert_eq!(names.names[0].name, "Marta Lindqvist");
    assert_eq!(names.names[0].mentions, [0, 1, 2, 3]);
    assert_eq!(names.names[0].variants[0], "Marta Lindqvist");
}

#[test]
fn a_surname_may_come_before_the_full_name() {
    assert_eq!(names("[P:Lund] left. [P:Ole Lund] ran."), ["Ole Lund (2)"]);
}

#[test]
fn titles_are_not_part_of_the_name() {
    assert_eq!(
        names("[P:President Ole Lund] met Prime Minister [P:Ilves]."),
        ["Ole Lund (1)", "Ilves (1)"]
    );
}

#[test]
fn two_of_one_surname_stay_two() {
    let (_, names) = read(
        "[P:Ole Lund] met [P:Marta Lund]. [P:Lund] left. [P:Ole Lund] stayed; [P:Lund] slept.",
    );
    let counts: Vec<_> = names
        .names
        .iter()
        .map(|n| (n.name.as_str(), &*n.mentions))
        .collect();
    assert_eq!(
        counts,
        [("Ole Lund", &[0, 3, 4][..]), ("Marta Lund", &[1, 2][..])]
    );
}

#[test]
fn a_title_tells_which_of_two_is_meant() {
    let (_, names) =
        read("[P:Ole Lund] met [P:Marta Lund]. Mr [P:Lund] left. Mrs [P:Lund] stayed.");
    assert_eq!(names.names[0].mentions, [0, 2]);
    assert_eq!(names.names[1].mentions, [1, 3]);
}

#[test]
fn mr_and_ms_of_one_surname_are_two() {
    assert_eq!(
        names("Mr [P:Okafor] met Ms [P:Okafor]."),
        ["Okafor (1)", "Okafor (1)"]
    );
}

#[test]
fn middle_names_may_be_left_out_but_not_changed() {
    assert_eq!(
        names("[P:Ole J. Lund] is [P:Ole Lund]."),
        ["Ole J. Lund (2)"]
    );
    assert_eq!(
        names("[P:Ole H. Lund] is not [P:Ole W. Lund]."),
        ["Ole H. Lund (1)", "Ole W. Lund (1)"]
    );
}

#[test]
fn spellings_of_long_surnames_are_one_person() {
    assert_eq!(
        names("[P:Oleh Zelensky], or [P:Oleh Zelenskyy]. [P:Oleh Zelenskyy] left."),
        ["Oleh Zelenskyy (3)"]
    );
    assert_eq!(
        names("President [P:Oleh Zelenskyy] spoke. President [P:Zelensky] left."),
        ["Oleh Zelenskyy (2)"]
    );
    assert_eq!(
        names("[P:Oleh Zelenskyy] spoke. [P:Zelensky] left."),
        ["Oleh Zelenskyy (1)", "Zelensky (1)"]
    );
    assert_eq!(
        names("[P:Ole Lund] and [P:Ole Lunde]."),
        ["Ole Lund (1)", "Ole Lunde (1)"]
    );
    assert_eq!(
        names("[P:Christian Holmboe] and [P:Christina Holmboe]."),
        ["Christian Holmboe (1)", "Christina Holmboe (1)"]
    );
}

#[test]
fn the_end_of_a_name_with_a_particle_is_that_person() {
    assert_eq!(
        names("[P:Ahmed bin Rashid] left. Prince [P:bin Rashid] ran. [P:Rashid] slept."),
        ["Ahmed bin Rashid (3)"]
    );
}

#[test]
fn a_given_name_alone_is_that_person() {
    assert_eq!(
        names("[P:Marta Lindqvist] left. [P:Marta] ran."),
        ["Marta Lindqvist (2)"]
    );
}

#[test]
fn acronyms_and_full_names_are_one() {
    assert_eq!(
        names("The [O:UN], or [O:United Nations], the [O:U.N.]."),
        ["United Nations (3)"]
    );
    assert_eq!(
        names("The [O:Skarvik Harbour Pilots] met. [O:SHP] left."),
        ["Skarvik Harbour Pilots (2)"]
    );
    assert_eq!(
        names("[O:Skarvik Harbour Pilotage] ([O:SKAHAP]) met."),
        ["Skarvik Harbour Pilotage (2)"]
    );
    assert_eq!(
        names("[O:Skarvik Hotel Party], [O:Sunde Harbour Police], [O:SHP]."),
        [
            "Skarvik Hotel Party (1)",
            "Sunde Harbour Police (1)",
            "SHP (1)"
        ]
    );
    assert_eq!(
        names("The [L:US] is the [L:United States]."),
        ["United States (2)"]
    );
}

#[test]
fn organisations_may_be_shortened_and_places_not() {
    assert_eq!(
        names("[O:Norwegian Foreign Ministry] and [O:Foreign Ministry]."),
        ["Norwegian Foreign Ministry (2)"]
    );
    assert_eq!(
        names("[O:United Nations Security Council] and [O:United Nations]."),
        ["United Nations Security Council (1)", "United Nations (1)"]
    );
    assert_eq!(
        names("[L:New York] and [L:York]."),
        ["New York (1)", "York (1)"]
    );
}

#[test]
fn the_majority_settles_the_kind() {
    let (_, names) = read("[L:Teklund] met. [O:Teklund] met. [O:Teklund] left.");
    assert_eq!(names.names.len(), 1);
    assert_eq!(names.names[0].kind, NameKind::Organization);
    assert!(
        names
            .mentions
            .iter()
            .all(|m| m.kind == NameKind::Organization)
    );
}

#[test]
fn names_are_in_order_of_mentions_and_then_of_appearance() {
    assert_eq!(
        names("[L:Skarra], [L:Vollund], [P:Ole Lund], [L:Vollund]."),
        ["Vollund (2)", "Skarra (1)", "Ole Lund (1)"]
    );
}

#[test]
fn variants_are_in_order_of_frequency() {
    let (_, names) = read("[P:Marta Lindqvist], [P:Lindqvist], [P:Lindqvist], [P:LINDQVIST].");
    assert_eq!(
        names.names[0].variants,
        ["Lindqvist", "Marta Lindqvist", "LINDQVIST"]
    );
}

#[test]
fn ranges_that_do_not_fit_are_left_out() {
    let tag = |start, end| Tagged {
        range: TextRange::new(start, end),
        kind: NameKind::Person,
    };
    let names = gather(
        &article("Ole Lünd"),
        &[tag(0, 3), tag(2, 6), tag(4, 4), tag(5, 6), tag(4, 99)],
    );
    assert_eq!(names.mentions.len(), 1, "{names:?}");
}

#[test]
fn a_hundred_thousand_mentions_are_gathered() {
    let mut marked = String::new();
    for at in 0..30_000 {
        write!(
            marked,
            "[P:Ole Q{at}x Lundqvist{}] [P:Lundqvist] [O:Skarra {at} Bank] ",
            at % 7
        )
        .unwrap();
        marked.push_str("[O:Skarra] ");
    }
    let (_, names) = read(&marked);
    assert_eq!(names.mentions.len(), 120_000);
}

proptest! {
    #[test]
    fn every_mention_has_its_name(parts in prop::collection::vec(
        ("[POL]", "(Mr |President |the |)", "(Marta |Ole |O\\. |bin |)(Lund|Lindqvist|Lindkvist|UN|U\\.S\\.|É)(’s|)"), 0..40
    )) {
        let marked = parts.iter().map(|(k, t, f)| format!("{t}[{k}:{f}] and ")).collect::<Vec<_>>().concat();
        let (text, names) = read(&marked);
        prop_assert_eq!(names.mentions.len(), parts.len());
        let mut reached = 0;
        for (index, name) in names.names.iter().enumerate() {
            prop_assert!(!name.mentions.is_empty() && !name.name.is_empty());
            for at in &name.mentions {
                let mention = names.mentions[*at];
                prop_assert_eq!(mention.name, index);
                prop_assert_eq!(mention.kind, name.kind);
                prop_assert!(name.variants.iter().any(|v| v == mention.range.of(&text)));
                reached += 1;
            }
        }
        prop_assert_eq!(reached, names.mentions.len());
        prop_assert!(names.names.is_sorted_by_key(|n| std::cmp::Reverse(n.mentions.len())));
    }
}
