#![expect(clippy::string_slice, reason = "a test that cuts wrongly has failed")]

use super::*;
use crate::article::Article;
use crate::import;
use crate::names::{Mention, NameKind, Tagged, find, gather, introduction};
use NameKind::{Organization, Person, Place};
use proptest::prelude::*;

fn article(text: &str) -> Article {
    import::import(text.as_bytes(), "story.txt").unwrap()
}

/// The names of `article`, tagged wherever a form of `forms` stands.
fn tagged(article: &Article, forms: &[(&str, NameKind)]) -> Names {
    let mut tagged: Vec<Tagged> = Vec::new();
    for (form, kind) in forms {
        for range in places(article, form) {
            if !tagged
                .iter()
                .any(|other| other.range.overlap(range).is_some())
            {
                tagged.push(Tagged { range, kind: *kind });
            }
        }
    }
    let mut names = gather::gather(article, &tagged);
    introduction::introduce(article, &mut names);
    names
}

fn merge(name: &str, into: &str) -> Correction {
    Correction::Merge {
        name: name.into(),
        into: into.into(),
    }
}

fn split(name: &str, form: &str) -> Correction {
    Correction::Split {
        name: name.into(),
        form: form.into(),
    }
}

fn rename(name: &str, to: &str) -> Correction {
    Correction::Rename {
        name: name.into(),
        to: to.into(),
    }
}

fn kind(name: &str, kind: NameKind) -> Correction {
    Correction::Kind {
        name: name.into(),
        kind,
    }
}

fn hide(name: &str) -> Correction {
    Correction::Hide { name: name.into() }
}

fn add(name: &str, kind: NameKind) -> Correction {
    Correction::Add {
        name: name.into(),
        kind,
    }
}

/// The names with their kinds and numbers of mentions.
fn told(names: &Names) -> Vec<(String, NameKind, usize)> {
    let all = names.names.iter();
    all.map(|name| (name.name.clone(), name.kind, name.mentions.len()))
        .collect()
}

fn name(name: &str, kind: NameKind, mentions: usize) -> (String, NameKind, usize) {
    (name.to_owned(), kind, mentions)
}

const TALKS: &str = "Talks in the capital\n\nMarta Lindqvist met Idris Okafor in Brevik. Lindqvist spoke first. \
    Later Okafor walked to the Bank of Brevik, where Marta Lindqvist waited. Brevik Radio sent a reporter.\n";

fn talks() -> (Article, Names) {
    let article = article(TALKS);
    let forms = [
        ("Marta Lindqvist", Person),
        ("Lindqvist", Person),
        ("Idris Okafor", Person),
        ("Okafor", Person),
        ("Bank of Brevik", Organization),
        ("Brevik Radio", Organization),
        ("Brevik", Place),
    ];
    let names = tagged(&article, &forms);
    (article, names)
}

fn corrected(corrections: &[Correction]) -> Vec<(String, NameKind, usize)> {
    let (article, found) = talks();
    let names = Corrections::new(corrections.to_vec()).apply(&article, &found);
    assert_sound(&article, &names);
    told(&names)
}

#[test]
fn names_are_merged_hidden_renamed_and_told_their_kind() {
    assert_eq!(corrected(&[])[0], name("Marta Lindqvist", Person, 3));
    let merged = corrected(&[merge("brevik radio", "Bank of Brevik")]);
    assert!(
        merged.contains(&name("Bank of Brevik", Organization, 2)),
        "{merged:?}"
    );
    assert!(
        !corrected(&[hide("Idris Okafor")])
            .iter()
            .any(|n| n.0.contains("Okafor"))
    );
    assert_eq!(
        corrected(&[rename("Marta Lindqvist", "Captain Lindqvist")])[0],
        name("Captain Lindqvist", Person, 3)
    );
    assert!(corrected(&[kind("Brevik", Person)]).contains(&name("Brevik", Person, 1)));
}

#[test]
fn a_name_is_merged_where_the_other_does_not_occur() {
    let names = corrected(&[merge("Idris Okafor", "Idris Okafor-Lund")]);
    assert!(
        names.contains(&name("Idris Okafor-Lund", Person, 2)),
        "{names:?}"
    );
}

