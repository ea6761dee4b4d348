//! The words of a sentence that say who or what a name is.
//!
//! English. In order: an apposition ("Lund, the harbour master,"), a role before the name ("harbour master Ole
//! Lund"), an apposition before it ("the harbour master, Ole Lund,"), a clause ("Lund, who leads the union," or
//! "Lund is a pilot"). A reader trusts what a card says, so what is in doubt is left out.

use super::phrase::{self, LONGEST, is_determiner, noun_phrase};
use super::vocabulary::{
    BEFORE_VERBS, DOES, MODIFIERS, OPENERS, OPERATES, PRONOUNS, is_in, is_listed,
};
use super::words::{Gap, Words, is_capital};
use crate::names::gather::without_title;
use crate::names::lexicon::{Marks, lexicon};
use crate::names::{Mention, NameKind};
use crate::text::TextRange;

/// The description of the name at `mention` in `sentence`; `before` is the mention before it.
pub(super) fn description(
    text: &str,
    sentence: TextRange,
    mention: Mention,
    before: Option<&Mention>,
) -> Option<TextRange> {
    let (kind, number, mention) = (mention.kind, mention.name, mention.range);
    let bare = without_title(mention.of(text));
    let name = TextRange::new(mention.end - bare.len().min(mention.len()), mention.end);
    let follows = text.get(mention.end..sentence.end).unwrap_or("");
    let opens = follows.starts_with([',', '—', '–']) || follows.starts_with([' ', '\u{A0}']);
    let after = opens.then(|| Words::after(text, TextRange::new(mention.end, sentence.end)));
    let head = || Words::before(text, TextRange::new(sentence.start, name.start));
    let found = beside(&head, after.as_ref(), kind, before, text);
    // "The Energy Board, EB," names one thing twice.
    let own = before.filter(|before| before.name == number);
    found.filter(|found| own.is_none_or(|own| found.overlap(own.range).is_none()))
}

/// The words before the name (`head`) or `after` it that say what it is.
fn beside<'a>(
    head: &impl Fn() -> Words<'a>,
    after: Option<&Words<'a>>,
    kind: NameKind,
    before: Option<&Mention>,
    text: &str,
) -> Option<TextRange> {
    after
        .and_then(|after| apposition(after, head, kind))
        .or_else(|| {
            let head = head();
            role_before(text, &head, kind, before).or_else(|| {
                let closed = after.is_none_or(|after| after.gap(0) != Gap::None);
                closed.then(|| apposition_before(&head, kind)).flatten()
            })
        })
        .or_else(|| after.and_then(|after| clause(after, kind)))
}

