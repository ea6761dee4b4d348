//! What each unit is for: title, byline, heading, furniture, or story. Decided from the shape of the
//! units, their stock phrases, their neighbours, and how far the words of a line return below it.

use super::facts::{Ending, Facts, HEADING, facts};
use super::furniture::Sign;
use super::layout::{Form, Unit};
use super::top;
use super::words::cohesion;

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

/// Headlines that one lead can be followed by.
const HEADLINES: usize = 8;

/// Paragraphs below a heading that its words are looked for in.
const REACH: usize = 4;

/// A role for every unit.
pub(super) fn assign(units: &[Unit<'_>]) -> Vec<Role> {
    let facts = facts(units);
    let mut desk = Desk {
        units,
        roles: vec![None; units.len()],
        facts,
    };
    desk.by_own_words();
    let prose = |desk: &Desk<'_>, at: &usize| desk.facts[*at].is_prose();
    let first = (0..units.len()).find(|at| prose(&desk, at));
    let last = (0..units.len()).rev().find(|at| prose(&desk, at));
    if let Some(title) = top::title(units, &desk.facts, first.unwrap_or(units.len())) {
        desk.roles[title] = Some(Role::Title);
    }
    if let (Some(first), Some(last)) = (first, last) {
        desk.after_leads();
        desk.edges(first, last);
        desk.between(first, last);
    }
    desk.settle()
}

struct Desk<'u> {
    units: &'u [Unit<'u>],
    facts: Vec<Facts>,
    roles: Vec<Option<Role>>,
}

impl Desk<'_> {
    /// Roles that need no neighbour.
    fn by_own_words(&mut self) {
        for (at, (unit, facts)) in self.units.iter().zip(&self.facts).enumerate() {
            self.roles[at] = match (unit.form, facts.sign) {
                (Form::Marked(rank), _) => Some(Role::Heading(rank)),
                (Form::Code | Form::Rule, _) => Some(Role::Story),
                (_, Some(Sign::Caption)) => Some(Role::Caption),
                (_, Some(_)) => Some(Role::Furniture),
                (Form::Text, None) if facts.date => Some(Role::Date),
                (Form::Text, None) if facts.byline => Some(Role::Byline),
                (Form::Text, None) if facts.repeated => Some(Role::Furniture),
                _ => None,
            };
        }
    }

    /// The headlines under "Read more:" belong to it.
    fn after_leads(&mut self) {
        let mut at = 0;
        while at < self.units.len() {
            let lead = self.facts[at].sign == Some(Sign::Lead);
            at += 1;
            if !lead {
                continue;
            }
            let end = self.units.len().min(at + HEADLINES);
            while at < end && self.is_headline(at) {
                self.roles[at] = Some(Role::Furniture);
                at += 1;
            }
        }
    }

    fn is_headline(&self, at: usize) -> bool {
        let facts = &self.facts[at];
        let open = self.roles[at].is_none() || self.facts[at].repeated;
        let short = facts.size <= HEADLINE && facts.ending != Ending::Stop;
        facts.sign != Some(Sign::Lead) && open && short
    }

    /// Short lines before the first and after the last paragraph are not the story.
    fn edges(&mut self, first: usize, last: usize) {
        for at in (0..first).chain(last + 1..self.units.len()) {
            let facts = &self.facts[at];
            let bare = facts.is_bare_line() && self.units[at].form == Form::Text;
            if self.roles[at].is_none() && bare {
                self.roles[at] = Some(Role::Furniture);
            }
        }
    }

    /// Short lines between paragraphs: a heading stands directly over its text and announces it.
    fn between(&mut self, first: usize, last: usize) {
        let mut at = first + 1;
        while at < last {
            if !self.is_open_line(at) {
                at += 1;
                continue;
            }
            let start = at;
            while at < last && self.is_open_line(at) {
                at += 1;
            }
            // The run `start..at` of bare lines; only its last line stands over text.
            for other in start..at - 1 {
                self.roles[other] = Some(Role::Furniture);
            }
            self.roles[at - 1] = self.heading_or_not(at - 1, at - start);
        }
    }

    fn is_open_line(&self, at: usize) -> bool {
        self.roles[at].is_none()
            && self.facts[at].is_bare_line()
            && matches!(self.units[at].form, Form::Text | Form::Item(..))
    }

    fn heading_or_not(&self, at: usize, run: usize) -> Option<Role> {
        let unit = &self.units[at];
        if matches!(unit.form, Form::Item(..)) {
            return None;
        }
        let score = self.score(at, run);
        if score >= 0.5 {
            Some(Role::Heading(2))
        } else if score < 0.3 {
            Some(Role::Furniture)
        } else {
            Some(Role::Story)
        }
    }

    /// How much a bare line looks like the heading of what follows; 0.5 is even.
    fn score(&self, at: usize, run: usize) -> f32 {
        let facts = &self.facts[at];
        let below = self.below(at);
        if below.is_empty() || facts.words > 16 || facts.size > HEADING || facts.size < 3 {
            return 0.0;
        }
        let stems: Vec<_> = below.iter().map(|i| &self.facts[*i].stems).collect();
        let mut score = 0.2 + 0.6 * cohesion(&facts.stems, &stems);
        if run > 1 {
            score -= 0.15;
        }
        if facts.ending == Ending::Open {
            score -= 0.25;
        }
        let above = &self.facts[at - 1];
        if !matches!(above.ending, Ending::Stop | Ending::Call) {
            score -= 0.1;
        }
        if below.first() != Some(&(at + 1)) {
            score -= 0.1;
        }
        if !starts_like_a_heading(&self.units[at].text) {
            score -= 0.2;
        }
        score
    }

    /// The paragraphs of the section that a heading at `at` would open.
    fn below(&self, at: usize) -> Vec<usize> {
        let mut found = Vec::new();
        for next in at + 1..self.units.len().min(at + 1 + 3 * REACH) {
            let facts = &self.facts[next];
            if facts.is_prose() || facts.is_sentence() {
                found.push(next);
            } else if found.is_empty() && next > at + 3 {
                break;
            }
            if found.len() == REACH {
                break;
            }
        }
        found
    }

    /// Fills in what was left open.
    fn settle(self) -> Vec<Role> {
        self.roles
            .into_iter()
            .map(|role| role.unwrap_or(Role::Story))
            .collect()
    }
}

/// A heading starts with a capital, a figure or a quote.
fn starts_like_a_heading(text: &str) -> bool {
    text.chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(|c| !c.is_lowercase())
}
