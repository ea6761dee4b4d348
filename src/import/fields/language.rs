//! The language that a field names, as a tag (BCP 47, that is RFC 5646).
//!
//! A tag is written with the cases that its section 2.1.1 recommends (`zh-Hans-CN`); a code of three letters
//! becomes the one of two where there is one (section 2.2.1); the name of a language, in English or in itself,
//! becomes its code.

use super::Value;
use crate::import::language::short;

/// Names of languages, in lower case, and their tags.
const NAMES: &[(&str, &[&str])] = &[
    ("ar", &["arabic", "العربية"]),
    ("bg", &["bulgarian", "български"]),
    ("ca", &["catalan", "català"]),
    ("cs", &["czech", "čeština"]),
    ("da", &["danish", "dansk"]),
    ("de", &["german", "deutsch"]),
    ("el", &["greek", "ελληνικά"]),
    ("en", &["english"]),
    ("es", &["spanish", "español", "castellano"]),
    ("et", &["estonian", "eesti"]),
    ("fa", &["persian", "farsi", "فارسی"]),
    ("fi", &["finnish", "suomi"]),
    ("fr", &["french", "français"]),
    ("he", &["hebrew", "עברית"]),
    ("hi", &["hindi", "हिन्दी"]),
    ("hr", &["croatian", "hrvatski"]),
    ("hu", &["hungarian", "magyar"]),
    ("id", &["indonesian", "bahasa indonesia"]),
    ("it", &["italian", "italiano"]),
    ("ja", &["japanese", "日本語"]),
    ("ko", &["korean", "한국어"]),
    ("lt", &["lithuanian", "lietuvių"]),
    ("lv", &["latvian", "latviešu"]),
    ("nb", &["norwegian bokmål", "bokmål"]),
    ("nl", &["dutch", "nederlands"]),
    ("no", &["norwegian", "norsk"]),
    ("pl", &["polish", "polski"]),
    ("pt", &["portuguese", "português"]),
    ("ro", &["romanian", "română"]),
    ("ru", &["russian", "русский"]),
    ("sk", &["slovak", "slovenčina"]),
    ("sl", &["slovenian", "slovenščina"]),
    ("sr", &["serbian", "српски"]),
    ("sv", &["swedish", "svenska"]),
    ("tr", &["turkish", "türkçe"]),
    ("uk", &["ukrainian", "українська"]),
    ("vi", &["vietnamese", "tiếng việt"]),
    ("zh", &["chinese", "中文"]),
];

/// The codes for books (ISO 639-2/B) that differ from those of ISO 639-3, and their tags.
const FOR_BOOKS: &[(&str, &str)] = &[
    ("chi", "zh"),
    ("cze", "cs"),
    ("dut", "nl"),
    ("fre", "fr"),
    ("ger", "de"),
    ("gre", "el"),
    ("ice", "is"),
    ("per", "fa"),
    ("rum", "ro"),
    ("slo", "sk"),
    ("wel", "cy"),
];

/// Codes that name no language: undetermined, several, none at all.
const NONE: &[&str] = &["und", "mul", "zxx", "mis"];

/// The tag of the language in `value`; of several the first.
pub(super) fn tag(value: &Value) -> Option<String> {
    let text = value.texts().first()?.trim().to_lowercase();
    let first = text.split([',', ';']).next()?.trim();
    if let Some((tag, _)) = NAMES.iter().find(|(_, names)| names.contains(&first)) {
        return Some((*tag).to_owned());
    }
    // A POSIX locale goes on with its encoding and its variant.
    let locale = first.split(['.', '@']).next()?;
    let mut parts = locale.split(['-', '_']);
    let mut tag = primary(parts.next()?)?.to_owned();
    for part in parts {
        tag.push('-');
        tag.push_str(&subtag(part)?);
    }
    Some(tag)
}

/// The code of the language, in its shortest form.
fn primary(code: &str) -> Option<&str> {
    let is_code =
        (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase());
    if !is_code || NONE.contains(&code) {
        return None;
    }
    let known = FOR_BOOKS.iter().find(|(long, _)| *long == code);
    Some(known.map_or_else(|| short(code), |(_, tag)| tag))
}

/// A subtag after the first, of a text in lower case: a script has a capital, a region is in capitals.
fn subtag(part: &str) -> Option<String> {
    let fits =
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_word = part.bytes().all(|byte| byte.is_ascii_alphabetic());
    fits.then(|| match part.len() {
        2 if is_word => part.to_uppercase(),
        4 if is_word => {
            let mut script = part.to_owned();
            script
                .get_mut(..1)
                .into_iter()
                .for_each(str::make_ascii_uppercase);
            script
        }
        _ => part.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<String> {
        tag(&text.into())
    }

    #[test]
    fn a_language_has_one_tag_however_it_is_written() {
        for (text, wanted) in [
            ("en", "en"),
            ("EN-us", "en-US"),
            ("en_GB.UTF-8", "en-GB"),
            ("de_DE@euro", "de-DE"),
            ("zh-hans-cn", "zh-Hans-CN"),
            ("es-419", "es-419"),
            ("de-1996", "de-1996"),
            ("sl-rozaj", "sl-rozaj"),
            ("eng", "en"),
            ("ger", "de"),
            ("gsw", "gsw"),
            ("English", "en"),
            ("français", "fr"),
            ("Deutsch", "de"),
            ("日本語", "ja"),
            ("en-US, en;q=0.8", "en-US"),
        ] {
            assert_eq!(of(text).as_deref(), Some(wanted), "{text}");
        }
        let list = Value::from(vec!["fr_CA".to_owned(), "en".to_owned()]);
        assert_eq!(tag(&list).as_deref(), Some("fr-CA"));
    }

    #[test]
    fn what_is_no_language_gives_none() {
        for text in [
            "",
            "C",
            "und",
            "zxx",
            "x-default",
            "Klingonish",
            "e1",
            "en--US",
            "en-US-",
            "en US",
            "en-abcdefghi",
            "éé",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
