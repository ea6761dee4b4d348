//! Introductions in hand-written sentences.

use crate::article::{Article, BlockKind, Builder, Format, Metadata, Nesting};
use crate::names::{NameKind, Names, Tagged, gather};
use crate::text::TextRange;

/// The names of blocks in which `[P:…]`, `[O:…]` and `[L:…]` mark mentions.
fn read(blocks: &[(BlockKind, &str)]) -> (Article, Names) {
    let mut builder = Builder::new(Format::Plain);
    let mut tagged = Vec::new();
    let mut base = 0;
    for (kind, marked) in blocks {
        let mut text = String::new();
        let mut rest = *marked;
        while let Some((before, after)) = rest.split_once('[') {
            text.push_str(before);
            let (inner, tail) = after.split_once(']').unwrap();
            let (sign, form) = inner.split_once(':').unwrap();
            let kind = match sign {
                "P" => NameKind::Person,
                "O" => NameKind::Organization,
                _ => NameKind::Place,
            };
            let start = base + text.len();
            text.push_str(form);
            let range = TextRange::new(start, base + text.len());
            tagged.push(Tagged { range, kind });
            rest = tail;
        }
        text.push_str(rest);
        builder.begin(kind.clone(), Nesting::default());
        builder.prose(&text);
        builder.end();
        base += text.len() + 1;
    }
    let article = builder.finish(Metadata::default());
    let mut names = gather::gather(&article, &tagged);
    names.is_language_known = true;
    super::introduce(&article, &mut names);
    (article, names)
}

/// The description of the name `whole` in one paragraph; "-" where there is none.
fn description_of(whole: &str, marked: &str) -> String {
    let (article, names) = read(&[(BlockKind::Paragraph, marked)]);
    let name = names.names.iter().find(|name| name.name == whole).unwrap();
    let description = name.introduction.description;
    description.map_or("-".to_owned(), |range| range.of(&article.text).to_owned())
}

/// The description of Ole Lund.
fn lund(marked: &str) -> String {
    description_of("Ole Lund", marked)
}

#[test]
fn an_apposition_says_who_someone_is() {
    for (text, says) in [
        (
            "[P:Ole Lund], the Skarra harbour master, said so.",
            "the Skarra harbour master",
        ),
        (
            "It was [P:Ole Lund], 45, a pilot from [L:Skarra].",
            "a pilot from Skarra",
        ),
        (
            "[P:Ole Lund], chief executive of the line, left.",
            "chief executive of the line",
        ),
        (
            "[P:Ole Lund] – the minister of fish and ships – left.",
            "the minister of fish and ships",
        ),
        (
            "[P:Ole Lund], the pilot who brought her in, left.",
            "the pilot who brought her in",
        ),
        (
            "[P:Ole Lund], one of the pilots, left.",
            "one of the pilots",
        ),
        (
            "[P:Ole Lund], founder and director of [O:Vestlinjen], left.",
            "founder and director of Vestlinjen",
        ),
    ] {
        let says = says.split(" who").next().unwrap();
        assert_eq!(lund(text), says, "{text}");
    }
}

#[test]
fn what_is_no_apposition_says_nothing() {
    for text in [
        "In a letter to [P:Ole Lund], the mayor of Skarra asked for light.",
        "When he saw [P:Ole Lund], the mayor smiled.",
        "[P:Ole Lund], the mayor and two pilots met.",
        "[P:Ole Lund], the storm and the night were forgotten.",
        "[P:Ole Lund], his brother, left.",
        "After [P:Ole Lund], the president had no words.",
        "They met [P:Ole Lund], the company said.",
        "[P:Ole Lund], the son of \"Big\" Per, left.",
    ] {
        assert_eq!(lund(text), "-", "{text}");
    }
}

#[test]
fn a_role_before_the_name_says_who_it_is() {
    for (text, says) in [
        ("So said harbour master [P:Ole Lund].", "harbour master"),
        ("They appointed director [P:Ole Lund].", "director"),
        ("They want to see captain [P:Ole Lund].", "captain"),
        (
            "The long-serving harbour master [P:Ole Lund] left.",
            "The long-serving harbour master",
        ),
        (
            "Norwegian Foreign Minister [P:Ole Lund] left.",
            "Norwegian Foreign Minister",
        ),
        (
            "Yesterday Secretary of State [P:Ole Lund] left.",
            "Secretary of State",
        ),
        (
            "The [O:Bank of Skarra] accused chief economist [P:Ole Lund].",
            "chief economist",
        ),
        ("The board accused Judge [P:Ole Lund].", "Judge"),
        (
            "[O:Bank of Skarra] economist [P:Ole Lund] left.",
            "Bank of Skarra economist",
        ),
        (
            "[L:Norway]’s fisheries minister [P:Ole Lund] left.",
            "Norway’s fisheries minister",
        ),
        (
            "The harbour master of Skarra, [P:Ole Lund], left.",
            "The harbour master of Skarra",
        ),
        (
            "The aide to the president, [P:Ole Lund], left.",
            "The aide to the president",
        ),
        ("U.S. envoy [P:Ole Lund] left.", "U.S. envoy"),
    ] {
        assert_eq!(lund(text), says, "{text}");
    }
}

