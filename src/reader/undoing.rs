//! Undo and redo: what the reader did, taken back step by step and taken again, in this session and in later ones.
//!
//! The steps come out of the journal ([`crate::journal::History`]); those of names, which are kept elsewhere, stand
//! between them by the clock and live as long as the session. What another window or device has changed since is
//! not changed back: to take away here what the reader did there would be to lose it.

use super::{Command, Model, NamesUndo, Receipt, Scope, Screen};
use crate::journal::{ArticleId, Change, Deed, Draft, Made, Stride, stands};
use std::collections::{BTreeSet, HashSet};
use std::fmt::Write as _;

/// Cells of a headline in a message.
const TITLE_CELLS: usize = 40;
/// Tags that a message names.
const TAGS_NAMED: usize = 3;

/// Which way a step goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    Again,
}

impl Model {
    /// Takes back the last step that can be taken back: of the marks, or of what was said of names.
    pub(super) fn undo(&mut self) -> Vec<super::Effect> {
        let step = self.history.last().map(|deed| deed.step);
        let of_names = self.names_undo.last().map(|undo| undo.clock);
        if of_names >= step
            && let Some(undo) = self.names_undo.pop()
        {
            return self.revise_names(undo, Way::Back);
        }
        let Some(deed) = self.history.last().cloned() else {
            self.say("Nothing to undo");
            return Vec::new();
        };
        self.carry(&deed, Way::Back)
    }

    /// Takes again what was taken back last.
    pub(super) fn redo(&mut self) -> Vec<super::Effect> {
        let step = self.history.next().map(|deed| deed.step);
        let of_names = self.names_redo.last().map(|redo| redo.clock);
        // What was done first is taken again first; a correction of the same clock came after the step.
        if of_names.is_some_and(|clock| step.is_none_or(|step| clock < step))
            && let Some(redo) = self.names_redo.pop()
        {
            return self.revise_names(redo, Way::Again);
        }
        let Some(deed) = self.history.next().cloned() else {
            self.say("Nothing to redo");
            return Vec::new();
        };
        self.carry(&deed, Way::Again)
    }

    /// `done` with the key that takes it back, in these `words`.
    pub(super) fn with_way_back(&self, done: &str, words: &str) -> String {
        let scope = self.scope().unwrap_or(Scope::Reader);
        match self.keymap.keys_of(scope, Command::Undo).first() {
            Some(key) => format!("{done}; {key} {words}"),
            None => done.to_owned(),
        }
    }

    fn revise_names(&mut self, step: NamesUndo, way: Way) -> Vec<super::Effect> {
        let revisions = step.revisions.clone();
        let mut receipt = Receipt::told(&format!("{}: {}", way.word(), step.what));
        match way {
            Way::Back => receipt.undoing = Some(Box::new(step)),
            Way::Again => receipt.redoing = Some(Box::new(step)),
        }
        self.writing += 1;
        vec![super::Effect::Revise(revisions, receipt)]
    }

    /// Carries a step the one way or the other, as far as what it did still stands.
    fn carry(&mut self, deed: &Deed, way: Way) -> Vec<super::Effect> {
        let changes = deed.changes.iter();
        let standing: Vec<&Made> = changes
            .filter(|made| stands(&self.state, &made.article, &made.change))
            .collect();
        if standing.is_empty() {
            self.history.pass_over(deed.step);
            let all: Vec<&Made> = deed.changes.iter().collect();
            let what = self.what(&all, way);
            self.refuse(format!(
                "Not {}: {what}; it was changed elsewhere since",
                way.word().to_lowercase()
            ));
            return Vec::new();
        }
        let makes_unread = |made: &&Made| made.back == Change::Unread;
        if let (Some(reading), true) = (&mut self.reading, standing.iter().any(makes_unread)) {
            // On the last page it stays unread until that is shown again.
            reading.finished = true;
        }
        let mut message = format!("{}: {}", way.word(), self.what(&standing, way));
        let left = deed.changes.len() - standing.len();
        if left > 0 {
            let _ = write!(message, "; {left} changed elsewhere since, left so");
        }
        // What was done last is taken back first.
        let drafts: Vec<Draft> = standing
            .iter()
            .rev()
            .map(|made| self.draft(&made.article, made.back.clone()))
            .collect();
        let stride = match way {
            Way::Back => Stride::Undo(deed.step),
            Way::Again => Stride::Redo(deed.step),
        };
        self.write(drafts, stride, Receipt::told(&message))
    }

