//! The features of each unit: what is measured of it and of its neighbours, as numbers that a model weighs.
//! Knows no roles: what the numbers mean is in the model.

mod features;
mod measures;

pub(super) use features::FEATURES;

use super::super::furniture::{Mark, Sign};
use super::facts::{Ending, Facts, facts};
use super::layout::{Form, Unit};
use super::words::{Stems, cohesion, number, ratio, stems};
use measures::{Measures, stands_alone};
use std::cell::OnceCell;

/// Paragraphs on either side that the words of a line are looked for in.
const NEAR: usize = 4;

/// The same, for the wider neighbourhood.
const FAR: usize = 12;

/// Units that are walked over in search of them.
const WALK: usize = 3 * FAR;

/// Size up to which the words of a unit are looked for elsewhere, in characters.
const SOUGHT: usize = 160;

/// All that is known of the units of a text, and what is found out when it is asked for.
pub(super) struct Context<'u> {
    units: &'u [Unit<'u>],
    facts: Vec<Facts>,
    stems: Vec<OnceCell<Stems>>,
    /// For each unit the last prose before it and the first after it, by index.
    prose: Vec<(Option<usize>, Option<usize>)>,
    /// First and last prose.
    edges: Option<(usize, usize)>,
    /// What the text as a whole is like.
    text: Measures,
}

