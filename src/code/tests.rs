//! Snippets in, tokens out; and text that is meant to hurt.

use super::Token::{self, Comment, Constant, Function, Keyword, Number, String as Text, Tag, Type};
use super::{LONGEST_BLOCK, MOST, grammars, has_listings, languages, tokens};
use crate::article::{Article, BlockKind, Builder, Format, Metadata, Nesting};
use crate::text::TextRange;

fn article(blocks: &[(&str, &str)]) -> Article {
    let mut builder = Builder::new(Format::Markdown);
    builder.begin(BlockKind::Paragraph, Nesting::default());
    builder.prose("Naïve words before it, for other offsets: 漢字.");
    builder.end();
    for (language, code) in blocks {
        builder.begin(
            BlockKind::Code(Some((*language).to_owned())),
            Nesting::default(),
        );
        builder.verbatim(code);
        builder.end();
    }
    builder.finish(Metadata::default())
}

fn told(article: &Article) -> Vec<(&str, Token)> {
    let tokens = tokens(article, || true);
    sound(article, &tokens);
    let words = |(range, token): &(TextRange, Token)| (range.of(&article.text), *token);
    tokens.iter().map(words).collect()
}

/// What [`tokens`] promises.
fn sound(article: &Article, tokens: &[(TextRange, Token)]) {
    let mut end = 0;
    for (range, _) in tokens {
        let words = article.text.get(range.start..range.end).unwrap();
        assert!(!words.is_empty() && !words.contains('\n'), "{words:?}");
        assert!(
            end <= range.start,
            "{words:?} overlaps what stands before it"
        );
        let block = &article.blocks[article.block_at(range.start).unwrap()];
        assert!(matches!(block.kind, BlockKind::Code(_)), "{words:?}");
        assert!(block.range.covers(*range), "{words:?}");
        end = range.end;
    }
}

#[track_caller]
fn expect(language: &str, code: &str, expected: &[(&str, Token)]) {
    let article = article(&[(language, code)]);
    assert!(has_listings(&article));
    assert_eq!(told(&article), expected, "{code}");
}

#[test]
fn rust() {
    expect(
        "rust",
        "fn main<'a>() { // it's\n    let x: u8 = 0xff; say(\"é \\\" 漢\"); true && x > 1\n}",
        &[
            ("fn", Keyword),
            ("main", Function),
            ("'a", Type),
            ("// it's", Comment),
            ("let", Keyword),
            ("u8", Keyword),
            ("0xff", Number),
            ("say", Function),
            ("\"é \\\" 漢\"", Text),
            ("true", Constant),
            ("1", Number),
        ],
    );
}

#[test]
fn python() {
    expect(
        "python",
        "def f(a):\n    return f\"{a} don't\" or None  # né",
        &[
            ("def", Keyword),
            ("f", Function),
            ("return", Keyword),
            ("f", Keyword),
            ("\"", Text),
            (" don't\"", Text),
            ("or", Keyword),
            ("None", Constant),
            ("# né", Comment),
        ],
    );
}

#[test]
fn javascript_knows_a_division_from_a_pattern() {
    expect(
        "js",
        "let a = 10 / 2; /* of\ntwo */ a.match(/x+/);",
        &[
            ("let", Keyword),
            ("10", Number),
            ("2", Number),
            ("/* of", Comment),
            ("two */", Comment),
            ("match", Function),
            ("/x+/", Text),
        ],
    );
}

#[test]
fn shell() {
    expect(
        "sh",
        "for f in *.txt; do wc \"$f\"; done # don't",
        &[
            ("for", Keyword),
            ("in", Keyword),
            ("do", Keyword),
            ("wc", Function),
            ("\"$f\"", Text),
            ("done", Keyword),
            ("# don't", Comment),
        ],
    );
}

#[test]
fn data_has_keys_and_values() {
    expect(
        "json",
        "{\"a\": [1, null, \"b\"]}",
        &[
            ("\"a\"", Tag),
            ("1", Number),
            ("null", Constant),
            ("\"b\"", Text),
        ],
    );
    expect(
        "yaml",
        "a: plain words\nb: 'q' # né",
        &[("a", Tag), ("b", Tag), ("'q'", Text), ("# né", Comment)],
    );
    expect(
        "toml",
        "[part]\na = 1.5",
        &[("part", Tag), ("a", Tag), ("1.5", Number)],
    );
}

