//! How a name is compared: its letters without what papers spell as they like.
//!
//! Letter case, accents, quotes, stops, a leading "the" and a possessive do not count, nor do the spellings in
//! `assets/names/aliases.txt`. Accents are left out since a headline or an agency often has none: "Havørn" is
//! "Havorn".

use crate::text::folded;
use std::collections::HashMap;
use std::sync::OnceLock;

const ALIASES: &str = include_str!("../../../assets/names/aliases.txt");

/// Endings of Slavic surnames that are transcribed in many ways; each becomes "sky".
const SKY: &[&str] = &["skyy", "skiy", "skij", "skyi", "skii", "ski"];

/// Letters at least in a word whose ending is one of [`SKY`]: not "whisky".
const SKY_LETTERS: usize = 7;

/// The list, ready for look-up.
struct Aliases {
    /// Key of a thing's name -> number of its group.
    things: HashMap<String, usize>,
    /// Spelling -> the one that stands for all.
    words: HashMap<&'static str, &'static str>,
    given: HashMap<&'static str, &'static str>,
}

fn aliases() -> &'static Aliases {
    static LIST: OnceLock<Aliases> = OnceLock::new();
    LIST.get_or_init(read)
}

fn read() -> Aliases {
    let mut list = Aliases {
        things: HashMap::with_capacity(250),
        words: HashMap::with_capacity(50),
        given: HashMap::with_capacity(80),
    };
    let lines = || {
        let mut section = "";
        let lines = ALIASES.lines().map(str::trim);
        lines.filter_map(move |line| {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                section = name;
                return None;
            }
            (!line.is_empty() && !line.starts_with('#')).then_some((section, line))
        })
    };
    for (section, line) in lines() {
        let mut names = line.split('=').map(str::trim);
        let (first, section) = match section {
            "words" => (names.next().unwrap_or(""), &mut list.words),
            "given" => (names.next().unwrap_or(""), &mut list.given),
            _ => continue,
        };
        section.extend(names.map(|name| (name, first)));
    }
    for (group, (_, line)) in lines()
        .filter(|(section, _)| *section == "things")
        .enumerate()
    {
        for name in line.split('=') {
            list.things.insert(key_with(&list.words, name), group);
        }
    }
    list
}

/// The number of the group of names for one thing that the name with this key belongs to.
pub(super) fn alias(key: &str) -> Option<usize> {
    aliases().things.get(key).copied()
}

/// The given name that `given` is short for, or itself.
pub(super) fn given_in_full(given: &str) -> &str {
    aliases().given.get(given).copied().unwrap_or(given)
}

/// What `bare`, a name without title, is compared by.
pub(super) fn key(bare: &str) -> String {
    key_with(&aliases().words, bare)
}

fn key_with(words: &HashMap<&'static str, &'static str>, bare: &str) -> String {
    let folded = folded(bare);
    let mut name = folded.as_str();
    name = name
        .strip_suffix("'s")
        .unwrap_or(name)
        .trim_end_matches('\'');
    name = name.strip_prefix("the ").unwrap_or(name);
    if !name.contains([' ', ',']) {
        let plain: String = name.chars().filter(|c| *c != '.').collect();
        return spelled(words, &without_accents(&plain)).into_owned();
    }
    let mut key = String::with_capacity(name.len());
    let mut initials = true;
    for word in in_order(name) {
        let letters = word.trim_end_matches('.').split('.');
        let lone = initials && letters.clone().all(is_letter);
        let joined = lone && !key.is_empty();
        if !key.is_empty() && !joined {
            key.push(' ');
        }
        if lone {
            key.extend(letters.flat_map(str::chars));
        } else {
            key.push_str(&spelled(words, &without_accents(word)));
        }
        initials = lone;
    }
    key
}

fn is_letter(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// The words of a name; "Lund, Ole" as "Ole Lund", but "Lund, Jr." as it stands.
fn in_order(name: &str) -> impl Iterator<Item = &str> {
    let (last, first) = match name.split_once(", ") {
        Some((last, first)) if !first.contains(',') && !is_suffix(first) => (last, first),
        _ => ("", name),
    };
    let words = first.split(' ').chain(last.split(' '));
    words
        .map(|word| word.trim_end_matches(','))
        .filter(|word| !word.is_empty())
}

/// Whether a word after a surname tells father and son apart.
pub(super) fn is_suffix(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "jr" | "sr" | "jnr" | "snr" | "junior" | "senior" | "ii" | "iii" | "iv"
    )
}

