//! What HTML's inline elements look like and how its attributes tell a size, in a saved page and in the HTML
//! inside Markdown alike.

use crate::article::SpanStyle;

/// The style of an inline element.
pub(super) fn style(name: &str) -> Option<SpanStyle> {
    Some(match name {
        "em" | "i" | "cite" | "dfn" | "var" => SpanStyle::Emphasis,
        "strong" | "b" => SpanStyle::Strong,
        "del" | "s" | "strike" => SpanStyle::Strike,
        "code" | "kbd" | "samp" | "tt" => SpanStyle::Code,
        "sup" => SpanStyle::Superscript,
        "sub" => SpanStyle::Subscript,
        "mark" => SpanStyle::Mark,
        _ => return None,
    })
}

/// More digits than the size of any picture has.
const MOST_DIGITS: usize = 5;

/// A length in pixels, as the attributes `width` and `height` tell it: `300`, `300px`. Nothing for `0`, for
/// a part of something (`50%`) and for what is no length.
pub(super) fn pixels(value: &str) -> Option<u32> {
    let value = value.trim();
    let digits = value.strip_suffix("px").unwrap_or(value).trim_end();
    let plain = digits.len() <= MOST_DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
    plain
        .then(|| digits.parse().ok())?
        .filter(|pixels| *pixels > 0)
}

#[cfg(test)]
mod tests {
    use super::pixels;

    #[test]
    fn only_a_length_in_pixels_is_one() {
        assert_eq!(pixels(" 300 "), Some(300));
        assert_eq!(pixels("64px"), Some(64));
        for other in ["", "0", "50%", "auto", "-3", "1.5", "123456"] {
            assert_eq!(pixels(other), None, "{other}");
        }
    }
}
