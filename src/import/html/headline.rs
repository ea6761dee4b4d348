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

/// The title and where it is from. Where what a page says for machines and what it says for friends are the
/// same, that is its title, whatever it shows. Else what it shows as its headline settles between its names;
/// counting which name most places have does worse, since those for friends come in twos.
pub(super) fn title(said: &Said<'_, '_>, site: Option<&str>) -> Option<(Claim, TitleFrom)> {
    let bare = |claim: Claim| {
        let text = without_site(&some(&claim.text)?, site);
        (Some(text.as_str()) != site).then_some(Claim { text, ..claim })
    };
    let for_machines = described("headline", said.described.headline.as_ref()).and_then(bare);
    let for_friends = said.metas(&["og:title"]).next().and_then(bare);
    if let (Some(one), Some(other)) = (&for_machines, &for_friends)
        && squeezed(&one.text) == squeezed(&other.text)
    {
        return for_machines.map(|own| (own, TitleFrom::Metadata));
    }
    let others = said
        .metas(TITLE_KEYS)
        .next()
        .into_iter()
        .chain([Claim::new(Origin::Element, "title", said.title.as_str())])
        .chain(said.saver.title.clone())
        .filter_map(bare);
    let own = for_machines.into_iter().chain(for_friends);
    let candidates: Vec<Claim> = own.chain(others).collect();
    let shown = headlines(said);
    // One of its names may know where the words over the headline end.
    let headed = candidates
        .iter()
        .find(|claim| shown.iter().any(|h1| has_kicker(h1, &claim.text)));
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
    if let Some(own) = headed.or(agreed).cloned().or_else(parted).or_else(first) {
        return Some((own, TitleFrom::Metadata));
    }
    // What word processors call a title, which may have headings of rank 1 below it.
    let styled = said.survey.styled_title.and_then(|node| some(&node.text()));
    let styled = styled.map(|text| Claim::new(Origin::Element, "class=title", text));
    let h1 = shown.into_iter().next();
    let h1 = h1.map(|text| Claim::new(Origin::Element, "h1", text));
    Some((styled.or(h1)?, TitleFrom::Heading))
}

/// The most words that stand over a headline to say what it is about.
const KICKER: usize = 6;

/// Whether `shown` is `title` with a few words and a colon before it.
fn has_kicker(shown: &str, title: &str) -> bool {
    let before = shown.strip_suffix(title).map(str::trim_end);
    title.len() >= PART
        && before.is_some_and(|before| {
            before.ends_with(':') && before.split_whitespace().count() <= KICKER
        })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::{json_ld, savers::Saver, survey::Survey};
    use dom_query::Document;

    /// The title of a page whose JSON-LD, `og:title` and headline are these.
    fn of(headline: &str, og: &str, h1: &str) -> String {
        let page =
            format!("<title>{h1}</title><meta property=og:title content='{og}'><h1>{h1}</h1>");
        let page = Document::from(page);
        let script = format!("{{\"@type\":\"NewsArticle\",\"headline\":\"{headline}\"}}");
        let said = Said {
            survey: &Survey::of(&page),
            described: json_ld::read(&[script]),
            saver: &Saver::default(),
            title: h1.to_owned(),
        };
        title(&said, None).unwrap().0.text
    }

    #[test]
    fn two_places_that_agree_name_the_page_and_else_it_is_what_is_shown() {
        let [lights, dark, port] = ["Lights out in Brevik", "The dark harbour", "A quiet port"];
        assert_eq!(of(lights, lights, dark), lights);
        assert_eq!(of(lights, dark, dark), dark);
        assert_eq!(of(lights, port, dark), dark);
    }

    #[test]
    fn words_over_the_headline_are_none_of_it() {
        let headed = "Third night: Lights out in Brevik";
        assert_eq!(
            of(headed, "Lights out in Brevik", headed),
            "Lights out in Brevik"
        );
        assert_eq!(of(headed, "in Brevik", headed), headed);
        assert_eq!(of(headed, headed, "Lights out in Brevik"), headed);
    }

    #[test]
    fn a_word_processor_names_its_title() {
        let page = Document::from("<p class='c1 title'>Lights out</p><h1>The mole</h1>");
        let said = Said {
            survey: &Survey::of(&page),
            described: json_ld::read(&[]),
            saver: &Saver::default(),
            title: String::new(),
        };
        let (claim, from) = title(&said, None).unwrap();
        assert_eq!(
            (claim.text.as_str(), from),
            ("Lights out", TitleFrom::Heading)
        );
    }
}
