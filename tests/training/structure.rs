//! Trains the model that tells headings and furniture of plain text from the story.
//!
//! `cargo run --release --example train-structure -- DATA [OUT]` reads `DATA/truth.jsonl` (one object an
//! article: `id`, `domain`, `title`, `lang`, `listicle`, `labels` of each variant) and `DATA/VARIANT/ID.txt`,
//! prints what the model finds in articles of publishers that it was not trained on, and writes the model.
//! The same input gives the same file. `assets/structure/README.md` says more.

#![expect(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    unreachable_pub,
    reason = "a tool that talks to its maker; its counts are small"
)]

mod boost;
mod score;
mod texts;

use boost::Row;
use newsprint::import::structure::{Model, examples, features};
use score::Scores;
use std::path::Path;
use texts::{Label, Text};

/// Parts that the publishers are dealt to; each is held out once.
const FOLDS: usize = 10;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let data = arguments.first().expect("the folder of the data");
    let texts = texts::read(Path::new(data));
    let rows = rows(&texts);
    let all: Vec<&Row> = rows.iter().map(|(_, row)| row).collect();
    let model = train(&all);
    let mut seen = Scores::default();
    for text in &texts {
        seen.add(text, &model);
    }
    println!("in training\n{seen}");
    let mut unseen = Scores::default();
    for fold in 0..FOLDS {
        let kept: Vec<&Row> = rows
            .iter()
            .filter(|(text, _)| texts[*text].fold(FOLDS) != fold)
            .map(|(_, row)| row)
            .collect();
        let model = train(&kept);
        let held_out = texts.iter().filter(|text| text.fold(FOLDS) == fold);
        for text in held_out {
            unseen.add(text, &model);
        }
    }
    println!("publishers held out\n{unseen}");
    if let Some(out) = arguments.get(1) {
        std::fs::write(out, head() + &model.printed()).expect("the model can be written");
    }
}

/// Every unit with a label, with the text it is of.
fn rows(texts: &[Text]) -> Vec<(usize, Row)> {
    let mut rows = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        for example in examples(&text.body) {
            let label = text.labels.get(example.line - 1).copied();
            if let Some(label @ (Label::Story | Label::Heading | Label::Furniture)) = label {
                let row = Row {
                    features: example.features,
                    label,
                    weight: text.weight,
                };
                rows.push((at, row));
            }
        }
    }
    rows
}

fn train(rows: &[&Row]) -> Model {
    Model {
        heading: boost::answer(rows, Label::Heading),
        furniture: boost::answer(rows, Label::Furniture),
    }
}

/// What the file begins with: the features it was made for.
fn head() -> String {
    let names = features().join(" ");
    let hash = names.bytes().fold(0x811C_9DC5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!(
        "# Written by the training; see README.md beside this file.\n# features {} {hash:08x}\n",
        features().len()
    )
}
