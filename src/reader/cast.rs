//! The names of the open article: which are shown, which one is meant, and what becomes of what depends on
//! them when they change under the reader's hand.

use super::{Reading, Trail, TrailKind, Whereabouts};
use crate::names::{Name, NameKind, Names};
use crate::text::TextRange;
use std::sync::Arc;

/// Kinds of name in the order in which they are listed.
pub(super) const KINDS: [NameKind; 3] = [NameKind::Person, NameKind::Organization, NameKind::Place];

/// The name that has a mention at `byte` of the text.
pub(super) fn name_at(names: &Names, byte: usize) -> Option<usize> {
    let at = names
        .mentions
        .partition_point(|mention| mention.range.end <= byte);
    let mention = names.mentions.get(at)?;
    mention.range.contains(byte).then_some(mention.name)
}

/// The mentions of name `at`, in reading order.
pub(super) fn places(names: &Names, at: usize) -> impl Iterator<Item = TextRange> {
    let mentions = names.names.get(at).map_or(&[][..], |name| &name.mentions);
    let found = mentions
        .iter()
        .filter_map(|mention| names.mentions.get(*mention));
    found.map(|mention| mention.range)
}

impl Reading {
    /// Takes in the names, found or corrected, and returns those there were. Whoever goes along the mentions of one
    /// goes on along those of the name that it has become; what is selected stays so.
    pub(super) fn take_names(&mut self, names: &Arc<Names>) -> Arc<Names> {
        self.whereabouts = Whereabouts::new(names, self.article.text.len());
        let before = self.names.replace(Arc::clone(names)).unwrap_or_default();
        self.sidebar.follow(&before, names);
        self.renew_trail(&before);
        before
    }

    /// Lays the trail of names anew, over the names as they are now, which were `before`, and the kinds that are
    /// shown.
    pub(super) fn renew_trail(&mut self, before: &Names) {
        let (Some(names), Some(trail)) = (&self.names, &self.trail) else {
            return;
        };
        let (label, found, kind) = match trail.kind {
            TrailKind::Hits => return,
            TrailKind::Names => (
                trail.label.clone(),
                self.listed_mentions(),
                TrailKind::Names,
            ),
            TrailKind::Name(at) => {
                let heir = before.heir(at, names);
                let Some((at, name)) = heir.and_then(|at| Some((at, names.names.get(at)?))) else {
                    self.trail = None;
                    return;
                };
                let places = places(names, at).collect();
                (name.name.clone(), places, TrailKind::Name(at))
            }
        };
        self.trail = Some(trail.over(label, found, kind));
    }

    /// Makes the mentions of name `at` the trail, unless they are it already.
    pub(super) fn choose_name(&mut self, at: usize) {
        let Some(names) = self.names.clone() else {
            return;
        };
        let chosen = self.trail.as_ref().and_then(Trail::name);
        if let Some(name) = names.names.get(at).filter(|_| chosen != Some(at)) {
            self.trail = Some(Trail::new(
                name.name.clone(),
                places(&names, at).collect(),
                TrailKind::Name(at),
            ));
        }
    }

    /// The name of this index.
    pub fn name(&self, at: usize) -> Option<&Name> {
        self.names.as_ref()?.names.get(at)
    }

    /// The mentions of all names of the kinds that are shown.
    pub(super) fn listed_mentions(&self) -> Vec<TextRange> {
        let mentions = self.names.iter().flat_map(|names| &names.mentions);
        mentions
            .filter(|mention| self.sidebar.lists(mention.kind))
            .map(|mention| mention.range)
            .collect()
    }

    /// The name that is meant on the page: the one whose mention has been stepped to, else the first one shown.
    pub(super) fn name_in_hand(&self) -> Option<usize> {
        let names = self.names.as_ref()?;
        let shown = self.extent();
        let at = self.trail.as_ref().and_then(Trail::current);
        let stepped_to = at
            .filter(|at| at.overlap(shown).is_some())
            .and_then(|at| name_at(names, at.start));
        let first = || {
            let from = names
                .mentions
                .partition_point(|mention| mention.range.end <= shown.start);
            let on_page = names.mentions.iter().skip(from);
            on_page
                .take_while(|mention| mention.range.start < shown.end)
                .find(|mention| self.sidebar.lists(mention.kind))
                .map(|mention| mention.name)
        };
        stepped_to.or_else(first)
    }

    /// The kind that comes after the one shown alone: all, then each kind of which there are names.
    pub(super) fn next_kind(&self) -> Option<NameKind> {
        let after = match self.sidebar.kind {
            None => 0,
            Some(kind) => KINDS.iter().position(|k| *k == kind).map_or(0, |at| at + 1),
        };
        let names = self.names.as_ref()?;
        let occurs = |kind: &&NameKind| names.names.iter().any(|name| name.kind == **kind);
        KINDS.iter().skip(after).find(occurs).copied()
    }

    /// The number of the page that shows byte `offset`, from 1, once it is known.
    pub fn page_of(&self, offset: usize) -> Option<usize> {
        let known = self.is_whole() && self.pages.knows(offset);
        let number = self.pages.number(self.pages.page_at(offset));
        number.filter(|_| known).map(|page| page + 1)
    }
}
