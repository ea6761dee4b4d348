//! Gathering, apart from any tagger: mentions are marked by hand in the text.

use super::gather;
use crate::article::{Article, BlockKind, Builder, Format, Metadata, Nesting};
use crate::names::{NameKind, Names, Tagged};
use crate::text::TextRange;
use proptest::prelude::*;
use std::fmt::Write;

mod cases;

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
        ["Oleh Zelenskyy (2)"]
    );
    assert_eq!(
        names("[P:Marta Lindqvist] spoke. [P:Lindkvist] left."),
        ["Marta Lindqvist (1)", "Lindkvist (1)"]
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

#[test]
fn people_of_one_surname_are_many_and_gathering_stays_cheap() {
    let mut marked = String::new();
    for at in 0..100_000 {
        // Five letters: longer ones that differ in one would be spellings of each other.
        let letters = format!("{at:05}")
            .bytes()
            .map(|b| char::from(b - b'0' + b'b'))
            .collect::<String>();
        write!(marked, "[P:{letters} Lundqvist] ").unwrap();
        if at % 10 == 0 {
            marked.push_str("[P:Lundqvist] [P:X. Lundqvist] ");
        }
    }
    let (_, names) = read(&marked);
    assert_eq!(names.mentions.len(), 120_000);
    assert!(names.names.len() > 99_000);
}

/// The names of blocks of some kinds, in order.
fn in_blocks(blocks: &[(BlockKind, &str)]) -> Vec<String> {
    let mut builder = Builder::new(Format::Plain);
    let mut tagged = Vec::new();
    for (kind, names) in blocks {
        builder.begin(kind.clone(), Nesting::default());
        builder.prose(names);
        builder.end();
    }
    let article = builder.finish(Metadata::default());
    let mut start = 0;
    for word in article.text.split([' ', '\n']) {
        let range = TextRange::new(start, start + word.len());
        let kind = NameKind::Place;
        tagged.push(Tagged { range, kind });
        start = range.end + 1;
    }
    let names = gather(&article, &tagged);
    names.names.into_iter().map(|name| name.name).collect()
}

#[test]
fn names_are_in_order_of_their_weight_in_the_story() {
    let order = in_blocks(&[
        (BlockKind::Title, "Oslo Bergen"),
        (BlockKind::Furniture, "Malta Malta Malta Rome"),
        (BlockKind::Paragraph, "Paris Bergen Rome Kiel Kiel"),
    ]);
    assert_eq!(order, ["Kiel", "Bergen", "Rome", "Paris", "Oslo", "Malta"]);
}

#[test]
fn names_in_furniture_alone_come_last_though_they_are_many() {
    let order = in_blocks(&[
        (BlockKind::Furniture, "Malta Malta Malta"),
        (BlockKind::Heading(2), "Kiel"),
        (BlockKind::Paragraph, "Paris Paris"),
    ]);
    assert_eq!(order, ["Paris", "Kiel", "Malta"]);
}

/// A mention: kind, words before it, form.
fn mentions() -> impl Strategy<Value = Vec<(String, String, String)>> {
    let form = "(Marta |Ole |Bill |O\\. |bin |de |Lund, |Bank of |)(Lund|Lindqvist|Lindkvist|al-Lund|UN|U\\.S\\.|É|Oslo|Energy Department|Department of Energy|DOE)( Jr\\.| AB| III|’s|)";
    prop::collection::vec(
        ("[POL]", "(Mr |President |the |Mr and Mrs |\\(|)", form),
        0..40,
    )
}

proptest! {
    #[test]
    fn every_mention_has_its_name(parts in mentions()) {
        let marked = parts.iter().map(|(k, t, f)| format!("{t}[{k}:{f}] and ")).collect::<Vec<_>>().concat();
        let (text, names) = read(&marked);
        prop_assert_eq!(names.mentions.len(), parts.len());
        let mut reached = 0;
        for (index, name) in names.names.iter().enumerate() {
            prop_assert!(!name.mentions.is_empty() && !name.name.is_empty());
            prop_assert!(name.mentions.is_sorted());
            let mut forms: Vec<&str> = Vec::new();
            for at in &name.mentions {
                let mention = names.mentions[*at];
                prop_assert_eq!(mention.name, index);
                prop_assert_eq!(mention.kind, name.kind);
                forms.push(mention.range.of(&text));
                reached += 1;
            }
            let count = |form: &str| forms.iter().filter(|other| **other == form).count();
            let counts: Vec<usize> = name.variants.iter().map(|form| count(form)).collect();
            prop_assert_eq!(counts.iter().sum::<usize>(), forms.len());
            prop_assert!(counts.iter().all(|count| *count > 0));
            prop_assert!(counts.is_sorted_by(|a, b| a >= b));
        }
        prop_assert_eq!(reached, names.mentions.len());
        let weight = |name: &crate::names::Name| (std::cmp::Reverse(name.mentions.len()), name.mentions[0]);
        prop_assert!(names.names.is_sorted_by_key(weight));
        prop_assert_eq!(read(&marked).1, names);
    }

    #[test]
    fn any_ranges_are_gathered_once(
        text in "(Ole|Lund|UN|é|水|\\(| |,|\\.|’|-|\n){0,30}",
        ranges in prop::collection::vec((0usize..80, 0usize..20, 0usize..3), 0..30),
    ) {
        let kinds = [NameKind::Person, NameKind::Organization, NameKind::Place];
        let tagged: Vec<Tagged> = ranges
            .iter()
            .map(|(start, len, kind)| Tagged { range: TextRange::new(*start, start + len), kind: kinds[*kind] })
            .collect();
        let found = gather(&article(&text), &tagged);
        prop_assert!(found.mentions.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
        let mut reached: Vec<usize> = found.names.iter().flat_map(|name| name.mentions.clone()).collect();
        reached.sort_unstable();
        prop_assert_eq!(reached, (0..found.mentions.len()).collect::<Vec<_>>());
        prop_assert_eq!(gather(&article(&text), &tagged), found);
    }
}
