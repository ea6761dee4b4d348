//! What the training of the structure model shares with the reader: the units of a text with the features
//! that the reader measures, the model, and what the reader makes of a text with a model.

pub use super::model::{Answer, DEPTH, Model, Tree};

use super::context::{Context, FEATURES};
use super::layout::{self, Unit};
use super::roles::{self, Role};
use crate::import::lines::Lines;

/// A unit of a text, as the model sees it.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its first line in the file, from 1.
    pub line: usize,
    /// Its features, named by [`features`].
    pub features: Vec<f32>,
}

/// What a unit is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Text of the story.
    Story,
    /// The heading of a section.
    Heading,
    /// Set apart from the story: promotions, captions, byline and date.
    Furniture,
    /// The title of the article.
    Title,
}

/// The names of the features, in their order.
pub fn features() -> &'static [&'static str] {
    FEATURES
}

/// The units of a plain text that the model is asked about.
pub fn examples(text: &str) -> Vec<Example> {
    let units = units(text);
    let context = Context::of(&units);
    let mut row = Vec::new();
    (0..units.len())
        .filter(|at| context.is_open(*at))
        .map(|at| {
            context.row(at, &mut row);
            Example {
                line: units[at].first,
                features: row.clone(),
            }
        })
        .collect()
}

/// What the reader takes each unit of a plain text for, by `model`: first and last line from 1, and class.
pub fn classes(text: &str, model: &Model) -> Vec<(usize, usize, Class)> {
    let units = units(text);
    let roles = roles::assign(&units, false, model);
    let class = |role: &Role| match role {
        Role::Story => Class::Story,
        Role::Heading(_) => Class::Heading,
        Role::Title => Class::Title,
        Role::Byline | Role::Date | Role::Furniture | Role::Caption => Class::Furniture,
    };
    units
        .iter()
        .zip(&roles)
        .map(|(unit, role)| (unit.first, unit.last, class(role)))
        .collect()
}

fn units(text: &str) -> Vec<Unit<'_>> {
    let lines: Vec<&str> = Lines::from(text, 0).map(|(_, line)| line).collect();
    layout::units(&lines, 0)
}