impl<'u> Context<'u> {
    /// Measures `units`.
    pub(super) fn of(units: &'u [Unit<'u>]) -> Self {
        let facts = facts(units);
        Self {
            units,
            stems: vec![OnceCell::new(); units.len()],
            prose: neighbours(&facts),
            edges: edges(&facts),
            text: Measures::of(&facts),
            facts,
        }
    }

    /// What is measured of each unit by itself.
    pub(super) fn facts(&self) -> &[Facts] {
        &self.facts
    }

    /// First and last prose.
    pub(super) fn edges(&self) -> Option<(usize, usize)> {
        self.edges
    }

    /// Whether a model is to be asked for the unit at `at`: code, rules and marked headings speak for
    /// themselves.
    pub(super) fn is_open(&self, at: usize) -> bool {
        self.units
            .get(at)
            .is_some_and(|unit| matches!(unit.form, Form::Text | Form::Item(..) | Form::Quote(_)))
    }

    /// Whether running text stands near enough for a short line to belong to it. A list of a million names has
    /// no structure that a model could see, and is not to wait for one.
    pub(super) fn is_near_prose(&self, at: usize) -> bool {
        let (before, after) = self.prose.get(at).copied().unwrap_or_default();
        let near = |other: Option<usize>| other.is_some_and(|other| other.abs_diff(at) <= WALK);
        near(before) || near(after) || self.facts.get(at).is_some_and(Facts::is_prose)
    }

    /// Puts the features of the unit at `at` into `row`, in the order of [`FEATURES`].
    pub(super) fn row(&self, at: usize, row: &mut Vec<f32>) {
        row.clear();
        if let (Some(unit), Some(facts)) = (self.units.get(at), self.facts.get(at)) {
            self.own(unit, facts, row);
            self.place(at, facts, row);
            self.beside(at, row);
            self.returns(at, row);
            self.whole(at, row);
        }
    }

    /// What the unit itself is like.
    fn own(&self, unit: &Unit<'_>, facts: &Facts, row: &mut Vec<f32>) {
        let look = &facts.look;
        row.extend([
            number(facts.size),
            number(facts.size) / self.text.median.max(1.0),
            number(facts.words),
        ]);
        for ending in [Ending::Stop, Ending::Call, Ending::Open, Ending::Bare] {
            row.push(flag(facts.ending == ending));
        }
        row.extend([
            look.start,
            look.capitals,
            look.short_words,
            look.figures,
            look.upper,
            look.commas,
            look.quotes,
            look.stops,
            look.colons,
            look.bars,
            look.brackets,
            look.last_word,
        ]);
        for mark in [
            Mark::Lead,
            Mark::LedOn,
            Mark::Start,
            Mark::Opener,
            Mark::Holds,
            Mark::Mentions,
            Mark::Caption,
            Mark::Credit,
            Mark::Name,
            Mark::Points,
            Mark::Buttons,
        ] {
            row.push(flag(facts.has(mark)));
        }
        let worded = facts.marks.sign(facts.size);
        row.extend([
            flag(worded.is_none() && facts.sign == Some(Sign::Furniture)),
            flag(facts.date),
            flag(facts.byline),
            flag(facts.repeated),
            flag(matches!(unit.form, Form::Item(..))),
            flag(matches!(unit.form, Form::Quote(_))),
        ]);
    }

    /// Where it stands.
    fn place(&self, at: usize, facts: &Facts, row: &mut Vec<f32>) {
        row.push(flag(self.names_a_speaker(at)));
        let (first, last) = self.edges.unwrap_or((self.units.len(), 0));
        row.extend([
            signed_distance(at, first),
            signed_distance(last, at),
            ratio(at, self.units.len()),
            number(self.run(at, facts, Side::Above)),
            number(self.run(at, facts, Side::Below)),
        ]);
        let (before, after) = self.prose.get(at).copied().unwrap_or_default();
        row.extend([
            before.map_or(20.0, |before| number(at - before).min(20.0)),
            after.map_or(20.0, |after| number(after - at).min(20.0)),
        ]);
    }

    /// Lines directly above or below that are as short, up to eight.
    fn run(&self, at: usize, facts: &Facts, side: Side) -> usize {
        let limit = facts.size.max(HEADLINE);
        (1..=8)
            .take_while(|by| {
                self.beside_by(at, *by, side)
                    .is_some_and(|other| other.size <= limit && other.ending != Ending::Stop)
            })
            .count()
    }

    fn beside_by(&self, at: usize, by: usize, side: Side) -> Option<&Facts> {
        let other = match side {
            Side::Above => at.checked_sub(by)?,
            Side::Below => at + by,
        };
        self.facts.get(other)
    }

    /// What its neighbours are like.
    fn beside(&self, at: usize, row: &mut Vec<f32>) {
        for by in [1, 2] {
            for side in [Side::Above, Side::Below] {
                match self.beside_by(at, by, side) {
                    Some(other) => {
                        row.extend([number(other.size), end_rank(other.ending), sign_rank(other)]);
                    }
                    None => row.extend([0.0, -1.0, -1.0]),
                }
            }
        }
        let alike = [Side::Above, Side::Below].iter().filter(|side| {
            let other = self.beside_by(at, 1, **side);
            let own = self.facts.get(at);
            other.zip(own).is_some_and(|(other, own)| {
                other.ending == own.ending && other.size.abs_diff(own.size) * 4 <= own.size
            })
        });
        row.push(number(alike.count()));
        let lead = (1..=8).find(|by| {
            self.beside_by(at, *by, Side::Above)
                .is_some_and(Facts::leads)
        });
        let near_prose = self.prose.get(at).and_then(|(before, _)| *before);
        let lead = lead.filter(|by| near_prose.is_none_or(|prose| prose < at - by));
        row.push(number(lead.unwrap_or(0)));
    }

    /// How far its words return.
    fn returns(&self, at: usize, row: &mut Vec<f32>) {
        let sought = self.facts.get(at).is_some_and(|facts| facts.size <= SOUGHT);
        if !sought {
            row.extend([-1.0; 12]);
            return;
        }
        let own = self.stems(at);
        let below = self.prose_beside(at, Side::Below);
        let above = self.prose_beside(at, Side::Above);
        let share = |units: &[usize]| cohesion(own, &units.iter().map(|unit| self.stems(*unit)));
        let near = |units: &'_ [usize], count: usize| share(&units[..units.len().min(count)]);
        let ((next, next_root), (under, under_root)) = (near(&below, 1), near(&below, NEAR));
        let ((over, over_root), (previous, _)) = (near(&above, NEAR), near(&above, 1));
        let far: Vec<usize> = below.iter().chain(&above).copied().collect();
        let (far, far_root) = share(&far);
        let opening = self.edges.map_or(0.0, |(first, _)| share(&[first]).0);
        row.extend([
            next,
            under,
            over,
            previous,
            far,
            opening,
            number(own.len()),
            under - over,
            next_root,
            under_root,
            far_root,
            under_root - over_root,
        ]);
    }

    /// The paragraphs on one side of `at`, nearest first.
    fn prose_beside(&self, at: usize, side: Side) -> Vec<usize> {
        let mut found = Vec::with_capacity(FAR);
        for by in 1..=WALK {
            let other = match side {
                Side::Above => at.checked_sub(by),
                Side::Below => Some(at + by),
            };
            let Some((other, facts)) = other.and_then(|o| Some((o, self.facts.get(o)?))) else {
                break;
            };
            if facts.is_prose() || facts.is_sentence() {
                found.push(other);
            }
            if found.len() == FAR {
                break;
            }
        }
        found
    }

    fn stems(&self, at: usize) -> &Stems {
        self.stems[at].get_or_init(|| stems(&self.units[at].text))
    }

    /// What the text as a whole is like, and how far it is to the next line like this.
    fn whole(&self, at: usize, row: &mut Vec<f32>) {
        row.extend([
            number(self.units.len()),
            self.text.median,
            self.text.bare,
            self.text.signed,
            self.text.alone,
            number(self.stretch(at, Side::Above)),
            number(self.stretch(at, Side::Below)),
            self.text.capitals,
        ]);
        self.likeness(at, row);
    }

    /// How many lines of the same form stand alone over their text, and how many of them do not: headings of
    /// one article are alike, and so are its captions and the headlines it leads to.
    fn likeness(&self, at: usize, row: &mut Vec<f32>) {
        let Some(facts) = self.facts.get(at).filter(|facts| facts.is_bare_line()) else {
            row.extend([0.0; 3]);
            return;
        };
        let (alone, beside) = self.text.alike(facts, stands_alone(&self.facts, at));
        row.extend([
            number(alone).min(12.0),
            number(beside).min(12.0),
            ratio(alone, alone + beside),
        ]);
    }

    /// Paragraphs without a bare line between, on one side, up to eight.
    fn stretch(&self, at: usize, side: Side) -> usize {
        (1..=8)
            .take_while(|by| {
                self.beside_by(at, *by, side)
                    .is_some_and(|other| other.is_prose() || other.is_sentence())
            })
            .count()
    }

    /// The label of a quote or picture: a name, perhaps with an office after a comma, that the
    /// neighbouring paragraphs spell in the same way.
    fn names_a_speaker(&self, at: usize) -> bool {
        let Some(unit) = self.units.get(at).filter(|unit| unit.text.len() <= 120) else {
            return false;
        };
        let text = unit.text.as_ref();
        let (name, office) = text
            .split_once(", ")
            .map_or((text, false), |(n, _)| (n, true));
        let words = name.split_whitespace();
        let capitals = words
            .clone()
            .all(|w| w.chars().next().is_some_and(char::is_uppercase));
        let shouted = !text.chars().any(char::is_lowercase);
        if !capitals || shouted || !(2..=4).contains(&words.count()) {
            return false;
        }
        let from = at.saturating_sub(3);
        let near = self
            .units
            .get(from..self.units.len().min(at + 4))
            .unwrap_or_default();
        office
            || near.iter().enumerate().any(|(by, unit)| {
                let head = unit.text.get(..unit.text.floor_char_boundary(2000));
                from + by != at && head.is_some_and(|head| head.contains(name))
            })
    }
}