    /// What the step did that `made` is of, and in which article or how many.
    fn what(&self, made: &[&Made], way: Way) -> String {
        let done: Vec<&Change> = made
            .iter()
            .map(|made| match way {
                Way::Back => &made.change,
                Way::Again => &made.back,
            })
            .collect();
        let articles: HashSet<&ArticleId> = made.iter().map(|made| &made.article).collect();
        if articles.len() > 1 {
            return told_of_many(&done, articles.len());
        }
        let what = told(&done);
        let title = made.first().and_then(|made| self.elsewhere(&made.article));
        title.map_or_else(|| what.clone(), |title| format!("{what}, in “{title}”"))
    }

    /// The headline of an article that is not the one that is open, where it is known.
    fn elsewhere(&self, id: &ArticleId) -> Option<String> {
        let open = self.reading.as_ref();
        let open = open.filter(|_| self.screen == Screen::Reader);
        if open.is_some_and(|reading| self.state.name(&reading.id) == self.state.name(id)) {
            return None;
        }
        let standing = self.state.article(id)?;
        let title = standing.title.as_deref()?;
        Some(crate::text::fit(title, TITLE_CELLS).into_owned())
    }
}

impl Way {
    const fn word(self) -> &'static str {
        match self {
            Self::Back => "Undone",
            Self::Again => "Redone",
        }
    }
}

/// What was done to this many articles by `changes` of one step, in words.
pub(super) fn told_of_many(changes: &[&Change], articles: usize) -> String {
    let many = match articles {
        1 => "1 article".to_owned(),
        _ => format!("{articles} articles"),
    };
    let all = |is: fn(&Change) -> bool| changes.iter().all(|change| is(change));
    if all(|change| matches!(change, Change::Unstar)) {
        return format!("stars of {many} taken away");
    }
    if all(|change| matches!(change, Change::Untag { .. })) {
        return format!("{} taken from {many}", tags_named(changes));
    }
    format!("{many} {}", told(changes))
}

/// What was done by `changes` of one step, in words.
pub(super) fn told(changes: &[&Change]) -> String {
    let Some(first) = changes.first() else {
        return "the last change".into();
    };
    let all = |is: fn(&Change) -> bool| changes.iter().all(|change| is(change));
    if all(|change| matches!(change, Change::Tag { .. })) {
        return format!("tagged {}", quoted_tags(changes));
    }
    if all(|change| matches!(change, Change::Untag { .. })) {
        return format!("{} taken away", tags_named(changes));
    }
    if all(|change| matches!(change, Change::Tag { .. } | Change::Untag { .. })) {
        return "given other tags".into();
    }
    let kind = std::mem::discriminant(*first);
    if changes
        .iter()
        .any(|change| std::mem::discriminant(*change) != kind)
    {
        return "changed".into();
    }
    kind_told(first).into()
}

/// What one change of its kind is, in words.
const fn kind_told(change: &Change) -> &'static str {
    match change {
        Change::Read => "marked read",
        Change::Unread => "marked unread",
        Change::Star => "starred",
        Change::Unstar => "star taken away",
        Change::Archive => "archived",
        Change::Unarchive => "taken out of the archive",
        Change::Bookmark { .. } | Change::RestoreBookmark { .. } => "bookmarked",
        Change::RemoveBookmark { .. } => "bookmark deleted",
        Change::Attach { .. } => "bookmark attached",
        Change::Note { .. } => "note changed",
        Change::Label { .. } => "label changed",
        _ => "changed",
    }
}

/// The tags that `changes` are about: "tag “sea”", "tags “sea”, “port”".
fn tags_named(changes: &[&Change]) -> String {
    let tags = quoted_tags(changes);
    let several = if tags.contains(", ") { "tags" } else { "tag" };
    format!("{several} {tags}")
}

fn quoted_tags(changes: &[&Change]) -> String {
    let tags = changes.iter().filter_map(|change| match change {
        Change::Tag { tag } | Change::Untag { tag } => Some(tag.as_str()),
        _ => None,
    });
    let tags: BTreeSet<&str> = tags.collect();
    let mut named: Vec<String> = tags
        .iter()
        .take(TAGS_NAMED)
        .map(|tag| format!("“{tag}”"))
        .collect();
    if tags.len() > TAGS_NAMED {
        named.push(format!("{} more", tags.len() - TAGS_NAMED));
    }
    named.join(", ")
}

/// `words` as they begin a line.
pub(super) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
