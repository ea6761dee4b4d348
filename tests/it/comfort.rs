//! What makes reading easy: the ruler, the page alone, footnotes and the way back, furniture folded away.

use crate::harness::{App, House};
use crate::keys::{house, reading, ruled};
use insta::assert_snapshot;
use newsprint::config::Settings;
use newsprint::reader::{Layout, Overlay, Size, Unit};

/// An article with notes: one on its own, then three close together, all of them at the end.
fn annotated() -> House {
    let filler = "The ships that came in after midnight had no light to steer by, and the pilots brought \
                  them in by radio. It took until four in the morning, and then the power came back.\n\n";
    let mut text = String::from(
        "---\ntitle: Annotated\n---\n\nA claim stands here alone.[^one] It is early.\n\n",
    );
    text.push_str(&filler.repeat(20));
    text.push_str(
        "Three stand close: tides,[^tide] salt,[^1729] and tides again.[^tide] Then wind.[^w]\n\n",
    );
    text.push_str(&filler.repeat(20));
    text.push_str("[^one]: The first note.\n\n[^tide]: Tides are long waves. ");
    text.push_str(
        &"They come and go with the moon, which nobody in the harbour office doubts. ".repeat(6),
    );
    text.push_str("\n\n[^1729]: A number that is not dull.\n\n[^w]: See the almanac.\n");
    let house = House::new();
    house.put("annotated.md", &text);
    house
}

/// The words at the place one is at.
fn words_here(app: &App) -> &str {
    let reading = reading(app);
    let (_, rest) = reading.article.text.split_at(reading.here);
    rest.lines().next().unwrap_or("")
}

fn bookmarked(app: &App) -> Vec<&str> {
    let bookmarks = app.model.bookmarks().iter();
    bookmarks.map(|b| b.anchor.exact.as_str()).collect()
}

#[test]
fn the_ruler_goes_over_the_edge_of_the_page_and_turns_it() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter .");
    let mut seen = vec![ruled(&app)];
    while reading(&app).page_number().unwrap() < 2 {
        app.press(".");
        assert_ne!(seen.last(), Some(&ruled(&app)), "{}", app.screen());
        seen.push(ruled(&app));
    }
    // And back the same way.
    while seen.pop().is_some_and(|sentence| sentence == ruled(&app)) && !seen.is_empty() {
        app.press(",");
    }
    assert!(seen.is_empty(), "{}", app.screen());
    assert_eq!(reading(&app).page_number().unwrap(), 0);
    app.press(",");
    assert!(app.shows("No sentence before this one"));
}

#[test]
fn the_ruler_never_drags_the_reader_back() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter . . space space");
    let page = reading(&app).page_number().unwrap();
    assert!(reading(&app).ruler_shown().is_none());
    app.press(".");
    assert_eq!(reading(&app).page_number().unwrap(), page);
    let shown = reading(&app).shown();
    let first = reading(&app).ruler_shown().unwrap().range();
    assert!(shown.covers(first), "{first:?} in {shown:?}");
    app.press("space {");
    assert_eq!(reading(&app).page_number().unwrap(), page + 1);
    let last = reading(&app).ruler_shown().unwrap();
    assert_eq!(last.unit, Unit::Paragraph);
    // Nothing else starts on the page after it.
    app.press("}");
    assert_eq!(reading(&app).page_number().unwrap(), page + 2);
}

#[test]
fn a_passage_longer_than_the_page_does_not_drag_the_reader_back_either() {
    let house = House::new();
    let mut text = "The list goes on with one more harbour, ".repeat(120);
    text.push_str("and ends. A second sentence follows it.\n");
    house.put("long.txt", &format!("Headline of the long list\n\n{text}"));
    let mut app = house.open(60, 16);
    for keys in [".", "}", ",", "{"] {
        app.press("g enter esc g space");
        let page = reading(&app).page_number().unwrap();
        assert_eq!(page, 1);
        app.press(keys);
        assert_eq!(reading(&app).page_number().unwrap(), page, "{keys}");
        assert!(ruled(&app).starts_with("The list goes on"), "{keys}");
        // Of the paragraph the first sentence is on a page that has been turned.
        app.press("space");
        let page = reading(&app).page_number().unwrap();
        app.press(if keys == "}" { "." } else { "esc" });
        assert_eq!(reading(&app).page_number().unwrap(), page, "{keys}");
        app.press("esc q");
    }
}

