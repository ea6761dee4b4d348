//! Plain texts and saved pages, as they come out. Adding a case is adding a file to `fixtures/import`.

use crate::printing::printed;
use newsprint::import::import;
use proptest::prelude::*;

fn fixture(name: &str) -> String {
    let path = format!(
        "{}/tests/fixtures/import/{name}",
        env!("CARGO_MANIFEST_DIR")
    );
    let bytes = std::fs::read(path).expect("the fixture is there");
    let article = import(&bytes, name).expect("the fixture is an article");
    assert_eq!(article.check(), Ok(()));
    printed(&article)
}

#[test]
fn a_scraped_story() {
    insta::assert_snapshot!(fixture("scraped.txt"));
}

#[test]
fn a_typed_text() {
    insta::assert_snapshot!(fixture("typed.txt"));
}

#[test]
fn a_saved_feed_item() {
    insta::assert_snapshot!(fixture("newsboat.txt"));
}

#[test]
fn a_german_story() {
    insta::assert_snapshot!(fixture("german.txt"));
}

#[test]
fn a_saved_page() {
    insta::assert_snapshot!(fixture("saved_page.html"));
}

#[test]
fn a_bare_page() {
    insta::assert_snapshot!(fixture("bare_page.html"));
}

proptest! {
    /// Any bytes give the same sound article twice, or the same refusal.
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400), page in any::<bool>()) {
        let name = if page { "x.html" } else { "x.txt" };
        let first = import(&bytes, name);
        if let Ok(article) = &first {
            prop_assert_eq!(article.check(), Ok(()));
        }
        prop_assert_eq!(first, import(&bytes, name));
    }
}
