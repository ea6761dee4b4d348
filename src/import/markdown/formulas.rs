//! Formulas between dollar signs.
//!
//! In a newspaper a dollar is money, so the parser's formulas are on only in a file that shows by a mark that it
//! has them: `$$`, or a command of TeX between two dollars of a line. A formula is shown as it was written: what
//! `*` and `_` do in it is not emphasis.

use super::Inline;
use pulldown_cmark::Event;

/// Whether `body` shows that it has formulas.
pub(super) fn are_in(body: &str) -> bool {
    body.contains("$$") || body.lines().any(has_command)
}

/// Whether a command of TeX (`\` and two letters) stands between two dollars.
fn has_command(line: &str) -> bool {
    let Some((_, rest)) = line.split_once('$') else {
        return false;
    };
    let Some((inside, _)) = rest.rsplit_once('$') else {
        return false;
    };
    inside.as_bytes().windows(3).any(|bytes| {
        matches!(bytes, [b'\\', first, second] if first.is_ascii_alphabetic() && second.is_ascii_alphabetic())
    })
}

/// The formula that is all of a paragraph.
pub(super) fn alone<'e>(events: &'e [Inline<'_>]) -> Option<&'e str> {
    match events {
        [(Event::DisplayMath(formula), _)] => Some(formula.trim_matches('\n')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_no_formula() {
        assert!(!are_in("It rose from $5 to $10, and from US$3*4 to a\\bc."));
        assert!(!are_in(
            "A \\emph{path} costs $5.\nAnother is $6 or C:\\new."
        ));
        assert!(are_in("Where $\\alpha_1$ is the rate."));
        assert!(are_in("$$\na * b\n$$"));
    }
}
