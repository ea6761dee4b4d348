//! The labels of words: outside, or one of four parts of a name of one of three kinds (BILOU, as Ratinov and Roth
//! found it better than BIO in "Design challenges and misconceptions in named entity recognition", `CoNLL` 2009).

use crate::names::NameKind;

/// How many labels there are.
pub const LABELS: usize = 13;

/// The kinds in the order of their labels.
const KINDS: [NameKind; 3] = [NameKind::Person, NameKind::Organization, NameKind::Place];

/// What part of a name a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The first of several words.
    First,
    /// A word between the first and the last.
    Inner,
    /// The last of several words.
    Last,
    /// The only word.
    Whole,
}

/// The label of a word that is `part` of a name of `kind`.
pub fn label(kind: NameKind, part: Part) -> usize {
    let kind = KINDS.iter().position(|k| *k == kind).unwrap_or(0);
    1 + 4 * kind + part as usize
}

/// What a label says; `None` for a word outside names.
pub fn read(label: usize) -> Option<(NameKind, Part)> {
    let at = label.checked_sub(1)?;
    let part = match at % 4 {
        0 => Part::First,
        1 => Part::Inner,
        2 => Part::Last,
        _ => Part::Whole,
    };
    Some((*KINDS.get(at / 4)?, part))
}

/// Whether a name goes on after `label`.
pub fn is_open(label: usize) -> bool {
    matches!(read(label), Some((_, Part::First | Part::Inner)))
}

/// Whether `to` may follow `from`; `None` is the start of a stretch.
pub fn may_follow(from: Option<usize>, to: usize) -> bool {
    let goes_on = match read(to) {
        Some((kind, Part::Inner | Part::Last)) => Some(kind),
        _ => None,
    };
    match from.and_then(read) {
        Some((kind, Part::First | Part::Inner)) => goes_on == Some(kind),
        _ => goes_on.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_began_goes_on_in_its_kind() {
        let person = |part| label(NameKind::Person, part);
        let place = |part| label(NameKind::Place, part);
        assert!(may_follow(Some(person(Part::First)), person(Part::Last)));
        assert!(!may_follow(Some(person(Part::First)), place(Part::Last)));
        assert!(!may_follow(Some(person(Part::First)), 0));
        assert!(!may_follow(None, person(Part::Inner)));
        assert!(may_follow(Some(person(Part::Whole)), place(Part::First)));
        for at in 1..LABELS {
            let (kind, part) = read(at).unwrap();
            assert_eq!(label(kind, part), at);
        }
        assert_eq!((read(0), read(LABELS)), (None, None));
    }
}
