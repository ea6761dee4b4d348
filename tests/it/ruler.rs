//! The one ruler agrees with ratatui's, cluster by cluster, so that what is set is what is drawn.

use newsprint::text::graphemes;
use proptest::prelude::*;
use ratatui::buffer::CellWidth;

fn agree(text: &str) {
    for (_, cluster, width) in graphemes(text) {
        if cluster.chars().any(char::is_control) {
            continue;
        }
        assert_eq!(width, usize::from(cluster.cell_width()), "{cluster:?}");
    }
}

#[test]
fn known_traps_are_measured_alike() {
    for text in [
        "plain",
        "京都",
        "ｶﾞｷﾞ",
        "e\u{301}",
        "👩‍👩‍👧 🇳🇴 ☺️",
        "\u{AD}\u{200B}\u{200D}",
        "ا\u{64B}لله",
        "한국어 ᄀᆞ",
    ] {
        agree(text);
    }
}

proptest! {
    #[test]
    fn any_text_is_measured_alike(text in "\\PC{0,40}") {
        agree(&text);
    }
}
