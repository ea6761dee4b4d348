//! Keys of every kind on screens of every size, while workers answer late and in any order: nothing panics, the
//! screen is always true, and the place is kept in the end. And long articles set on spreads, quire by quire.

use crate::harness::{App, House};
use crate::keys::reading;
use newsprint::library::Source;
use newsprint::reader::{Action, Effect, Keymap, Scope, Screen, Size};
use proptest::prelude::*;
use std::collections::{BTreeSet, VecDeque};
use std::fmt::Write as _;

/// Something that happens.
#[derive(Clone, Debug)]
enum Event {
    Key(String),
    Resize(u16, u16),
    Rested,
    /// The worker of this number, among those that are at work, answers.
    Answer(usize),
}

/// What a worker is at, or what it has to say.
enum Work {
    Effect(Effect),
    Answer(Action),
}

/// A long article of every kind of block, of several quires, and two short ones.
fn house() -> House {
    let house = House::new();
    let mut text = String::from(
        "---\ntitle: The storm\nlanguage: en\n---\n\nAn opening.[^a] And more.[^b]\n\n",
    );
    for number in 0..650 {
        match number % 13 {
            0 => write!(text, "## Part {number}\n\n").unwrap(),
            3 => write!(text, "```rust\nfn part{number}() {{ let wide = \"{}\"; }}\n```\n\n", "x".repeat(90)).unwrap(),
            5 => text.push_str("> The light went out. Nobody slept.\n>\n> — Marta Lindqvist\n\n"),
            7 => text.push_str("| Ship | Mast |\n|---|---|\n| Brevik | three |\n| Ostra | one |\n\n"),
            9 => text.push_str("Subscribe to our newsletter\n\n"),
            11 => text.push_str("- One item that is here\n- Another item that is there\n\n"),
            _ => write!(
                text,
                "Paragraph {number}. Ms Lindqvist said the halibut could wait.[^b] The ships that came in after \
                 midnight had no light to steer by, and the pilots of Brevik brought them in by radio. It took until \
                 four in the morning, and then the power came back; 漢字 and שלום stood on the mole. Idris Okafor of \
                 Baltic Ferries told the harbour office that three of them had anchored outside and waited.\n\n"
            )
            .unwrap(),
        }
    }
    text.push_str("[^a]: The first note.\n\n[^b]: The second note, with a little more to say.\n");
    assert!(text.len() > 150_000, "{}", text.len());
    house.put("a-storm.md", &text);
    house.put("b-short.md", "# Short\n\nOnly a few words.\n");
    house.put("c-wide.txt", &format!("{}\n", "word ".repeat(4000)));
    house
}

/// Every key that means something anywhere, and some that do not.
fn keys() -> Vec<String> {
    let keymap = Keymap::default();
    let mut keys: BTreeSet<String> = ["enter", "esc", "tab", "9", "%", "e", "~", "backspace", ":"]
        .map(str::to_owned)
        .into();
    for scope in [
        Scope::Library,
        Scope::Reader,
        Scope::Sidebar,
        Scope::Passage,
        Scope::List,
        Scope::Marks,
        Scope::Help,
    ] {
        for line in keymap.lines(scope) {
            keys.extend(
                line.keys
                    .iter()
                    .flat_map(|chord| chord.split(' ').map(str::to_owned)),
            );
        }
    }
    // They end the session.
    keys.retain(|key| key != "ctrl-c" && key != "Q");
    keys.into_iter().collect()
}

fn event() -> impl Strategy<Value = Event> {
    let key = prop::sample::select(keys()).prop_map(Event::Key);
    let reading = prop::sample::select(vec![
        "space", "b", ".", "}", "{", "o", "G", "g", "n", "z", "m", "enter",
    ]);
    let sizes = prop::sample::select(vec![
        (1, 1),
        (3, 2),
        (20, 5),
        (40, 12),
        (80, 24),
        (100, 6),
        (120, 40),
        (200, 60),
    ]);
    prop_oneof![
        12 => key,
        8 => reading.prop_map(|key| Event::Key(key.to_owned())),
        2 => sizes.prop_map(|(columns, rows)| Event::Resize(columns, rows)),
        1 => Just(Event::Rested),
        10 => (0_usize..4).prop_map(Event::Answer),
    ]
}

/// A session whose workers take their time.
struct Storm {
    app: App,
    /// What is being done.
    at_work: Vec<VecDeque<Work>>,
}

