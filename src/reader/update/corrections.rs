//! What the reader says of names: asked for, kept, shown, taken back.
//!
//! As with the journal, nothing is true before it is on disk. Then the names of the open article are worked out
//! anew on a worker from what was found in it; what is selected or gone through stays, as far as it is there.

use crate::names::{Correction, Corrections, LONGEST_NAME, NameKind, Names, places};
use crate::reader::{CorrectedNames, Effect, Message, Model, NamesUndo, Receipt, Ticket};
use crate::text::{folded, harmless_line};
use std::sync::Arc;

impl Model {
    /// Asks for `correction` to be kept; says why not where it says nothing.
    pub fn correct(&mut self, correction: &Correction) -> Vec<Effect> {
        let correction = tidied(correction);
        let checked = self.check(&correction);
        if let Err(refusal) = checked {
            self.refuse(refusal);
            return Vec::new();
        }
        let receipt = Receipt {
            message: Some(self.with_way_back(&self.done(&correction), "takes it back")),
            undo: Some(NamesUndo {
                what: what(&correction),
                revisions: Vec::new(),
                clock: self.state.clock(),
            }),
            ..Receipt::default()
        };
        self.writing += 1;
        vec![Effect::Correct(correction, receipt)]
    }

    /// Why `correction` cannot be kept, or need not be.
    fn check(&self, correction: &Correction) -> Result<(), String> {
        let names = match correction {
            Correction::Merge { name, into: other }
            | Correction::Split { name, form: other }
            | Correction::Rename { name, to: other } => [name.as_str(), other.as_str()],
            Correction::Kind { name, .. }
            | Correction::Hide { name }
            | Correction::Add { name, .. } => [name.as_str(), name.as_str()],
        };
        if names.iter().any(|n| !n.contains(char::is_alphanumeric)) {
            return Err("A name needs a letter or a digit".into());
        }
        if names.iter().any(|name| name.len() > LONGEST_NAME) {
            return Err("That is too long for a name".into());
        }
        let same = folded(names[0]) == folded(names[1]);
        match correction {
            Correction::Merge { name, .. } if same => Err(format!("This is {name} already")),
            Correction::Split { form, .. } if same => Err(format!(
                "{form} is the name itself: split off another of its forms"
            )),
            Correction::Rename { name, to } if name == to => {
                Err(format!("It is called {name} already"))
            }
            Correction::Kind { name, kind } if self.kind_of(name) == Some(*kind) => {
                Err(format!("{name} is {} already", a(*kind)))
            }
            _ if self.corrections.revisions(correction).is_empty() => {
                Err("You have said so already".into())
            }
            _ => Ok(()),
        }
    }

    /// The kind of the name in the open article that is called `name`.
    fn kind_of(&self, name: &str) -> Option<NameKind> {
        let names = self.reading.as_ref()?.names.as_ref()?;
        let key = folded(name);
        let name = names.names.iter().find(|other| folded(&other.name) == key);
        name.map(|name| name.kind)
    }

    /// What is to be said when `correction` is kept.
    fn done(&self, correction: &Correction) -> String {
        match correction {
            Correction::Merge { name, into } => format!("Merged: {name} is now {into}"),
            Correction::Split { name, form } => {
                format!("Split: {form} is a name of its own now, apart from {name}")
            }
            Correction::Rename { name, to } => format!("Renamed: {name} is now called {to}"),
            Correction::Kind { name, kind } => format!("Changed: {name} is {} now", a(*kind)),
            Correction::Hide { name } => format!("Hidden: {name}"),
            Correction::Add { name, .. } => {
                let article = self.reading.as_ref().map(|reading| &reading.article);
                let times = article.map_or(0, |article| places(article, name).len());
                if times == 0 {
                    format!("Added: {name}, which does not stand in this article just so")
                } else {
                    format!("Added: {name}, {times} in this article")
                }
            }
        }
    }

