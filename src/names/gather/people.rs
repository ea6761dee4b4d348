//! Which mentions of people are one person.
//!
//! People are told apart by their full names. A surname alone goes to the nearest earlier person of that
//! surname whom its title fits, as a reader would take it.

use super::forms::{Forms, Gender, Seen};
use super::parts::{Parts, after_particles, is_given};
use crate::names::NameKind;
use crate::text::TextRange;
use std::collections::{HashMap, HashSet};

/// Spellings looked at for one name: bounds the work when thousands share their first letters.
const CANDIDATES: usize = 16;

/// Full names are read in turns: those that stand for themselves, those that may be short for one of them, and all
/// again for what their titles tell.
const TURNS: usize = 3;

/// Bytes at most between the names of father and son.
const KIN: usize = 40;

/// The people who can be meant by one word or one surname.
#[derive(Clone, Copy, Debug, Default)]
struct Slots {
    any: Option<usize>,
    male: Option<usize>,
    female: Option<usize>,
    /// Of whom it is not known.
    open: Option<usize>,
}

/// One name whole and the first letters of the other; whether the whole one is the given name.
type Bucket<'a> = (&'a str, &'a str, bool);

/// A full name and whose it is: given name, surname, and what was learned of the rest.
#[derive(Debug)]
struct Known<'a> {
    id: usize,
    middle: &'a str,
    suffix: &'a str,
}

