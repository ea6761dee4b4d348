//! Which mentions of people are one person.
//!
//! People are told apart by their full names. A surname alone goes to the nearest earlier person of that
//! surname whom its title fits, as a reader would take it.

use super::forms::{Forms, Gender, Seen};
use crate::names::NameKind;
use crate::names::lexicon::{Marks, lexicon};
use std::collections::{HashMap, HashSet};

/// Spellings looked at for one name: bounds the work when thousands share their first letters.
const CANDIDATES: usize = 16;

/// Words at most in a full name; what is longer is not taken apart.
const WORDS: usize = 8;

/// The people who can be meant by one word or one surname.
#[derive(Clone, Copy, Debug, Default)]
struct Slots {
    any: Option<usize>,
    male: Option<usize>,
    female: Option<usize>,
}

/// One name whole and the first letters of the other; whether the whole one is the given name.
type Bucket<'a> = (&'a str, &'a str, bool);

#[derive(Debug, Default)]
struct People<'a> {
    genders: Vec<Gender>,
    /// Given name and surname -> person and middle names.
    full: HashMap<(&'a str, &'a str), (usize, String)>,
    /// The same with middle names, where two people share the rest.
    exact: HashMap<&'a str, usize>,
    /// Given name and first letters of the surname, or the other way round -> people and the other name.
    close: HashMap<Bucket<'a>, Vec<(usize, &'a str)>>,
    /// First letters of the surname -> people with full surnames.
    surnames: HashMap<&'a str, Vec<(usize, &'a str)>>,
    /// A surname or the end of a full name -> people: the first of the article, and the last so far.
    first: HashMap<&'a str, Slots>,
    last: HashMap<&'a str, Slots>,
    /// The same for given names.
    first_given: HashMap<&'a str, Slots>,
    last_given: HashMap<&'a str, Slots>,
    titles: HashSet<(usize, &'a str)>,
}

/// The person of each mention; what is no person has number 0 and means nothing.
pub(super) fn gather(forms: &Forms, seen: &[Seen], kinds: &[NameKind]) -> Vec<usize> {
    let mut people = People::default();
    let is_person = |at: usize| kinds[at] == NameKind::Person;
    let endings = endings(forms, seen, kinds);
    let mut by_form: Vec<Option<usize>> = vec![None; forms.len()];
    for (_, mention) in seen.iter().enumerate().filter(|(at, _)| is_person(*at)) {
        let key = forms.key(mention.form);
        if is_full(key) && !endings.contains(key) {
            let id = match by_form[mention.form] {
                Some(id) => id,
                None => people.add_full(key, forms.gender(mention.form)),
            };
            by_form[mention.form] = Some(id);
            people.learn(id, mention);
        }
    }
    let mut found = vec![0; seen.len()];
    for (at, mention) in seen.iter().enumerate().filter(|(at, _)| is_person(*at)) {
        let key = forms.key(mention.form);
        found[at] = match by_form[mention.form] {
            Some(id) => {
                people.pass(id, key);
                id
            }
            None => people.bare(key, mention),
        };
    }
    found
}

/// The ends of all full names ("bin salman", "salman").
fn endings<'a>(forms: &'a Forms, seen: &[Seen], kinds: &[NameKind]) -> HashSet<&'a str> {
    let mut endings = HashSet::new();
    for (mention, _) in seen
        .iter()
        .zip(kinds)
        .filter(|(_, k)| **k == NameKind::Person)
    {
        let key = forms.key(mention.form);
        if is_full(key) {
            endings.extend(ends(key));
        }
    }
    endings
}

/// The proper ends of a name, longest first.
fn ends(key: &str) -> impl Iterator<Item = &str> {
    key.match_indices(' ')
        .take(WORDS)
        .filter_map(|(at, _)| key.get(at + 1..))
}

/// Given name and surname; "van Dyck" has a particle in place of the first.
fn is_full(key: &str) -> bool {
    let first = key.split(' ').next().unwrap_or("");
    first.len() < key.len() && !lexicon().marks(first).any(Marks::PARTICLE)
}

/// First and last word of a full name, and what stands between. "Jr" counts for nothing.
fn parts(key: &str) -> (&str, &str, &str) {
    let key = [" jr.", " sr.", " jr", " sr"]
        .iter()
        .find_map(|suffix| key.strip_suffix(suffix))
        .unwrap_or(key);
    let (first, rest) = key.split_once(' ').unwrap_or((key, key));
    let (middle, last) = rest.rsplit_once(' ').unwrap_or(("", rest));
    (first, middle, last)
}

/// The first `count` characters.
fn head(word: &str, count: usize) -> &str {
    word.char_indices()
        .nth(count)
        .and_then(|(at, _)| word.get(..at))
        .unwrap_or(word)
}

impl<'a> People<'a> {
    /// The person with the full name `key`, new or known.
    fn add_full(&mut self, key: &'a str, gender: Gender) -> usize {
        let (first, middle, last) = parts(key);
        if let Some((id, known)) = self.full.get_mut(&(first, last)) {
            if known.is_empty() || middle.is_empty() || agree(known, middle) {
                if known.is_empty() {
                    middle.clone_into(known);
                }
                return *id;
            }
            if let Some(id) = self.exact.get(key) {
                return *id;
            }
        } else if let Some(id) = self.close_to(first, last, gender) {
            self.full.insert((first, last), (id, middle.to_owned()));
            self.index(id, key, gender);
            return id;
        }
        let id = self.new_person(gender);
        self.exact.insert(key, id);
        self.full
            .entry((first, last))
            .or_insert((id, middle.to_owned()));
        for (bucket, name) in [
            ((first, head(last, 3), true), last),
            ((last, head(first, 3), false), first),
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
        self.index(id, key, gender);
        id
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

    /// Makes the person findable by the ends and the beginning of the name.
    fn index(&mut self, id: usize, key: &'a str, gender: Gender) {
        for end in ends(key) {
            fill(self.first.entry(end).or_default(), id, gender, false);
        }
        let given = parts(key).0;
        fill(
            self.first_given.entry(given).or_default(),
            id,
            gender,
            false,
        );
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

    /// Notes that the full name `key` of `id` was just read.
    fn pass(&mut self, id: usize, key: &'a str) {
        let gender = self.genders[id];
        for end in ends(key) {
            fill(self.last.entry(end).or_default(), id, gender, true);
        }
        let given = parts(key).0;
        fill(self.last_given.entry(given).or_default(), id, gender, true);
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
            .or_else(|| self.spelled_like(key, mention));
        let id = id.unwrap_or_else(|| self.new_person(mention.gender));
        self.learn(id, mention);
        let gender = self.genders[id];
        fill(self.last.entry(key).or_default(), id, gender, true);
        id
    }

    fn pick(&self, slots: &HashMap<&str, Slots>, key: &str, gender: Gender) -> Option<usize> {
        let slots = slots.get(key)?;
        let open = slots
            .any
            .filter(|id| self.genders[*id] == Gender::Unknown || self.genders[*id] == gender);
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
        Gender::Unknown => None,
    };
    for slot in gendered.into_iter().chain([&mut slots.any]) {
        if replace || slot.is_none() {
            *slot = Some(id);
        }
    }
}

/// Whether two middle names may be of one person: equal, or one the initial of the other.
fn agree(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim_end_matches('.'), other.trim_end_matches('.'));
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    long == short || (short.chars().count() == 1 && long.starts_with(short))
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