#[test]
fn courtesy_and_vague_words_say_nothing() {
    for text in [
        "Mr [P:Ole Lund] left.",
        "Dr. [P:Ole Lund] left.",
        "His friend [P:Ole Lund] left.",
        "[P:Ole Lund] left with the harbour master.",
        "It was a pilot [P:Ole Lund] had met.",
        "The pilot [P:Marta Holm] and [P:Ole Lund] left.",
        "[P:Ole Lund]’s lawyer, the mayor of Skarra, left.",
    ] {
        assert_eq!(lund(text), "-", "{text}");
    }
}

#[test]
fn clauses_say_who_someone_is() {
    for (text, says) in [
        ("[P:Ole Lund] is a pilot in Skarra.", "a pilot in Skarra"),
        (
            "[P:Ole Lund], who leads the fishermen’s union, left.",
            "who leads the fishermen’s union",
        ),
        ("[P:Ole Lund], who left early, slept.", "-"),
        ("[P:Ole Lund] is the one to ask.", "-"),
        ("[P:Ole Lund] is a very good pilot.", "-"),
    ] {
        assert_eq!(lund(text), says, "{text}");
    }
}

#[test]
fn organisations_and_places_have_nouns_of_their_own() {
    for (name, text, says) in [
        (
            "Vestlinjen",
            "The ferry line [O:Vestlinjen] sails.",
            "The ferry line",
        ),
        (
            "Vestlinjen",
            "[O:Vestlinjen], a ferry company based in Skarra, sails.",
            "a ferry company based in Skarra",
        ),
        (
            "Vestlinjen",
            "[O:Vestlinjen], which runs the ferries, sails.",
            "which runs the ferries",
        ),
        ("Vestlinjen", "[O:Vestlinjen], the mayor said, sails.", "-"),
        ("Vestlinjen", "The Ferry Board, [O:Vestlinjen], sails.", "-"),
        (
            "Skarra",
            "[L:Skarra], a town of 4,000 on the coast, slept.",
            "a town of 4,000 on the coast",
        ),
        ("Skarra", "In [L:Skarra], the harbour was dark.", "-"),
        (
            "Skarra",
            "The Vestland capital, [L:Skarra], slept.",
            "The Vestland capital",
        ),
        ("Vestland", "The town of Skarra, [L:Vestland], slept.", "-"),
    ] {
        assert_eq!(description_of(name, text), says, "{text}");
    }
}

#[test]
fn descriptions_are_short() {
    let said = lund(
        "[P:Ole Lund], the director of the institute for the study of the ice of the northern seas near the \
         islands of the far north of the country, left.",
    );
    assert_eq!(
        said,
        "the director of the institute for the study of the ice"
    );
}

#[test]
fn a_name_is_introduced_in_the_prose_of_the_story() {
    let (article, names) = read(&[
        (BlockKind::Title, "[P:Ole Lund] leaves"),
        (
            BlockKind::Furniture,
            "Read more about [P:Ole Lund], the pilot.",
        ),
        (BlockKind::Heading(2), "What [P:Ole Lund] said"),
        (
            BlockKind::Paragraph,
            "It was dark. [P:Lund] was late. Then [P:Ole Lund] came. Rain.",
        ),
    ]);
    let introduction = names.names[0].introduction;
    assert_eq!(
        introduction.sentence.of(&article.text),
        "Then Ole Lund came."
    );
    assert_eq!(introduction.description, None);
}

#[test]
fn the_sentence_that_says_who_it_is_wins() {
    let (article, names) = read(&[(
        BlockKind::Paragraph,
        "[P:Ole Lund] was late. [P:Lund], the harbour master, slept.",
    )]);
    let introduction = names.names[0].introduction;
    assert_eq!(
        introduction.sentence.of(&article.text),
        "Lund, the harbour master, slept."
    );
    let description = introduction.description.unwrap();
    assert!(introduction.sentence.covers(description));
}

#[test]
fn a_name_outside_the_story_has_its_line() {
    let (article, names) = read(&[(BlockKind::Furniture, "More: [P:Ole Lund] sails")]);
    assert_eq!(
        names.names[0].introduction.sentence.of(&article.text),
        "More: Ole Lund sails"
    );
}

#[test]
fn sentences_without_end_are_cut_around_the_name() {
    let words = "dark water ".repeat(50_000);
    let unbroken = "水".repeat(50_000);
    for around in [words, unbroken] {
        let marked = format!("{around} [P:Ole Lund] {around}").repeat(3);
        let (article, names) = read(&[(BlockKind::Paragraph, &marked)]);
        let sentence = names.names[0].introduction.sentence;
        assert!(sentence.of(&article.text).contains("Ole Lund"));
        assert!(sentence.len() < 1_300, "{}", sentence.len());
    }
}

#[test]
fn other_languages_have_sentences_alone() {
    let (article, mut names) =
        read(&[(BlockKind::Paragraph, "Rain. [P:Ole Lund], a pilot, left.")]);
    names.is_language_known = false;
    super::introduce(&article, &mut names);
    let introduction = names.names[0].introduction;
    assert_eq!(introduction.description, None);
    assert_eq!(
        introduction.sentence.of(&article.text),
        "Ole Lund, a pilot, left."
    );
}