#[derive(Debug, Default)]
struct People<'a> {
    genders: Vec<Gender>,
    /// Given name and surname -> the first person of that name.
    full: HashMap<(&'a str, &'a str), Known<'a>>,
    /// The whole key, where two people share given name and surname.
    exact: HashMap<&'a str, usize>,
    /// Given name and first letters of the surname, or the other way round -> people and the other name.
    close: HashMap<Bucket<'a>, Vec<(usize, &'a str)>>,
    /// First letters of the surname -> people with full surnames.
    surnames: HashMap<&'a str, Vec<(usize, &'a str)>>,
    /// First letter of the given name, and surname -> the one person with them, or none where there are several.
    initials: HashMap<(char, &'a str), Option<usize>>,
    /// The beginnings of full names, two words at least -> the one person, or none where there are several.
    beginnings: HashMap<&'a str, Option<usize>>,
    /// A surname or the end of a full name -> people: the first of the article, and the last so far.
    first: HashMap<&'a str, Slots>,
    last: HashMap<&'a str, Slots>,
    /// The same for given names.
    first_given: HashMap<&'a str, Slots>,
    last_given: HashMap<&'a str, Slots>,
    titles: HashSet<(usize, &'a str)>,
    /// Given names and surnames that father and son share: there "Jr." is never left out.
    apart: HashSet<(&'a str, &'a str)>,
    /// Surnames, and what the titles before them tell.
    titled: HashSet<(&'a str, Gender)>,
}

/// The person of each mention; what is no person has number 0 and means nothing.
pub(super) fn gather(text: &str, forms: &Forms, seen: &[Seen], kinds: &[NameKind]) -> Vec<usize> {
    let mut people = People::default();
    let is_person = |at: usize| kinds[at] == NameKind::Person;
    let endings = endings(forms, seen, kinds);
    let parts: Vec<Parts> = seen
        .iter()
        .enumerate()
        .map(|(at, mention)| {
            let own = Parts::of(forms.key(mention.form));
            let next = (is_person(at) && at + 1 < seen.len() && is_person(at + 1)).then(|| at + 1);
            next.and_then(|next| own.shared(text, mention, &seen[next], forms.key(seen[next].form)))
                .unwrap_or(own)
        })
        .collect();
    // What may be short for another full name is read after it, wherever it stands.
    let full: Vec<usize> = (0..seen.len())
        .filter(|at| is_person(*at) && parts[*at].is_full() && !endings.contains(parts[*at].key))
        .collect();
    let beginnings: HashSet<&str> = full.iter().flat_map(|at| parts[*at].beginnings()).collect();
    people.apart = fathers(text, seen, &parts, &full);
    let mentions = seen.iter().zip(&parts);
    people.titled = mentions
        .map(|(mention, own)| (own.last, mention.gender))
        .collect();
    let mut by_name: HashMap<(&str, &str), usize> = HashMap::new();
    for (turn, at) in (0..TURNS).flat_map(|turn| full.iter().map(move |at| (turn, *at))) {
        let own = &parts[at];
        let name = (own.key, own.last);
        let known = by_name.get(&name).copied();
        let has_initials = forms.has_initials(seen[at].form);
        let later = usize::from(has_initials || beginnings.contains(own.key));
        let id = match known {
            Some(id) if turn == TURNS - 1 => id,
            None if turn == later => {
                people.add_full(own, forms.gender(seen[at].form), has_initials)
            }
            _ => continue,
        };
        by_name.insert(name, id);
        people.learn(id, &seen[at]);
    }
    let mut found = vec![0; seen.len()];
    let mut in_full = full.iter().peekable();
    for (at, mention) in seen.iter().enumerate().filter(|(at, _)| is_person(*at)) {
        let own = &parts[at];
        let id = in_full
            .next_if(|full| **full == at)
            .and_then(|_| by_name.get(&(own.key, own.last)));
        found[at] = match id {
            Some(id) => {
                people.pass(*id, own);
                *id
            }
            None => people.bare(own.key, mention),
        };
    }
    found
}

/// The names that two have who are said to be father and son: "Ole Lund and his son, Ole Lund Jr."
fn fathers<'a>(
    text: &str,
    seen: &[Seen],
    parts: &[Parts<'a>],
    full: &[usize],
) -> HashSet<(&'a str, &'a str)> {
    let said = |pair: &&[usize]| {
        let (one, other) = (pair[0], pair[1]);
        let (a, b) = (&parts[one], &parts[other]);
        let between = TextRange::new(seen[one].range.end, seen[other].range.start);
        let alike = (a.given(), a.last) == (b.given(), b.last) && a.suffix != b.suffix;
        let words = || between.of(text).split(|c: char| !c.is_alphabetic());
        alike
            && between.len() <= KIN
            && words().any(|w| matches!(w, "son" | "father" | "daughter" | "mother"))
    };
    let pairs = full.windows(2).filter(said);
    pairs
        .map(|pair| (parts[pair[0]].given(), parts[pair[0]].last))
        .collect()
}

/// The ends of all full names ("bin salman", "salman").
fn endings<'a>(forms: &'a Forms, seen: &[Seen], kinds: &[NameKind]) -> HashSet<&'a str> {
    let mut endings = HashSet::new();
    for (mention, _) in seen
        .iter()
        .zip(kinds)
        .filter(|(_, k)| **k == NameKind::Person)
    {
        let parts = Parts::of(forms.key(mention.form));
        if parts.is_full() {
            endings.extend(parts.ends());
        }
    }
    endings
}

/// The first `count` characters.
fn head(word: &str, count: usize) -> &str {
    word.char_indices()
        .nth(count)
        .and_then(|(at, _)| word.get(..at))
        .unwrap_or(word)
}

impl<'a> People<'a> {
    /// The person with the full name `parts`, new or known.
    fn add_full(&mut self, parts: &Parts<'a>, gender: Gender, has_initials: bool) -> usize {
        let id = self.known(parts, gender, has_initials);
        let is_new = id.is_none();
        let id = id.unwrap_or_else(|| self.new_person(gender));
        self.exact.insert(parts.key, id);
        self.full
            .entry((parts.given(), parts.last))
            .or_insert(Known {
                id,
                middle: parts.middle,
                suffix: parts.suffix,
            });
        if is_new {
            self.note_spelling(parts, id);
        }
        self.index(id, parts, gender);
        id
    }

