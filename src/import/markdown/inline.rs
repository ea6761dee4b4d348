//! What stands inside a block: runs of text, styles, links, and the tags among them.

use super::critic;
use super::marks::{self, Action, Edit};
use super::tags::{Tag, Token, Tokens};
use super::{Inline, pictures};
use crate::article::{Builder, Remark, SpanStyle};
use crate::import::elements;
use crate::import::entities;
use crate::text::{TextRange, sentences};
use pulldown_cmark::{Event, LinkType, Tag as MarkdownTag, TagEnd};

/// Writes `events` into the open block. `source` is what their ranges count in.
pub(super) fn write(builder: &mut Builder, events: &[Inline<'_>], source: &str) {
    let events = &*critic::prepared(events, source);
    let edits = marks::edits(events, source);
    let mut writer = Writer {
        start: builder.text().len(),
        builder,
        edits: &edits,
        hiding: 0,
        note: None,
        comments: Vec::new(),
        raw: RawStyles::default(),
        events,
        last_hidden: None,
    };
    let mut at = 0;
    while at < events.len() {
        at = writer.event(at);
    }
    writer.place_comments();
    let Writer { builder, raw, .. } = writer;
    raw.close(builder);
    builder.close_link();
}

struct Writer<'a, 'e> {
    builder: &'a mut Builder,
    /// Edits not yet reached, in order.
    edits: &'a [Edit],
    /// Comments and deletions around this place.
    hiding: usize,
    /// What the comment says that is being read, if it is to be kept.
    note: Option<String>,
    /// Comments that no highlight stands before, and where in the text they were made.
    comments: Vec<(usize, String)>,
    /// Where the text of these events begins.
    start: usize,
    raw: RawStyles,
    events: &'a [Inline<'e>],
    /// The last end tag of a `script` or `style`, once it was looked for.
    last_hidden: Option<usize>,
}

impl Writer<'_, '_> {
    /// Writes the event at `at`; gives the index of the next.
    fn event(&mut self, at: usize) -> usize {
        let (event, _) = &self.events[at];
        match event {
            Event::Text(text) => self.text(at, text),
            Event::Start(tag) => return self.start(at, tag),
            Event::End(tag) => self.end(*tag),
            Event::Code(words) if self.hiding > 0 => self.run(words),
            Event::SoftBreak | Event::HardBreak if self.hiding > 0 => self.run(" "),
            Event::InlineHtml(html) if self.note.is_some() => self.run(html),
            _ if self.hiding > 0 => {}
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => {
                self.builder.open_span(SpanStyle::Code);
                self.builder.prose(code);
                self.builder.close_span(SpanStyle::Code);
            }
            Event::SoftBreak => self.soft_break(at),
            Event::HardBreak => self.builder.line_break(),
            Event::FootnoteReference(label) => {
                self.builder.open_span(SpanStyle::FootnoteReference);
                self.builder.prose(&format!("[{label}]"));
                self.builder.close_span(SpanStyle::FootnoteReference);
            }
            Event::InlineHtml(html) | Event::Html(html) => return self.html(at, html),
            Event::Rule | Event::TaskListMarker(_) => {}
        }
        at + 1
    }

    fn text(&mut self, at: usize, text: &str) {
        let mut done = 0;
        while let Some((edit, rest)) = self
            .edits
            .split_first()
            .filter(|(edit, _)| edit.event <= at)
        {
            self.edits = rest;
            self.run(text.get(done..edit.at).unwrap_or(""));
            done = edit.at + edit.len;
            match edit.action {
                Action::Remove => {}
                Action::Open => self.builder.open_span(SpanStyle::Mark),
                Action::Close => self.builder.close_span(SpanStyle::Mark),
                Action::Hide => self.hiding += 1,
                Action::Show => self.hiding = self.hiding.saturating_sub(1),
                Action::Note => {
                    self.hiding += 1;
                    self.note = Some(String::new());
                }
                Action::EndNote => self.end_note(),
            }
        }
        self.run(text.get(done..).unwrap_or(""));
    }

