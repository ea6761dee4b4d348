//! The README says what is true.

use newsprint::cli::keys_as_markdown;
use std::path::Path;

#[test]
fn the_key_tables_are_the_program_s_own() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let (start, end) = ("<!-- keys -->\n", "<!-- /keys -->");
    let (head, rest) = readme.split_once(start).expect("a place for the keys");
    let (shown, tail) = rest.split_once(end).expect("an end of the keys");
    let wanted = format!("\n{}", keys_as_markdown());
    if shown != wanted && std::env::var_os("NEWSPRINT_UPDATE").is_some() {
        std::fs::write(path, format!("{head}{start}{wanted}{end}{tail}")).unwrap();
        return;
    }
    assert_eq!(
        shown, wanted,
        "run the tests with NEWSPRINT_UPDATE=1 to write the tables anew"
    );
}

#[test]
fn every_picture_is_shown_and_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let links = readme
        .split("](screenshots/")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'));
    let mut shown: Vec<String> = links.map(|(name, _)| name.to_owned()).collect();
    let mut there: Vec<String> = std::fs::read_dir(root.join("screenshots"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    shown.sort();
    there.sort();
    assert_eq!(shown, there);
}

#[test]
fn the_house_has_as_many_modules_as_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let library = std::fs::read_to_string(root.join("src/lib.rs")).unwrap();
    let modules = library.lines().filter(|line| line.starts_with("pub mod "));
    let words = ["eleven", "twelve", "thirteen", "fourteen"];
    let said = words[modules.count() - 11];
    assert!(
        readme.contains(&format!("{said} modules in layers")),
        "{said}"
    );
    // The binary calls the library and does nothing else.
    let main = std::fs::read_to_string(root.join("src/main.rs")).unwrap();
    assert!(main.lines().count() <= 7, "{main}");
    assert!(main.contains("newsprint::cli::main()"), "{main}");
}