    /// Whom the full name `parts` means, if someone known.
    fn known(&mut self, parts: &Parts<'a>, gender: Gender, has_initials: bool) -> Option<usize> {
        if let Some(known) = self.full.get_mut(&(parts.given(), parts.last)) {
            let apart = self.apart.contains(&(parts.given(), parts.last));
            let agrees = agree(known.middle, parts.middle)
                && (known.suffix == parts.suffix || !apart && agree(known.suffix, parts.suffix));
            if !agrees {
                return self.exact.get(parts.key).copied();
            }
            for (known, own) in [
                (&mut known.middle, parts.middle),
                (&mut known.suffix, parts.suffix),
            ] {
                if known.is_empty() {
                    *known = own;
                }
            }
            return Some(known.id);
        }
        let initial = parts.first.chars().next().filter(|_| has_initials);
        if let Some(initial) = initial {
            let known = self
                .initials
                .get(&(initial, parts.last))
                .copied()
                .flatten()?;
            // Where there is also a Miss Lund, "O. Lund" may be she, and not Ole.
            let other = match self.genders[known] {
                Gender::Male => Gender::Female,
                Gender::Female => Gender::Male,
                Gender::Unknown => return Some(known),
            };
            return (!self.titled.contains(&(parts.last, other))).then_some(known);
        }
        let turned = parts.middle.is_empty() && !(is_given(parts.first) && is_given(parts.last));
        let turned = turned
            .then(|| self.full.get(&(parts.last, parts.first)))
            .flatten();
        let turned = turned
            .filter(|known| known.middle.is_empty())
            .map(|known| known.id);
        turned
            .or_else(|| self.beginnings.get(parts.key).copied().flatten())
            .or_else(|| self.close_to(parts.given(), parts.last, gender))
    }

    /// Makes a new person findable by other spellings of the name.
    fn note_spelling(&mut self, parts: &Parts<'a>, id: usize) {
        let (given, last) = (parts.given(), parts.last);
        for (bucket, name) in [
            ((given, head(last, 3), true), last),
            ((last, head(given, 3), false), given),
        ] {
            let known = self.close.entry(bucket).or_default();
            if known.len() < CANDIDATES {
                known.push((id, name));
            }
        }
        let known = self.surnames.entry(head(last, 4)).or_default();
        if known.len() < CANDIDATES {
            known.push((id, last));
        }
    }

    fn new_person(&mut self, gender: Gender) -> usize {
        self.genders.push(gender);
        self.genders.len() - 1
    }

    /// Someone whose name differs in spelling alone ("Zelensky", "Zelenskyy").
    fn close_to(&self, first: &str, last: &str, gender: Gender) -> Option<usize> {
        [
            ((first, head(last, 3), true), last),
            ((last, head(first, 3), false), first),
        ]
        .into_iter()
        .find_map(|(bucket, name)| {
            self.close.get(&bucket)?.iter().find_map(|(id, other)| {
                let clash = gender != Gender::Unknown
                    && self.genders[*id] != Gender::Unknown
                    && self.genders[*id] != gender;
                (!clash && is_spelling_of(name, other)).then_some(*id)
            })
        })
    }

    /// Makes the person findable by the ends and the beginnings of the name.
    fn index(&mut self, id: usize, parts: &Parts<'a>, gender: Gender) {
        for end in parts.ends() {
            fill(self.first.entry(end).or_default(), id, gender, false);
        }
        let slots = self.first_given.entry(parts.first).or_default();
        fill(slots, id, gender, false);
        let only = |known: &mut Option<usize>| *known = known.filter(|known| *known == id);
        if let Some(initial) = parts.first.chars().next() {
            let known = self.initials.entry((initial, parts.last));
            known.and_modify(only).or_insert(Some(id));
        }
        for beginning in parts.beginnings() {
            let known = self.beginnings.entry(beginning);
            known.and_modify(only).or_insert(Some(id));
        }
    }

    /// Notes what a mention's title tells of the person.
    fn learn(&mut self, id: usize, mention: &'a Seen) {
        if self.genders[id] == Gender::Unknown {
            self.genders[id] = mention.gender;
        }
        if let Some(title) = &mention.title {
            self.titles.insert((id, title));
        }
    }

    /// Notes that the full name `parts` of `id` was just read.
    fn pass(&mut self, id: usize, parts: &Parts<'a>) {
        let gender = self.genders[id];
        for end in parts.ends() {
            fill(self.last.entry(end).or_default(), id, gender, true);
        }
        let slots = self.last_given.entry(parts.first).or_default();
        fill(slots, id, gender, true);
    }

