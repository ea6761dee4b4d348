//! A journal that is compacted while others write to it, and killed while it is.

use crate::house::House;
use crate::window::PROGRAM;
use newsprint::journal::{Change, Draft, Journal, Stride};
use serde_json::Value;
use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

fn newsprint(house: &House, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.env("NEWSPRINT_CONFIG_DIR", house.config());
    command.env("NEWSPRINT_CACHE_DIR", house.root().join("cache"));
    command.args(arguments);
    command
}

fn status(house: &House) -> Value {
    let output = newsprint(house, &["journal", "--json"]).output().unwrap();
    assert!(output.stderr.is_empty(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn compaction_that_is_killed_at_any_moment_loses_nothing() {
    let house = House::new();
    let device = status(&house)["device"].as_str().unwrap().to_owned();
    let (mut journal, _, _) = Journal::open(&house.config(), &device).unwrap();
    let mut written = 0;
    let mut lots: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut put_in_place = 0;
    for round in 0..40 {
        let mut child = newsprint(&house, &["journal", "--compact", "--json"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        for turn in 0..8 {
            // What is superseded at once, and what must stay.
            let noise = Draft::note(
                Some("noise".into()),
                [Change::Read, Change::Unread][turn % 2].clone(),
            );
            let star = Draft::note(Some(format!("x{written}").as_str().into()), Change::Star);
            journal
                .append(&[noise, star], Stride::New, jiff::Timestamp::UNIX_EPOCH)
                .unwrap();
            written += 1;
        }
        lots ^= lots << 13;
        lots ^= lots >> 7;
        lots ^= lots << 17;
        std::thread::sleep(Duration::from_micros(lots % 9_000));
        let _ = child.kill();
        put_in_place += usize::from(child.wait().unwrap().success());
        let (_, folded, problems) = Journal::open(&house.config(), "other").unwrap();
        assert_eq!(problems, [], "round {round}");
        for number in 0..written {
            let article = folded.state.article(&format!("x{number}").as_str().into());
            assert!(
                article.is_some_and(|article| article.starred == Some(true)),
                "x{number} is gone in round {round}"
            );
        }
    }
    let compact = newsprint(&house, &["journal", "--compact", "--json"]);
    let output = { compact }.output().unwrap();
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(
        told["compacted"]["lines"]
            .as_u64()
            .is_none_or(|lines| lines == written + 1)
    );
    let text = fs::read_to_string(told["file"].as_str().unwrap()).unwrap();
    assert_eq!(
        text.lines().count() as u64,
        written + 1,
        "{put_in_place} went through"
    );
}