#[test]
fn a_name_is_not_told_by_its_shorter_forms() {
    let names = corrected(&[hide("Lindqvist"), kind("Okafor", Place)]);
    assert_eq!(names, corrected(&[]));
}

#[test]
fn a_form_is_split_off() {
    let names = corrected(&[split("Marta Lindqvist", "lindqvist")]);
    assert!(
        names.contains(&name("Marta Lindqvist", Person, 2)),
        "{names:?}"
    );
    assert!(names.contains(&name("lindqvist", Person, 1)), "{names:?}");
    // Also from a name that is called otherwise, or merged into another.
    for other in [
        rename("Marta Lindqvist", "The captain"),
        merge("Marta Lindqvist", "The captain"),
    ] {
        let names = corrected(&[split("The captain", "Lindqvist"), other]);
        assert!(names.contains(&name("Lindqvist", Person, 1)), "{names:?}");
    }
}

#[test]
fn circles_and_chains_end_well() {
    let circle = corrected(&[
        merge("Idris Okafor", "Marta Lindqvist"),
        merge("Marta Lindqvist", "Idris Okafor"),
    ]);
    assert_eq!(circle[0], name("Marta Lindqvist", Person, 5));
    let chain = [
        rename("Idris Okafor", "The engineer"),
        merge("The engineer", "The staff"),
        merge("Marta Lindqvist", "The engineer"),
    ];
    assert_eq!(corrected(&chain)[0], name("The staff", Person, 5));
    let turned: Vec<Correction> = chain.iter().rev().cloned().collect();
    assert_eq!(corrected(&turned), corrected(&chain), "in any order");
    let renamed = [rename("Brevik", "Port"), rename("Port", "Harbour")];
    assert!(corrected(&renamed).contains(&name("Harbour", Place, 1)));
}

#[test]
fn what_is_renamed_to_a_name_that_is_there_becomes_one_with_it() {
    let names = corrected(&[rename("Brevik Radio", "Bank of Brevik")]);
    assert!(
        names.contains(&name("Bank of Brevik", Organization, 2)),
        "{names:?}"
    );
}

#[test]
fn a_hidden_name_that_was_merged_is_part_of_the_other() {
    let both = [
        hide("Idris Okafor"),
        merge("Idris Okafor", "Marta Lindqvist"),
    ];
    assert_eq!(corrected(&both)[0], name("Marta Lindqvist", Person, 5));
    let whole = [
        hide("Marta Lindqvist"),
        merge("Idris Okafor", "Marta Lindqvist"),
    ];
    assert!(!corrected(&whole).iter().any(|n| n.1 == Person));
}

#[test]
fn an_added_name_stands_where_it_is_written_so() {
    let article = article(
        "The lamp\n\nThe  Night\u{a0}Watch’s lamp burned. “Night Watch!” they cried; the night watch slept. \
         Night Watchmen came. The Night Watch of Brevik Sound went home.\n",
    );
    let found = tagged(&article, &[("Night Watch of Brevik Sound", Organization)]);
    let corrections = Corrections::new(vec![add("Night Watch", Organization), add("Sound", Place)]);
    let names = corrections.apply(&article, &found);
    assert_sound(&article, &names);
    assert_eq!(
        told(&names),
        [
            name("Night Watch", Organization, 2),
            name("Night Watch of Brevik Sound", Organization, 1)
        ],
        "a longer name that covers it stays"
    );
    assert_eq!(names.names[0].variants, ["Night\u{a0}Watch", "Night Watch"]);
}

#[test]
fn an_added_name_wins_over_what_it_covers_and_cuts() {
    let article =
        article("A walk\n\nThey passed the Old Brevik Mole Light on foot. Brevik slept.\n");
    let found = tagged(&article, &[("Mole Light", Place), ("Brevik", Place)]);
    let names = Corrections::new(vec![add("Old Brevik Mole", Place)]).apply(&article, &found);
    assert_sound(&article, &names);
    assert_eq!(
        told(&names),
        [name("Old Brevik Mole", Place, 1), name("Brevik", Place, 1)]
    );
    // What is hidden covers nothing.
    let both = vec![add("Mole", Place), hide("Mole Light")];
    let names = Corrections::new(both).apply(&article, &found);
    assert!(told(&names).contains(&name("Mole", Place, 1)), "{names:?}");
}

