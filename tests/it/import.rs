//! Files as people have them, imported and printed. Adding a case is adding a file to
//! `tests/fixtures/import`; its snapshot is named after it.
use crate::printing::printed;
use newsprint::article::TitleFrom;
use newsprint::import::{ImportError, import};
use proptest::prelude::*;
use std::panic::catch_unwind;
use std::path::Path;

#[test]
fn every_fixture_is_imported_as_its_snapshot_shows() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort_unstable();
    // All are looked at before the test fails, so that one change is seen whole.
    let differing: Vec<&String> = names
        .iter()
        .filter(|name| {
            let bytes = std::fs::read(folder.join(name)).unwrap();
            catch_unwind(|| {
                let article = import(&bytes, name).unwrap();
                assert_eq!(article.check(), Ok(()));
                insta::assert_snapshot!(name.replace('.', "_"), printed(&article));
            })
            .is_err()
        })
        .collect();
    assert!(names.len() > 15 && differing.is_empty(), "{differing:?}");
}

#[test]
fn what_is_no_text_is_refused_whatever_it_is_called() {
    for name in ["a.md", "a.txt", "a.html"] {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
        assert_eq!(import(png, name), Err(ImportError::Binary("PNG picture")));
        for bytes in [&b""[..], b" \r\n\t"] {
            let article = import(bytes, name).unwrap();
            assert_eq!((article.check(), article.text.as_str()), (Ok(()), ""));
            assert_eq!(article.metadata.title_from, TitleFrom::FileName);
        }
    }
}

/// Pieces of Markdown and HTML, so that chance meets the grammar.
const PIECES: &str = "([\\[\\]()!<>*_~=%^#|:`{}/ \\-\n\t\r\"'+&;]|\\[\\[|\\]\\]|==|%%|---\n|```\n|> |- |1\\. \
    |\\[\\^1\\]|\\[!note\\]|<b>|</b>|<table><tr><td>|<script>|</script>|<!--|-->|title: a\n|a|é|橋|\\PC){0,80}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_bytes_give_the_same_sound_article_or_refusal(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        name in "[a-z-]{0,4}\\.(md|txt|html)",
    ) {
        sound(&bytes, &name)?;
    }

    #[test]
    fn any_markup_gives_the_same_sound_article(
        text in PIECES,
        name in "[a-z-]{0,4}\\.(md|txt|html)",
    ) {
        sound(text.as_bytes(), &name)?;
    }
}

fn sound(bytes: &[u8], name: &str) -> Result<(), TestCaseError> {
    let first = import(bytes, name);
    prop_assert_eq!(&first, &import(bytes, name));
    if let Ok(article) = first {
        let checked = article.check();
        prop_assert!(checked.is_ok(), "{:?} in {:?}", checked, article);
    }
    Ok(())
}
