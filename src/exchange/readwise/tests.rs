use super::*;
use proptest::prelude::*;

#[test]
fn the_header_is_the_one_that_readwise_takes() {
    assert_eq!(
        write(&[]),
        "Highlight,Title,Author,URL,Note,Location,Date\r\n"
    );
}

#[test]
fn a_formula_is_written_to_the_letter() {
    let mark = Mark {
        quote: "=1+1, “so”".to_owned(),
        note: Some("@home\nand \"there\"".to_owned()),
        ..Mark::default()
    };
    let work = Work {
        title: "+title".to_owned(),
        marks: vec![mark],
        ..Work::default()
    };
    let text = write(&[work]);
    assert_eq!(text.lines().nth(1), Some("\"=1+1, “so”\",+title,,,\"@home"));
    assert!(text.contains("and \"\"there\"\"\",,\r\n"));
}

#[test]
fn their_own_export_is_read() {
    let text = "\u{feff}Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags\r\n\
        \"A passage,\nin two lines.\",Trams,\"Ann Lee, Bo Wu\",B00,My note,yellow,\"doubt, later\",page,3,2024-05-03 10:12:00+00:00,\"city,rail\"\r\n\
        Another.,Trams,\"Ann Lee, Bo Wu\",,.blue .x\u{20}\r\n\
        ,Trams,,,no highlight\r\n\
        One,2,3,4,5,6,7,8,9,10,11,12\r\n\
        A third.,Lamps,,,,green,,location,1200,,\r\n";
    let (_, intake) = super::super::read(text, None).unwrap();
    assert_eq!((intake.records, intake.works.len()), (5, 2));
    let [first, second] = intake.works[0].marks.as_slice() else {
        panic!("two passages")
    };
    assert_eq!(intake.works[0].byline, ["Ann Lee", "Bo Wu"]);
    assert_eq!(intake.works[0].tags, ["city", "rail"]);
    assert_eq!(first.quote, "A passage,\nin two lines.");
    assert_eq!(
        (first.label.as_deref(), first.page, first.note.as_deref()),
        (Some("doubt"), Some(3), Some("My note"))
    );
    assert_eq!(first.at.unwrap().to_string(), "2024-05-03T10:12:00Z");
    assert_eq!(
        (second.label.as_deref(), second.note.as_deref()),
        (Some("blue"), Some(".x"))
    );
    let third = &intake.works[1].marks[0];
    assert_eq!((third.label.as_deref(), third.page), (Some("green"), None));
    let told: Vec<String> = intake.faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "line 5: has no highlight",
            "line 6: has 12 values for the 11 columns of the first line"
        ]
    );
}

#[test]
fn columns_stand_in_any_order() {
    let text = "Date;Note;Highlight\n2024-05-03;;The first tram\n";
    let (_, intake) = super::super::read(text, None).unwrap();
    assert_eq!(intake.works[0].marks[0].quote, "The first tram");
}

proptest! {
    #[test]
    fn what_the_table_holds_comes_back(
        quote in "[ -~“”ü\n,;\"=]{0,30}[a-z]",
        note in prop::option::of("[a-z \",\n]{0,20}[a-z]"),
        label in prop::option::of("[a-z]{1,9}"),
        page in prop::option::of(1usize..500),
        second in 0i64..2_000_000_000,
    ) {
        let mark = Mark { quote, note, label, page, at: jiff::Timestamp::from_second(second).ok(), ..Mark::default() };
        let work = Work {
            title: "The lights, a “story”".to_owned(),
            byline: vec!["Ann Lee".to_owned(), "Bo Wu".to_owned()],
            url: Some("https://example.org/a".to_owned()),
            marks: vec![mark],
            ..Work::default()
        };
        let back = read(&write(std::slice::from_ref(&work)));
        prop_assert_eq!(back.faults.len(), 0);
        prop_assert_eq!(&back.works, &[work]);
    }
}