#[test]
fn a_paragraph_narrows_to_its_first_sentence_and_a_sentence_widens_to_its_paragraph() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter } } }");
    let paragraph = ruled(&app);
    assert!(paragraph.starts_with("Paragraph 0 of part 0."));
    app.press(".");
    assert_eq!(ruled(&app), "Paragraph 0 of part 0.");
    app.press(". {");
    assert_eq!(ruled(&app), paragraph);
    app.press("{");
    assert_eq!(ruled(&app), "Losing the tide");
}

#[test]
fn one_key_keeps_what_lies_under_the_ruler() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter M");
    assert!(app.shows("No ruler on this page: . puts it on a sentence, } on a paragraph"));
    app.press(". . M");
    assert!(app.shows("Bookmarked"));
    assert_eq!(bookmarked(&app), ["Marta Lindqvist waited on the mole."]);
    app.press("M");
    assert!(app.shows("This passage is bookmarked already"));
    // Choosing starts from the ruler and leaves it where it is.
    app.press(". m J enter");
    assert_eq!(bookmarked(&app)[1], "Nobody slept.\nLosing the tide");
    assert_eq!(ruled(&app), "Nobody slept.");
    app.press("esc M");
    assert!(app.shows("No ruler on this page"));
}

#[test]
fn the_ruler_stays_with_its_article() {
    let house = house();
    let mut app = house.open(100, 24);
    app.press("enter . q enter");
    assert_eq!(reading(&app).ruler, None);
}

#[test]
fn the_ruler_passes_over_what_is_folded_away() {
    let house = House::new();
    let text = "A headline for the story of the harbour\n\nThe first paragraph stands here and says enough to be one of the story.\n\n\
                Subscribe to our newsletter for more harbours\n\nThe second paragraph goes on with the story and ends it.\n";
    house.put("folded.txt", text);
    let mut app = house.open(80, 24);
    app.press("enter } }");
    assert!(ruled(&app).starts_with("Subscribe"), "{}", ruled(&app));
    app.press("{ x }");
    assert!(ruled(&app).starts_with("The second"), "{}", ruled(&app));
    app.press("{");
    assert!(ruled(&app).starts_with("The first"), "{}", ruled(&app));
    app.press("/ \"harbours\" enter");
    assert!(
        app.shows("harbours: 1 of 1, folded away; x shows it"),
        "{}",
        app.screen()
    );
    app.press("x / \"harbours\" enter");
    assert!(!app.shows("folded away"), "{}", app.screen());
}

#[test]
fn the_page_alone_has_nothing_beside_it_and_the_place_stays() {
    let house = house();
    let mut app = house.open(120, 30);
    app.press("enter space space");
    let here = reading(&app).here;
    app.press("z");
    assert!(app.shows("Nothing but the page; z brings the rest back"));
    assert_eq!(reading(&app).here, here);
    app.press("ctrl-l");
    for furniture in [
        "SECTIONS",
        "Example Courier",
        "min left",
        "help",
        "brings the rest",
    ] {
        assert!(!app.shows(furniture), "{furniture}: {}", app.screen());
    }
    // What is asked for comes all the same.
    app.press("r");
    assert!(app.shows("Marked read"));
    app.press("?");
    assert!(app.shows("Turn the page"));
    app.press("esc / \"halibut\" enter");
    assert!(app.shows("halibut: "));
    app.press("tab");
    assert!(app.shows("SECTIONS"), "{}", app.screen());
    app.press("tab");
    assert!(!app.shows("SECTIONS"), "{}", app.screen());
    assert!(app.model.settings.sidebar);
    // Escape takes one thing away at a time.
    app.press("esc");
    assert!(app.model.focus_mode && reading(&app).trail.is_none());
    app.press("esc");
    assert!(!app.model.focus_mode && app.shows("SECTIONS"));
}

#[test]
fn one_footnote_is_gone_to_and_come_back_from() {
    let house = annotated();
    let mut app = house.open(100, 24);
    app.press("enter o");
    assert_eq!(words_here(&app), "The first note.");
    assert!(app.shows("Note one; o goes back to the text"));
    app.press("o");
    assert_eq!(reading(&app).page_number().unwrap(), 0);
    assert!(words_here(&app).starts_with("[one]"));
    // The way there and back are jumps like others.
    app.press("ctrl-o");
    assert_eq!(words_here(&app), "The first note.");
}

