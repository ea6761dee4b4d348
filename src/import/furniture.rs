//! What a single line says about itself: that it is a promotion, a caption, a credit, a share line. Looks
//! at one line at a time; what the neighbours say is the business of `roles`.

mod phrases;

use phrases::{
    ATTRIBUTIONS, BUTTON_WORDS, CAPTION_HOLDS, CAPTION_STARTS, HOLDS, LEADS, MENTIONS, OPENERS,
    STARTS,
};

/// What a line is known to be, by its words alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Leads to other articles: the headlines below are theirs.
    Lead,
    /// Not the story.
    Furniture,
    /// Words under a picture.
    Caption,
}

/// Longest line that a phrase at its start can make furniture, in characters. Beyond it the phrase is
/// likelier to open a sentence of the story ("Listen to the harbour long enough, and …").
const SHORT: usize = 160;

/// Longest caption that is recognised by a credit inside it, in characters.
const CAPTION: usize = 260;

/// What the words of `line` say, or `None`.
pub(super) fn sign(line: &str) -> Option<Sign> {
    let chars = line.chars().take(CAPTION + 1).count();
    if !(3..=CAPTION).contains(&chars) {
        return None;
    }
    let lower = line.to_lowercase().replace('\n', " ");
    let lower = lower.trim();
    if chars <= SHORT && (points(line) || is_buttons(lower)) {
        return Some(Sign::Furniture);
    }
    if CAPTION_STARTS.iter().any(|p| lower.starts_with(p)) {
        return Some(Sign::Caption);
    }
    let sentence = is_sentence(lower);
    if chars <= 60 && !sentence && LEADS.iter().any(|p| begins(lower, p)) {
        let open = lower.ends_with([':', '…', '»', '>', '→']) || lower.split(' ').count() <= 5;
        return Some(if open { Sign::Lead } else { Sign::Furniture });
    }
    if chars <= SHORT && is_promotion(lower, sentence) {
        return Some(Sign::Furniture);
    }
    (has_credit(lower) || ends_in_credit(line)).then_some(Sign::Caption)
}

/// Whether a line ends as the sentences of a story do. Such a line needs a surer phrase than others: a
/// story too says that somebody wrote on Facebook, or tells a reader to follow the money.
fn is_sentence(lower: &str) -> bool {
    let closed = lower.trim_end_matches(['"', '”', '’', '\'', ')', '»', '“']);
    closed.ends_with(['.', '?', '!']) && !closed.ends_with("...") && lower.split(' ').count() >= 5
}

/// Whether stock phrases make a short line a promotion.
fn is_promotion(lower: &str, sentence: bool) -> bool {
    let quoted = sentence && lower.contains(['“', '"', '„', '«']);
    if quoted {
        return false;
    }
    LEADS.iter().chain(OPENERS).any(|p| leads_on(lower, p))
        || STARTS.iter().any(|p| begins(lower, p))
        || HOLDS.iter().any(|p| lower.contains(p))
        || (!sentence
            && (OPENERS.iter().any(|p| begins(lower, p))
                || MENTIONS.iter().any(|p| lower.contains(p))))
}

/// A picture credit in or at the end of `line`. An agency named further up in a full sentence is a
/// dateline or a source.
fn has_credit(lower: &str) -> bool {
    const TAIL: usize = 40;
    let sentence = lower.ends_with(['.', '”', '"']) || lower.len() > 200;
    CAPTION_HOLDS
        .iter()
        .filter_map(|phrase| lower.rfind(phrase))
        .any(|at| !sentence || lower.len() - at <= TAIL)
}

/// "The lamp on the mole. Ann Lee for Example News": a sentence, then a name without a full stop.
fn ends_in_credit(line: &str) -> bool {
    let Some((caption, credit)) = line.rsplit_once(['.', '!', '?']) else {
        return false;
    };
    let Some(credit) = credit.strip_prefix(' ') else {
        return false;
    };
    let words = credit.split_whitespace();
    let capitals = words
        .clone()
        .filter(|w| w.starts_with(char::is_uppercase))
        .count();
    let count = words.count();
    // An abbreviation is no end of a sentence.
    let last = caption.rsplit(' ').next().unwrap_or("");
    (1..=6).contains(&count)
        && capitals * 2 >= count
        && credit.ends_with(char::is_alphabetic)
        && credit.starts_with(char::is_uppercase)
        && caption.split_whitespace().count() >= 3
        && last.chars().count() >= 4
}

