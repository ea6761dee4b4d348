//! The language of an article that does not say it.
//!
//! Hyphenation needs to know, and a wrong guess is worse than none: a text too short to be sure of gets no
//! language. The guess is that of `whatlang`, by script and by the frequency of trigrams (W. B. Cavnar and
//! J. M. Trenkle, "N-Gram-Based Text Categorization", 1994).

use crate::article::{Article, BlockKind, Field, Origin};

/// Bytes of running text that are looked at: in a script of three bytes a letter these are enough, too.
const LOOKED_AT: usize = 900;
/// With fewer letters than this the guess is not made.
const FEWEST_LETTERS: usize = 200;

/// Notes the language of `article`, if nothing says it and its text does.
pub(super) fn settle(article: &mut Article) {
    if article.metadata.language.is_none() {
        article.metadata.language = guessed(&head(article)).map(str::to_owned);
        if article.metadata.language.is_some() {
            let sources = &mut article.metadata.sources;
            sources.note(Field::Language, Origin::Guess, "");
        }
    }
}

/// The beginning of the story's paragraphs.
fn head(article: &Article) -> String {
    let mut head = String::with_capacity(LOOKED_AT);
    let paragraphs = article
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph);
    for block in paragraphs {
        let text = block.range.of(&article.text);
        let left = LOOKED_AT.saturating_sub(head.len());
        head.push_str(text.get(..text.floor_char_boundary(left)).unwrap_or(""));
        if head.len() + 4 > LOOKED_AT {
            break;
        }
        head.push('\n');
    }
    head
}

/// The tag (BCP 47) of the language that `text` is surely in.
fn guessed(text: &str) -> Option<&'static str> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters < FEWEST_LETTERS {
        return None;
    }
    if is_english(text) {
        return Some("en");
    }
    let guess = whatlang::detect(text)?;
    guess.is_reliable().then(|| short(guess.lang().code()))
}

/// Whether `text` is English beyond doubt: one word in seven, and at least four different ones, is among those
/// that no other language has so many of. Most articles are, and this takes a twenty-fifth of the instructions
/// of the guess.
fn is_english(text: &str) -> bool {
    let (mut words, mut english, mut seen) = (0, 0, 0_u32);
    for word in text.split(|c: char| !c.is_alphabetic()) {
        words += usize::from(!word.is_empty());
        if let Some(at) = ENGLISH.iter().position(|known| *known == word) {
            english += 1;
            seen |= 1 << at;
        }
    }
    english * 7 >= words && seen.count_ones() >= 4
}

/// English words that hardly begin, and never fill, a text in another language.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "that", "was", "with", "for", "from", "which", "were", "have", "has",
    "had", "his", "they", "this", "their", "been", "would", "by",
];

/// The tag for a code of ISO 639-3. BCP 47 wants two letters where there are two.
pub(super) fn short(code: &str) -> &str {
    let short = SHORT.iter().find(|(long, _)| *long == code);
    short.map_or(code, |(_, short)| short)
}

