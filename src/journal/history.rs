//! The steps that can be taken back, and those that can be taken again: the fold of what one device wrote.
//!
//! Every event of a step says what takes it back, so the history comes out of the journal itself and outlives the
//! program. Only the steps of this device are in it; what another device did is not taken back here.

use super::{ArticleId, Change, Course, Event, State};
use std::collections::{HashSet, VecDeque};

/// Steps that are remembered.
const STEPS: usize = 200;
/// Changes that are remembered, be they of few steps: one step may mark a whole library. The last step is whole.
const CHANGES: usize = 400_000;

/// Something that the reader did at once, be it to one article or to many.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// Names the step.
    pub step: u64,
    /// Its changes, in the order in which they were written last.
    pub changes: Vec<Made>,
    /// Whether another window of this device did it while this one was open: it is not taken back from here.
    pub elsewhere: bool,
}

/// A change that was made by a step, or that took one of the step back.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// The article it was made to.
    pub article: ArticleId,
    /// What was made.
    pub change: Change,
    /// What takes it back.
    pub back: Change,
}

/// What can be undone and redone, of one device.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    device: String,
    /// What can be taken back, the latest last.
    done: VecDeque<Deed>,
    /// What was taken back and can be taken again, the latest last.
    undone: Vec<Deed>,
}

/// All that the journal of a device comes to.
#[derive(Debug, Default)]
pub struct Folded {
    /// What the articles look like.
    pub state: State,
    /// What can be undone and redone.
    pub history: History,
}

impl Folded {
    /// What `device` knows before anything was done.
    pub fn new(device: &str) -> Self {
        Self {
            state: State::default(),
            history: History::new(device),
        }
    }

    /// Takes in one event that was read or written here.
    pub fn apply(&mut self, event: &Event) {
        self.state.apply(event);
        self.history.apply(event, false);
    }
}

impl History {
    /// The empty history of `device`.
    pub fn new(device: &str) -> Self {
        Self {
            device: device.to_owned(),
            ..Self::default()
        }
    }

    /// Takes in one event. Those of one device come in the order in which they were written; an event that was
    /// taken in before must not come again. `elsewhere` tells that another window made it just now.
    pub fn apply(&mut self, event: &Event, elsewhere: bool) {
        self.takes(event, elsewhere);
    }

    /// Takes in one event, and tells whether it said anything new.
    pub(super) fn takes(&mut self, event: &Event, elsewhere: bool) -> bool {
        let Some(step) = event
            .step
            .as_ref()
            .filter(|_| *event.device == *self.device)
        else {
            return false;
        };
        let Some(article) = event.article.clone() else {
            return false;
        };
        let made = Made {
            article,
            change: event.change.clone(),
            back: step.back.clone(),
        };
        match step.course {
            Course::Done => self.did(step.id, made, elsewhere),
            Course::Undone => {
                let taken_back = remove(&mut self.done, step.id);
                if let Some(deed) = taken_back {
                    self.undone.push(emptied(deed));
                }
                add(self.undone.last_mut(), step.id, made)
            }
            Course::Redone => {
                let at = self.undone.iter().rposition(|deed| deed.step == step.id);
                if let Some(at) = at {
                    let deed = self.undone.remove(at);
                    self.done.push_back(emptied(deed));
                }
                add(self.done.back_mut(), step.id, made)
            }
        }
    }

    /// A new step takes away what could be redone, as everywhere.
    fn did(&mut self, step: u64, made: Made, elsewhere: bool) -> bool {
        if self.done.back().is_none_or(|deed| deed.step != step) {
            self.undone.retain(|deed| deed.elsewhere != elsewhere);
            self.done.push_back(Deed {
                step,
                changes: Vec::new(),
                elsewhere,
            });
            self.let_go();
        }
        add(self.done.back_mut(), step, made)
    }

    /// Lets go of the steps that were taken first, where there are too many.
    fn let_go(&mut self) {
        let mut changes: usize = self.done.iter().map(|deed| deed.changes.len()).sum();
        while self.done.len() > STEPS || changes > CHANGES {
            let Some(first) = self.done.pop_front() else {
                return;
            };
            changes -= first.changes.len();
        }
    }

    /// The steps that it remembers.
    pub(super) fn steps(&self) -> HashSet<u64> {
        let deeds = self.done.iter().chain(&self.undone);
        deeds.map(|deed| deed.step).collect()
    }

    /// What is to be undone next.
    pub fn last(&self) -> Option<&Deed> {
        self.done.iter().rev().find(|deed| !deed.elsewhere)
    }

    /// What is to be redone next.
    pub fn next(&self) -> Option<&Deed> {
        self.undone.iter().rev().find(|deed| !deed.elsewhere)
    }