impl Storm {
    fn act(&mut self, action: Action) {
        let effects = self.app.model.update(action);
        for effect in effects {
            match effect {
                Effect::Quit => self.app.quit = true,
                // The one thread that writes.
                Effect::Record(..) | Effect::CatchUp => {
                    self.at_work[0].push_back(Work::Effect(effect));
                }
                effect => self.at_work.push(VecDeque::from([Work::Effect(effect)])),
            }
        }
    }

    /// Lets the worker of this number take one step.
    fn step(&mut self, number: usize) -> bool {
        let busy: Vec<usize> = (0..self.at_work.len())
            .filter(|at| !self.at_work[*at].is_empty())
            .collect();
        let Some(at) = busy.get(number % busy.len().max(1)).copied() else {
            return false;
        };
        match self.at_work[at].pop_front() {
            Some(Work::Answer(action)) => self.act(action),
            Some(Work::Effect(effect)) => {
                let mut answers = Vec::new();
                self.app.answer(effect, &mut |action| answers.push(action));
                self.at_work[at].extend(answers.into_iter().map(Work::Answer));
            }
            None => {}
        }
        true
    }

    fn check(&self) -> Result<(), TestCaseError> {
        let model = &self.app.model;
        let _ = self.app.buffer();
        let Some(reading) = &model.reading else {
            prop_assert!(model.screen == Screen::Library || model.is_loading());
            return Ok(());
        };
        prop_assert!(reading.percent() <= 100);
        let shown = reading.shown();
        prop_assert!(shown.start <= shown.end && shown.end <= reading.article.text.len());
        prop_assert!(reading.shows(reading.here), "{} of {shown:?}", reading.here);
        let lines = reading
            .pages
            .abreast_of(reading.page())
            .flat_map(|page| reading.pages.page(page))
            .count();
        prop_assert!(lines > 0, "an empty page at {}", reading.here);
        prop_assert!(model.layout().page == reading.pages.measure());
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_breaks_in_a_storm(events in prop::collection::vec(event(), 1..60)) {
        let house = house();
        let app = App::start(Source::at(&house.library()).unwrap(), &house.config(), 120, 40);
        let mut storm = Storm { app, at_work: vec![VecDeque::new()] };
        storm.act(Action::Key("enter".parse().unwrap()));
        for event in events {
            match event {
                Event::Key(key) => storm.act(Action::Key(key.parse().unwrap())),
                Event::Resize(columns, rows) => storm.act(Action::Resize(Size { columns, rows })),
                Event::Rested => storm.act(Action::Rested),
                Event::Answer(number) => {
                    storm.step(number);
                }
            }
            storm.check()?;
            if storm.app.quit {
                break;
            }
        }
        while storm.step(0) {
            storm.check()?;
        }
        if storm.app.quit {
            return Ok(());
        }
        storm.act(Action::Resize(Size { columns: 100, rows: 30 }));
        while storm.step(0) {}
        prop_assert!(!storm.app.model.is_loading());
        let left = storm.app.model.reading.as_ref().map(|reading| {
            (reading.place.clone(), reading.here, reading.pages.is_complete(), reading.page_number())
        });
        storm.act(Action::Hangup);
        while storm.step(0) {}
        let Some((place, here, complete, number)) = left else { return Ok(()) };
        prop_assert!(complete && number.is_some(), "the pages are not counted");
        let state = storm.app.model.state;
        let known = state.by_path(&place.key()).and_then(|id| state.article(id));
        let kept = known.and_then(|standing| standing.position.as_ref());
        prop_assert_eq!(kept.map(|position| position.offset), Some(here));
    }
}

#[test]
fn a_spread_with_one_page_before_the_next_quire_is_a_spread_like_others() {
    let house = house();
    let mut halves = 0;
    for rows in 24..34 {
        let mut app = house.open(200, rows);
        app.press("enter");
        let mut seen = 0;
        while !reading(&app).at_end() {
            let shown = reading(&app).shown();
            assert_eq!(shown.start, seen, "no byte is passed over");
            seen = shown.end;
            let pages = &reading(&app).pages;
            if pages.abreast_of(reading(&app).page()).count() == 1 {
                halves += 1;
                let number = reading(&app).page_number().unwrap() + 1;
                assert!(app.shows(&format!("{number} of ")), "{}", app.screen());
                app.press(".");
                let ruler = reading(&app).ruler_shown().map(|ruler| ruler.range());
                assert!(ruler.is_some_and(|ruler| shown.contains(ruler.start)));
                assert_eq!(reading(&app).shown(), shown);
                app.press("esc");
            }
            app.press("space");
        }
        assert_eq!(reading(&app).percent(), 100);
    }
    assert!(halves > 0, "none was seen");
}
