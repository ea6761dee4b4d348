//! Counts what a tagger takes each word of the raw text for.

use crate::data;
use crate::field::Model;
use crate::sequences::{self, Dictionary};
use newsprint::names::training::{Background, Counts, Profiles, read};
use std::collections::HashMap;
use std::path::Path;

/// The file of profiles of the words of the raw text under `folder`, as `model` labels them.
pub(crate) fn file(
    folder: &Path,
    dictionary: &Dictionary,
    model: &Model,
    background: &Background<'_>,
) -> Vec<u8> {
    let mut counts: HashMap<String, Counts> = HashMap::new();
    data::raw(folder, |article| {
        for sequence in sequences::known(article, dictionary, background) {
            for (range, label) in sequence.ranges.iter().zip(model.best(&sequence)) {
                let word = range.of(&article.text);
                let kind = read(label).map(|(kind, _)| kind);
                // Of small words between capitals only those count that are part of a name.
                if kind.is_some() || word.starts_with(char::is_uppercase) {
                    let slot = kind.map_or(0, |kind| 1 + kind as usize);
                    counts.entry(word.to_owned()).or_default()[slot] += 1;
                }
            }
        }
    });
    let file = Profiles::write(counts.iter().map(|(word, counts)| (word.as_str(), *counts)));
    println!("{} words with a profile", file.len() / 5);
    file
}
