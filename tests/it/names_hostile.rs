//! Names in texts that nobody wrote: what is found is always whole words in order, each mention of one name, and the
//! time is bounded by the length of the text.

use newsprint::article::Article;
use newsprint::import::import;
use newsprint::names::{Names, find, training};
use newsprint::text::graphemes;
use proptest::prelude::*;

/// Length of a hostile text in bytes. Without optimisation a shorter one shows the same.
const LENGTH: usize = if cfg!(debug_assertions) {
    40_000
} else {
    5_000_000
};

/// An article in English.
fn article(text: &str) -> Article {
    training::article(text.split("\n\n"))
}

/// Holds what is true of the names of any text, and gives them.
fn checked(article: &Article) -> Names {
    let names = find(article);
    let text = &article.text;
    let mut borders = graphemes(text).map(|(at, _, _)| at).chain([text.len()]);
    let mut end = 0;
    for (at, mention) in names.mentions.iter().enumerate() {
        let range = mention.range;
        assert!(end <= range.start && range.start < range.end, "{mention:?}");
        let words = text.get(range.start..range.end);
        let words = words.unwrap_or_else(|| panic!("{mention:?} cuts a character"));
        assert_eq!(words.trim(), words);
        for place in [range.start, range.end] {
            // A name may begin where the one before ends.
            let found = place == end || borders.find(|border| *border >= place) == Some(place);
            assert!(found, "{words:?} cuts a grapheme at {place}");
        }
        let name = &names.names[mention.name];
        assert_eq!(name.kind, mention.kind, "{words:?}");
        assert!(name.mentions.binary_search(&at).is_ok(), "{words:?}");
        end = range.end;
    }
    for (at, name) in names.names.iter().enumerate() {
        assert!(name.mentions.is_sorted_by(|a, b| a < b), "{}", name.name);
        assert!(!name.mentions.is_empty() && !name.name.is_empty());
        assert!(name.mentions.iter().all(|m| names.mentions[*m].name == at));
        assert!(name.variants.iter().all(|variant| text.contains(variant)));
    }
    let counts = names.names.iter().map(|name| name.mentions.len());
    assert_eq!(counts.sum::<usize>(), names.mentions.len());
    names
}

/// `piece` over and over.
fn filled(piece: &str) -> Article {
    article(&piece.repeat(LENGTH / piece.len()))
}

#[test]
fn one_word_as_long_as_a_text_is_no_name() {
    for piece in ["x", "X", "Å", "a\u{301}", "村", "A.", "A'", "A&", "9"] {
        let names = checked(&filled(piece));
        assert_eq!(names.mentions, [], "{piece}");
    }
}

#[test]
fn words_that_are_all_capitals_take_no_longer() {
    for piece in [
        "A ", "AAAA ", "Aa ", "Oslo ", "Marta ", "A-", "Oslo-", "A. ", "Mr. ", "AaBb@", "O’",
    ] {
        checked(&filled(piece));
    }
}

#[test]
fn scripts_may_be_mixed() {
    checked(&filled(
        "Ольга Peña 村上 Łukasz עברית é\u{301} क्षि Oslo\u{20DD} ",
    ));
    checked(&filled(
        "A\u{301}\u{302}\u{303} \u{600}Oslo Marta\u{200D} Lind\u{FE0F} ",
    ));
    checked(&filled("村上春樹はOsloでMarta Lundに会った。"));
    checked(&filled("🇳🇴Oslo🇳🇴 👩\u{200D}👩 Ⓜ\u{200D}Ⓜ "));
}

#[test]
fn names_beyond_count_are_gathered() {
    // Far from each other, or they would be spellings of one name.
    let letters = |number: usize| {
        let mixed = (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let letter = |place: usize| char::from(b'a' + mixed.to_be_bytes()[place] % 26);
        (0..6).map(letter).collect::<String>()
    };
    let person = |number: usize| format!("Marta L{}, said. ", letters(number));
    let people: String = (0..LENGTH / 20).map(person).collect();
    let names = checked(&article(&people));
    assert!(names.names.len() > LENGTH / 50, "{}", names.names.len());
    let place = |number: usize| {
        format!(
            "In M{} it rained on K{}.\n\n",
            letters(number),
            letters(number * 7)
        )
    };
    checked(&article(&(0..LENGTH / 30).map(place).collect::<String>()));
}

#[test]
fn tiny_lines_and_lines_without_an_end_take_no_longer() {
    for piece in [
        "Oslo\n\n",
        "A\n",
        "\t",
        "Oslo\tUS\t",
        ". ",
        "- Mr\n",
        "@ ",
        "’s ",
    ] {
        checked(&filled(piece));
    }
}

/// Pieces of text that rules and features look at.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[A-Z][a-zéø]{1,7}",
        2 => "[a-z]{1,7}",
        3 => "Marta|Ms|Mr\\.|of|the|US|U\\.S\\.|bin|al-|St\\.|NATO|Post|said|Bank|University|Oslo|New York|in|state department",
        3 => ",|\\.|’s|'s| 's|-|&|\\(|\\)|:|“|”|@|www\\.|://|\n|\n\n|\t|#",
        1 => "[\u{300}-\u{36F}\u{200D}\u{20DD}\u{FE0F}\u{600}\u{AD}\u{200B}]",
        1 => "\\PC{0,3}",
    ];
    let word = (piece, prop_oneof![4 => Just(" "), 1 => Just("")]);
    prop::collection::vec(word, 0..80).prop_map(|words| {
        let joined = words.into_iter().map(|(piece, space)| piece + space);
        joined.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_found_in_any_text_is_whole_and_in_order(text in pieces(), english in any::<bool>()) {
        let read = if english {
            Some(article(&text))
        } else {
            import(text.as_bytes(), "a.txt").ok()
        };
        if let Some(article) = read {
            let names = checked(&article);
            prop_assert_eq!(names, find(&article));
        }
    }
}
