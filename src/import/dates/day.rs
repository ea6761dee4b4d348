//! The day at the start of a string.

use jiff::civil::Date;

/// Names of the months by their first letters, in lower case, in the languages that most articles are
/// written in. The word must be a beginning of one of the full names, and at least three letters long.
const MONTHS: [&[&str]; 12] = [
    &[
        "january", "januar", "janvier", "enero", "gennaio", "janeiro", "januari", "jänner",
    ],
    &[
        "february",
        "februar",
        "février",
        "febrero",
        "febbraio",
        "fevereiro",
        "februari",
    ],
    &["march", "märz", "mars", "marzo", "março", "maart", "mrz"],
    &["april", "avril", "abril", "aprile"],
    &["may", "mai", "mayo", "maggio", "maio", "mei", "maj"],
    &["june", "juni", "juin", "junio", "giugno", "junho"],
    &["july", "juli", "juillet", "julio", "luglio", "julho"],
    &["august", "août", "agosto", "augustus", "augusti"],
    &[
        "september",
        "septembre",
        "septiembre",
        "settembre",
        "setembro",
        "sept",
    ],
    &[
        "october", "oktober", "octobre", "octubre", "ottobre", "outubro",
    ],
    &["november", "novembre", "noviembre", "novembro"],
    &[
        "december",
        "dezember",
        "décembre",
        "diciembre",
        "dicembre",
        "dezembro",
    ],
];

/// Names of the months in languages that bend them, as they stand in a date and in full: the beginnings of some
/// are words of other languages ("list", "mar").
const MONTHS_IN_FULL: [&[&str]; 12] = [
    &[
        "stycznia",
        "января",
        "січня",
        "ledna",
        "januára",
        "ianuarie",
        "ocak",
        "január",
        "tammikuuta",
        "ιανουαρίου",
    ],
    &[
        "lutego",
        "февраля",
        "лютого",
        "února",
        "februára",
        "februarie",
        "şubat",
        "február",
        "helmikuuta",
        "φεβρουαρίου",
    ],
    &[
        "marca",
        "марта",
        "березня",
        "března",
        "martie",
        "mart",
        "március",
        "maaliskuuta",
        "μαρτίου",
    ],
    &[
        "kwietnia",
        "апреля",
        "квітня",
        "dubna",
        "apríla",
        "aprilie",
        "nisan",
        "április",
        "huhtikuuta",
        "απριλίου",
    ],
    &[
        "maja",
        "мая",
        "травня",
        "května",
        "mája",
        "mayıs",
        "május",
        "toukokuuta",
        "μαΐου",
    ],
    &[
        "czerwca",
        "июня",
        "червня",
        "června",
        "júna",
        "iunie",
        "haziran",
        "június",
        "kesäkuuta",
        "ιουνίου",
    ],
    &[
        "lipca",
        "июля",
        "липня",
        "července",
        "júla",
        "iulie",
        "temmuz",
        "július",
        "heinäkuuta",
        "ιουλίου",
    ],
    &[
        "sierpnia",
        "августа",
        "серпня",
        "srpna",
        "augusta",
        "ağustos",
        "augusztus",
        "elokuuta",
        "αυγούστου",
    ],
    &[
        "września",
        "сентября",
        "вересня",
        "září",
        "septembra",
        "septembrie",
        "eylül",
        "szeptember",
        "syyskuuta",
        "σεπτεμβρίου",
    ],
    &[
        "października",
        "октября",
        "жовтня",
        "října",
        "októbra",
        "octombrie",
        "ekim",
        "október",
        "lokakuuta",
        "οκτωβρίου",
    ],
    &[
        "listopada",
        "ноября",
        "листопада",
        "listopadu",
        "novembra",
        "noiembrie",
        "kasım",
        "marraskuuta",
        "νοεμβρίου",
    ],
    &[
        "grudnia",
        "декабря",
        "грудня",
        "prosince",
        "decembra",
        "decembrie",
        "aralık",
        "joulukuuta",
        "δεκεμβρίου",
    ],
];

/// Days of the week, which are read over; the same languages.
const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "mo",
    "di",
    "mi",
    "do",
    "fr",
    "sa",
    "so",
];

/// The day that `text` begins with, and what follows it.
pub(super) fn leading(text: &str) -> Option<(Date, &str)> {
    let text = past_weekday(text);
    numeric(text)
        .or_else(|| named(text))
        .or_else(|| year_first(text))
}

/// `2024-05-01`, `20240501`, `2024年5月1日`, `01.05.2024`, `25/12/2024`.
fn numeric(text: &str) -> Option<(Date, &str)> {
    let (first, first_digits, rest) = number(text)?;
    if first_digits == 8 {
        let date = date(first / 10_000, first / 100 % 100, first % 100)?;
        return Some((date, ended(rest)?));
    }
    let separator = rest.chars().next()?;
    let (second, _, rest) = number(rest.get(separator.len_utf8()..)?.trim_start())?;
    let again = rest.chars().next()?;
    let (third, third_digits, rest) = number(rest.get(again.len_utf8()..)?.trim_start())?;
    let found = match (separator, again) {
        ('年', '月') | ('년', '월') if first_digits == 4 => {
            return Some((
                date(first, second, third)?,
                rest.strip_prefix(['日', '일'])?,
            ));
        }
        (a, b) if a != b || !matches!(a, '-' | '/' | '.') => return None,
        ('.', _) if first_digits == 4 => {
            // In Korean a full stop ends the day, too.
            let rest = rest.strip_prefix('.').unwrap_or(rest);
            return Some((date(first, second, third)?, ended(rest)?));
        }
        _ if first_digits == 4 => date(first, second, third),
        ('.', _) if third_digits == 4 => date(third, second, first),
        // Which of the two is the month differs between countries; only one order may be possible.
        ('/' | '-', _) if third_digits == 4 && (second > 12 || second == first) => {
            date(third, first, second)
        }
        ('/' | '-', _) if third_digits == 4 && first > 12 => date(third, second, first),
        _ => None,
    };
    Some((found?, ended(rest)?))
}