/// "…, the harbour master," or "…, 45, a pilot".
fn apposition<'a>(
    after: &Words<'_>,
    head: &impl Fn() -> Words<'a>,
    kind: NameKind,
) -> Option<TextRange> {
    if !matches!(after.gap(0), Gap::Comma | Gap::Dash) {
        return None;
    }
    let mut first = 0;
    let word = after.word(0);
    let is_age = (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    if kind == NameKind::Person && is_age && after.gap(1) == Gap::Comma {
        first = 1;
    }
    if is_in(after.word(first), OPENERS) {
        return None;
    }
    let end = noun_phrase(after, first, kind)?;
    let indefinite = matches!(after.word(first), "a" | "an");
    // "In Oslo, the mayor of the town …" is no apposition; neither is "Lund, a pilot and …" a list of two.
    (indefinite || first > 0 || !is_opened(&head())).then(|| after.span(first, end))
}

/// Whether the part of the sentence that the name ends began with a word that puts it before the subject.
fn is_opened(head: &Words<'_>) -> bool {
    let comma = (0..head.len()).rev().find(|at| head.gap(*at) != Gap::None);
    comma.is_none_or(|at| at == 0) && is_in(head.word(0), OPENERS)
}

/// "harbour master Ole Lund", "US Secretary of State Marco Rubio", "the ferry line Baltic Ferries".
fn role_before(
    text: &str,
    head: &Words<'_>,
    kind: NameKind,
    before: Option<&Mention>,
) -> Option<TextRange> {
    let end = head.len();
    if end == 0 || !matches!(head.gap(end), Gap::None) {
        return None;
    }
    let certain = role_start(text, head, kind)?;
    let (mut first, mut unknown, mut determined) = (certain, 0, false);
    while first > 0 && head.gap(first) == Gap::None && end - first < LONGEST {
        match modifier(head, first - 1, before) {
            Modifier::Known => first -= 1,
            Modifier::Named(start) => first = start,
            Modifier::Owner(start) => {
                first = start;
                determined = true;
                break;
            }
            Modifier::Unknown if unknown < 3 => {
                unknown += 1;
                first -= 1;
            }
            Modifier::Unknown | Modifier::None => break,
        }
    }
    if let Some(verb) = (first + 2..certain).rev().find(|at| is_verb(head, *at)) {
        first = verb + 1;
    } else if unknown > 0 && !determined {
        first = sure_start(head, first, certain, before);
    }
    if end - first == 1 && (phrase::is_vague(head.word(first)) || kind != NameKind::Person) {
        return None;
    }
    // "two pilots", "a pilot" before a name is a list without its comma.
    let indefinite = matches!(head.word(first), "a" | "an");
    (!indefinite).then(|| head.span(first, end))
}

/// The first word of the role or noun that ends right before the name.
fn role_start(text: &str, head: &Words<'_>, kind: NameKind) -> Option<usize> {
    let end = head.len();
    if kind == NameKind::Person {
        let title = (1..=3)
            .rev()
            .filter_map(|count| end.checked_sub(count))
            .find(|first| {
                let whole = (first + 1..end).all(|at| head.gap(at) == Gap::None);
                whole && phrase::is_rank(head.span(*first, end).of(text))
            });
        if title.is_some() {
            return title;
        }
    }
    let last = head.word(end - 1);
    (!is_capital(last) && phrase::is_noun(last, kind)).then(|| end - 1)
}

/// Whether a small word before a name looks like the verb of a clause ("the harbour board accused Captain Lund").
fn is_verb(head: &Words<'_>, at: usize) -> bool {
    let word = head.word(at);
    let ended = word.ends_with("ed")
        || word.ends_with('s') && !word.ends_with("’s") && !word.ends_with("'s");
    let known = is_listed(word, MODIFIERS) || lexicon().marks(word).any(Marks::ROLE);
    ended
        && !known
        && !is_capital(word)
        && (is_capital(head.word(at + 1)) || is_capital(head.word(at - 1)))
}

/// What a word before a role is to it.
enum Modifier {
    /// Part of it.
    Known,
    /// Part of a name that belongs to it and begins with this word ("Royal Bank of Canada economist").
    Named(usize),
    /// "the", or a name in the genitive with which it begins ("Norway’s"): it begins with this word.
    Owner(usize),
    /// A noun or adjective, or a verb: not known.
    Unknown,
    /// Not part of it.
    None,
}

/// Whether a word with a capital, the `first` of the sentence or not, is no part of a role; inside a name all are.
fn is_outside(word: &str, first: bool, named: bool) -> bool {
    let marks = lexicon().marks(word);
    let plain = marks.any(Marks::FUNCTION) && !matches!(word, "New" | "First");
    !named
        && (plain
            || marks.any(Marks::CALENDAR)
            || phrase::is_clausal(word)
            || first && word.ends_with("ly"))
}

fn modifier(head: &Words<'_>, at: usize, before: Option<&Mention>) -> Modifier {
    let word = head.word(at);
    let marks = lexicon().marks(word);
    if is_determiner(word) {
        return Modifier::Owner(at);
    }
    if let Some(owner) = word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")) {
        let whole = is_capital(owner).then(|| capitals(head, at, before));
        return whole.flatten().map_or(Modifier::None, Modifier::Owner);
    }
    if is_capital(word) {
        return capitals(head, at, before).map_or(Modifier::None, Modifier::Named);
    }
    let plain = word
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, '-' | '‑'));
    let outside = marks.any(Marks::FUNCTION) || phrase::is_link(word) || phrase::is_clausal(word);
    if outside || !plain || is_listed(word, PRONOUNS) || marks.any(Marks::PARTICLE) {
        Modifier::None
    } else if marks.any(Marks::ROLE) || marks.any(Marks::COMPASS) || is_listed(word, MODIFIERS) {
        Modifier::Known
    } else {
        Modifier::Unknown
    }
}

