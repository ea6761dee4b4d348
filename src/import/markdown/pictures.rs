//! Pictures: alone in a paragraph they are blocks with a caption, in a line they are their description.

use super::Inline;
use crate::article::{Builder, Picture};
use crate::import::elements;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// What may be embedded as a picture by the name of a file alone.
const PICTURE_EXTENSIONS: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp", "tif", "tiff", "heic",
];

/// A picture that stands alone.
pub(super) struct Standing {
    /// Where it lies (of a picture written out in its own address only the kind) and how large it is.
    pub(super) picture: Picture,
    /// The alternative text.
    pub(super) alt: String,
    /// Its title, if that says more than the alternative text.
    pub(super) title: Option<String>,
    /// Where it stands in the source, in bytes.
    pub(super) range: Range<usize>,
}

/// A paragraph of nothing but pictures, and perhaps an emphasised line under them.
pub(super) struct Pictures {
    /// The pictures in order; never empty.
    pub(super) pictures: Vec<Standing>,
    /// The events inside the emphasised line.
    pub(super) caption: Option<Range<usize>>,
}

/// The pictures of a paragraph that holds nothing else.
pub(super) fn alone(events: &[Inline<'_>]) -> Option<Pictures> {
    let mut pictures = Vec::new();
    let mut caption = None;
    let mut broken = false;
    let mut at = 0;
    while let Some((event, _)) = events.get(at) {
        at = match event {
            Event::Start(Tag::Image { .. }) if caption.is_none() => {
                let end = end_of_image(events, at);
                pictures.push(standing(events.get(at..end)?)?);
                broken = false;
                end
            }
            Event::Start(Tag::Link { .. }) | Event::End(TagEnd::Link) if caption.is_none() => {
                at + 1
            }
            Event::SoftBreak | Event::HardBreak => {
                broken = true;
                at + 1
            }
            Event::Text(text) if text.trim().is_empty() => at + 1,
            Event::Start(Tag::Emphasis) if broken && caption.is_none() && !pictures.is_empty() => {
                let end = emphasised(events, at)?;
                caption = Some(at + 1..end);
                end + 1
            }
            _ => return None,
        };
    }
    (!pictures.is_empty()).then_some(Pictures { pictures, caption })
}

/// The inner events of a paragraph that is one emphasised line of caption length.
pub(super) fn caption_line(events: &[Inline<'_>]) -> Option<Range<usize>> {
    const LONGEST: usize = 600;
    let (first, last) = (events.first()?, events.last()?);
    let short = last.1.end.saturating_sub(first.1.start) <= LONGEST;
    let begins = matches!(first.0, Event::Start(Tag::Emphasis));
    if !short || !begins || emphasised(events, 0)? != events.len() - 1 {
        return None;
    }
    Some(1..events.len() - 1)
}

/// Index of the end of the emphasis that starts at `at`.
fn emphasised(events: &[Inline<'_>], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, (event, _)) in events.iter().enumerate().skip(at) {
        match event {
            Event::Start(Tag::Emphasis) => depth += 1,
            Event::End(TagEnd::Emphasis) if depth == 1 => return Some(index),
            Event::End(TagEnd::Emphasis) => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Index after the end of the image that starts at `at`. Images may lie in each other's alternative text.
pub(super) fn end_of_image(events: &[Inline<'_>], at: usize) -> usize {
    let mut depth = 0_usize;
    for (index, (event, _)) in events.iter().enumerate().skip(at) {
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    events.len()
}

/// The picture whose events are `events`; `None` for a note that is embedded like one.
fn standing(events: &[Inline<'_>]) -> Option<Standing> {
    let (
        Event::Start(Tag::Image {
            link_type,
            dest_url,
            title,
            ..
        }),
        range,
    ) = events.first()?
    else {
        return None;
    };
    if is_note(*link_type, dest_url) {
        return None;
    }
    let (alt, width, height) = alt(events);
    let title = title.trim();
    Some(Standing {
        picture: Picture {
            address: address(dest_url),
            width,
            height,
        },
        title: (!title.is_empty() && title != alt).then(|| title.to_owned()),
        alt,
        range: range.clone(),
    })
}

/// Writes a picture that stands in a line of text: its description, or a link to an embedded note.
pub(super) fn write_inline(builder: &mut Builder, events: &[Inline<'_>]) {
    let Some((
        Event::Start(Tag::Image {
            link_type,
            dest_url,
            ..
        }),
        _,
    )) = events.first()
    else {
        return;
    };
    if is_note(*link_type, dest_url) {
        builder.open_link(dest_url);
        builder.prose(dest_url);
        builder.close_link();
    } else {
        builder.prose(&alt(events).0);
    }
}

fn is_note(link_type: LinkType, target: &str) -> bool {
    let extension = target
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension);
    let extension = extension.to_ascii_lowercase();
    matches!(link_type, LinkType::WikiLink { .. })
        && !PICTURE_EXTENSIONS.contains(&extension.as_str())
}

/// The alternative text, and width and height that note programs write into it (`harbour|300x200`).
fn alt(events: &[Inline<'_>]) -> (String, Option<u32>, Option<u32>) {
    let is_bare_name = matches!(
        events.first(),
        Some((
            Event::Start(Tag::Image {
                link_type: LinkType::WikiLink { has_pothole: false },
                ..
            }),
            _
        ))
    );
    if is_bare_name {
        return (String::new(), None, None);
    }
    let mut alt = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) | Event::Code(text) => alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
    }
    let (text, last) = alt.rsplit_once('|').unwrap_or(("", &alt));
    match size(last) {
        Some((width, height)) => (text.trim().to_owned(), Some(width), height),
        None => (alt.trim().to_owned(), None, None),
    }
}

/// A size as `300` or `300x200`, in pixels.
fn size(text: &str) -> Option<(u32, Option<u32>)> {
    match text.split_once('x') {
        None => Some((elements::pixels(text)?, None)),
        Some((width, height)) => Some((elements::pixels(width)?, Some(elements::pixels(height)?))),
    }
}

/// The address of a picture. A `data:` address is the picture itself, which nobody wants to read.
fn address(target: &str) -> String {
    let is_data = target
        .get(..5)
        .is_some_and(|head| head.eq_ignore_ascii_case("data:"));
    let shown = if is_data {
        target.split([',', ';']).next().unwrap_or("data:")
    } else {
        target
    };
    crate::text::harmless_line(shown)
}

/// The address in the `src` of an HTML image, shown by the same rule.
pub(super) fn raw_address(target: &str) -> String {
    address(target)
}
