//! Files as people have them, imported and printed. Adding a case is adding a file to
//! `tests/fixtures/import`; its snapshot is named after it.
use crate::printing::printed;
use newsprint::article::{Article, BlockKind, TitleFrom};
use newsprint::import::{self, Beside, Export, ImportError, import};
use newsprint::text::harmless_line;
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

/// Pieces of the languages that are read, so that chance meets their grammar.
const PIECES: &str = "([\\[\\]()!<>*_~=%^#|:`{}/ \\-\n\t\r\"'+&;@,.\u{0}\u{1b}\u{7}\u{202e}]|\\[\\[|\\]\\]|==|%%|---\n|\\+\\+\\+\n|```\n\
    |> |- |1\\. |\\* |\\[\\^1\\]|\\[!note\\]|<b>|</b>|<table><tr><td>|<script>|</script>|<!--|-->|<title>|<meta charset=utf-8>|<article>|<p>\
    |title: a\n|author: A B\n|date: 2024-05-01\n|MIME-Version: 1\\.0\n|Content-Type: multipart/related; boundary=a\n|--a\n|=3D|#\\+TITLE: a\n\
    |\\[\\{\"id\":1,\"title\":\"a\",\"content\":\"|\"text\":\"|\"\\}\\]|a|é|橋|\\PC){0,80}";

/// Every extension that is opened, one that is not known, and none.
const NAMES: &str = "[a-z-]{0,4}(\\.(md|markdown|txt|text|html|xhtml|mht|mhtml|org|rst|json|bin))?";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(768))]

    #[test]
    fn any_bytes_give_the_same_sound_article_or_refusal(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        name in NAMES,
    ) {
        sound(&bytes, &name)?;
    }

    #[test]
    fn any_markup_gives_the_same_sound_article(text in PIECES, name in NAMES) {
        sound(text.as_bytes(), &name)?;
    }

    /// Text of two bytes a character, and what is left of it when it is cut anywhere.
    #[test]
    fn any_markup_in_wide_letters_gives_the_same_sound_article(text in PIECES, name in NAMES, cut in 0_usize..200) {
        let mut wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        wide.truncate(wide.len().saturating_sub(cut));
        sound(&wide, &name)?;
        sound(&[b"\xff\xfe", &wide[..]].concat(), &name)?;
    }

    #[test]
    fn any_record_of_a_list_gives_a_sound_article(
        title in "\\PC{0,20}|\u{1b}\\[2J", content in PIECES, quote in "\\PC{0,9}", id in "\\PC{0,6}",
    ) {
        let record = serde_json::json!({
            "id": id, "title": title, "url": "https://example.org/a", "content": content,
            "tags": [content, {"label": title}], "published_by": [title], "annotations": [{"quote": quote}],
            "is_archived": 1,
        });
        let file = serde_json::json!([record, record]).to_string();
        let Some(Export::List(items)) = import::export(file.as_bytes()) else {
            return Err(TestCaseError::fail("no list"));
        };
        prop_assert_ne!(&items[0].id, &items[1].id);
        let bytes = &file.as_bytes()[items[1].bytes.clone()];
        let beside = Beside { page: None, highlights: Some(content.as_bytes()) };
        let article = import::import_exported(bytes, beside, "a.json").unwrap();
        check(&article)?;
        prop_assert_eq!(&article, &import::import_exported(bytes, beside, "a.json").unwrap());
    }
}

fn sound(bytes: &[u8], name: &str) -> Result<(), TestCaseError> {
    let first = import(bytes, name);
    prop_assert_eq!(&first, &import(bytes, name));
    match first {
        Ok(article) => check(&article),
        Err(refusal) => {
            let words = refusal.to_string();
            prop_assert_eq!(&harmless_line(&words), &words);
            Ok(())
        }
    }
}

/// What the model promises, and that nothing in any string could harm a terminal.
fn check(article: &Article) -> Result<(), TestCaseError> {
    let checked = article.check();
    prop_assert!(checked.is_ok(), "{:?} in {:?}", checked, article);
    let controls =
        |text: &str| text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t'));
    prop_assert!(!controls(&article.text), "{:?}", article.text);
    let sources = article.metadata.sources.iter();
    let keys: Vec<&str> = sources.map(|(_, source)| source.key.as_str()).collect();
    let warnings = article.warnings.iter().map(String::as_str);
    let labels = article.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Code(Some(name)) | BlockKind::Footnote(name) => Some(name.as_str()),
        BlockKind::Image(picture) => Some(picture.address.as_str()),
        _ => None,
    });
    for line in warnings.chain(keys).chain(labels) {
        prop_assert_eq!(harmless_line(line), line);
    }
    Ok(())
}
