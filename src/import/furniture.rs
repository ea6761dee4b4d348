//! What a single line says about itself: that it is a promotion, a caption, a credit, a share line. Looks
//! at one line at a time; what the neighbours say is the business of `roles`.

mod phrases;

use phrases::{ATTRIBUTIONS, BUTTON_WORDS};

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

/// One thing that the words of a line say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Starts like a line that leads to other articles.
    Lead,
    /// Such a line, with the headline it leads to.
    LedOn,
    /// Starts like furniture, sentences included.
    Start,
    /// Starts like furniture, where it is no sentence.
    Opener,
    /// Holds what stands in furniture only.
    Holds,
    /// Holds what stands in furniture where it is no sentence.
    Mentions,
    /// Starts like the words under a picture.
    Caption,
    /// Holds a credit, or ends in one.
    Credit,
    /// Ends in what may be the name of a photographer.
    Name,
    /// Begins or ends with a hand or an arrow.
    Points,
    /// Has the words of buttons and no others.
    Buttons,
    /// Ends as a sentence does.
    Sentence,
    /// Is open at its end, or short: headlines may follow.
    Open,
}

/// All that the words of one line say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(u16);

impl Marks {
    /// Whether the line bears `mark`.
    pub(super) const fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u16) != 0
    }

    const fn set(&mut self, mark: Mark, holds: bool) {
        self.0 |= (holds as u16) << mark as u16;
    }

    /// Takes `marks` off.
    fn clear(&mut self, marks: &[Mark]) {
        for mark in marks {
            self.0 &= !(1 << *mark as u16);
        }
    }

    /// What they come to, for a line of `chars` characters.
    pub(super) fn sign(self, chars: usize) -> Option<Sign> {
        let short = chars <= SHORT;
        if short && (self.has(Mark::Points) || self.has(Mark::Buttons)) {
            return Some(Sign::Furniture);
        }
        if self.has(Mark::Caption) {
            return Some(Sign::Caption);
        }
        if chars <= 60 && !self.has(Mark::Sentence) && self.has(Mark::Lead) {
            let lead = self.has(Mark::Open);
            return Some(if lead { Sign::Lead } else { Sign::Furniture });
        }
        let sure = [Mark::LedOn, Mark::Start, Mark::Holds];
        let unless_sentence = [Mark::Opener, Mark::Mentions];
        let promotes = sure.iter().any(|mark| self.has(*mark))
            || (!self.has(Mark::Sentence) && unless_sentence.iter().any(|mark| self.has(*mark)));
        if short && promotes {
            return Some(Sign::Furniture);
        }
        (self.has(Mark::Credit) || self.has(Mark::Name)).then_some(Sign::Caption)
    }
}

/// What the words of `line` say, or `None`.
pub(super) fn sign(line: &str) -> Option<Sign> {
    marks(line).sign(line.chars().take(CAPTION + 1).count())
}

/// What the words of `line` say of it; nothing of a line that is too long to be looked at.
pub(super) fn marks(line: &str) -> Marks {
    let mut marks = Marks::default();
    if line.len() > CAPTION * 4 || !(3..=CAPTION).contains(&line.chars().count()) {
        return marks;
    }
    let lower = line.to_lowercase();
    let lower = if lower.contains('\n') {
        lower.replace('\n', " ")
    } else {
        lower
    };
    let lower = lower.trim();
    let sentence = is_sentence(lower);
    marks.set(Mark::Sentence, sentence);
    marks.set(Mark::Points, points(line));
    marks.set(Mark::Buttons, is_buttons(lower));
    starts(lower, &mut marks);
    // A story too quotes somebody who speaks of newsletters.
    let quoted = sentence && lower.contains(['“', '"', '„', '«']);
    holds(lower, &mut marks);
    if quoted {
        marks.clear(&[
            Mark::LedOn,
            Mark::Start,
            Mark::Opener,
            Mark::Holds,
            Mark::Mentions,
        ]);
    }
    let open = lower.ends_with([':', '…', '»', '>', '→']) || lower.split(' ').count() <= 5;
    marks.set(Mark::Open, open);
    marks.set(Mark::Name, ends_in_credit(line));
    marks
}

/// Notes the phrases that `lower` starts with.
fn starts(lower: &str, marks: &mut Marks) {
    for (phrase, mark) in phrases::starting_like(lower) {
        let begins = begins(lower, phrase);
        match mark {
            Mark::Lead => {
                marks.set(Mark::Lead, begins);
                marks.set(Mark::LedOn, leads_on(lower, phrase));
            }
            Mark::Opener => {
                marks.set(Mark::Opener, begins);
                marks.set(Mark::LedOn, leads_on(lower, phrase));
            }
            // A credit is often followed by its name at once.
            Mark::Caption => marks.set(Mark::Caption, lower.starts_with(phrase)),
            _ => marks.set(mark, begins),
        }
    }
}

/// Notes the phrases that `lower` holds. An agency named further up in a full sentence is a dateline or a
/// source.
fn holds(lower: &str, marks: &mut Marks) {
    const TAIL: usize = 40;
    let sentence = lower.ends_with(['.', '”', '"']) || lower.len() > 200;
    for (start, mark) in phrases::held_by(lower) {
        let credits = !sentence || lower.len() - start <= TAIL;
        marks.set(mark, mark != Mark::Credit || credits);
    }
}

/// Whether a line ends as the sentences of a story do. Such a line needs a surer phrase than others: a
/// story too says that somebody wrote on Facebook, or tells a reader to follow the money.
fn is_sentence(lower: &str) -> bool {
    let closed = lower.trim_end_matches(['"', '”', '’', '\'', ')', '»', '“']);
    closed.ends_with(['.', '?', '!']) && !closed.ends_with("...") && lower.split(' ').count() >= 5
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
