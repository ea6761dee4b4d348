//! How long each step between a file and the screen takes, on a megabyte of the built-in edition.
//!
//! `cargo bench` prints medians and throughput. Nothing is asserted: machines differ.

use divan::Bencher;
use divan::counter::BytesCount;
use newsprint::article::Article;
use newsprint::config::Settings;
use newsprint::import::import;
use newsprint::journal::{Anchor, Folded, Identity, Sketch};
use newsprint::library::Place;
use newsprint::names::Corrections;
use newsprint::reader::{Action, CorrectedNames, Effect, Key, Keymap, Loaded, Model, Setup, Size};
use newsprint::text::TextRange;
use newsprint::typeset::{Measure, Pages, Style};
use newsprint::ui::{self, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

fn main() {
    divan::main();
}

const MARKDOWN: &str = include_str!("../../assets/edition/bees-on-the-power-station.md");
const PLAIN: &str = include_str!("../../assets/edition/017_3fa9c20b71d4e68a.txt");
const HTML: &str = include_str!("../../assets/edition/two-nights-to-lodz.html");

/// `text` over and over, up to a megabyte.
fn megabyte(text: &str) -> String {
    let mut all = String::new();
    while all.len() < 1_000_000 {
        all.push_str(text);
        all.push_str("\n\n");
    }
    all
}

fn article(text: &str, name: &str) -> Article {
    import(text.as_bytes(), name).expect("the edition is text")
}

#[divan::bench]
fn import_markdown(bencher: Bencher) {
    let text = megabyte(MARKDOWN);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| article(black_box(&text), "a.md"));
}

#[divan::bench]
fn sketch_of_a_story(bencher: Bencher) {
    let article = article(&megabyte(MARKDOWN), "a.md");
    bencher.bench(|| {
        let story = article.blocks.iter().filter(|block| block.is_story());
        Sketch::of(story.map(|block| block.range.of(black_box(&article.text))))
    });
}

#[divan::bench]
fn import_plain(bencher: Bencher) {
    let text = megabyte(PLAIN);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| article(black_box(&text), "a.txt"));
}

#[divan::bench]
fn import_one_saved_page(bencher: Bencher) {
    bencher
        .counter(BytesCount::of_str(HTML))
        .bench(|| article(black_box(HTML), "a.html"));
}

/// A page that was saved with its pictures: 20 MB, of which next to nothing is read.
#[divan::bench]
fn import_page_with_its_pictures(bencher: Bencher) {
    let picture = format!(
        "<img alt='' src='data:image/png;base64,{}'></p>",
        "iVBORw0K".repeat(250_000)
    );
    let page = HTML.replacen("</p>", &picture.repeat(10), 1);
    bencher
        .counter(BytesCount::of_str(&page))
        .bench(|| article(black_box(&page), "a.html"));
}

/// A page that is all story, a megabyte of it.
#[divan::bench]
fn import_long_page(bencher: Bencher) {
    let paragraphs = megabyte(PLAIN).replace("\n\n", "</p><p>");
    let page = format!("<title>Long</title><article><p>{paragraphs}</p></article>");
    bencher
        .counter(BytesCount::of_str(&page))
        .bench(|| article(black_box(&page), "a.html"));
}

/// An article of usual length, which does not say its language: what the guess adds.
#[divan::bench(args = [true, false])]
fn import_one_article(bencher: Bencher, guessed: bool) {
    let head = if guessed { "" } else { "---\nlang: en\n---\n" };
    let text = format!("{head}{}", MARKDOWN.rsplit("+++\n").next().unwrap_or(""));
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| article(black_box(&text), "a.md"));
}

#[divan::bench]
fn find_names(bencher: Bencher) {
    let article = article(&megabyte(PLAIN), "a.txt");
    bencher
        .counter(BytesCount::of_str(&article.text))
        .bench(|| newsprint::names::find(black_box(&article)));
}

/// What the first names cost, from the start of a process on: the lists and the weights are read when an article first
/// asks for them. Beside it a process that does nothing, and one that imports an article of one word.
#[divan::bench(args = ["nothing", "an import", "the first names"])]
fn start(bencher: Bencher, what: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.txt");
    let text = if what == "an import" {
        "ferries"
    } else {
        "Ragnhild Tveitane of the Skarfjord Fishermen’s Union said the ferries would return to Oslo."
    };
    std::fs::write(&file, text).expect("a file");
    bencher.bench(|| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
        match what {
            "nothing" => command.arg("--version"),
            _ => command.arg("inspect").arg(&file),
        };
        command.output().expect("the program")
    });
}

