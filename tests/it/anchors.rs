//! How many marks are found again after an article was edited, and that none is found in the wrong place.
//!
//! The articles of the edition are edited in many ways, by a little and by much, and it is known of every mark where
//! its passage went. `cargo test --test it anchors -- --nocapture` prints the shares.

use newsprint::import::import;
use newsprint::journal::{Anchor, Found};
use newsprint::text::{TextRange, sentences};
use std::fmt::Write as _;

/// Numbers that look as if they were drawn by lot, the same in every run (Marsaglia's xorshift, 2003).
struct Lots(u64);

impl Lots {
    fn draw(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % below.max(1)
    }

    fn falls(&mut self, percent: usize) -> bool {
        self.draw(100) < percent
    }
}

/// A word or what stands between two words, and whether it belongs to the passage.
#[derive(Clone, Debug)]
struct Token {
    words: String,
    inside: bool,
}

/// An article as paragraphs of tokens.
type Draft = Vec<Vec<Token>>;

fn draft(text: &str, passage: TextRange) -> Draft {
    let mut start = 0;
    let mut draft = Vec::new();
    for line in text.split_inclusive('\n') {
        let mut tokens: Vec<Token> = Vec::new();
        let mut at = start;
        for word in line.split_inclusive(' ') {
            let (bare, space) = word.split_at(word.trim_end_matches([' ', '\n']).len());
            for part in [bare, space] {
                let end = at + part.len();
                // A passage begins and ends inside what stands between spaces: it may have quotes around it.
                let cuts = [passage.start, passage.end].map(|cut| cut.clamp(at, end) - at);
                let (head, rest) = part.split_at(cuts[0]);
                let (body, tail) = rest.split_at(cuts[1] - cuts[0]);
                for (words, inside) in [(head, false), (body, true), (tail, false)] {
                    if !words.is_empty() {
                        tokens.push(Token {
                            words: words.to_owned(),
                            inside,
                        });
                    }
                }
                at = end;
            }
        }
        start += line.len();
        draft.push(tokens);
    }
    draft
}

/// The text of a draft, and where the passage is in it, if it is there.
fn written(draft: &Draft) -> (String, Option<TextRange>) {
    let mut text = String::new();
    let mut passage: Option<TextRange> = None;
    for token in draft.iter().flatten() {
        let start = text.len();
        text.push_str(&token.words);
        if token.inside && !token.words.trim().is_empty() {
            let own = TextRange::new(start, text.len());
            passage = Some(passage.map_or(own, |so_far| so_far.join(own)));
        }
    }
    (text, passage)
}

fn typo(word: &str, lots: &mut Lots) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = lots.draw(letters.len());
    match lots.draw(3) {
        0 if letters.len() > 2 => {
            letters.remove(at);
        }
        1 => letters.insert(at, 'e'),
        _ => letters[at] = 'o',
    }
    letters.into_iter().collect()
}

/// Changes `percent` of the words inside or outside the passage: to others of the article, with typos, or away.
fn reword(draft: &mut Draft, inside: bool, percent: usize, lots: &mut Lots) {
    let stock: Vec<String> = draft
        .iter()
        .flatten()
        .filter(|token| !token.words.trim().is_empty())
        .map(|token| token.words.clone())
        .collect();
    let is_word = |token: &&mut Token| token.inside == inside && !token.words.trim().is_empty();
    for token in draft.iter_mut().flatten().filter(is_word) {
        if lots.falls(percent) {
            let other = stock[lots.draw(stock.len())].clone();
            token.words = match lots.draw(4) {
                0 => typo(&token.words, lots),
                1 => other,
                2 => format!("{} {other}", token.words),
                _ => String::new(),
            };
        }
    }
}

fn typos(draft: &mut Draft, percent: usize, lots: &mut Lots) {
    let is_word = |token: &&mut Token| !token.inside && !token.words.trim().is_empty();
    for token in draft.iter_mut().flatten().filter(is_word) {
        if lots.falls(percent) {
            token.words = typo(&token.words, lots);
        }
    }
}

/// Moves `percent` of the paragraphs to elsewhere; those that share the passage go together.
fn shuffle(draft: &mut Draft, percent: usize, lots: &mut Lots) {
    let mut groups: Vec<Draft> = Vec::new();
    let holds = |paragraph: &[Token]| paragraph.iter().any(|token| token.inside);
    for paragraph in draft.drain(..) {
        match groups.last_mut() {
            Some(group) if holds(&paragraph) && group.iter().any(|other| holds(other)) => {
                group.push(paragraph);
            }
            _ => groups.push(vec![paragraph]),
        }
    }
    for at in 0..groups.len() {
        if lots.falls(percent) {
            let other = lots.draw(groups.len());
            groups.swap(at, other);
        }
    }
    draft.extend(groups.into_iter().flatten());
}

/// Takes away `percent` of the paragraphs that hold nothing of the passage, and puts in as many of others.
fn replace_paragraphs(draft: &mut Draft, percent: usize, lots: &mut Lots) {
    for paragraph in draft.iter_mut() {
        if !paragraph.iter().any(|token| token.inside) && lots.falls(percent) {
            let words = "Nothing of what was written here before is left, and the words are new ones altogether.\n";
            *paragraph = vec![Token {
                words: words.to_owned(),
                inside: false,
            }];
        }
    }
}

