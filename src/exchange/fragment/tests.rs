use super::*;

const URL: &str = "https://example.org/story";

fn mark(prefix: &str, quote: &str, suffix: &str) -> Mark {
    Mark {
        quote: quote.to_owned(),
        prefix: prefix.to_owned(),
        suffix: suffix.to_owned(),
        ..Mark::default()
    }
}

fn link(mark: &Mark, text: Option<&str>) -> String {
    link_to(URL, mark, text).unwrap()
}

#[test]
fn a_passage_that_is_there_once_needs_no_surroundings() {
    let text = "The harbour was dark, all night. The pilots waited - and waited.";
    let mark = mark("all night. ", "The pilots waited - and waited", ".");
    assert_eq!(
        link(&mark, Some(text)),
        "https://example.org/story#:~:text=The%20pilots%20waited%20%2D%20and%20waited"
    );
}

#[test]
fn a_passage_that_is_there_twice_has_them() {
    let text =
        "They waited for daylight. Then the lights, and more. They waited for daylight, too.";
    let mark = mark(
        "the lights, and more. ",
        "They waited for daylight",
        ", too.",
    );
    assert_eq!(
        link(&mark, Some(text)),
        "https://example.org/story#:~:text=the%20lights%2C%20and%20more.-,They%20waited%20for%20daylight,-%2C%20too."
    );
}

#[test]
fn a_part_never_reaches_over_the_end_of_a_block() {
    let mark = mark(
        "A heading\nA first line here. ",
        "It ends a block & more.\nA second block in the middle.\nThe third goes on",
        " to its end.\nAnother",
    );
    let link = link(&mark, None);
    assert_eq!(
        link,
        "https://example.org/story#:~:text=A%20first%20line%20here.-,It%20ends%20a%20block%20%26%20more.,The%20third%20goes%20on,-to%20its%20end."
    );
    assert!(!link.contains("%0A"));
}

#[test]
fn a_long_passage_is_told_by_its_beginning_and_its_end() {
    let words: Vec<String> = (0..200).map(|n| format!("word{n}")).collect();
    let mark = mark("", &words.join(" "), "");
    let link = link(&mark, None);
    assert!(
        link.starts_with("https://example.org/story#:~:text=word0%20word1%20"),
        "{link}"
    );
    assert!(link.ends_with("%20word198%20word199"), "{link}");
    assert!(link.len() < 300 && link.matches(',').count() == 1, "{link}");
}

#[test]
fn parts_are_whole_words() {
    // A quote that begins and ends within words, and surroundings that were cut within one.
    let cut = mark(
        "ng line of words before the wai",
        "ting boats went ou",
        "t to sea and further than ever be",
    );
    assert_eq!(cut.suffix.chars().count(), 33);
    let cut = Mark {
        suffix: cut.suffix.chars().take(32).collect(),
        prefix: format!("x{}", cut.prefix),
        ..cut
    };
    assert_eq!(
        link(&cut, None),
        "https://example.org/story#:~:text=line%20of%20words%20before%20the-,waiting%20boats%20went%20out,-to%20sea%20and%20further%20than%20ever"
    );
}

#[test]
fn a_fragment_that_is_there_stays_and_a_directive_goes() {
    let mark = mark("", "The pilots waited for it", "");
    let linked = |url| link_to(url, &mark, Some("The pilots waited for it.")).unwrap();
    assert_eq!(
        linked("https://example.org/#part"),
        "https://example.org/#part:~:text=The%20pilots%20waited%20for%20it"
    );
    assert_eq!(
        linked("https://example.org/a#:~:text=old"),
        "https://example.org/a#:~:text=The%20pilots%20waited%20for%20it"
    );
    assert_eq!(
        linked("https://example.org/a b\"<x>"),
        "https://example.org/a%20b%22%3Cx%3E#:~:text=The%20pilots%20waited%20for%20it"
    );
    for no in [
        "file:///home/me/a.md",
        "javascript:alert(1)",
        "mailto:a@b.org",
        "just words",
    ] {
        assert_eq!(link_to(no, &mark, None), None, "{no}");
    }
}

#[test]
fn what_stands_in_another_block_is_the_last_resort() {
    let surrounded = |prefix, suffix| link(&mark(prefix, "They waited there", suffix), None);
    let behind = "https://example.org/story#:~:text=";
    assert_eq!(
        surrounded("A heading\n", " for long."),
        format!("{behind}They%20waited%20there,-for%20long.")
    );
    assert_eq!(
        surrounded("In the dark ", "\nNext"),
        format!("{behind}In%20the%20dark-,They%20waited%20there")
    );
    assert_eq!(
        surrounded("A heading\n", "\nNext"),
        format!("{behind}A%20heading-,They%20waited%20there,-Next")
    );
}

#[test]
fn what_has_no_words_has_no_directive() {
    assert_eq!(link(&mark("", "— … —", ""), None), URL);
    assert_eq!(link(&mark("", &"a".repeat(5_000), ""), None), URL);
    let text = "町は暗い。船は待つ。";
    assert_eq!(
        link(&mark("町は暗い。", "船は待つ", "。"), Some(text))
            .matches("%E8%88%B9")
            .count(),
        1
    );
}