#[divan::bench]
fn search(bencher: Bencher) {
    let article = article(&megabyte(PLAIN), "a.txt");
    bencher
        .counter(BytesCount::of_str(&article.text))
        .bench(|| newsprint::text::find_all(black_box(&article.text), "frazil"));
}

const PAGE: Measure = Measure {
    cells: 66,
    rows: 36,
};

/// Every right edge there is.
#[divan::bench(args = ["justified, hyphenated", "ragged, hyphenated", "ragged"])]
fn typeset_all(bencher: Bencher, look: &str) {
    let article = article(&megabyte(PLAIN), "a.txt");
    let style = Style {
        justified: look.contains("justified"),
        hyphenated: look.contains("hyphenated"),
        ..Style::default()
    };
    bencher
        .counter(BytesCount::of_str(&article.text))
        .bench(|| Pages::set(black_box(&article), PAGE, style));
}

#[divan::bench]
fn typeset_first_page(bencher: Bencher) {
    let article = article(&megabyte(PLAIN), "a.txt");
    bencher.bench(|| {
        let mut pages = Pages::new(black_box(&article), PAGE, Style::default());
        pages.set_around(&article, 0);
        pages
    });
}

/// A session with a long article open, its names found.
fn session() -> Model {
    let path = PathBuf::from("article.txt");
    let (mut model, effects) = Model::new(Setup {
        title: "bench".into(),
        file: Some(Place::File(path.clone())),
        settings: Settings::default(),
        keymap: Keymap::default(),
        journal: Folded::default(),
        corrections: Corrections::default(),
        zone: jiff::tz::TimeZone::UTC,
        size: Size {
            columns: 140,
            rows: 40,
        },
        notice: None,
    });
    for effect in effects {
        let Effect::Load(ticket, place) = effect else {
            continue;
        };
        let article = Arc::new(article(&megabyte(PLAIN), "a.txt"));
        let identity = Identity {
            url: None,
            content: "0".into(),
            path: "article.txt".into(),
            ..Identity::default()
        };
        let names = Arc::new(newsprint::names::find(&article));
        model.update(Action::Loaded(
            ticket,
            Ok(Loaded {
                place,
                article,
                identity: Box::new(identity),
                to_come: 0,
            }),
        ));
        let names = CorrectedNames {
            found: Arc::clone(&names),
            shown: names,
            by: Arc::clone(&model.corrections),
        };
        model.update(Action::NamesFound(ticket, names));
    }
    model
}

#[divan::bench]
fn draw_a_page(bencher: Bencher) {
    let model = session();
    let area = Rect::new(0, 0, 140, 40);
    bencher.bench_local(|| {
        let mut buffer = Buffer::empty(area);
        ui::view(black_box(&model), Theme::usual(), area, &mut buffer);
        buffer
    });
}

#[divan::bench]
fn turn_a_page(bencher: Bencher) {
    let mut model = session();
    let (on, back): (Key, Key) = ("space".parse().expect("a key"), "b".parse().expect("a key"));
    bencher.bench_local(|| {
        model.update(Action::Key(on));
        model.update(Action::Key(back))
    });
}

/// A hundred marks in a megabyte whose every twentieth word is another by now.
#[divan::bench]
fn find_marks_again(bencher: Bencher) {
    let text = article(&megabyte(MARKDOWN), "bees.md").text;
    let places = (0..100).map(|number| number * (text.len() / 100));
    let anchors: Vec<Anchor> = places
        .map(|at| Anchor::new(&text, TextRange::new(at, at + 150)))
        .collect();
    let anchors: Vec<&Anchor> = anchors.iter().collect();
    let words = text.split_inclusive(' ').enumerate();
    let edited: String = words
        .map(|(number, word)| if number % 20 == 7 { "another " } else { word })
        .collect();
    bencher
        .counter(BytesCount::of_str(&edited))
        .bench(|| Anchor::find_all(black_box(&anchors), black_box(&edited)));
}
