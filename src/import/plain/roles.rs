//! What each unit is for: title, byline, heading, furniture, or story. Decided from the shape of the
//! units, their stock phrases, their neighbours, and how far the words of a line return below it.

use super::super::furniture::Sign;
use super::facts::{Ending, Facts, HEADING, facts};
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
        if let Some(byline) = top::byline_under(units, &desk.facts, title) {
            desk.roles[byline] = Some(Role::Byline);
        }
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
                (Form::Text, None) if facts.repeated && facts.is_bare_line() => {
                    Some(Role::Furniture)
                }
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
            let listed = self.facts[start - 1].ending == Ending::Open
                && self.facts[start - 1].sign.is_none();
            for other in start..at - 1 {
                self.roles[other] = Some(self.in_a_run(other, listed));
            }
            self.roles[at - 1] = Some(if listed && at - start > 1 {
                Role::Story
            } else {
                self.heading_or_not(at - 1, at - start)
            });
        }
    }

    fn is_open_line(&self, at: usize) -> bool {
        self.roles[at].is_none()
            && self.facts[at].is_bare_line()
            && matches!(self.units[at].form, Form::Text | Form::Item(..))
    }

    /// A bare line with another below it: an item of a list that a colon announced, a speaker's
    /// question, or a headline that strayed in.
    fn in_a_run(&self, at: usize, listed: bool) -> Role {
        let item = matches!(self.units[at].form, Form::Item(..));
        match self.facts[at].ending {
            _ if listed || item => Role::Story,
            Ending::Open | Ending::Call => Role::Story,
            _ => Role::Furniture,
        }
    }

    fn heading_or_not(&self, at: usize, run: usize) -> Role {
        let facts = &self.facts[at];
        if facts.ending == Ending::Open {
            return Role::Story;
        }
        let item = matches!(self.units[at].form, Form::Item(..));
        let among_items = item
            && [at.wrapping_sub(1), at + 1]
                .iter()
                .filter_map(|by| self.units.get(*by))
                .any(|unit| matches!(unit.form, Form::Item(..)));
        if among_items {
            return Role::Story;
        }
        let score = self.score(at, run);
        if score >= 0.5 {
            Role::Heading(2)
        } else if score < 0.4 && facts.ending != Ending::Call && !item {
            Role::Furniture
        } else {
            Role::Story
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
        let text = &self.units[at].text;
        let above = &self.facts[at - 1];
        let weights = [
            (facts.size <= 45, 0.2),
            (facts.size > 75, -0.1),
            (run > 1, -0.2),
            (!matches!(above.ending, Ending::Stop | Ending::Call), -0.1),
            (!self.stands_over(at, &below), -0.1),
            (!starts_like_a_heading(text), -0.25),
            (facts.words >= 5 && is_shouted(text), -0.2),
            (self.names_a_speaker(at), -0.4),
        ];
        let shape: f32 = weights
            .iter()
            .filter(|(holds, _)| *holds)
            .map(|(_, w)| w)
            .sum();
        0.3 + 0.45 * cohesion(&facts.stems, &stems) + shape
    }

    /// Whether the text `below` follows at once, or after the words of a picture.
    fn stands_over(&self, at: usize, below: &[usize]) -> bool {
        let Some(&first) = below.first() else {
            return false;
        };
        (at + 1..first).all(|between| self.roles[between] == Some(Role::Caption))
    }

    /// The label of a quote or picture: a name, perhaps with an office after a comma, that the
    /// neighbouring paragraphs spell in the same way.
    fn names_a_speaker(&self, at: usize) -> bool {
        let text = self.units[at].text.as_ref();
        let (name, office) = text
            .split_once(", ")
            .map_or((text, false), |(n, _)| (n, true));
        let words = name.split_whitespace();
        let capitals = words
            .clone()
            .all(|w| w.chars().next().is_some_and(char::is_uppercase));
        let shouted = is_shouted(text);
        if !capitals || shouted || !(2..=4).contains(&words.count()) {
            return false;
        }
        let from = at.saturating_sub(3);
        let near = self
            .units
            .get(from..self.units.len().min(at + 4))
            .unwrap_or_default();
        office
            || near
                .iter()
                .enumerate()
                .any(|(by, unit)| from + by != at && unit.text.contains(name))
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

/// All letters are capitals.
fn is_shouted(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}
