//! How the spaces of a flush line are widened.
//!
//! A space grows by whole cells, so some of a line are wider than others. A compositor puts the wider ones
//! where the reader pauses anyway: after a sentence first, then after a comma; what is left goes evenly over
//! the rest.

/// How much of a pause the word before a space ends with, the longest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Pause {
    Sentence,
    Comma,
    None,
}

/// By how many cells each space (U+0020) of `line` is wider than one, from left to right, when all of them are
/// widened by `stretch` cells together.
pub fn widened(line: &str, stretch: u16) -> Vec<u16> {
    let words = line.split(' ');
    let mut pauses: Vec<Pause> = words.map(pause).collect();
    // After the last word there is no space.
    pauses.pop();
    let Ok(count) = u16::try_from(pauses.len()) else {
        return vec![0; pauses.len()];
    };
    let Some(each) = stretch.checked_div(count) else {
        return Vec::new();
    };
    let mut widths = vec![each; pauses.len()];
    let mut left = usize::from(stretch % count);
    for wanted in [Pause::Sentence, Pause::Comma, Pause::None] {
        let places = pauses.iter().enumerate();
        let places: Vec<usize> = places
            .filter(|(_, pause)| **pause == wanted)
            .map(|(at, _)| at)
            .collect();
        let taken = left.min(places.len());
        for place in spread(taken, &places) {
            widths[place] += 1;
        }
        left -= taken;
    }
    widths
}

/// `count` of `places`, at even distances.
fn spread(count: usize, places: &[usize]) -> impl Iterator<Item = usize> {
    let all = places.len();
    let upto = move |at: usize| (at * count + all / 2).checked_div(all).unwrap_or(0);
    places
        .iter()
        .enumerate()
        .filter(move |(at, _)| upto(at + 1) > upto(*at))
        .map(|(_, place)| *place)
}

/// The pause with which `word` ends, whatever quotes or brackets close after it.
fn pause(word: &str) -> Pause {
    let word = word.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    match word.chars().next_back() {
        Some('.' | '!' | '?' | '…' | ':' | ';') => Pause::Sentence,
        Some(',' | '–' | '—') => Pause::Comma,
        _ => Pause::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_reader_pauses_where_the_gaps_are_wide() {
        assert_eq!(widened("It had. The third was so", 1), [0, 1, 0, 0, 0]);
        assert_eq!(
            widened("indeed, Ms Falcão says, “that both.” So", 3),
            [1, 0, 0, 1, 0, 1]
        );
        assert_eq!(widened("one, two three four", 5), [2, 2, 1]);
        assert_eq!(widened("no commas in this short line", 2), [0, 1, 0, 1, 0]);
        assert_eq!(widened("word", 7), [0; 0]);
    }

    proptest! {
        #[test]
        fn all_cells_are_given_and_no_gap_is_two_wider_than_another(line in "([a-z]{1,5}[,.]? ){0,14}[a-z]{1,5}", stretch in 0u16..60) {
            let widths = widened(&line, stretch);
            prop_assert_eq!(widths.len(), line.matches(' ').count());
            if let (Some(least), Some(most)) = (widths.iter().min(), widths.iter().max()) {
                prop_assert_eq!(widths.iter().sum::<u16>(), stretch);
                prop_assert!(most - least <= 1);
            }
        }
    }
}