/// Whether `line` starts with `phrase` as words, not as part of a longer word.
fn begins(line: &str, phrase: &str) -> bool {
    line.strip_prefix(phrase).is_some_and(|rest| {
        phrase.ends_with([' ', ':', '(', '|', '@'])
            || rest.chars().next().is_none_or(|c| !c.is_alphanumeric())
            || rest.starts_with('s')
    })
}

/// A lead with its headline on the same line ("Read more: Lights out in Brevik").
fn leads_on(line: &str, phrase: &str) -> bool {
    line.strip_prefix(phrase).is_some_and(|rest| {
        phrase.ends_with(':')
            || rest
                .trim_start()
                .starts_with([':', '|', '–', '—', '-', '»', '>'])
    })
}

/// Hands and arrows that point away from the story.
fn points(line: &str) -> bool {
    let trimmed = line.trim();
    let sign = |c: char| {
        matches!(
            c,
            '👉' | '👈'
                | '👇'
                | '▶'
                | '►'
                | '🎧'
                | '📱'
                | '📧'
                | '📩'
                | '🔔'
                | '📲'
                | '📰'
                | '🔴'
                | '➡'
                | '→'
                | '➤'
                | '📸'
                | '📷'
                | '🎥'
        )
    };
    trimmed.starts_with(sign)
        || trimmed.ends_with(sign)
        || trimmed.ends_with(">>")
        || trimmed.starts_with(">>")
}

/// A line of nothing but button words and figures ("Share 142 Comments").
fn is_buttons(lower: &str) -> bool {
    if lower.chars().count() > 120 {
        return false;
    }
    lower
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty() && *word != "-")
        .all(|word| {
            let word = word.trim_matches(|c: char| c.is_ascii_digit());
            word.is_empty() || BUTTON_WORDS.contains(&word)
        })
}

/// The publication that a closing attribution names ("This story originally appeared on Skynews").
pub(super) fn attributed_to(line: &str) -> Option<&str> {
    let short = line.chars().take(SHORT + 1).count() <= SHORT;
    let lower = line.to_ascii_lowercase();
    let (at, phrase) = ATTRIBUTIONS
        .iter()
        .filter(|_| short)
        .find_map(|phrase| lower.find(phrase).map(|at| (at, phrase)))?;
    let rest = line.get(at + phrase.len()..)?;
    if !rest.starts_with(' ') {
        return None;
    }
    let rest = rest.trim().trim_end_matches(['.', '!', ':']);
    let cuts = [
        ", ", ". ", " and ", " on ", " under ", " with ", " as ", " (", " – ", " — ", " in ",
    ];
    let end = cuts.iter().filter_map(|cut| rest.find(cut)).min();
    let name = rest.get(..end.unwrap_or(rest.len()))?.trim();
    let name = name.trim_matches(['“', '”', '"', '‘', '’', '*', '_']);
    let proper = name
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let site = proper || name.contains('.');
    (site && name.split_whitespace().count() <= 6).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promotions_are_told_from_sentences() {
        assert_eq!(sign("Read more from Example News:"), Some(Sign::Lead));
        assert_eq!(
            sign("Follow live: pilots strike for a third day"),
            Some(Sign::Furniture)
        );
        assert_eq!(sign("👉 Hear the harbour report 👈"), Some(Sign::Furniture));
        assert_eq!(sign("Facebook X WhatsApp 12 Shares"), Some(Sign::Furniture));
        assert_eq!(
            sign("The quay at dusk. Foto: Ann Lee/dpa"),
            Some(Sign::Caption)
        );
        assert_eq!(sign("Losing the tide"), None);
        assert_eq!(sign("Listening posts on the mole heard nothing."), None);
        assert_eq!(sign("He wrote on Facebook that the lamp was out."), None);
        assert_eq!(sign("Follow the money, she said to the council."), None);
        assert_eq!(sign("Follow us on Facebook"), Some(Sign::Furniture));
        assert_eq!(sign("Relatives of the crew waited on the quay"), None);
    }

    #[test]
    fn an_attribution_names_its_site() {
        let site = |line| attributed_to(line);
        assert_eq!(
            site("This story originally appeared on Examplenews"),
            Some("Examplenews")
        );
        assert_eq!(
            site("This article was first published in The Brevik Courier on 3 May."),
            Some("The Brevik Courier")
        );
        assert_eq!(site("The lamp first appeared in a shop window."), None);
    }
}
