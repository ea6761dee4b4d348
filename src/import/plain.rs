//! Plain text, as scrapers dump it and people type it: the structure that its lines only hint at.
//!
//! Lines become units (`layout`), units get a role (`roles`), and all of them go into the article in the
//! order of the file: nothing is left out, what is not the story is marked as furniture. Knows nothing of
//! markup; a text that names its fields at the top (`header`) is taken at its word.

pub(super) mod dateline;
mod facts;
pub(super) mod furniture;
mod header;
mod layout;
mod phrases;
mod roles;
mod top;
mod words;

use super::encoding::Decoded;
use super::html::authors;
use super::title;
use crate::article::{
    Article, BlockKind, Builder, Format, Marker, Metadata, Nesting, TitleFrom, When,
};
use crate::text::harmless_line;
use layout::{Form, Unit};
use roles::Role;

/// Imports a decoded plain text; `name` is its file name.
pub(super) fn import(decoded: &Decoded, name: &str) -> Article {
    let mut builder = Builder::new(Format::Plain);
    let mut metadata = Metadata::default();
    if let Some(warning) = &decoded.warning {
        builder.warn(warning.clone());
    }
    let lines = layout::lines(&decoded.text);
    let skip = header::read(&lines, &mut builder, &mut metadata);
    let units = layout::units(&lines, skip);
    let mut roles = roles::assign(&units);
    rank_headings(&mut roles);
    let mut story_begun = false;
    for (unit, role) in units.iter().zip(&roles) {
        learn(unit, *role, story_begun, &mut metadata);
        story_begun |= *role == Role::Story && unit.text.len() > 200;
        write(unit, *role, &mut builder);
    }
    title::settle(&mut builder, &mut metadata, name);
    builder.finish(metadata)
}

/// Takes from a unit what it says about the article.
fn learn(unit: &Unit<'_>, role: Role, story_begun: bool, metadata: &mut Metadata) {
    match role {
        Role::Title if metadata.title.is_empty() => {
            metadata.title = harmless_line(&unit.text);
            metadata.title_from = TitleFrom::FirstLine;
        }
        Role::Byline if metadata.byline.is_empty() && !story_begun => {
            // Between title and date the names stand without "By".
            metadata.byline = authors::split(dateline::byline(&unit.text).unwrap_or(&unit.text));
        }
        Role::Date if metadata.published.is_none() && !story_begun => {
            metadata.published = dateline::iso_day(&unit.text).map(When::Day);
        }
        Role::Furniture if metadata.site.is_none() => {
            metadata.site = furniture::attributed_to(&unit.text).map(harmless_line);
        }
        _ => {}
    }
}

/// Ranks start at 2 and have no gaps: the title is rank 1, and signs differ from writer to writer.
fn rank_headings(roles: &mut [Role]) {
    let mut used: Vec<u8> = roles
        .iter()
        .filter_map(|role| match role {
            Role::Heading(rank) => Some(*rank),
            _ => None,
        })
        .collect();
    used.sort_unstable();
    used.dedup();
    for role in roles {
        if let Role::Heading(rank) = role {
            let place = used.iter().position(|other| other == rank).unwrap_or(0);
            *rank = u8::try_from(place + 2).unwrap_or(6).min(6);
        }
    }
}

fn write(unit: &Unit<'_>, role: Role, builder: &mut Builder) {
    let mut nesting = Nesting::default();
    let kind = match role {
        Role::Title => BlockKind::Title,
        Role::Byline => BlockKind::Byline,
        Role::Date => BlockKind::Date,
        Role::Heading(rank) => BlockKind::Heading(rank),
        Role::Furniture => BlockKind::Furniture,
        Role::Caption => BlockKind::Caption,
        Role::Story => match unit.form {
            Form::Item(marker, depth) => {
                nesting.list = depth;
                BlockKind::ListItem(marker)
            }
            Form::Quote(depth) => {
                nesting.quote = depth;
                BlockKind::Paragraph
            }
            Form::Code => BlockKind::Code(None),
            Form::Rule => BlockKind::Rule,
            Form::Text | Form::Marked(_) => BlockKind::Paragraph,
        },
    };
    builder.begin(kind, nesting);
    builder.lines(unit.first, unit.last);
    if let (Role::Heading(_), Form::Item(Marker::Number(number), _)) = (role, unit.form) {
        builder.prose(&format!("{number}. "));
    }
    if unit.form == Form::Code {
        builder.verbatim(&unit.text);
    } else {
        builder.prose(&unit.text);
    }
}

#[cfg(test)]
mod tests;