    fn run(&mut self, text: &str) {
        match &mut self.note {
            Some(note) => note.push_str(text),
            None if self.hiding == 0 => self.builder.prose(text),
            None => {}
        }
    }

    /// A comment is said of the highlight before it, or else of the sentence in which it stands.
    fn end_note(&mut self) {
        self.hiding = self.hiding.saturating_sub(1);
        let note = self.note.take().unwrap_or_default();
        if self.hiding == 0 && !note.trim().is_empty() && !self.builder.annotate(&note) {
            self.comments.push((self.builder.text().len(), note));
        }
    }

    /// Highlights the sentences that have comments. Where there are no words, the sentence before has them.
    fn place_comments(&mut self) {
        let Some((first, _)) = self.comments.first() else {
            return;
        };
        let words = |from| self.builder.text().get(from..).unwrap_or("");
        let mut start = self.start;
        if words(start).trim().is_empty() && *first > 0 {
            let story = |block: &&crate::article::Block| block.is_story();
            start = match self.builder.blocks().last().filter(story) {
                Some(block) => block.range.start,
                None => start,
            };
        }
        let found = sentences(words(start));
        let mut wanted: Vec<(Option<TextRange>, String)> = Vec::new();
        for (at, note) in self.comments.drain(..) {
            let begun = found.partition_point(|it| it.start + start < at);
            let sentence = found.get(begun.saturating_sub(1));
            let sentence = sentence.map(|it| it.shifted(start));
            match wanted.last_mut() {
                Some((same, notes)) if *same == sentence => {
                    notes.push('\n');
                    notes.push_str(&note);
                }
                _ => wanted.push((sentence, note)),
            }
        }
        for (sentence, note) in wanted {
            match sentence {
                Some(range) => self.highlight(range, note),
                None => self
                    .builder
                    .warn(format!("a comment stands by itself: {note}")),
            }
        }
    }

    fn highlight(&mut self, range: TextRange, note: String) {
        let remark = Remark {
            note: Some(note),
            label: None,
        };
        self.builder.highlight(range, remark);
    }

    fn start(&mut self, at: usize, tag: &MarkdownTag<'_>) -> usize {
        match tag {
            MarkdownTag::Link {
                link_type,
                dest_url,
                ..
            } => match link_type {
                LinkType::Email => self.builder.open_link(&format!("mailto:{dest_url}")),
                _ => self.builder.open_link(dest_url),
            },
            MarkdownTag::Image { .. } => {
                let end = pictures::end_of_image(self.events, at);
                if self.hiding == 0 {
                    pictures::write_inline(self.builder, &self.events[at..end]);
                }
                return end;
            }
            tag => {
                if let Some(style) = style(tag.to_end()) {
                    self.builder.open_span(style);
                }
            }
        }
        at + 1
    }

    fn end(&mut self, tag: TagEnd) {
        if tag == TagEnd::Link {
            self.builder.close_link();
        } else if let Some(style) = style(tag) {
            self.builder.close_span(style);
        }
    }

    /// A line break of the source is a space, but not between ideographs, which are written without.
    fn soft_break(&mut self, at: usize) {
        let before = self.builder.text().chars().next_back();
        let after = match self.events.get(at + 1) {
            Some((Event::Text(text), _)) => text.chars().next(),
            _ => None,
        };
        if !(before.is_some_and(is_unspaced) && after.is_some_and(is_unspaced)) {
            self.builder.prose(" ");
        }
    }

    fn html(&mut self, at: usize, html: &str) -> usize {
        for (_, token) in Tokens::of(html) {
            let Token::Tag(tag) = token else { continue };
            let name = tag.name();
            if !tag.closing && matches!(name.as_str(), "script" | "style") {
                return self.past_hidden(at, &name);
            }
            self.raw.tag(self.builder, &tag);
        }
        at + 1
    }

