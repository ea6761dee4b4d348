//! A page that is being read costs nothing; a reader who wants no colours gets none.

use crate::house::House;
use crate::window::{Window, eventually, newsprint};
use std::time::Duration;

#[test]
fn no_colours_where_none_are_wanted() {
    let colours = |no_color: Option<&str>| {
        let house = House::new();
        house.put_long();
        let mut command = newsprint(&house);
        command.arg(house.library());
        if let Some(value) = no_color {
            command.env("NO_COLOR", value);
        }
        let mut window = Window::start(command, 120, 40);
        window.wait_for("It was a long walk");
        window.press("\r");
        window.wait_for(" % · ");
        window.press("m\r");
        window.wait_for("Bookmarked");
        window.press("/carter\r");
        window.turn(" ");
        window.press("QQ");
        window.wait_for_good_end();
        colour_codes(&window.bytes())
    };
    assert_eq!(colours(Some("1")), Vec::<String>::new());
    // Otherwise there are some, also when the variable is empty (no-color.org): the search is not blind.
    assert!(!colours(None).is_empty());
    assert!(!colours(Some("")).is_empty());
}

/// The parameters of every `CSI … m` that sets a colour.
fn colour_codes(bytes: &[u8]) -> Vec<String> {
    let stream = String::from_utf8(bytes.to_vec()).unwrap();
    let sequences = stream.split("\x1b[").skip(1).filter_map(|piece| {
        let (codes, _) = piece.split_once('m')?;
        codes
            .chars()
            .all(|c| c.is_ascii_digit() || c == ';' || c == ':')
            .then(|| codes.to_owned())
    });
    sequences
        .filter(|codes| {
            codes.split([';', ':']).any(|code| {
                matches!(
                    code.parse(),
                    Ok(30..=38 | 40..=48 | 58 | 90..=97 | 100..=107)
                )
            })
        })
        .collect()
}

#[cfg(target_os = "linux")]
#[test]
fn an_open_page_writes_nothing_and_takes_no_time() {
    let house = House::new();
    let article = house.put_long();
    let mut window = Window::open(&house, Some(&article), 100, 30);
    window.turn(" ");
    // Another window watches the same journal; neither must set the other going.
    let other = Window::open(&house, Some(&article), 100, 30);
    other.wait_for("stone");
    // After a rest the place is written down, and a frame says so; that is the last thing to be done.
    eventually("the place in the journal", || house.place());
    window.wait_for_silence(Duration::from_millis(700));

    let (bytes, ticks) = (window.bytes().len(), ticks(&window));
    std::thread::sleep(Duration::from_millis(1500));
    assert_eq!(window.bytes().len(), bytes, "bytes written while idle");
    let spent = self::ticks(&window) - ticks;
    assert!(spent <= 2, "{spent} ticks of processor time while idle");
}

/// Processor time of all threads of the program so far, in ticks (proc(5): fields 14 and 15 of `stat`).
#[cfg(target_os = "linux")]
fn ticks(window: &Window) -> u64 {
    let path = format!("/proc/{}/stat", window.pid().as_raw_nonzero());
    let stat = std::fs::read_to_string(path).unwrap();
    // The second field is the program's name in parentheses, which may hold anything.
    let (_, rest) = stat.rsplit_once(')').unwrap();
    let fields: Vec<&str> = rest.split_whitespace().collect();
    fields[11..=12]
        .iter()
        .map(|field| field.parse::<u64>().unwrap())
        .sum()
}