#[test]
fn an_added_form_of_a_name_joins_it() {
    let article =
        article("One\n\nMarta Lindqvist came. Lindqvist left. A Lindqvist never returns.\n");
    let mut found = tagged(
        &article,
        &[("Marta Lindqvist", Person), ("Lindqvist", Person)],
    );
    // The tagger missed the last.
    let missed = found.mentions.pop().map(|_| found.mentions.len());
    found.names[0]
        .mentions
        .retain(|mention| Some(*mention) != missed);
    let names = Corrections::new(vec![add("Lindqvist", Person)]).apply(&article, &found);
    assert_eq!(told(&names), [name("Marta Lindqvist", Person, 3)]);
}

#[test]
fn names_without_spaces_are_found() {
    let article = article("夜の港\n\n村上さんは灯台へ行った。ブレヴィク港の村上さん。\n");
    let names = Corrections::new(vec![add("村上", Person)]).apply(&article, &Names::default());
    assert_sound(&article, &names);
    assert_eq!(told(&names), [name("村上", Person, 2)]);
}

#[test]
fn what_contradicts_is_taken_back() {
    let said = Corrections::new(vec![
        merge("Lund", "Ann Lund"),
        kind("Ann Lund", Person),
        rename("Ann Lund", "Dr Lund"),
        hide("Oslo"),
    ]);
    let revisions = |new: Correction| said.revisions(&new);
    let (say, back) = (Revision::Say, Revision::TakeBack);
    assert_eq!(
        revisions(split("dr lund", "Lund")),
        [
            back(merge("Lund", "Ann Lund")),
            say(split("Ann Lund", "Lund"))
        ],
        "told by the name as it is found"
    );
    assert_eq!(
        revisions(kind("Dr Lund", Place)),
        [back(kind("Ann Lund", Person)), say(kind("Ann Lund", Place))]
    );
    assert_eq!(
        revisions(rename("Dr Lund", "Ann Lund")),
        [back(rename("Ann Lund", "Dr Lund"))]
    );
    assert_eq!(
        revisions(add("Oslo", Place)),
        [back(hide("Oslo")), say(add("Oslo", Place))]
    );
    assert_eq!(
        revisions(merge("Dr Lund", "Lund")),
        [
            back(merge("Lund", "Ann Lund")),
            say(merge("Ann Lund", "Lund"))
        ]
    );
    assert_eq!(revisions(hide("OSLO")), []);
    assert_eq!(revisions(merge("Dr Lund", "ann lund")), []);
}

#[test]
fn many_corrections_and_a_long_article_end_soon() {
    let text = format!("Long\n\n{}\n", "Ann Lund a a a a. ".repeat(20_000));
    let article = article(&text);
    let found = tagged(&article, &[("Ann Lund", Person)]);
    let mut said: Vec<Correction> = (0..20_000)
        .flat_map(|n| {
            [
                merge(&format!("N{n}"), &format!("N{}", n + 1)),
                add(&format!("a a {n}"), Place),
            ]
        })
        .collect();
    said.push(merge("N20000", "Ann Lund"));
    said.push(split("N0", "Ann Lund"));
    let names = Corrections::new(said).apply(&article, &found);
    assert_eq!(told(&names), [name("Ann Lund", Person, 20_000)]);
}

/// What holds for the names of any article.
fn assert_sound(article: &Article, names: &Names) {
    let text = article.text.as_str();
    let mut end = 0;
    for (at, mention) in names.mentions.iter().enumerate() {
        assert!(mention.range.start >= end, "in order, apart");
        end = mention.range.end;
        assert!(!text[mention.range.start..end].trim().is_empty());
        let name = &names.names[mention.name];
        assert_eq!(mention.kind, name.kind);
        assert!(name.mentions.contains(&at));
    }
    let mut count = 0;
    for (index, name) in names.names.iter().enumerate() {
        assert!(!name.name.trim().is_empty() && !name.mentions.is_empty());
        assert!(name.mentions.is_sorted());
        count += name.mentions.len();
        let forms: Vec<&str> = name
            .mentions
            .iter()
            .map(|at| &names.mentions[*at])
            .inspect(|mention: &&Mention| assert_eq!(mention.name, index))
            .map(|mention| mention.range.of(text))
            .collect();
        assert!(
            forms
                .iter()
                .all(|form| name.variants.iter().any(|v| v == form))
        );
        assert!(
            name.variants
                .iter()
                .all(|variant| forms.contains(&variant.as_str()))
        );
        assert!(
            text.get(name.introduction.sentence.start..name.introduction.sentence.end)
                .is_some()
        );
    }
    assert_eq!(count, names.mentions.len(), "every mention is of one name");
    let order = |name: &crate::names::Name| std::cmp::Reverse(name.mentions.len());
    assert!(names.names.iter().is_sorted_by_key(order));
}