    /// What the reader says is on disk, or was changed there by another window: it is true now.
    pub(super) fn corrected(
        &mut self,
        receipt: Receipt,
        corrections: Arc<Corrections>,
        problems: &[String],
    ) -> Vec<Effect> {
        let mut effects = Vec::new();
        if *corrections != *self.corrections {
            self.corrections = corrections;
            effects.extend(self.correct_names());
        }
        if let Some(undo) = receipt.undo.filter(|undo| !undo.revisions.is_empty()) {
            self.names_undo.push(undo);
            self.names_redo.clear();
            self.history.forget_undone();
        }
        self.names_redo
            .extend(receipt.undoing.map(|step| step.turned()));
        self.names_undo
            .extend(receipt.redoing.map(|step| step.turned()));
        if let Some(problem) = problems.first() {
            self.refuse(harmless_line(problem));
        }
        if let Some(message) = receipt.message {
            self.message = Some(Message::Done(message));
            effects.extend(self.release());
        }
        effects
    }

    /// It is not on disk: nothing was changed.
    pub(super) fn not_corrected(&mut self, reason: &str, receipt: Receipt) -> Vec<Effect> {
        self.refuse(format!("Not kept: {}", harmless_line(reason)));
        self.names_undo.extend(receipt.undoing.map(|step| *step));
        self.names_redo.extend(receipt.redoing.map(|step| *step));
        self.release()
    }

    /// Asks for the names of the open article as the reader has them now, if they have been found.
    fn correct_names(&self) -> Option<Effect> {
        let reading = self.reading.as_ref()?;
        let found = Arc::clone(reading.found.as_ref()?);
        let (article, corrections) = (&reading.article, &self.corrections);
        Some(Effect::CorrectNames(
            reading.ticket,
            Arc::clone(article),
            found,
            Arc::clone(corrections),
        ))
    }

    /// The names of the open article are there, found or corrected anew.
    pub(super) fn names_found(&mut self, ticket: Ticket, names: CorrectedNames) -> Vec<Effect> {
        let is_current = *names.by == *self.corrections;
        let Some(reading) = self.reading.as_mut().filter(|r| r.ticket == ticket) else {
            return Vec::new();
        };
        if reading.found.is_some() {
            // Another answer follows one to an older question.
            if is_current {
                self.show_names(&names.shown);
            }
            return Vec::new();
        }
        reading.found = Some(names.found);
        self.show_names(&names.shown);
        // What another window has said meanwhile is true of this article too.
        let mut effects = vec![Effect::CatchUp];
        if !is_current {
            effects.extend(self.correct_names());
        }
        effects
    }

    /// Shows `names` in the open article. The trail goes on along the same name, the same row of the sidebar stays
    /// selected, and a card is that of the same name.
    fn show_names(&mut self, names: &Arc<Names>) {
        let Some(reading) = &mut self.reading else {
            return;
        };
        let before = reading.take_names(names);
        self.renew_cards(&before);
        self.follow_section();
    }
}

/// `correction` with single spaces in its names, and harmless.
fn tidied(correction: &Correction) -> Correction {
    let tidy = |name: &str| {
        let words: Vec<&str> = name.split_whitespace().collect();
        harmless_line(&words.join(" "))
    };
    correction.written(tidy, tidy)
}

/// What `correction` was, for when it is undone.
fn what(correction: &Correction) -> String {
    match correction {
        Correction::Merge { name, into } => format!("{name} merged into {into}"),
        Correction::Split { name, form } => format!("{form} split from {name}"),
        Correction::Rename { name, to } => format!("{name} renamed to {to}"),
        Correction::Kind { name, kind } => format!("{name} made {}", a(*kind)),
        Correction::Hide { name } => format!("{name} hidden"),
        Correction::Add { name, .. } => format!("{name} added"),
    }
}

/// The kind with its article.
fn a(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "a person",
        NameKind::Organization => "an organisation",
        NameKind::Place => "a place",
    }
}