#[test]
fn markup_and_queries() {
    expect(
        "html",
        "<p id=\"a\">Hi</p>",
        &[("p", Tag), ("\"a\"", Text), ("p", Tag)],
    );
    expect(
        "sql",
        "SELECT a FROM t WHERE b = 'c' AND d IS NULL;",
        &[
            ("SELECT", Keyword),
            ("FROM", Keyword),
            ("WHERE", Keyword),
            ("'c'", Text),
            ("AND", Keyword),
            ("IS", Keyword),
            ("NULL", Constant),
        ],
    );
    expect(
        "diff",
        " a\n-b\n+c",
        &[("-b", Token::Deleted), ("+c", Token::Inserted)],
    );
}

#[test]
fn what_is_open_in_one_block_is_closed_in_the_next() {
    let article = article(&[("c", "/* open"), ("c", "int a;")]);
    assert_eq!(told(&article), [("/* open", Comment), ("int", Keyword)]);
}

#[test]
fn an_unknown_language_has_no_tokens() {
    for language in ["text", "klingon", "", "rust-ish"] {
        let article = article(&[(language, "let x = \"1\";")]);
        assert!(!has_listings(&article), "{language}");
        assert_eq!(told(&article), [], "{language}");
    }
}

#[test]
fn every_language_of_the_table_has_a_grammar() {
    let grammars = grammars::Grammars::new();
    for name in languages::all() {
        assert!(grammars.has(name), "{name}");
    }
}

#[test]
fn a_block_too_long_and_what_is_too_much_have_no_tokens() {
    let line = "1\n";
    let long = line.repeat(LONGEST_BLOCK / line.len() + 1);
    let article_of_one = article(&[("json", &long), ("json", "2")]);
    assert_eq!(told(&article_of_one), [("2", Number)]);
    let block = " ".repeat(60 * 1024) + "1";
    let many = vec![("toml", block.as_str()); 6];
    assert!(many.len() * block.len() > MOST);
    assert_eq!(super::listings(&article(&many)).count(), 4);
}

#[test]
fn a_line_too_long_is_passed_over() {
    let long = "'".repeat(grammars::LONGEST_LINE + 1);
    let code = format!("a = 1\n{long}\nb = 2");
    assert_eq!(
        told(&article(&[("py", &code)])),
        [("1", Number), ("2", Number)]
    );
}

#[test]
fn one_who_is_not_wanted_any_more_stops() {
    let article = article(&[("json", "1\n2\n3"), ("json", "4")]);
    let mut asked = 0;
    let tokens = tokens(&article, || {
        asked += 1;
        asked <= 2
    });
    assert_eq!(tokens.len(), 2);
}

/// Openings without end, half of a string, marks that combine, brackets in heaps: in every language the
/// tokens keep what they promise. How long it takes is bounded by whoever asks.
#[test]
fn hostile_code_gives_sound_tokens() {
    const HEAP: &[&str] = &[
        "(",
        "{[<",
        "\"",
        "'",
        "`",
        "\\",
        "${",
        "\"${",
        "/*",
        "*/",
        "<!--",
        "r#\"",
        "<<EOF\n",
        "\"\"\"",
        "漢\"é\u{301}",
        "\u{200D}#",
        "\n\n",
        "a:\n ",
        "-- ",
        "=begin\n",
        "<script>",
        "#{",
        "\t",
        "@",
        "%",
    ];
    let all = HEAP.concat();
    let reversed: String = all.chars().rev().collect();
    let mut hostile = vec![all.clone(), reversed, all.repeat(3)];
    hostile.extend(HEAP.iter().map(|unit| unit.repeat(40)));
    hostile.extend(
        HEAP.iter()
            .map(|unit| format!("x = {unit}\nif (a) {{ \"b\" }}\n")),
    );
    let hostile = hostile.join("\nword 1 ");
    for language in languages::all() {
        let article = article(&[(language, &hostile), (language, "漢")]);
        sound(&article, &tokens(&article, || true));
    }
    let one_line = "let a = \"b\"; ".repeat(8 * 1024);
    let article = article(&[
        ("rust", &one_line),
        ("rust", one_line.get(..60_000).unwrap()),
    ]);
    assert_eq!(told(&article), []);
}