/// The first of the words with capitals that end with the word at `last`, small words inside taken along ("Bank of
/// Norway"); nothing where they are no part of a role.
fn capitals(head: &Words<'_>, last: usize, before: Option<&Mention>) -> Option<usize> {
    let named =
        |range: TextRange| before.is_some_and(|before| before.range.overlap(range).is_some());
    let mut first = last + 1;
    let mut at = last;
    loop {
        let word = head.word(at);
        if is_capital(word) && !is_outside(word, at == 0, named(head.range(at))) {
            first = at;
        } else if !(matches!(word, "of" | "de" | "&") || word == "the" && named(head.range(at))) {
            break;
        }
        if at == 0 || head.gap(at) != Gap::None {
            break;
        }
        at -= 1;
    }
    if let Some(before) = before.filter(|before| before.kind != NameKind::Person)
        && first <= last
        && before.range.contains(head.range(first).start)
    {
        // Small words inside a name, as "for" and "and", are known where the name is.
        while first > 0 && before.range.contains(head.range(first - 1).start) {
            first -= 1;
        }
    }
    // "Lund aide", but not "Lund President".
    let person = before.is_some_and(|before| {
        before.kind == NameKind::Person
            && before.range.overlap(head.span(first, last + 1)).is_some()
    });
    let small_next = last + 1 < head.len() && !is_capital(head.word(last + 1));
    (first <= last && (!person || small_next)).then_some(first)
}

/// The first word of a role without determiner: `certain` or an earlier word that is no verb, at least `first`.
fn sure_start(head: &Words<'_>, first: usize, certain: usize, before: Option<&Mention>) -> usize {
    let mut start = certain;
    let mut unknown = 0;
    while start > first {
        let at = start - 1;
        let word = head.word(at);
        if let Modifier::Unknown = modifier(head, at, before) {
            let verbal = ["ed", "ing", "ly", "s"]
                .iter()
                .any(|end| word.ends_with(end));
            let after_verb =
                at > 0 && head.gap(at) == Gap::None && is_in(head.word(at - 1), BEFORE_VERBS);
            unknown += 1;
            if verbal || after_verb || unknown > 2 {
                break;
            }
        }
        start = at;
    }
    start
}

/// "the harbour master, Ole Lund,".
fn apposition_before(head: &Words<'_>, kind: NameKind) -> Option<TextRange> {
    let end = head.len();
    if end == 0 || head.gap(end) != Gap::Comma {
        return None;
    }
    let begin = (1..end)
        .rev()
        .find(|at| head.gap(*at) != Gap::None)
        .unwrap_or(0);
    let begin = begin.max(end.saturating_sub(LONGEST));
    // The farthest determiner whose noun fits: "the aide to the president, Ann Lee" is about the aide.
    (begin..end)
        .filter(|at| {
            let word = head.word(*at);
            word.eq_ignore_ascii_case("the") || word.ends_with("’s") || word.ends_with("'s")
        })
        .find_map(|at| {
            let first = if is_determiner(head.word(at)) {
                at
            } else {
                at + 1
            };
            let end_here = noun_phrase(head, first, kind)?;
            // "the town of Skarra, Norway" is about Skarra.
            let other = kind == NameKind::Place && is_capital(head.word(end - 1));
            (end_here == end && !other).then(|| head.span(at, end))
        })
}

/// "… is a pilot", "…, who leads the union".
fn clause(after: &Words<'_>, kind: NameKind) -> Option<TextRange> {
    let verb = after.word(0);
    if after.gap(0) == Gap::None && matches!(verb, "is" | "was") {
        let indefinite = matches!(after.word(1), "a" | "an" | "the" | "one");
        let end = indefinite.then(|| noun_phrase(after, 1, kind)).flatten()?;
        return Some(after.span(1, end));
    }
    let does = match (kind, verb) {
        (NameKind::Person, "who") => DOES,
        (NameKind::Organization, "which") => OPERATES,
        _ => return None,
    };
    if after.gap(0) != Gap::Comma || !is_listed(after.word(1), does) || after.gap(1) != Gap::None {
        return None;
    }
    let end = (2..after.len())
        .find(|at| after.gap(*at) != Gap::None)
        .unwrap_or(after.len());
    let short = (3..=LONGEST).contains(&end);
    let one = !(2..end).any(|at| phrase::is_clausal(after.word(at)) || after.word(at) == "and");
    (short && one).then(|| after.span(0, end))
}