#[test]
fn of_several_footnotes_one_is_chosen_and_a_short_one_is_read_in_the_list() {
    let house = annotated();
    let mut app = house.open(100, 24);
    app.press("enter / \"three stand\" enter esc o");
    let Some(Overlay::Footnotes(list)) = app.model.overlays.last() else {
        panic!("{}", app.screen());
    };
    let labels: Vec<&str> = list.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels, ["tide", "1729", "w"], "each note once");
    assert_snapshot!(app.screen());
    app.press("d");
    assert!(app.shows("cannot be changed"));
    app.press("j enter");
    assert_eq!(words_here(&app), "A number that is not dull.");
    app.press("o");
    assert!(words_here(&app).starts_with("[1729]"));
    // From there the list starts where one is.
    app.press("o");
    assert!(
        matches!(app.model.overlays.last(), Some(Overlay::Footnotes(list)) if list.selected == 1)
    );
    app.press("q");
    assert!(app.model.overlays.is_empty());
}

#[test]
fn footnotes_are_listed_on_any_screen() {
    let house = annotated();
    for (columns, rows) in [(1, 1), (12, 4), (24, 6), (40, 8), (200, 12)] {
        let mut app = house.open(100, 24);
        app.press("enter / \"three stand\" enter esc o j j");
        app.resize(columns, rows);
        let _ = app.buffer();
        if columns >= 24 {
            assert!(app.shows("almanac."), "{}", app.screen());
        }
    }
}

#[test]
fn wide_margins_take_from_a_page_only_what_it_can_spare() {
    let settings = Settings {
        margins: 20,
        ..Settings::default()
    };
    for columns in 0..200 {
        let size = Size { columns, rows: 30 };
        let (wide, usual) = (
            Layout::alone(size, settings),
            Layout::alone(size, Settings::default()),
        );
        assert!(wide.page.cells >= usual.page.cells.min(40), "{columns}");
        let taken = wide.left + wide.pages * wide.page.cells + (wide.pages - 1) * wide.gutter;
        assert!(taken <= columns.max(1), "{columns}");
    }
}

#[test]
fn the_ruler_on_a_page_alone() {
    let house = house();
    let mut app = house.open(80, 24);
    app.press("enter z . . M ctrl-l } }");
    assert_snapshot!(app.styled());
}

#[test]
fn every_short_section_of_a_page_is_come_to_there_and_back() {
    let house = House::new();
    let sections: Vec<String> = (1..=9)
        .map(|n| format!("## Part {n}\n\nA few words of part {n}.\n"))
        .collect();
    house.put(
        "parts.md",
        &format!("# Parts\n\nBefore.\n\n{}", sections.join("\n")),
    );
    for (columns, rows) in [(140, 40), (100, 24), (80, 12)] {
        let mut app = house.open(columns, rows);
        app.press("enter");
        for part in 0..9 {
            app.press("]");
            assert_eq!(reading(&app).section(), Some(part), "{columns}x{rows} on");
        }
        for part in (0..8).rev() {
            app.press("[");
            assert_eq!(reading(&app).section(), Some(part), "{columns}x{rows} back");
        }
        app.press("[");
        assert_eq!(reading(&app).section(), None);
    }
}

#[test]
fn wide_code_is_moved_to_its_end_and_back_and_a_turned_page_shows_its_start() {
    let house = House::new();
    let wide = format!("let lights = \"{}\";", "on ".repeat(40));
    let story = "The pilots agreed on Monday to wait for daylight. ".repeat(60);
    house.put(
        "code.md",
        &format!("# Code\n\n```\n{wide}\n```\n\n{story}\n"),
    );
    let mut app = house.open(80, 24);
    app.press("enter");
    assert!(app.shows("let lights") && app.shows("›"));
    app.press(">");
    assert_eq!(reading(&app).sideways(), 8);
    assert!(!app.shows("let lights") && app.shows("‹"));
    for _ in 0..40 {
        app.press(">");
    }
    assert!(app.shows("on \";") && !app.shows("›"));
    app.press("<");
    assert!(app.shows("›"));
    app.press("space b");
    assert_eq!(reading(&app).sideways(), 0);
    assert!(app.shows("let lights"));
}

#[test]
fn what_was_wrong_with_a_file_is_said_when_it_is_opened() {
    let house = House::new();
    let path = house.put("old.txt", "");
    std::fs::write(path, b"Die Br\xfccke \xfcber den Flu\xdf war gro\xdf.\n").unwrap();
    let mut app = house.open(100, 24);
    app.press("enter");
    assert!(
        app.shows("This file: not UTF-8: read as windows-1252, a guess"),
        "{}",
        app.screen()
    );
    app.press("space");
    assert!(!app.shows("This file:"), "{}", app.screen());
}