/// Breaks lines elsewhere, as another program would.
fn rewrap(draft: &mut Draft, lots: &mut Lots) {
    for token in draft.iter_mut().flatten() {
        if token.words == " " {
            ["\n", "  ", " ", "\u{A0}"][lots.draw(4)].clone_into(&mut token.words);
        }
    }
}

/// Other quotes, dashes and spaces, as another clipper writes them.
fn reclip(draft: &mut Draft) {
    for token in draft.iter_mut().flatten() {
        let straight = token
            .words
            .replace(['“', '”', '„'], "\"")
            .replace(['’', '‘'], "'");
        token.words = straight.replace(['—', '–'], "-");
    }
}

/// Takes the passage away; what is left of it is nothing.
fn cut(draft: &mut Draft) {
    for paragraph in draft.iter_mut() {
        paragraph.retain(|token| !token.inside);
    }
}

/// Puts another sentence where the passage was.
fn replace_passage(draft: &mut Draft, lots: &mut Lots) {
    let stock: Vec<String> = draft
        .iter()
        .flatten()
        .filter(|token| !token.inside && !token.words.trim().is_empty())
        .map(|token| token.words.clone())
        .collect();
    for token in draft.iter_mut().flatten().filter(|token| token.inside) {
        if !token.words.trim().is_empty() {
            token.words.clone_from(&stock[lots.draw(stock.len())]);
        }
        token.inside = false;
    }
}

#[derive(Default)]
struct Tally {
    exact: usize,
    moved: usize,
    changed: usize,
    lost: usize,
    wrong: usize,
    /// Passages whose borders are not quite those of before.
    ragged: usize,
}

impl Tally {
    fn count(&mut self, found: Found, truth: Option<TextRange>) -> bool {
        let Some(range) = found.range() else {
            self.lost += 1;
            return true;
        };
        let shared = truth
            .and_then(|truth| truth.overlap(range))
            .map_or(0, TextRange::len);
        let span = truth.map_or(range, |truth| truth.join(range));
        // A passage that lost words may be found with a neighbour; most of what is found must not be something else.
        if shared * 3 < range.len() {
            self.wrong += 1;
            return false;
        }
        self.ragged += usize::from(shared * 10 < span.len() * 9);
        match found {
            Found::Exact(_) => self.exact += 1,
            Found::Moved(_) => self.moved += 1,
            _ => self.changed += 1,
        }
        true
    }

    fn found(&self) -> usize {
        self.exact + self.moved + self.changed
    }

    fn all(&self) -> usize {
        self.found() + self.lost + self.wrong
    }
}

fn percent(part: usize, of: usize) -> f64 {
    let number = |count| f64::from(u32::try_from(count).unwrap());
    100.0 * number(part) / number(of)
}

fn texts() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/edition");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let text = |file: &std::path::PathBuf| {
        let name = file.file_name().unwrap().to_string_lossy();
        import(&std::fs::read(file).unwrap(), &name).unwrap().text
    };
    files.iter().map(text).collect()
}

/// Passages of all kinds: phrases, sentences, several sentences, paragraphs, several paragraphs.
fn passages(text: &str, lots: &mut Lots) -> Vec<TextRange> {
    let mut passages = Vec::new();
    let mut start = 0;
    let mut before: Option<TextRange> = None;
    for line in text.split_inclusive('\n') {
        let all: Vec<TextRange> = sentences(line)
            .into_iter()
            .map(|own| TextRange::new(start + own.start, start + own.end))
            .collect();
        passages.extend(&all);
        for pair in all.windows(2) {
            passages.push(pair[0].join(pair[1]));
        }
        if let (Some(first), Some(last)) = (all.first(), all.last()) {
            let paragraph = first.join(*last);
            passages.push(paragraph);
            passages.extend(before.map(|before| before.join(paragraph)));
            before = Some(paragraph);
        }
        for sentence in all {
            let words: Vec<(usize, &str)> = sentence.of(text).match_indices(' ').collect();
            if words.len() > 5 {
                let at = lots.draw(words.len() - 4);
                let from = sentence.start + words[at].0 + 1;
                let phrase = TextRange::new(from, sentence.start + words[at + 3].0);
                passages
                    .extend(Some(phrase).filter(|p| p.of(text).contains(char::is_alphanumeric)));
            }
        }
        start += line.len();
    }
    passages
}

type Edit = fn(&mut Draft, usize, &mut Lots);

