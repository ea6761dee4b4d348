//! The title of a page: which of its names for itself is its headline, and which part of that is the site's.

use super::metadata::{Claim, Said, described, line, squeezed};
use crate::article::{Origin, TitleFrom};

/// Meta elements that give the title besides Facebook's, which goes first.
const TITLE_KEYS: &[&str] = &[
    "twitter:title",
    "dc.title",
    "headline",
    "parsely-title",
    "sailthru.title",
];

/// What parts a title from the name of its site.
const BARS: [&str; 8] = [" | ", " - ", " – ", " — ", " · ", " • ", " » ", " :: "];

/// A part of a title that may be all of it, in bytes.
const PART: usize = 8;

/// Headings of rank 1 that are looked at.
const HEADLINES: usize = 8;

/// The title and where it is from. What the page shows as its headline settles between its names for search
/// engines and friends; counting which name most places have does worse, since those for friends come in twos.
pub(super) fn title(said: &Said<'_, '_>, site: Option<&str>) -> Option<(Claim, TitleFrom)> {
    let own = described("headline", said.described.headline.as_ref())
        .into_iter()
        .chain(said.metas(&["og:title"]).next())
        .chain(said.metas(TITLE_KEYS).next())
        .chain([Claim::new(Origin::Element, "title", said.title.as_str())])
        .chain(said.saver.title.clone());
    let candidates: Vec<Claim> = own
        .filter_map(|claim| {
            let text = without_site(&some(&claim.text)?, site);
            (Some(text.as_str()) != site).then_some(Claim { text, ..claim })
        })
        .collect();
    let shown = headlines(said);
    let agreed = candidates.iter().find(|claim| shown.contains(&claim.text));
    // Or between its title and what is put before and behind that.
    let parted = || {
        candidates.iter().find_map(|claim| {
            let h1 = shown.iter().find(|h1| is_end_of(&claim.text, h1))?;
            let text = h1.clone();
            Some(Claim {
                text,
                ..claim.clone()
            })
        })
    };
    let first = || candidates.first().cloned();
    if let Some(own) = agreed.cloned().or_else(parted).or_else(first) {
        return Some((own, TitleFrom::Metadata));
    }
    let first = shown.into_iter().next()?;
    Some((Claim::new(Origin::Element, "h1", first), TitleFrom::Heading))
}

/// Whether `title` is `part` with more words behind a bar, or before one.
fn is_end_of(title: &str, part: &str) -> bool {
    let behind = title.strip_prefix(part);
    let before = title.strip_suffix(part);
    part.len() >= PART
        && BARS.iter().any(|bar| {
            behind.is_some_and(|rest| rest.starts_with(bar))
                || before.is_some_and(|rest| rest.ends_with(bar))
        })
}

fn some(text: &str) -> Option<String> {
    let line = line(text);
    (!line.is_empty()).then_some(line)
}

/// The headlines that the page shows.
fn headlines(said: &Said<'_, '_>) -> Vec<String> {
    let shown = said.survey.headlines.iter().take(HEADLINES);
    shown.filter_map(|h1| some(&h1.text())).collect()
}

/// `title` without the name of its site at either end.
fn without_site(title: &str, site: Option<&str>) -> String {
    let site = site.map(squeezed).unwrap_or_default();
    let is_site = |part: &str| {
        let part = squeezed(part);
        let part = part.as_str();
        !site.is_empty()
            && (part == site
                || (part.len() > 3 && site.contains(part))
                || (site.len() > 3 && part.starts_with(&site)))
    };
    for bar in BARS {
        if let Some((before, after)) = title.rsplit_once(bar)
            && is_site(after)
        {
            return without_site(before, None).trim().to_owned();
        }
        if let Some((before, after)) = title.split_once(bar)
            && is_site(before)
        {
            return after.trim().to_owned();
        }
    }
    title.to_owned()
}
