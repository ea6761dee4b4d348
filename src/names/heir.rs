//! What became of a name when the names of its article were worked out anew.

use super::Names;
use std::collections::HashMap;

impl Names {
    /// The index in `later` of the name that has most mentions of name `at`; none when it has none left. Both are
    /// names of one article.
    pub fn heir(&self, at: usize, later: &Self) -> Option<usize> {
        let mut votes: HashMap<usize, usize> = HashMap::new();
        for mention in &self.names.get(at)?.mentions {
            let range = self.mentions.get(*mention)?.range;
            let found = later
                .mentions
                .binary_search_by_key(&range.start, |other| other.range.start);
            if let Some(other) = found.ok().and_then(|found| later.mentions.get(found)) {
                *votes.entry(other.name).or_default() += 1;
            }
        }
        let most = votes
            .into_iter()
            .max_by_key(|(name, votes)| (*votes, std::cmp::Reverse(*name)));
        most.map(|(name, _)| name)
    }
}