    /// The index after the end tag that closes the `script` or `style` at `at`, if there is one.
    fn past_hidden(&mut self, at: usize, name: &str) -> usize {
        let closes = |event: &Inline<'_>| match &event.0 {
            Event::InlineHtml(html) => html
                .get(2..)
                .filter(|_| html.starts_with("</"))
                .and_then(|rest| rest.get(..name.len()))
                .is_some_and(|found| found.eq_ignore_ascii_case(name)),
            _ => false,
        };
        // Looked for once from the end, so that many openings without an end stay cheap.
        let last = *self
            .last_hidden
            .get_or_insert_with(|| self.events.iter().rposition(closes).unwrap_or(0));
        if last <= at {
            return at + 1;
        }
        let ahead = self.events.get(at..=last).unwrap_or_default();
        ahead
            .iter()
            .position(closes)
            .map_or(last + 1, |steps| at + steps + 1)
    }
}

fn style(tag: TagEnd) -> Option<SpanStyle> {
    match tag {
        TagEnd::Emphasis => Some(SpanStyle::Emphasis),
        TagEnd::Strong => Some(SpanStyle::Strong),
        TagEnd::Strikethrough => Some(SpanStyle::Strike),
        TagEnd::Superscript => Some(SpanStyle::Superscript),
        TagEnd::Subscript => Some(SpanStyle::Subscript),
        _ => None,
    }
}

/// Han, kana, and their punctuation. Hangul is written with spaces.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The styles that tags have opened in a block.
#[derive(Default)]
pub(super) struct RawStyles {
    open: Vec<SpanStyle>,
}

/// The most styles that tags may open in each other; what is deeper is read without style.
const MOST_STYLES: usize = 32;

impl RawStyles {
    /// Does what `tag` says to the text that follows. Tags that mean nothing here part words if they part
    /// blocks, and else do nothing.
    pub(super) fn tag(&mut self, builder: &mut Builder, tag: &Tag<'_>) {
        let name = tag.name();
        match name.as_str() {
            "br" => builder.line_break(),
            "a" if tag.closing => builder.close_link(),
            "a" => {
                if let Some(target) = tag.attribute("href") {
                    builder.open_link(&entities::decoded(target));
                }
            }
            "img" => {
                let alt = tag.attribute("alt").unwrap_or("");
                builder.prose(&entities::decoded(alt));
            }
            "mark" if !tag.closing => {
                let value = |name: &str| tag.attribute(name).map(entities::decoded);
                self.open_mark(builder, elements::remark(value));
            }
            name => match elements::style(name) {
                Some(style) if tag.closing => self.close_one(builder, style),
                Some(style) => self.open_one(builder, style),
                None if super::raw::is_block(name) => builder.prose(" "),
                None => {}
            },
        }
    }

    fn open_one(&mut self, builder: &mut Builder, style: SpanStyle) {
        if self.open.len() < MOST_STYLES {
            self.open.push(style);
            builder.open_span(style);
        }
    }

    fn open_mark(&mut self, builder: &mut Builder, remark: Remark) {
        if self.open.len() < MOST_STYLES {
            self.open.push(SpanStyle::Mark);
            builder.open_mark(remark);
        }
    }

    fn close_one(&mut self, builder: &mut Builder, style: SpanStyle) {
        if let Some(at) = self.open.iter().rposition(|open| *open == style) {
            self.open.remove(at);
            builder.close_span(style);
        }
    }

    /// Closes all that is open, at the end of a block or cell.
    pub(super) fn close(mut self, builder: &mut Builder) {
        self.close_all(builder);
    }

    /// Like [`RawStyles::close`], to go on with the next cell.
    pub(super) fn close_all(&mut self, builder: &mut Builder) {
        while let Some(style) = self.open.pop() {
            builder.close_span(style);
        }
    }
}
