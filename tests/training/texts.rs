//! The texts to learn from, as they are and with their furniture changed.

use serde_json::Value;
use std::path::Path;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Text of the story.
    Story,
    /// The heading of a section.
    Heading,
    /// Not the story.
    Furniture,
    /// Title, byline, date.
    Top,
    /// Nobody knows; not learned, not scored.
    Unknown,
}

/// A text with a label for each line.
pub struct Text {
    /// Its publisher.
    pub domain: String,
    /// How its lines were put together; `""` for one that is learned from and not scored.
    pub variant: &'static str,
    /// A slide show or product list.
    pub listicle: bool,
    /// The text.
    pub body: String,
    /// What each line is.
    pub labels: Vec<Label>,
    /// How much each of its lines counts in training.
    pub weight: f32,
}

impl Text {
    /// The part of the publishers that this one belongs to.
    pub fn fold(&self, folds: usize) -> usize {
        let hash = self.domain.bytes().fold(0x811C_9DC5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        (hash >> 8) as usize % folds
    }
}

/// The variants and how much a line of each counts: three of them hold nearly the same lines.
const VARIANTS: [(&str, f32); 4] = [
    ("dense", 0.6),
    ("blank", 0.3),
    ("titled", 0.4),
    ("injected", 1.0),
];

/// All texts of the folder, each dense one a second time without its furniture, and excerpts: long articles
/// are the rule in the data, short ones in people's folders.
pub fn read(data: &Path) -> Vec<Text> {
    let truth = std::fs::read_to_string(data.join("truth.jsonl")).expect("truth.jsonl");
    let mut texts = Vec::new();
    for line in truth.lines() {
        let article: Value = serde_json::from_str(line).expect("an object a line");
        for (variant, weight) in VARIANTS {
            let Some(labels) = article["labels"][variant].as_array() else {
                continue;
            };
            let path = format!("{variant}/{}.txt", article["id"].as_str().unwrap_or(""));
            let body = std::fs::read_to_string(data.join(path)).expect("the text of a variant");
            let labels = labels.iter().map(|label| of(label.as_str().unwrap_or("")));
            let text = Text {
                domain: article["domain"].as_str().unwrap_or("").to_owned(),
                variant,
                listicle: article["listicle"].as_bool().unwrap_or(false),
                body,
                labels: labels.collect(),
                weight,
            };
            if variant == "dense" {
                texts.push(cleaned(&text));
            }
            if matches!(variant, "dense" | "injected") {
                texts.extend(excerpts(&text));
            }
            texts.push(text);
        }
    }
    texts
}

fn of(label: &str) -> Label {
    match label {
        "paragraph" | "list_item" | "quote" => Label::Story,
        "heading" => Label::Heading,
        "furniture" => Label::Furniture,
        "title" | "byline" | "date" => Label::Top,
        _ => Label::Unknown,
    }
}

/// `text` without its furniture: what a good scraper leaves.
fn cleaned(text: &Text) -> Text {
    let kept = text.body.lines().zip(&text.labels);
    let (lines, labels): (Vec<&str>, Vec<Label>) = kept
        .filter(|(_, label)| **label != Label::Furniture)
        .unzip();
    Text {
        domain: text.domain.clone(),
        variant: "",
        listicle: text.listicle,
        body: lines.join("\n"),
        labels,
        weight: 0.4,
    }
}

/// Parts of `text` of a few lines, as short articles.
fn excerpts(text: &Text) -> Vec<Text> {
    let lines: Vec<&str> = text.body.lines().collect();
    let lengths = [9, 14, 6, 11];
    let mut found = Vec::new();
    let mut from = 0;
    while from + 5 < lines.len() {
        let mut to = lines.len().min(from + lengths[found.len() % lengths.len()]);
        // A heading without its text is none.
        while to > from + 1 && text.labels.get(to - 1) == Some(&Label::Heading) {
            to -= 1;
        }
        found.push(Text {
            domain: text.domain.clone(),
            variant: "",
            listicle: text.listicle,
            body: lines[from..to].join("\n"),
            labels: text.labels[from..to.min(text.labels.len())].to_vec(),
            weight: 0.3,
        });
        from = to;
    }
    found
}
