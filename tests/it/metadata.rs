//! What a file says of itself, as the command line tells it.

use crate::harness::House;
use serde_json::{Value, json};
use std::process::{Command, Stdio};

/// What `newsprint` prints for `arguments` in the library of `house`: one object.
fn object(house: &House, arguments: &[&str]) -> Value {
    let ran = Command::new(env!("CARGO_BIN_EXE_newsprint"))
        .args(arguments)
        .env("NEWSPRINT_CONFIG_DIR", house.config())
        .current_dir(house.library())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(ran.status.success(), "{ran:?}");
    serde_json::from_slice(&ran.stdout).unwrap()
}

#[test]
fn inspect_tells_where_each_field_came_from() {
    let house = House::new();
    house.put(
        "2024-05-01-bridge.md",
        "---\nFull Title: Bridge\nparams:\n  author: Ann Lee\nis_archived: 1\nreading_progress: 40\n---\n\
         > ## Excerpt\n> It carries trams.\n\nText.\n",
    );
    let found = object(&house, &["inspect", "2024-05-01-bridge.md"]);
    let sources = json!({
        "title": "front matter: Full Title",
        "byline": "front matter: params.author",
        "published": "file name",
        "description": "fields in the text: Excerpt",
        "stated": "front matter: is_archived",
    });
    assert_eq!(found["sources"], sources);
    let stated = json!({ "read": true, "starred": false, "progress": 40 });
    assert_eq!(found["stated"], stated);
}

#[test]
fn a_list_knows_what_was_read_elsewhere() {
    let house = House::new();
    let marks = |text: &str| {
        house.put("a.md", text);
        let item = object(&house, &["list", ".", "--json"]);
        (item["read"] == true, item["starred"] == true)
    };
    assert_eq!(marks("---\nstate: COMPLETED\n---\nText."), (true, false));
    assert_eq!(
        marks("---\nstatus: unread\nfavorite: yes\n---\nText."),
        (false, true)
    );
    assert_eq!(
        marks("---\nstatus: draft\nread: 5 min\n---\nText."),
        (false, false)
    );
}
