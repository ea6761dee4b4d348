//! Plain text, as scrapers dump it and people type it: the structure that its lines only hint at.
//!
//! Lines become units (`layout`), units get a role (`roles`), and all of them go into the article in the
//! order of the file: nothing is left out, what is not the story is marked as furniture. Knows nothing of
//! markup; a text that names its fields at the top (front matter, `header`) is taken at its word.

mod context;
mod facts;
mod header;
mod layout;
mod model;
mod numbering;
mod roles;
pub mod structure;
mod top;
mod words;

use super::encoding::Decoded;
use super::fields::add_names;
use super::lines::Lines;
use super::{dateline, file_name, front_matter, furniture, title};
use crate::article::{
    Article, BlockKind, Builder, Field, Format, Marker, Metadata, Nesting, Origin, TitleFrom,
};
use crate::text::harmless_line;
use layout::{Form, Unit};
use roles::Role;

/// Imports a decoded plain text; `name` is its file name.
pub(super) fn import(decoded: &Decoded, name: &str) -> Article {
    let mut builder = Builder::new(Format::Plain);
    let front = front_matter::read(&decoded.text);
    for warning in [&decoded.warning, &front.warning].into_iter().flatten() {
        builder.warn(warning.clone());
    }
    let lines: Vec<(usize, &str)> = Lines::from(&decoded.text, 0).collect();
    let fronted = lines.partition_point(|(start, _)| *start < front.body);
    let lines: Vec<&str> = lines.into_iter().map(|(_, line)| line).collect();
    let mut fields = front.fields;
    let (skip, origin) = if fronted > 0 {
        (fronted, Origin::FrontMatter)
    } else {
        let headed = header::read(&lines, &mut builder, &mut fields);
        (headed, Origin::Body)
    };
    let mut metadata = fields.metadata(origin);
    let units = layout::units(&lines, skip);
    let titled = skip > 0 && fronted == 0;
    let mut roles = roles::assign(&units, titled, model::Model::built_in());
    rank_headings(&mut roles);
    let mut story_begun = false;
    for (unit, role) in units.iter().zip(&roles) {
        learn(unit, *role, story_begun, &mut metadata);
        story_begun |= *role == Role::Story && unit.text.len() > 200;
        write(unit, *role, &mut builder);
    }
    file_name::date(&mut metadata, name);
    title::settle(&mut builder, &mut metadata, name);
    builder.finish(metadata)
}

/// Takes from a unit what it says about the article.
fn learn(unit: &Unit<'_>, role: Role, story_begun: bool, metadata: &mut Metadata) {
    match role {
        Role::Title if metadata.title.is_empty() => {
            metadata.title = harmless_line(&unit.text);
            metadata.title_from = TitleFrom::FirstLine;
            metadata.sources.note(Field::Title, Origin::Text, "");
        }
        Role::Byline if metadata.byline.is_empty() && !story_begun => {
            // Between title and date the names stand without "By".
            let names = dateline::byline(&unit.text).unwrap_or(&unit.text);
            add_names(&mut metadata.byline, names);
            if !metadata.byline.is_empty() {
                metadata.sources.note(Field::Byline, Origin::Text, "");
            }
        }
        Role::Date if metadata.published.is_none() && !story_begun => {
            metadata.published = dateline::published(&unit.text);
            if metadata.published.is_some() {
                metadata.sources.note(Field::Published, Origin::Text, "");
            }
        }
        Role::Furniture if metadata.site.is_none() => {
            metadata.site = furniture::attributed_to(&unit.text).map(harmless_line);
            if metadata.site.is_some() {
                metadata
                    .sources
                    .note(Field::Site, Origin::Text, "attribution");
            }
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
            Form::Note(number) => BlockKind::Footnote(number.to_string()),
            Form::Text | Form::Verse | Form::Marked(_) => BlockKind::Paragraph,
        },
    };
    builder.begin(kind, nesting);
    builder.lines(unit.first, unit.last);
    // Only an item of a list has its marker by its kind; in all else it is text, and no text is lost.
    if let (false, Form::Item(marker, _)) = (role == Role::Story, unit.form) {
        match marker {
            Marker::Number(number) => builder.prose(&format!("{number}. ")),
            Marker::Bullet if matches!(role, Role::Heading(_)) => {}
            Marker::Bullet => builder.prose("• "),
            Marker::Open => builder.prose("[ ] "),
            Marker::Done => builder.prose("[x] "),
        }
    }
    match unit.form {
        Form::Code => builder.verbatim(&unit.text),
        Form::Verse => {
            for line in unit.text.lines() {
                builder.line_break();
                builder.prose(line);
            }
        }
        _ => builder.prose(&unit.text),
    }
}

#[cfg(test)]
mod tests;