fn spelled<'a>(
    words: &HashMap<&'static str, &'static str>,
    word: &'a str,
) -> std::borrow::Cow<'a, str> {
    if let Some(common) = words.get(word) {
        return (*common).into();
    }
    let stem = SKY.iter().find_map(|ending| word.strip_suffix(ending));
    match stem.filter(|_| word.chars().count() >= SKY_LETTERS) {
        Some(stem) => format!("{stem}sky").into(),
        None => word.into(),
    }
}

/// `word`, in small letters, without accents; only letters of the Latin script have theirs taken off.
fn without_accents(word: &str) -> std::borrow::Cow<'_, str> {
    if word.is_ascii() {
        return word.into();
    }
    let mut plain = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' | 'ấ'..='ặ' => {
                plain.push('a');
            }
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ç' | 'ć' | 'ĉ' | 'č' => plain.push('c'),
            'ď' | 'đ' | 'ð' => plain.push('d'),
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ẹ'..='ệ' => plain.push('e'),
            'ğ' | 'ģ' | 'ǧ' => plain.push('g'),
            'ì'..='ï' | 'ī' | 'į' | 'ı' | 'ĩ' | 'ị' | 'ỉ' => plain.push('i'),
            'ķ' => plain.push('k'),
            'ł' | 'ļ' | 'ľ' => plain.push('l'),
            'ñ' | 'ń' | 'ň' | 'ņ' => plain.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ơ' | 'ọ'..='ợ' => plain.push('o'),
            'ŕ' | 'ř' => plain.push('r'),
            'ś' | 'š' | 'ş' | 'ș' => plain.push('s'),
            'ß' => plain.push_str("ss"),
            'ť' | 'ţ' | 'ț' => plain.push('t'),
            'þ' => plain.push_str("th"),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' | 'ư' | 'ũ' | 'ụ'..='ự' => {
                plain.push('u');
            }
            'ý' | 'ÿ' | 'ỳ'..='ỹ' => plain.push('y'),
            'ź' | 'ż' | 'ž' => plain.push('z'),
            '\u{300}'..='\u{36F}' => {}
            other => plain.push(other),
        }
    }
    plain.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for same in [
            &["J. K. Rowling", "JK Rowling", "J.K. Rowling", "J K ROWLING"][..],
            &["U.S.", "US", "the US", "US’s"],
            &[
                "Zelensky",
                "Zelenskyy",
                "Zelenskiy",
                "ZELENSKY",
                "Zelenski’s",
            ],
            &["Gaddafi", "Qaddafi", "Kadafi"],
            &["Lund, Ole", "Ole Lund", "OLE LUND", "Ole Lund's"],
            &["Ole Lund, Jr.", "Ole Lund Jr."],
            &["Havørn", "Havorn", "HAVØRN"],
            &["Skarra Organisation", "Skarra Organization"],
            &["Lund & Holm", "Lund and Holm"],
            &["Sæther", "Saether"],
        ] {
            for other in same {
                assert_eq!(key(other), key(same[0]), "{other}");
            }
        }
    }

    #[test]
    fn other_names_have_keys_of_their_own() {
        for (one, other) in [
            ("Lund", "Lunde"),
            ("Whisky", "Whiski"),
            ("Ole J. Lund", "Ole K. Lund"),
            ("Rubio", "Rubios"),
            ("Gerry", "Kerry"),
            ("Мария", "Марія"),
        ] {
            assert_ne!(key(one), key(other));
        }
    }

    #[test]
    fn aliases_share_a_group() {
        let group = |name: &str| alias(&key(name));
        assert_eq!(group("US"), group("United States"));
        assert_eq!(group("UNITED NATIONS"), group("U.N."));
        assert_eq!(group("World Health Organisation"), group("WHO"));
        assert_eq!(group("Côte d’Ivoire"), group("Ivory Coast"));
        assert_ne!(group("US"), group("UK"));
        assert_eq!(group("Brevik"), None);
        assert_eq!(given_in_full("bill"), "william");
        assert!(ALIASES.len() < 12_000, "{} bytes", ALIASES.len());
    }
}
