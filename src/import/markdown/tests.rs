use super::super::encoding::Decoded;
use super::*;
use crate::article::SpanStyle;

fn article(text: &str) -> Article {
    let decoded = Decoded {
        text: text.to_owned(),
        warning: None,
    };
    let article = import(&decoded, "name.md");
    article.check().unwrap();
    article
}

/// The text of the article.
fn text(source: &str) -> String {
    article(source).text
}

/// What is marked, in order.
fn marked(source: &str) -> Vec<String> {
    let article = article(source);
    let marks = article
        .spans
        .iter()
        .filter(|span| span.style == SpanStyle::Mark);
    marks
        .map(|span| span.range.of(&article.text).to_owned())
        .collect()
}

#[test]
fn highlights_lose_their_signs_and_comparisons_keep_them() {
    assert_eq!(marked("a ==b *c* d== e ==f=="), ["b c d", "f"]);
    assert_eq!(text("a ==b *c* d== e"), "a b c d e");
    assert_eq!(marked("重要==標記==文字"), ["標記"]);
    assert_eq!(marked("x {==critic==} y"), ["critic"]);
    assert_eq!(text("x {==critic==} y"), "x critic y");
    for plain in [
        "a == b == c",
        "a==b and c==d",
        "===a===",
        "open ==only",
        "`==code==`",
    ] {
        assert!(marked(plain).is_empty(), "{plain}");
    }
    assert_eq!(text("\\==not== marked"), "==not== marked");
    assert_eq!(text("| a |\n|-|\n| ==b |\n| c== |"), "a\n==b\nc==");
}

#[test]
fn comments_go_and_percentages_stay() {
    assert_eq!(text("a %%b *c*%% d"), "a d");
    assert_eq!(text("%%whole line%% of\ntext"), "of text");
    assert_eq!(text("a\n\n%%\nb\n\nc\n%%\n\nd"), "a\nd");
    assert_eq!(text("a\n%%b%%\nc"), "a\nc");
    assert_eq!(text("100%% and 50%% of it"), "100%% and 50%% of it");
    assert_eq!(text("%% never closed\n\ntext"), "%% never closed\ntext");
    assert_eq!(text("```\n%%\ncode\n%%\n```"), "%%\ncode\n%%");
}

#[test]
fn ids_of_blocks_go_and_powers_stay() {
    assert_eq!(text("Text. ^2f3a9c"), "Text.");
    assert_eq!(text("Text.\n^quote-id\n\nNext."), "Text.\nNext.");
    assert_eq!(text("> q\n\n^abc\n\nText"), "q\nText");
    for plain in ["e = mc ^2", "x^abc", "a ^b c", "^"] {
        assert_eq!(text(plain), plain);
    }
}

#[test]
fn lines_are_those_of_the_file() {
    let source = "---\r\ntitle: T\r\n---\r\n\r\none\r\ntwo\r\n\r\n- a\r\n\r\n  b\r\n";
    let lines: Vec<_> = article(source)
        .blocks
        .iter()
        .filter_map(|block| block.lines.map(|lines| (lines.first, lines.last)))
        .collect();
    assert_eq!(lines, [(5, 6), (8, 8), (10, 10)]);
}

#[test]
fn nesting_saturates_and_nothing_recurses() {
    let deep = article(&("> ".repeat(5000) + "- ".repeat(5000).as_str() + "x"));
    let nesting = deep.blocks[0].nesting;
    assert!(nesting.quote <= 32 && nesting.list <= 32);
    let html = article(&("<blockquote><ul>".repeat(5000) + "<li>x"));
    assert_eq!(html.blocks[0].nesting.quote, 32);
}

#[test]
fn hostile_markup_is_quick() {
    // Each of these took seconds to a program that searches again what it searched before.
    for piece in [
        "<!--",
        "<a \"",
        "<style>",
        "a <style>",
        "==a ",
        "%%a ",
        "[!",
        "![",
        "<b>",
        "&#",
        "[[",
        "*a_ ",
    ] {
        let source = piece.repeat(100_000);
        let _ = article(&source);
        let _ = article(&format!("<div>\n{source}"));
    }
    let notes: Vec<String> = (0..20_000)
        .map(|n| format!("x[^{n}]\n\n[^{n}]: y\n\n"))
        .collect();
    let notes = notes.concat();
    assert_eq!(article(&notes).spans.len(), 20_000);
}

#[test]
fn an_excerpt_is_said_once() {
    let quote = "> ## Excerpt\n> It *carries* [trams](https://e.org).\n\n---\n";
    let rest = "| a | *b* |\n|-|-|\n| c | [d](https://e.org/d) |\n\nText *ends*.";
    let taken = article(&format!("# Bridge\n\n{quote}\n{rest}"));
    assert_eq!(
        taken.metadata.description.as_deref(),
        Some("It carries trams.")
    );
    assert_eq!(taken.text, "Bridge\na\tb\nc\td\nText ends.");
    assert_eq!(taken.links.len(), 1);
    assert_eq!(taken.links[0].range.of(&taken.text), "d");
    assert_eq!(taken.spans.last().unwrap().range.of(&taken.text), "ends");
    let alone = article(&format!("# Bridge\n\n{quote}"));
    assert_eq!(alone.text, "Bridge");
    let other = format!("---\ntitle: Bridge\nsummary: Other.\n---\n{quote}\nText.");
    assert_eq!(
        article(&other).text,
        "Bridge\nExcerpt\nIt carries trams.\n\nText."
    );
    let only = article("> ## Excerpt\n\nText.");
    assert_eq!(only.text, "Excerpt\nText.");
}

#[test]
fn highlights_in_tags_have_notes_and_colours() {
    let article = article(
        "The <mark class=\"yellow\" data-comment='a &amp; b'>keeper *went* up</mark> at ==four, *then*== down.\n\n\
         <p><mark style='background:#adccff'>He slept.</mark></p>\n",
    );
    let found: Vec<_> = article
        .highlights
        .iter()
        .map(|it| {
            let said = (it.note.as_deref(), it.label.as_deref());
            (it.range.of(&article.text), said)
        })
        .collect();
    assert_eq!(
        found,
        [
            ("keeper went up", (Some("a & b"), Some("yellow"))),
            ("four, then", (None, None)),
            ("He slept.", (None, Some("blue"))),
        ]
    );
}
