//! What each unit is for: title, byline, heading, furniture, or story. What the shape of a unit says plainly
//! is taken at its word; for the rest the model is asked, and a few rules hold it to what a reader expects.

use super::super::furniture::Sign;
use super::context::Context;
use super::facts::{Ending, Facts, HEADING, LOOKED_AT};
use super::layout::{Form, Unit};
use super::model::{FURNITURE_FROM, HEADING_FROM, HEADING_LEAD, Model, SENTENCE_FROM};
use super::{numbering, top};

/// The part that a unit plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Part of the story, of the kind its form says.
    Story,
    /// The headline.
    Title,
    /// Who wrote it.
    Byline,
    /// When.
    Date,
    /// A section heading and its rank.
    Heading(u8),
    /// Not the story.
    Furniture,
    /// Words under a picture.
    Caption,
}

/// The longest headline that is taken for a lead's, in characters.
const HEADLINE: usize = 130;

/// Lines that one lead can govern, itself counted.
const HEADLINES: usize = 9;

/// Likelihood from which a line under a lead's headlines is a heading.
const UNDER_LEAD: f32 = 0.7;

/// A role for every unit. A text that is `titled` has its title in the header already.
pub(super) fn assign(units: &[Unit<'_>], titled: bool, model: &Model) -> Vec<Role> {
    let context = Context::of(units);
    let facts = context.facts();
    let first = context.edges().map_or(units.len(), |(first, _)| first);
    let title = top::title(units, facts, first).filter(|_| !titled);
    let byline = title.and_then(|title| top::byline_under(units, facts, title));
    let numbered = numbering::ranks(units, facts);
    let mut row = Vec::new();
    // Headlines that a lead may still have below it.
    let mut led = 0;
    (0..units.len())
        .map(|at| {
            led = if facts[at].leads() { HEADLINES } else { led };
            led = if is_headline(&facts[at]) { led } else { 0 };
            let under_lead = led > 0 && led < HEADLINES;
            led = led.saturating_sub(1);
            if Some(at) == title {
                Role::Title
            } else if Some(at) == byline {
                Role::Byline
            } else if let Some(role) = by_own_words(&units[at], &facts[at]) {
                role
            } else if numbered[at] > 0 {
                Role::Heading(numbered[at])
            } else if let Some((_, last)) = context.edges().filter(|_| context.is_near_prose(at)) {
                context.row(at, &mut row);
                let likely = Likely::by(model, &row, under_lead);
                let may_head = at < last && !is_in_list(units, at);
                by_model(&units[at], &facts[at], may_head, &likely)
            } else {
                without_prose(&facts[at])
            }
        })
        .collect()
}

/// Roles that need no neighbour.
fn by_own_words(unit: &Unit<'_>, facts: &Facts) -> Option<Role> {
    match unit.form {
        Form::Marked(rank) => Some(Role::Heading(rank)),
        Form::Code | Form::Rule | Form::Verse | Form::Note(_) => Some(Role::Story),
        Form::Text if facts.date => Some(Role::Date),
        Form::Text if facts.byline => Some(Role::Byline),
        // A paragraph of this length is the story, or cannot be told from it.
        _ if facts.size > LOOKED_AT => Some(Role::Story),
        _ => None,
    }
}

/// Whether a unit is an item with another beside it: one of a list, not a heading.
fn is_in_list(units: &[Unit<'_>], at: usize) -> bool {
    let item = |at: Option<usize>| {
        at.and_then(|at| units.get(at))
            .is_some_and(|unit| matches!(unit.form, Form::Item(..)))
    };
    item(Some(at)) && (item(at.checked_sub(1)) || item(Some(at + 1)))
}

/// How likely a unit is each of two things, from 0 to 1.
struct Likely {
    heading: f32,
    furniture: f32,
}

impl Likely {
    /// What `model` says. Below a lead stand headlines of other articles, which announce what they are about
    /// as well as headings do: there a heading must be beyond doubt.
    fn by(model: &Model, row: &[f32], under_lead: bool) -> Self {
        let mut likely = Self {
            heading: model.heading.likelihood(row),
            furniture: model.furniture.likelihood(row),
        };
        if under_lead && likely.heading < UNDER_LEAD {
            likely.heading = 0.0;
            likely.furniture = 1.0;
        }
        likely
    }
}

/// Whether a line may be one of the headlines under a lead, or the lead.
fn is_headline(facts: &Facts) -> bool {
    facts.size <= HEADLINE && (facts.ending != Ending::Stop || facts.leads())
}

/// What the model comes to. A heading has text below it, is no sentence, and announces no list.
fn by_model(unit: &Unit<'_>, facts: &Facts, may_head: bool, likely: &Likely) -> Role {
    let Likely { heading, furniture } = *likely;
    let may_head = may_head
        && (2..=HEADING).contains(&facts.size)
        && matches!(facts.ending, Ending::Bare | Ending::Call)
        && !matches!(unit.form, Form::Quote(_));
    if may_head && heading >= HEADING_FROM && heading + HEADING_LEAD > furniture {
        return Role::Heading(2);
    }
    let sentence = facts.is_prose() && facts.ending == Ending::Stop;
    if furniture
        < if sentence {
            SENTENCE_FROM
        } else {
            FURNITURE_FROM
        }
    {
        Role::Story
    } else if facts.sign == Some(Sign::Caption) {
        Role::Caption
    } else {
        Role::Furniture
    }
}

/// Short lines and nothing else: a list, a poem, an address. Only the surest words are believed.
fn without_prose(facts: &Facts) -> Role {
    match facts.sign {
        Some(Sign::Caption) => Role::Caption,
        Some(_) => Role::Furniture,
        None => Role::Story,
    }
}