    /// Takes the step of this id off both stacks: nothing of it stands any more that could be taken back or again.
    pub fn pass_over(&mut self, step: u64) {
        self.done.retain(|deed| deed.step != step);
        self.undone.retain(|deed| deed.step != step);
    }

    /// Lets go of what could be redone here: something else was done, of which the journal does not know.
    pub fn forget_undone(&mut self) {
        self.undone.retain(|deed| deed.elsewhere);
    }
}

fn remove(deeds: &mut VecDeque<Deed>, step: u64) -> Option<Deed> {
    let at = deeds.iter().rposition(|deed| deed.step == step)?;
    deeds.remove(at)
}

/// The step with nothing to take back yet: the events that carry it the other way will say what.
fn emptied(mut deed: Deed) -> Deed {
    deed.changes.clear();
    deed
}

fn add(deed: Option<&mut Deed>, step: u64, made: Made) -> bool {
    let deed = deed.filter(|deed| deed.step == step);
    deed.map(|deed| deed.changes.push(made)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Step;

    fn event(clock: u64, id: u64, course: Course, back: Change) -> Event {
        Event {
            clock,
            at: jiff::Timestamp::UNIX_EPOCH,
            device: "desk".into(),
            article: Some("x".into()),
            change: Change::Read,
            step: Some(Step { id, course, back }),
        }
    }

    fn steps(deed: Option<&Deed>) -> Option<(u64, usize)> {
        deed.map(|deed| (deed.step, deed.changes.len()))
    }

    #[test]
    fn a_step_of_many_changes_goes_back_and_forth_as_one() {
        let mut history = History::new("desk");
        for (clock, id, course) in [
            (1, 1, Course::Done),
            (2, 2, Course::Done),
            (3, 2, Course::Done),
        ] {
            history.apply(&event(clock, id, course, Change::Unread), false);
        }
        assert_eq!(steps(history.last()), Some((2, 2)));
        for clock in [4, 5] {
            history.apply(&event(clock, 2, Course::Undone, Change::Read), false);
        }
        assert_eq!(steps(history.last()), Some((1, 1)));
        assert_eq!(steps(history.next()), Some((2, 2)));
        assert_eq!(history.next().unwrap().changes[0].back, Change::Read);
        for clock in [6, 7] {
            history.apply(&event(clock, 2, Course::Redone, Change::Unread), false);
        }
        assert_eq!(steps(history.last()), Some((2, 2)));
        assert_eq!(history.next(), None);
        history.apply(&event(8, 2, Course::Undone, Change::Read), false);
        history.apply(&event(9, 9, Course::Done, Change::Unread), false);
        assert_eq!(history.next(), None, "a new step ends what could be redone");
        assert_eq!(steps(history.last()), Some((9, 1)));
    }

    #[test]
    fn what_others_did_is_not_taken_back_here() {
        let mut history = History::new("desk");
        history.apply(&event(1, 1, Course::Done, Change::Unread), false);
        history.apply(&event(2, 2, Course::Done, Change::Unread), true);
        assert_eq!(steps(history.last()), Some((1, 1)));
        let mut phone = event(3, 3, Course::Done, Change::Unread);
        phone.device = "phone".into();
        history.apply(&phone, false);
        assert_eq!(steps(history.last()), Some((1, 1)));
        // Taken back where it was done, it can be redone there alone.
        history.apply(&event(4, 2, Course::Undone, Change::Read), true);
        assert_eq!(history.next(), None);
    }

    #[test]
    fn a_step_of_which_nothing_stands_is_passed_over() {
        let mut history = History::new("desk");
        for clock in [1, 2, 3] {
            history.apply(&event(clock, clock, Course::Done, Change::Unread), false);
        }
        history.apply(&event(4, 3, Course::Undone, Change::Read), false);
        history.pass_over(2);
        assert_eq!(steps(history.last()), Some((1, 1)));
        history.forget_undone();
        assert_eq!(history.next(), None);
    }

    #[test]
    fn old_steps_are_let_go() {
        let mut history = History::new("desk");
        for clock in 1..=300 {
            history.apply(&event(clock, clock, Course::Done, Change::Unread), false);
        }
        assert_eq!(history.done.len(), STEPS);
        assert_eq!(steps(history.last()), Some((300, 1)));
        // However much the last one did, it can be undone; those before it are let go when the next one comes.
        let many = CHANGES as u64 + 1;
        for clock in 0..many {
            history.apply(
                &event(400 + clock, 400, Course::Done, Change::Unread),
                false,
            );
        }
        assert_eq!(steps(history.last()), Some((400, CHANGES + 1)));
        history.apply(
            &event(900_000, 900_000, Course::Done, Change::Unread),
            false,
        );
        assert_eq!(history.done.len(), 1);
    }
}