/// An edit, how much of it, and the share of marks that must be found, in percent.
const EDITS: &[(&str, Edit, &[usize], f64)] = &[
    ("typos elsewhere", typos, &[1, 5, 20, 50], 99.0),
    (
        "words changed elsewhere",
        |d, p, l| reword(d, false, p, l),
        &[1, 5, 20, 40],
        99.0,
    ),
    // What is short and stands twice has nothing but its surroundings, which are gone.
    ("paragraphs moved", shuffle, &[10, 50, 100], 98.5),
    (
        "other paragraphs elsewhere",
        replace_paragraphs,
        &[10, 50, 100],
        99.0,
    ),
    ("wrapped anew", |d, _, l| rewrap(d, l), &[100], 99.0),
    (
        "clipped anew",
        |d, _, l| {
            reclip(d);
            rewrap(d, l);
        },
        &[100],
        99.0,
    ),
    (
        "clipped anew and edited elsewhere",
        |d, p, l| {
            reclip(d);
            rewrap(d, l);
            reword(d, false, p, l);
            shuffle(d, p, l);
        },
        &[5, 20],
        99.0,
    ),
    (
        "words changed in the passage",
        |d, p, l| reword(d, true, p, l),
        &[5, 10, 20],
        90.0,
    ),
    (
        "words changed in the passage",
        |d, p, l| reword(d, true, p, l),
        &[35, 50, 80],
        0.0,
    ),
    (
        "changed in and around",
        |d, p, l| {
            reword(d, true, p, l);
            reword(d, false, p, l);
            reclip(d);
        },
        &[5, 10, 20],
        90.0,
    ),
    (
        "changed in and around",
        |d, p, l| {
            reword(d, true, p, l);
            reword(d, false, p, l);
            reclip(d);
        },
        &[40],
        0.0,
    ),
    (
        "changed and moved",
        |d, p, l| {
            reword(d, true, p, l);
            shuffle(d, p, l);
        },
        &[10, 20],
        90.0,
    ),
    (
        "cut out",
        |d, p, l| {
            cut(d);
            typos(d, p, l);
        },
        &[0, 10],
        0.0,
    ),
    (
        "another sentence instead",
        |d, p, l| {
            replace_passage(d, l);
            typos(d, p, l);
        },
        &[0, 10],
        0.0,
    ),
];

/// How the marks of one edit fared.
fn tallied(
    kept: &[(&str, Vec<(TextRange, Anchor)>)],
    edit: Edit,
    size: usize,
    wrong: &mut Vec<String>,
    lost: &mut Vec<String>,
) -> Tally {
    let mut tally = Tally::default();
    let mut lots = Lots(0x9E37_79B9_7F4A_7C15 + size as u64);
    for (text, marks) in kept {
        for (passage, anchor) in marks {
            let mut edited = draft(text, *passage);
            edit(&mut edited, size, &mut lots);
            let (now, truth) = written(&edited);
            let found = anchor.find(&now);
            if found == Found::Lost && truth.is_some() {
                lost.push(anchor.exact.clone());
            }
            if !tally.count(found, truth) {
                let there = found.range().map(|range| range.of(&now));
                let truth = truth.map(|truth| truth.of(&now));
                wrong.push(format!("{:?} at {there:?}, not {truth:?}", anchor.exact));
            }
        }
    }
    tally
}

/// Makes every edit with one mark of `every`, and says what is not as it must be.
#[expect(clippy::print_stdout, reason = "the shares are for people to read")]
fn measure(every: usize) {
    let texts = texts();
    let mut lots = Lots(0x2545_F491_4F6C_DD1D);
    let mut marks_of = |text: &'static str| {
        let passages = passages(text, &mut lots).into_iter().step_by(every);
        passages
            .map(|range| (range, Anchor::new(text, range)))
            .collect()
    };
    let texts: Vec<&'static str> = texts.into_iter().map(|text| &*text.leak()).collect();
    let kept: Vec<(&str, Vec<(TextRange, Anchor)>)> = texts
        .into_iter()
        .map(|text| (text, marks_of(text)))
        .collect();
    let mut report = String::from(
        "edit                                  by  marks  exact  moved changed  lost ragged wrong\n",
    );
    let mut faults = Vec::new();
    for (name, edit, sizes, wanted) in EDITS {
        for size in *sizes {
            let (mut wrong, mut lost) = (Vec::new(), Vec::new());
            let tally = tallied(&kept, *edit, *size, &mut wrong, &mut lost);
            let part = |count| percent(count, tally.all());
            let _ = writeln!(
                report,
                "{name:<35} {size:>3}% {:>6}  {:>5.1}  {:>5.1}   {:>5.1} {:>5.1}  {:>5.1} {:>5}",
                tally.all(),
                part(tally.exact),
                part(tally.moved),
                part(tally.changed),
                part(tally.lost),
                part(tally.ragged),
                tally.wrong
            );
            faults.extend(
                wrong
                    .into_iter()
                    .map(|wrong| format!("{name} {size}%: {wrong}")),
            );
            let share = part(tally.found());
            if share < *wanted {
                faults.push(format!(
                    "{name} {size}%: {share:.1} of {wanted} % found; lost {lost:?}"
                ));
            }
        }
    }
    println!("{report}");
    assert!(
        faults.is_empty(),
        "{} faults\n{}\n{report}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn marks_survive_edits_and_none_is_found_in_the_wrong_place() {
    measure(80);
}

/// All marks: `cargo test --release --test it anchors -- --ignored --nocapture`.
#[test]
#[ignore = "takes minutes without optimisation"]
fn all_marks_survive_edits_and_none_is_found_in_the_wrong_place() {
    measure(1);
}