    /// The person whom a surname or given name alone means.
    fn bare(&mut self, key: &'a str, mention: &'a Seen) -> usize {
        let near = self.pick(&self.last, key, mention.gender);
        let known = near.or_else(|| self.pick(&self.first, key, mention.gender));
        let given = || {
            let near = self.pick(&self.last_given, key, mention.gender);
            near.or_else(|| self.pick(&self.first_given, key, mention.gender))
        };
        let id = known
            .or_else(given)
            .or_else(|| self.without_particle(key, mention))
            .or_else(|| self.spelled_like(key, mention));
        let id = id.unwrap_or_else(|| self.new_person(mention.gender));
        self.learn(id, mention);
        let gender = self.genders[id];
        for end in std::iter::once(key).chain(after_particles(key)) {
            fill(self.last.entry(end).or_default(), id, gender, true);
        }
        id
    }

    /// "de Gaulle" after "Gaulle".
    fn without_particle(&self, key: &str, mention: &Seen) -> Option<usize> {
        after_particles(key).find_map(|end| self.pick(&self.last, end, mention.gender))
    }

    fn pick(&self, slots: &HashMap<&str, Slots>, key: &str, gender: Gender) -> Option<usize> {
        let slots = slots.get(key)?;
        let fits = |id: &usize| [Gender::Unknown, gender].contains(&self.genders[*id]);
        let open = slots.any.filter(fits).or(slots.open.filter(fits));
        match gender {
            Gender::Unknown => slots.any,
            Gender::Male => slots.male.or(open),
            Gender::Female => slots.female.or(open),
        }
    }

    /// Someone with the same title and almost the same surname.
    fn spelled_like(&self, key: &str, mention: &Seen) -> Option<usize> {
        let title = mention.title.as_deref()?;
        self.surnames
            .get(head(key, 4))?
            .iter()
            .find(|(id, surname)| {
                is_spelling_of(key, surname) && self.titles.contains(&(*id, title))
            })
            .map(|(id, _)| *id)
    }
}

fn fill(slots: &mut Slots, id: usize, gender: Gender, replace: bool) {
    let gendered = match gender {
        Gender::Male => Some(&mut slots.male),
        Gender::Female => Some(&mut slots.female),
        Gender::Unknown => Some(&mut slots.open),
    };
    for slot in gendered.into_iter().chain([&mut slots.any]) {
        if replace || slot.is_none() {
            *slot = Some(id);
        }
    }
}

/// Whether two middle names, or what tells father and son apart, may be of one person: one is left out, or they are
/// equal, or one is the initial of the other.
fn agree(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim_end_matches('.'), other.trim_end_matches('.'));
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    short.is_empty() || long == short || (short.chars().count() == 1 && long.starts_with(short))
}

/// Whether two words may be spellings of one name: long, and one letter apart, or two when longer still.
pub(super) fn is_spelling_of(one: &str, other: &str) -> bool {
    let short = one.chars().count().min(other.chars().count());
    let allowed = match short {
        6..=8 => 1,
        9..=30 => 2,
        _ => return false,
    };
    distance(one, other, allowed) <= allowed
}

/// Edit distance (Levenshtein 1966, by the table of Wagner and Fischer 1974), at most `limit + 1`.
fn distance(one: &str, other: &str, limit: usize) -> usize {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one.len().abs_diff(other.len()) > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or(0).min(limit + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_letters() {
        assert_eq!(distance("zelensky", "zelenskyy", 2), 1);
        assert_eq!(distance("holm", "lund", 2), 3);
        assert_eq!(distance("ångström", "angstrom", 3), 2);
    }

    #[test]
    fn short_names_are_never_spellings_of_each_other() {
        assert!(!is_spelling_of("lund", "lunde"));
        assert!(is_spelling_of("lindqvist", "lindkvist"));
        assert!(!is_spelling_of("lindqvist", "lundberg"));
    }
}
