use super::*;

fn work() -> Work {
    Work {
        title: "The *lights* #1".to_owned(),
        byline: vec!["Ann Lee".to_owned(), "Bo \"B\" Wu".to_owned()],
        site: Some("Example News".to_owned()),
        url: Some("https://example.org/a_(b)".to_owned()),
        published: Some("2025-02-18".to_owned()),
        tags: vec!["city life".to_owned()],
        marks: vec![
            Mark {
                quote: "# No heading\n\n- no list [[nor link]] \u{1b}[31m".to_owned(),
                note: Some("1. Why?\n\n==Really== #tag <b>".to_owned()),
                section: vec!["Dusk".to_owned(), "Late".to_owned()],
                page: Some(2),
                context: Some("It is *no* heading. It is none.".to_owned()),
                label: Some("red".to_owned()),
                at: "2025-02-19T23:10:00Z".parse().ok(),
                ..Mark::default()
            },
            Mark {
                quote: "Plain words.".to_owned(),
                ..Mark::default()
            },
        ],
        ..Work::default()
    }
}

fn house(works: &[Work]) -> String {
    write(works, &Template::markdown(DEFAULT_TEMPLATE).unwrap())
}

#[test]
fn one_article_has_front_matter() {
    insta::assert_snapshot!(house(&[work()]));
}

#[test]
fn several_articles_stand_one_after_the_other() {
    let bare = Work {
        marks: vec![Mark {
            quote: "x".to_owned(),
            ..Mark::default()
        }],
        ..Work::default()
    };
    insta::assert_snapshot!(house(&[work(), bare]));
    assert_eq!(house(&[]), "");
}

#[test]
fn a_template_of_the_reader_has_every_value() {
    let all = NAMES
        .map(|name| format!("{{{{#marks}}}}{{{{{name}}}}}{{{{/marks}}}}"))
        .concat();
    let template = Template::markdown(&all).unwrap();
    assert!(write(&[work()], &template).contains("Dusk › Late"));
    let error = Template::markdown("{{titel}}").unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("{{titel}} is no placeholder; expected one of alone, marks")
    );
}

/// What Markdown makes of `text` that was escaped: its words, and whether it is plain paragraphs.
fn read(text: &str) -> (String, bool) {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let mut words = String::new();
    let mut plain = true;
    for event in Parser::new_ext(
        text,
        Options::all().difference(Options::ENABLE_SMART_PUNCTUATION),
    ) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push('\n'),
            Event::Start(Tag::Paragraph) => {
                if !words.is_empty() {
                    words.push('\n');
                }
            }
            Event::End(_) => {}
            _ => plain = false,
        }
    }
    (words, plain)
}

proptest::proptest! {
    #[test]
    fn no_word_of_an_article_is_a_sign(text in "[a-c1 .*_`#<>\\[\\]()!&;=~$|+:\\\\^%-]{1,24}") {
        let text = text.trim();
        // A line of nothing but these under another, and a colon, have a meaning of their own.
        proptest::prop_assume!(text.contains(|c: char| c.is_alphanumeric()) && !text.contains(':'));
        let (words, plain) = read(&escaped(text));
        proptest::prop_assert!(plain, "{} -> {}", text, escaped(text));
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        proptest::prop_assert_eq!(squeezed(&words), squeezed(text));
    }
}
