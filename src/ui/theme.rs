//! Roles become styles.
//!
//! The default theme uses the terminal's own sixteen colours, and of these only the ones that stand out on
//! light and on dark. No role is told by colour alone, so the theme without colour says as much.

#![expect(
    clippy::unused_self,
    reason = "a role is asked of a theme, whether this one gives it a colour or not"
)]

use crate::article::SpanStyle;
use crate::code::Token;
use crate::names::NameKind;
use crate::typeset::LineRole;
use ratatui::style::{Color, Modifier, Style};

/// How each role looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    colour: bool,
}

impl Theme {
    /// The terminal's own colours.
    pub const fn usual() -> Self {
        Self { colour: true }
    }

    /// No colour at all (<https://no-color.org>).
    pub const fn monochrome() -> Self {
        Self { colour: false }
    }

    fn coloured(self, style: Style, colour: Color) -> Style {
        if self.colour { style.fg(colour) } else { style }
    }

    pub(super) fn text(self) -> Style {
        Style::new()
    }

    /// What stands back: page numbers, dates, rules.
    pub(super) fn faint(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    pub(super) fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What stands in a frame, which is faint.
    pub(super) fn title(self) -> Style {
        self.strong().remove_modifier(Modifier::DIM)
    }

    /// A heading of a list or of a part of the sidebar.
    pub(super) fn label(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The row that is selected, in the list that has the focus.
    pub(super) fn selected(self) -> Style {
        Style::new()
            .fg(Color::Reset)
            .bg(Color::Reset)
            .remove_modifier(Modifier::DIM)
            .add_modifier(Modifier::REVERSED)
    }

    /// A thing that went wrong.
    pub(super) fn alarm(self) -> Style {
        self.coloured(Style::new().add_modifier(Modifier::BOLD), Color::Red)
    }

    /// The dot of what is unread, the star, the filled part of a bar.
    pub(super) fn accent(self) -> Style {
        self.coloured(Style::new(), Color::Cyan)
    }

    /// A line of a page before anything in it is highlighted.
    pub(super) fn line(self, role: LineRole) -> Style {
        let style = Style::new();
        match role {
            LineRole::Title | LineRole::Heading(0..=2) | LineRole::TableHeader | LineRole::Term => {
                style.add_modifier(Modifier::BOLD)
            }
            LineRole::Heading(3) => style.add_modifier(Modifier::BOLD | Modifier::ITALIC),
            LineRole::Heading(5) => style.add_modifier(Modifier::BOLD | Modifier::DIM),
            LineRole::Heading(6..) => style.add_modifier(Modifier::ITALIC | Modifier::DIM),
            LineRole::Heading(4) | LineRole::Standfirst | LineRole::Quote => {
                style.add_modifier(Modifier::ITALIC)
            }
            LineRole::Dateline
            | LineRole::Furniture
            | LineRole::Image
            | LineRole::Rule
            | LineRole::Footnote => self.faint(),
            LineRole::Caption => self.faint().add_modifier(Modifier::ITALIC),
            LineRole::Code => self.coloured(style, Color::Yellow),
            LineRole::Body
            | LineRole::Attribution
            | LineRole::Description
            | LineRole::Table
            | LineRole::Blank => style,
        }
    }

    /// What is said inside a block. Without colour each looks like this:
    ///
    /// | emphasis | strong | struck | code  | marked            | link       | raised     | lowered      | note              |
    /// |----------|--------|--------|-------|-------------------|------------|------------|--------------|-------------------|
    /// | italic   | bold   | struck | faint | bold, underlined  | underlined | bold faint | italic faint | underlined faint  |
    ///
    /// Raised and lowered figures, and notes that have a number, are drawn with forms of their own instead
    /// (see [`crate::typeset::scripts`]).
    pub(super) fn span(self, span: SpanStyle) -> Style {
        let style = Style::new();
        match span {
            SpanStyle::Emphasis => style.add_modifier(Modifier::ITALIC),
            SpanStyle::Strong => style.add_modifier(Modifier::BOLD),
            SpanStyle::Strike => style.add_modifier(Modifier::CROSSED_OUT),
            SpanStyle::Code if self.colour => style.fg(Color::Yellow),
            SpanStyle::Code => self.faint(),
            SpanStyle::Superscript => self.faint().add_modifier(Modifier::BOLD),
            SpanStyle::Subscript => self.faint().add_modifier(Modifier::ITALIC),
            SpanStyle::FootnoteReference => self.faint().add_modifier(Modifier::UNDERLINED),
            SpanStyle::Mark => self.coloured(
                style.add_modifier(Modifier::UNDERLINED | Modifier::BOLD),
                Color::Yellow,
            ),
        }
    }

    /// Code whose tokens have looks of their own, before these.
    pub(super) fn listing(self) -> Style {
        Style::new().fg(Color::Reset)
    }

    /// A token of code: a weight or slant for what must be told apart, and a colour for the eye.
    pub(super) fn token(self, token: Token) -> Style {
        let style = Style::new();
        match token {
            Token::Comment => self.faint().add_modifier(Modifier::ITALIC),
            Token::Keyword => style.add_modifier(Modifier::BOLD),
            Token::String | Token::Inserted => self.coloured(style, Color::Green),
            Token::Number | Token::Constant => self.coloured(style, Color::Magenta),
            Token::Type | Token::Tag => self.coloured(style, Color::Cyan),
            Token::Function => self.coloured(style, Color::Yellow),
            Token::Deleted => self.coloured(style, Color::Red),
        }
    }

    pub(super) fn link(self) -> Style {
        self.coloured(Style::new().add_modifier(Modifier::UNDERLINED), Color::Cyan)
    }

    /// A name in the text: a colour and a weight or slant of its own for each kind.
    pub(super) fn name(self, kind: NameKind) -> Style {
        let (modifier, colour) = match kind {
            NameKind::Person => (Modifier::BOLD, Color::Magenta),
            NameKind::Organization => (Modifier::BOLD.union(Modifier::ITALIC), Color::Cyan),
            NameKind::Place => (Modifier::ITALIC, Color::Green),
        };
        self.coloured(Style::new().add_modifier(modifier), colour)
    }

    /// Who or what a name is, in the words of the article.
    pub(super) fn description(self) -> Style {
        Style::new().add_modifier(Modifier::ITALIC)
    }

    /// The bar in the margin beside a bookmark, and its label: in the colour that the label names, if it does.
    /// One without it is no alarm: it has the colour of dots and stars.
    pub(super) fn bookmark_bar(self, label: Option<&str>) -> Style {
        let colour = match label {
            Some("red") => Color::Red,
            Some("yellow" | "orange") => Color::Yellow,
            Some("green") => Color::Green,
            Some("blue") => Color::Blue,
            Some("purple" | "pink") => Color::Magenta,
            _ => return self.accent(),
        };
        self.coloured(Style::new(), colour)
    }

    /// The bar beside what the file itself marks.
    pub(super) fn file_bar(self, label: Option<&str>) -> Style {
        match label {
            Some(label) => self.bookmark_bar(Some(label)),
            None => self.faint(),
        }
    }

    /// What lies under the reading ruler: it alone is not faint.
    pub(super) fn ruled(self) -> Style {
        Style::new().remove_modifier(Modifier::DIM)
    }

    /// The bar of the reading ruler.
    pub(super) fn ruler_bar(self) -> Style {
        self.accent()
    }

    /// A passage kept.
    pub(super) fn bookmark(self) -> Style {
        Style::new().add_modifier(Modifier::UNDERLINED)
    }

    /// A hit of the search.
    pub(super) fn hit(self) -> Style {
        if self.colour {
            Style::new().fg(Color::Black).bg(Color::Yellow)
        } else {
            Style::new().add_modifier(Modifier::REVERSED)
        }
    }

    /// The hit one is at.
    pub(super) fn current_hit(self) -> Style {
        Style::new()
            .fg(Color::Reset)
            .bg(Color::Reset)
            .add_modifier(Modifier::REVERSED | Modifier::BOLD)
    }

    /// The passage being chosen.
    pub(super) fn passage(self) -> Style {
        Style::new()
            .fg(Color::Reset)
            .add_modifier(Modifier::REVERSED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    const SPANS: [SpanStyle; 8] = [
        SpanStyle::Emphasis,
        SpanStyle::Strong,
        SpanStyle::Strike,
        SpanStyle::Code,
        SpanStyle::Superscript,
        SpanStyle::Subscript,
        SpanStyle::Mark,
        SpanStyle::FootnoteReference,
    ];

    #[test]
    fn without_colour_no_two_things_said_in_a_line_look_the_same() {
        let theme = Theme::monochrome();
        let mut looks = vec![theme.text(), theme.link()];
        looks.extend(SPANS.map(|span| theme.span(span)));
        assert!(
            looks
                .iter()
                .all(|look| look.fg.is_none() && look.bg.is_none())
        );
        let different: HashSet<Style> = looks.iter().copied().collect();
        assert_eq!(different.len(), looks.len(), "{looks:?}");
    }

    #[test]
    fn without_colour_kinds_of_name_are_told_apart_in_running_text() {
        use NameKind::{Organization, Person, Place};
        for theme in [Theme::monochrome(), Theme::usual()] {
            let kinds = [Person, Organization, Place].map(|kind| theme.name(kind));
            let mut looks: HashSet<Modifier> = kinds.iter().map(|look| look.add_modifier).collect();
            assert!(looks.insert(theme.text().add_modifier) && looks.len() == 4);
            // Lines are for links and for what is kept.
            assert!(!looks.iter().any(|look| look.contains(Modifier::UNDERLINED)));
        }
    }

    #[test]
    fn without_colour_six_ranks_of_heading_are_told_apart() {
        let theme = Theme::monochrome();
        let ranks: Vec<Style> = (1..=6)
            .map(|rank| theme.line(LineRole::Heading(rank)))
            .collect();
        // The highest stands in the middle of the column, and looks like the next.
        assert_eq!(ranks[0], ranks[1]);
        let mut lower: HashSet<Style> = ranks[1..].iter().copied().collect();
        assert_eq!(lower.len(), 5, "{ranks:?}");
        assert!(lower.insert(theme.line(LineRole::Body)));
    }
}
