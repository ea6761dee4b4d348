//! Raised and lowered characters, where Unicode has a form of one cell for them.

use crate::article::SpanStyle;

/// Plain characters, their raised and their lowered forms, in the same order.
const PLAIN: &str = "0123456789+-\u{2212}=()ni[]";
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ⁽⁾";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙᵢ₍₎";

/// The forms that the text of a span of `style` takes; none for other styles, and none if a character of
/// `text` has no such form: half a word raised would read as two.
pub fn forms(style: SpanStyle, text: &str) -> Option<&'static str> {
    let forms = match style {
        SpanStyle::Superscript | SpanStyle::FootnoteReference => RAISED,
        SpanStyle::Subscript => LOWERED,
        _ => return None,
    };
    let covered = !text.is_empty() && text.chars().all(|c| PLAIN.contains(c));
    covered.then_some(forms)
}

/// The form of a character among `forms`.
pub fn form(cluster: &str, forms: &'static str) -> Option<&'static str> {
    let at = PLAIN
        .chars()
        .position(|c| cluster.strip_prefix(c) == Some(""))?;
    let (start, c) = forms.char_indices().nth(at)?;
    forms.get(start..start + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn every_form_takes_the_cells_of_its_character() {
        for forms in [RAISED, LOWERED] {
            assert_eq!(forms.chars().count(), PLAIN.chars().count());
            for c in PLAIN.chars() {
                let plain = c.to_string();
                let form = form(&plain, forms).unwrap();
                assert_eq!(text::cells(form), text::cells(&plain), "{form}");
            }
        }
        assert_eq!(form("2", RAISED), Some("²"));
        assert_eq!(form("2", LOWERED), Some("₂"));
    }

    #[test]
    fn a_span_is_raised_whole_or_not_at_all() {
        assert!(forms(SpanStyle::Superscript, "6").is_some());
        assert!(forms(SpanStyle::Subscript, "(n+1)").is_some());
        assert!(forms(SpanStyle::FootnoteReference, "[12]").is_some());
        assert!(forms(SpanStyle::Superscript, "2nd").is_none());
        assert!(forms(SpanStyle::Emphasis, "2").is_none());
        assert!(forms(SpanStyle::Superscript, "").is_none());
    }
}
