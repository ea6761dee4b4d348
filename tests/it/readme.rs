//! The README says what is true.

use newsprint::cli::keys_as_markdown;

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