/// The longest line that counts as a headline beside others, in characters.
const HEADLINE: usize = 130;

#[derive(Clone, Copy)]
enum Side {
    Above,
    Below,
}

fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// How far `to` lies behind `from`, up to eight either way.
fn signed_distance(to: usize, from: usize) -> f32 {
    if to >= from {
        number(to - from).min(8.0)
    } else {
        -number(from - to).min(8.0)
    }
}

fn end_rank(ending: Ending) -> f32 {
    match ending {
        Ending::Bare => 0.0,
        Ending::Open => 1.0,
        Ending::Call => 2.0,
        Ending::Stop => 3.0,
    }
}

fn sign_rank(facts: &Facts) -> f32 {
    match facts.sign {
        Some(Sign::Lead) => 3.0,
        Some(Sign::Furniture) => 2.0,
        Some(Sign::Caption) => 1.0,
        None if facts.date || facts.byline => 1.5,
        None => 0.0,
    }
}

fn edges(facts: &[Facts]) -> Option<(usize, usize)> {
    let first = facts.iter().position(Facts::is_prose)?;
    let last = facts.iter().rposition(Facts::is_prose)?;
    Some((first, last))
}

/// For each unit the last prose before it and the first after it.
fn neighbours(facts: &[Facts]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut found = vec![(None, None); facts.len()];
    let mut last = None;
    for (at, facts) in facts.iter().enumerate() {
        found[at].0 = last;
        if facts.is_prose() {
            last = Some(at);
        }
    }
    let mut next = None;
    for (at, facts) in facts.iter().enumerate().rev() {
        found[at].1 = next;
        if facts.is_prose() {
            next = Some(at);
        }
    }
    found
}