const WORDS: [&str; 9] = [
    "Ann",
    "Lund",
    "Holm",
    "Brevik",
    "Bank",
    "of",
    "and",
    "Dr",
    "“NATO”",
];

fn words(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 1..=most).prop_map(|w| w.join(" "))
}

fn any_kind() -> impl Strategy<Value = NameKind> {
    prop::sample::select(&[Person, Organization, Place][..])
}

fn any_correction() -> impl Strategy<Value = Correction> {
    prop_oneof![
        (words(2), words(2)).prop_map(|(name, into)| Correction::Merge { name, into }),
        (words(2), words(2)).prop_map(|(name, form)| Correction::Split { name, form }),
        (words(2), words(2)).prop_map(|(name, to)| Correction::Rename { name, to }),
        (words(2), any_kind()).prop_map(|(name, kind)| Correction::Kind { name, kind }),
        words(2).prop_map(|name| Correction::Hide { name }),
        (words(3), any_kind()).prop_map(|(name, kind)| Correction::Add { name, kind }),
    ]
}

fn any_names() -> impl Strategy<Value = (Article, Names)> {
    let forms = prop::collection::vec((words(3), any_kind()), 0..6);
    (words(40), forms).prop_map(|(text, forms)| {
        let article = article(&format!("Story\n\n{text}.\n"));
        let forms: Vec<(&str, NameKind)> = forms.iter().map(|(f, k)| (f.as_str(), *k)).collect();
        let names = tagged(&article, &forms);
        (article, names)
    })
}

proptest! {
    #[test]
    fn any_corrections_give_sound_names_and_twice_is_once(
        (article, found) in any_names(),
        said in prop::collection::vec(any_correction(), 0..8),
    ) {
        let corrections = Corrections::new(said);
        let once = corrections.apply(&article, &found);
        assert_sound(&article, &once);
        let twice = corrections.apply(&article, &once);
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn what_does_not_concern_an_article_changes_nothing((article, found) in any_names()) {
        prop_assert_eq!(Corrections::default().apply(&article, &found), found.clone());
        let elsewhere = Corrections::new(vec![hide("Oslo"), merge("Bergen", "Oslo"), add("Turku", Place)]);
        prop_assert_eq!(elsewhere.apply(&article, &found), found);
    }

    #[test]
    fn what_was_said_last_is_said_and_can_be_taken_back(
        said in prop::collection::vec(any_correction(), 0..6),
        last in any_correction(),
    ) {
        let before = said.iter().fold(Corrections::default(), |all, c| all.revised(&all.revisions(c)));
        let revisions = before.revisions(&last);
        let after = before.revised(&revisions);
        for revision in &revisions {
            let is_said = |c: &Correction| after.iter().any(|other| other.is_same(c));
            match revision {
                Revision::Say(new) => prop_assert!(is_said(new)),
                Revision::TakeBack(old) => prop_assert!(!is_said(old)),
            }
        }
        let undo: Vec<Revision> = revisions.iter().rev().map(Revision::inverse).collect();
        let again = after.revised(&undo);
        let same = |one: &Corrections, other: &Corrections| {
            one.iter().all(|c| other.iter().any(|o| o.is_same(c)))
        };
        prop_assert!(same(&before, &again) && same(&again, &before), "{before:?} {again:?}");
    }
}

#[test]
fn corrections_of_other_names_leave_those_of_a_real_article() {
    let article = article(TALKS);
    let found = find(&article);
    let elsewhere = Corrections::new(vec![rename("Oslo", "Christiania"), kind("Oslo", Person)]);
    assert_eq!(elsewhere.apply(&article, &found), found);
}