/// `2024. május 1.`, as it is written in Hungarian.
fn year_first(text: &str) -> Option<(Date, &str)> {
    let (year, digits, rest) = number(text)?;
    (digits == 4).then_some(())?;
    let (month, rest) = month(rest.strip_prefix('.')?.trim_start())?;
    let (day, digits, rest) = number(rest.trim_start())?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    (digits <= 2).then_some((date(year, month, day)?, ended(rest)?))
}

/// `Wed May  1` or `Wed 1 May`, the year to follow behind the time: the month, the day, and what follows them.
pub(super) fn without_year(text: &str) -> Option<(u32, u32, &str)> {
    let text = past_weekday(text);
    let (day, month, rest) = if let Some((day, digits, rest)) = number(text) {
        (digits <= 2).then_some(())?;
        let (month, rest) = month(rest.trim_start())?;
        (day, month, rest)
    } else {
        let (month, rest) = month(text)?;
        let (day, digits, rest) = number(rest.trim_start())?;
        (digits <= 2).then_some(())?;
        (day, month, rest)
    };
    Some((month, day, rest.strip_prefix(' ')?))
}

/// `1 May 2024`, `May 1st, 2024`.
fn named(text: &str) -> Option<(Date, &str)> {
    let (day, month, rest) = if let Some((day, digits, rest)) = number(text) {
        (digits <= 2).then_some(())?;
        let rest = past_ordinal(rest);
        let rest = past_joint(rest);
        let (month, rest) = month(rest)?;
        (day, month, past_joint(rest))
    } else {
        let (month, rest) = month(text)?;
        let (day, digits, rest) = number(rest.trim_start_matches(['.', ' ', '-']))?;
        (digits <= 2).then_some(())?;
        (day, month, past_joint(past_ordinal(rest)))
    };
    let (year, digits, rest) = number(rest)?;
    let year = match digits {
        4 => year,
        // RFC 2822, section 4.3: two digits up to 49 are of this century.
        2 if year < 50 => 2000 + year,
        2 => 1900 + year,
        _ => return None,
    };
    // "2024 г." in Russian, "2024 р." in Ukrainian: the word for year.
    let rest = [" г.", " р.", " г", " р"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    Some((date(year, month, day)?, ended(rest)?))
}

fn month(text: &str) -> Option<(u32, &str)> {
    let (word, rest) = word(text);
    let lower = word.to_lowercase();
    if lower.chars().count() < 3 {
        return None;
    }
    let at = MONTHS
        .iter()
        .position(|names| names.iter().any(|name| name.starts_with(&lower)));
    let at = at.or_else(|| {
        MONTHS_IN_FULL
            .iter()
            .position(|names| names.contains(&lower.as_str()))
    })?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    Some((u32::try_from(at).ok()? + 1, rest))
}

/// Whether `word`, in lower case, names a month, in full or shortened to three letters or more.
pub(in crate::import) fn is_month(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && month(word).is_some()
}

/// Whether `word`, in lower case, is the full name of a day of the week.
pub(in crate::import) fn is_weekday(word: &str) -> bool {
    word.len() > 2 && WEEKDAYS.contains(&word)
}

/// The letters that `text` begins with, and the rest.
fn word(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len());
    text.split_at(end)
}

/// The number that `text` begins with, how many digits it has, and the rest.
fn number(text: &str) -> Option<(u32, usize, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (head, rest) = text.split_at_checked(digits)?;
    (1..=8).contains(&digits).then_some(())?;
    Some((head.parse().ok()?, digits, rest))
}

fn past_weekday(text: &str) -> &str {
    let (word, rest) = word(text);
    let lower = word.to_lowercase();
    let known = WEEKDAYS
        .iter()
        .any(|day| *day == lower || (lower.len() >= 3 && day.starts_with(&lower)));
    // "Mar 1" is a month before it is a Tuesday in French.
    if lower.is_empty() || !known || month(text).is_some() {
        return text;
    }
    rest.trim_start_matches(['.', ',', ' '])
}

fn past_ordinal(text: &str) -> &str {
    ["st", "nd", "rd", "th", "er", "º", "."]
        .iter()
        .find_map(|ending| text.strip_prefix(ending))
        .unwrap_or(text)
}

/// What stands between day, month and year: spaces, a comma, a hyphen, "of".
fn past_joint(text: &str) -> &str {
    let text = text.trim_start_matches([' ', ',', '-', '\u{a0}']);
    ["of ", "de ", "del "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text)
        .trim_start()
}

/// `rest`, unless the digits of a number go on in it.
fn ended(rest: &str) -> Option<&str> {
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some(rest)
}

pub(super) fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    // Year 1 is how some programs write "no date".
    let year = i16::try_from(year).ok().filter(|year| *year >= 1000)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
