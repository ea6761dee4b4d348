use super::*;

#[test]
fn an_article_is_a_heading_and_so_is_a_passage() {
    let work = Work {
        title: "The lights:".to_owned(),
        byline: vec!["Ann Lee".to_owned()],
        site: Some("Example News".to_owned()),
        url: Some("https://example.org/a".to_owned()),
        published: Some("2025-02-18".to_owned()),
        tags: vec!["city life".to_owned()],
        marks: vec![
            Mark {
                id: Some("9ab1".to_owned()),
                quote: "* No heading\n#+end_quote\n1. no list, no [[link]], and a line that is a good deal longer than a heading".to_owned(),
                note: Some(":DRAWER:\n\u{1b}Why?".to_owned()),
                label: Some("to do".to_owned()),
                section: vec!["Dusk".to_owned(), "Late".to_owned()],
                page: Some(2),
                at: "2025-02-19T23:10:00Z".parse().ok(),
                context: Some("It was dark. Why?".to_owned()),
                ..Mark::default()
            },
            Mark { quote: "Plain words.".to_owned(), ..Mark::default() },
        ],
        ..Work::default()
    };
    let text = write(&[work]);
    assert!(!text.contains('\u{1b}'));
    insta::assert_snapshot!(text.replace(ZERO_WIDTH, "‹ZW›"));
}
