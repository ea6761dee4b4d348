//! Trains the tagger of names, and writes `clusters.bin`, `profiles.bin` and `model.bin` in `assets/names/`.
//!
//!     cargo run --release --example train-names -- DATA           scores on the development sets, nothing written
//!     cargo run --release --example train-names -- DATA held-out  the same, for the sets across domains
//!     cargo run --release --example train-names -- DATA write     trains on all and writes the files
//!
//! DATA is a folder with the sets that `assets/names/README.md` names. The same data give the same bytes.
#![expect(clippy::print_stdout, reason = "a program for developers")]
#![expect(clippy::unwrap_used, reason = "training that cannot go on has failed")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "counts are far below what a float holds, and weights were scaled to fit"
)]

mod data;
mod exchange;
mod field;
mod measure;
mod profiles;
mod sequences;
mod table;

use data::Set;
use field::{Field, Model};
use newsprint::names::training::{Background, Clusters, Profiles, fingerprint};
use sequences::{Dictionary, Sequence};
use std::path::Path;

/// Rounds over the training data. More change nothing beyond noise.
const ROUNDS: usize = 8;

/// The weights are the mean of those after so many of the last rounds.
const AVERAGED: usize = 4;

/// A feature that is rarer in the training data is left out.
const RAREST: u32 = 2;

/// Sets that every training sees.
const TRAINING: &[&str] = &[
    "ewt-train.tsv",
    "ewt-test.tsv",
    "gmb-train-repaired.tsv",
    "gum-wikipedia.tsv",
    "silver-current-events.tsv.gz",
];

/// Sets that a training either sees or is measured on.
const ACROSS: &[&str] = &["gum-wikinews.tsv", "wikigold.tsv"];

/// Sets that no training sees.
const DEVELOPMENT: &[&str] = &["ewt-dev.tsv", "gmb-dev.tsv"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((data, mode)) = arguments.split_first() else {
        println!("which folder has the data?");
        return;
    };
    let data = Path::new(data);
    let held_out = mode.iter().any(|mode| mode == "held-out");
    let write = mode.iter().any(|mode| mode == "write");
    let mut training = TRAINING.to_vec();
    let mut measured = DEVELOPMENT.to_vec();
    if held_out {
        measured.extend(ACROSS);
    } else {
        training.extend(ACROSS);
    }
    let words = exchange::classes(data);
    let clusters = Clusters::write(words.iter().map(|(word, class)| (word.as_str(), *class)));
    let mut background = Background {
        clusters: Clusters::read(&clusters),
        profiles: Profiles::read(&[]),
    };
    // The first tagger is there to label the raw text; the second learns from that too.
    let (dictionary, first) = train(data, &training, &background);
    let profiles = profiles::file(data, &dictionary, &first, &background);
    background.profiles = Profiles::read(&profiles);
    let (dictionary, model) = train(data, &training, &background);
    print_scores(data, &measured, &dictionary, &model, &background);
    let file = table::file(&dictionary, &model, fingerprint(&background));
    let files = [
        ("clusters.bin", &clusters),
        ("profiles.bin", &profiles),
        ("model.bin", &file),
    ];
    for (name, bytes) in files {
        println!("{name}: {} bytes", bytes.len());
        if write {
            let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/names");
            std::fs::write(assets.join(name), bytes).unwrap();
        }
    }
}

fn print_scores(
    data: &Path,
    sets: &[&str],
    dictionary: &Dictionary,
    model: &Model,
    background: &Background<'_>,
) {
    for name in sets {
        let scores = measure::measure(&data::read(&data.join(name)), |set| {
            let sequences = sequences::known(&set.article, dictionary, background);
            sequences
                .iter()
                .flat_map(|sequence| model.names(sequence))
                .collect()
        });
        println!("{name:24} {scores}");
    }
}

fn train(data: &Path, names: &[&str], background: &Background<'_>) -> (Dictionary, Model) {
    let mut dictionary = Dictionary::default();
    let mut sequences: Vec<Sequence> = Vec::new();
    for name in names {
        let sets: Vec<Set> = data::read(&data.join(name));
        let before = sequences.len();
        for set in &sets {
            sequences.extend(sequences::new(set, &mut dictionary, background));
        }
        println!(
            "{name}: {} documents, {} stretches",
            sets.len(),
            sequences.len() - before
        );
    }
    dictionary.cut(RAREST, &mut sequences);
    let mut field = Field::new(dictionary.len());
    let mut model = Model::new(dictionary.len());
    for round in 0..ROUNDS {
        let loss = field.round(&sequences, round as u64);
        println!("round {round}: loss {loss:.4}");
        if round + AVERAGED >= ROUNDS {
            model.add(&mut field, 1.0 / AVERAGED as f32);
        }
    }
    (dictionary, model)
}
