//! The title of a page: which of its names for itself is its headline, and which part of that is the site's.

use super::metadata::{Claim, Said, line, squeezed};
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

/// Headings of rank 1 that are looked at.
const HEADLINES: usize = 8;

/// The title and where it is from.
pub(super) fn title(said: &Said<'_, '_>, site: Option<&str>) -> Option<(Claim, TitleFrom)> {
    let own = said
        .described("headline", said.described.headline.as_ref())
        .into_iter()
        .chain(said.metas(&["og:title"]).next())
        .chain(said.metas(TITLE_KEYS).next())
        .chain([Claim::new(Origin::Element, "title", said.title.as_str())]);
    let candidates: Vec<Claim> = own
        .filter_map(|claim| {
            let text = without_site(&some(&claim.text)?, site);
            (Some(text.as_str()) != site).then_some(Claim { text, ..claim })
        })
        .collect();
    let shown = headlines(said);
    // What the page shows as its headline settles between its names for search engines and friends.
    let agreed = candidates
        .iter()
        .find(|claim| shown.iter().any(|h1| *h1 == claim.text));
    if let Some(own) = agreed.or(candidates.first()) {
        return Some((own.clone(), TitleFrom::Metadata));
    }
    let first = shown.into_iter().next()?;
    Some((Claim::new(Origin::Element, "h1", first), TitleFrom::Heading))
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
