//! Every example of the `CommonMark` specification, and every special case that pulldown-cmark keeps a test for,
//! goes through import without loss of text: what a browser would show is in the article, in the same order.
//!
//! The examples are read where cargo has put the library's own sources, so they are always those of the version
//! that is linked.
use dom_query::{Document, NodeData, NodeRef};
use newsprint::import::import;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is read otherwise on purpose: fields that nothing closes and fields after an empty line are fields here too,
/// and dollars without a command of TeX between them are money.
const OTHERWISE: &[&str] = &["metadata_blocks 2", "metadata_blocks 4", "math 36"];

/// One case: Markdown, and the HTML that it means.
struct Example {
    /// The file and number of it, for people.
    name: String,
    markdown: String,
    html: String,
}

#[test]
fn no_example_of_the_specification_loses_text() {
    let folder = sources().join("tests/suite");
    let mut lost = Vec::new();
    let mut count = 0;
    for file in files(&folder) {
        for example in examples(&file) {
            count += 1;
            let article = import(example.markdown.as_bytes(), "example.md").unwrap();
            assert_eq!(article.check(), Ok(()), "{}", example.name);
            let wanted = letters(&shown(&example.html));
            if !OTHERWISE.contains(&example.name.as_str())
                && !holds(&letters(&article.text), &wanted)
            {
                lost.push(format!(
                    "{}:\n{}\n--- wanted\n{}\n--- text\n{}\n",
                    example.name, example.markdown, example.html, article.text
                ));
            }
        }
    }
    assert!(
        count > 1000,
        "only {count} examples were found in {}",
        folder.display()
    );
    assert!(
        lost.is_empty(),
        "{} of {count} lost text\n{}",
        lost.len(),
        lost.join("\n")
    );
}

/// Where cargo keeps the sources of pulldown-cmark.
fn sources() -> PathBuf {
    // Of other platforms' packages nothing may be here.
    let platform = format!("--filter-platform={}", host());
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .arg(platform)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages
        .iter()
        .find(|package| package["name"] == "pulldown-cmark")
        .unwrap();
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    manifest.parent().unwrap().to_owned()
}

/// The platform that this test runs on, as Rust calls it.
fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.unwrap().to_owned()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_stem().is_some_and(|stem| stem != "mod"))
        .collect();
    files.sort_unstable();
    files
}

/// The pairs of raw strings named `original` and `expected` in a file of tests.
fn examples(file: &Path) -> Vec<Example> {
    let source = std::fs::read_to_string(file).unwrap();
    let raw = |part: &str, name: &str| {
        let (_, rest) = part.split_once(&format!("let {name} = r##\""))?;
        rest.split_once("\"##;").map(|(text, _)| text.to_owned())
    };
    source
        .split("#[test]")
        .enumerate()
        .filter_map(|(number, part)| {
            Some(Example {
                name: format!("{} {number}", file.file_stem()?.to_string_lossy()),
                markdown: raw(part, "original")?,
                html: raw(part, "expected")?,
            })
        })
        .collect()
}

/// What a browser shows of `html`: its text, and the words that stand for its pictures. The numbers of footnotes
/// are left out, since an article keeps the labels that its author gave.
fn shown(html: &str) -> String {
    let page = Document::from(html);
    let mut shown = String::new();
    for node in page.root().descendants_it() {
        let hidden = node.ancestors_it(None).any(|above| hides(&above));
        node.query(|inner| match &inner.data {
            NodeData::Text { contents } if !hidden => shown.push_str(contents),
            _ => {}
        });
        if node.has_name("img") {
            let alt = node.attr_or("alt", "");
            // Where the writer gave no words, the parser puts the address.
            if alt != node.attr_or("src", "") {
                shown.push_str(&alt);
            }
        }
    }
    shown
}

fn hides(node: &NodeRef<'_>) -> bool {
    ["script", "style", "template"]
        .iter()
        .any(|name| node.has_name(name))
        || ["footnote-reference", "footnote-definition-label"]
            .iter()
            .any(|class| node.has_class(class))
}

/// The letters and figures of `text`.
fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether `wanted` is in `text` in the same order, other letters between them or not.
fn holds(text: &[char], wanted: &[char]) -> bool {
    let mut text = text.iter();
    wanted.iter().all(|c| text.any(|other| other == c))
}
