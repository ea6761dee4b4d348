//! Places in the text to go through one by one: hits of a search, mentions of a name.

use crate::text::TextRange;

/// What a trail goes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrailKind {
    /// The hits of a search.
    Hits,
    /// The mentions of one name, by its index.
    Name(usize),
    /// The mentions of all names.
    Names,
}

/// What `n` goes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trail {
    /// What is being looked for: the words typed, or the name.
    pub label: String,
    /// Where it stands, in reading order.
    pub places: Vec<TextRange>,
    /// The place one is at.
    pub at: Option<usize>,
    /// What it is a trail of.
    pub kind: TrailKind,
}

impl Trail {
    /// A trail of `places` that has not been set foot on.
    pub fn new(label: String, places: Vec<TextRange>, kind: TrailKind) -> Self {
        Self {
            label,
            places,
            at: None,
            kind,
        }
    }

    /// The index of the name whose mentions it goes along.
    pub fn name(&self) -> Option<usize> {
        match self.kind {
            TrailKind::Name(name) => Some(name),
            TrailKind::Hits | TrailKind::Names => None,
        }
    }

    /// Where on it one is, for people.
    pub(super) fn told(&self) -> String {
        let at = self.at.unwrap_or(0) + 1;
        format!("{}: {at} of {}", self.label, self.places.len())
    }

    /// The same trail over other `places`; the place one is at stays if it is one of them.
    pub(super) fn over(&self, label: String, places: Vec<TextRange>, kind: TrailKind) -> Self {
        let at = self.current().and_then(|current| {
            let at = places.partition_point(|place| place.end <= current.start);
            places
                .get(at)
                .and_then(|place| place.overlap(current))
                .map(|_| at)
        });
        Self {
            label,
            places,
            at,
            kind,
        }
    }

    /// Leaves the trail where one is: the next step starts from the page again.
    pub(super) fn leave(&mut self) {
        self.at = None;
    }

    /// The place one is at.
    pub fn current(&self) -> Option<TextRange> {
        self.at.and_then(|at| self.places.get(at)).copied()
    }

    /// Steps to the next place, round the end; the first step goes to the first place at or after `here`.
    pub(super) fn next(&mut self, here: usize) -> Option<TextRange> {
        let count = self.places.len();
        let after = self.places.partition_point(|place| place.start < here);
        self.at = (count > 0).then(|| self.at.map_or(after, |at| at + 1) % count);
        self.current()
    }

    /// Steps to the place before, round the start; the first step goes to the last place before `here`.
    pub(super) fn previous(&mut self, here: usize) -> Option<TextRange> {
        let count = self.places.len();
        let before = self.places.partition_point(|place| place.start < here);
        self.at = (count > 0).then(|| (self.at.unwrap_or(before) + count - 1) % count);
        self.current()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trail_starts_near_and_goes_round() {
        let places = [10, 50, 90].map(|at| TextRange::new(at, at + 3)).to_vec();
        let mut trail = Trail::new("x".into(), places, TrailKind::Hits);
        assert_eq!(trail.next(40).unwrap().start, 50);
        assert_eq!(trail.next(40).unwrap().start, 90);
        assert_eq!(trail.next(40).unwrap().start, 10);
        assert_eq!(trail.previous(40).unwrap().start, 90);
        assert!(
            Trail::new(String::new(), Vec::new(), TrailKind::Hits)
                .next(0)
                .is_none()
        );
    }
}