/// The codes of ISO 639-3 that the guess may give, with those of ISO 639-1.
const SHORT: &[(&str, &str)] = &[
    ("epo", "eo"),
    ("eng", "en"),
    ("rus", "ru"),
    ("cmn", "zh"),
    ("spa", "es"),
    ("por", "pt"),
    ("ita", "it"),
    ("ben", "bn"),
    ("fra", "fr"),
    ("deu", "de"),
    ("ukr", "uk"),
    ("kat", "ka"),
    ("ara", "ar"),
    ("hin", "hi"),
    ("jpn", "ja"),
    ("heb", "he"),
    ("yid", "yi"),
    ("pol", "pl"),
    ("amh", "am"),
    ("jav", "jv"),
    ("kor", "ko"),
    ("nob", "nb"),
    ("dan", "da"),
    ("swe", "sv"),
    ("fin", "fi"),
    ("tur", "tr"),
    ("nld", "nl"),
    ("hun", "hu"),
    ("ces", "cs"),
    ("ell", "el"),
    ("bul", "bg"),
    ("bel", "be"),
    ("mar", "mr"),
    ("kan", "kn"),
    ("ron", "ro"),
    ("slv", "sl"),
    ("hrv", "hr"),
    ("srp", "sr"),
    ("mkd", "mk"),
    ("lit", "lt"),
    ("lav", "lv"),
    ("est", "et"),
    ("tam", "ta"),
    ("vie", "vi"),
    ("urd", "ur"),
    ("tha", "th"),
    ("guj", "gu"),
    ("uzb", "uz"),
    ("pan", "pa"),
    ("aze", "az"),
    ("ind", "id"),
    ("tel", "te"),
    ("pes", "fa"),
    ("mal", "ml"),
    ("ori", "or"),
    ("mya", "my"),
    ("nep", "ne"),
    ("sin", "si"),
    ("khm", "km"),
    ("tuk", "tk"),
    ("aka", "ak"),
    ("zul", "zu"),
    ("sna", "sn"),
    ("afr", "af"),
    ("lat", "la"),
    ("slk", "sk"),
    ("cat", "ca"),
    ("tgl", "tl"),
    ("hye", "hy"),
    ("cym", "cy"),
];

#[cfg(test)]
mod tests {
    use crate::import::import;

    fn language(text: &str) -> Option<String> {
        let article = import(text.as_bytes(), "a.txt").unwrap();
        article.metadata.language
    }

    #[test]
    fn a_text_of_some_length_tells_its_language() {
        let english = "The pilots of Brevik harbour agreed on Monday to bring ships in by radio alone, after a \
            failure at the power station left the fairway dark for the third night in a row. Crossings resumed \
            on Thursday with half the fleet still in dock. ";
        let german = "Die Lotsen des Hafens einigten sich am Montag darauf, die Schiffe allein über Funk \
            hereinzuholen, nachdem ein Ausfall im Kraftwerk die Fahrrinne in der dritten Nacht in Folge dunkel \
            gelassen hatte. Am Donnerstag fuhren die Fähren wieder, doch die halbe Flotte lag noch im Dock. ";
        assert_eq!(language(&english.repeat(2)).as_deref(), Some("en"));
        assert_eq!(language(&german.repeat(2)).as_deref(), Some("de"));
    }

    #[test]
    fn a_script_of_three_bytes_a_letter_is_told_as_well() {
        let georgian =
            "ნავსადგურის მფრინავები ორშაბათს შეთანხმდნენ გემების შემოყვანაზე მხოლოდ რადიოთი. ";
        assert_eq!(language(&georgian.repeat(20)).as_deref(), Some("ka"));
    }

    #[test]
    fn the_short_way_to_english_takes_nothing_else_for_it() {
        for (text, english) in [
            (
                "The pilots of the harbour agreed that the lights were out, and with them the radio.",
                true,
            ),
            (
                "De loodsen van de haven waren het erover eens dat de lichten uit waren, was de radio.",
                false,
            ),
            (
                "Das war es, was er von der Stadt und von dem Hafen gesehen hatte, the end.",
                false,
            ),
            (
                "Scottish leid: the fowk o the toun wis aw awa, an the lichts wis oot.",
                false,
            ),
        ] {
            assert_eq!(super::is_english(text), english, "{text}");
        }
    }

    #[test]
    fn a_short_text_and_one_of_figures_tell_none() {
        assert_eq!(language("The lights went out."), None);
        assert_eq!(language(&"1999 – 2025: 3,141.59 %\n".repeat(100)), None);
    }

    #[test]
    fn what_the_file_says_is_not_doubted() {
        let text = format!(
            "---\nlang: fr\n---\n{}",
            "The lights went out again that night. ".repeat(30)
        );
        let article = import(text.as_bytes(), "a.md").unwrap();
        assert_eq!(article.metadata.language.as_deref(), Some("fr"));
    }
}
