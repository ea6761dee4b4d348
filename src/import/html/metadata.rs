//! What a page says about itself: JSON-LD first, then meta elements, then what can be seen.

use super::json_ld::{self, Described};
use super::{address, authors, dates, savers};
use crate::article::{Metadata, TitleFrom, When};
use crate::text::harmless_line;
use dom_query::Document;

/// The longest description kept, in characters.
const DESCRIPTION: usize = 1000;

/// The most tags kept.
const TAGS: usize = 30;

/// The meta elements of a page: name and content, in order.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn read(page: &Document) -> Self {
        let mut metas = Vec::new();
        for node in page.select("meta[content]").nodes().iter().take(2000) {
            let key = ["property", "name", "itemprop", "http-equiv"]
                .iter()
                .find_map(|attribute| node.attr(attribute));
            if let Some(key) = key {
                let content = node.attr_or("content", "").trim().to_owned();
                metas.push((key.trim().to_ascii_lowercase(), content));
            }
        }
        Self(metas)
    }

    fn all<'m>(&'m self, key: &str) -> std::vec::IntoIter<&'m str> {
        let same = |(name, content): &&(String, String)| name == key && !content.is_empty();
        let found: Vec<&str> = self
            .0
            .iter()
            .filter(same)
            .map(|(_, content)| content.as_str())
            .collect();
        found.into_iter()
    }

    /// The first content of the first of `keys` that is there.
    fn first(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| self.all(key).next())
    }
}

/// Reads the metadata of a parsed page. `html` is its source, for comments that savers leave in it.
pub(super) fn read(page: &Document, html: &str) -> Metadata {
    let metas = Metas::read(page);
    let scripts: Vec<String> = page
        .select("script[type]")
        .nodes()
        .iter()
        .filter(|node| {
            node.attr_or("type", "")
                .to_ascii_lowercase()
                .contains("ld+json")
        })
        .map(|node| node.text().to_string())
        .collect();
    let described = json_ld::read(&scripts);
    let mut metadata = Metadata {
        url: url(page, &metas, &described, html),
        published: published(page, &metas, &described),
        saved: savers::saved(html),
        language: language(page, &metas, &described),
        description: description(&metas, &described),
        tags: tags(&metas, &described),
        ..Metadata::default()
    };
    let page_title = line(&page.select_single("head title").text());
    metadata.site = site(&metas, &described, &page_title);
    if let Some(title) = title(
        page,
        &metas,
        &described,
        &page_title,
        metadata.site.as_deref(),
    ) {
        (metadata.title, metadata.title_from) = title;
    }
    metadata.byline = byline(page, &metas, &described, &House::new(&metadata, &described));
    metadata
}

/// Text on one line, character references that were escaped twice resolved.
fn line(text: &str) -> String {
    let escaped =
        text.len() < 5000 && (text.contains('&') && text.contains(';') || text.contains("</"));
    if escaped {
        return harmless_line(&Document::fragment(text).text());
    }
    harmless_line(text)
}

fn some(text: &str) -> Option<String> {
    let line = line(text);
    (!line.is_empty()).then_some(line)
}

fn title(
    page: &Document,
    metas: &Metas,
    described: &Described,
    page_title: &str,
    site: Option<&str>,
) -> Option<(String, TitleFrom)> {
    let own = [
        described.headline.as_deref(),
        metas.first(&["og:title"]),
        metas.first(&[
            "twitter:title",
            "dc.title",
            "headline",
            "parsely-title",
            "sailthru.title",
        ]),
        Some(page_title),
    ];
    let candidates: Vec<String> = own
        .into_iter()
        .flatten()
        .filter_map(some)
        .map(|title| without_site(&title, site))
        .filter(|title| Some(title.as_str()) != site)
        .collect();
    let shown = headlines(page);
    // What the page shows as its headline settles between its names for search engines and friends.
    let agreed = candidates
        .iter()
        .find(|title| shown.iter().any(|h1| h1 == *title));
    let own = agreed.or(candidates.first()).cloned();
    own.map(|title| (title, TitleFrom::Metadata))
        .or_else(|| Some((shown.into_iter().next()?, TitleFrom::Heading)))
}

/// The headlines that the page shows.
fn headlines(page: &Document) -> Vec<String> {
    let shown = page.select("h1");
    shown
        .nodes()
        .iter()
        .take(8)
        .filter_map(|h1| some(&h1.text()))
        .collect()
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
    for bar in [" | ", " - ", " – ", " — ", " · ", " • ", " » ", " :: "] {
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

fn site(metas: &Metas, described: &Described, page_title: &str) -> Option<String> {
    let named = metas
        .first(&["og:site_name", "application-name"])
        .and_then(some)
        .or_else(|| described.publisher.as_deref().and_then(some));
    let named = named.filter(|name| !name.starts_with("http") && name.chars().count() <= 60);
    named.or_else(|| {
        let (before, after) = page_title
            .rsplit_once(" | ")
            .or_else(|| page_title.rsplit_once(" – "))?;
        let short = after.split_whitespace().count() <= 4 && before.len() > after.len();
        short.then(|| after.trim().to_owned())
    })
}

fn url(page: &Document, metas: &Metas, described: &Described, html: &str) -> Option<String> {
    let canonical = page
        .select_single("link[rel~=canonical][href]")
        .attr("href");
    let saved_from = savers::source(html);
    [
        canonical.as_deref(),
        metas.first(&["og:url"]),
        described.url.as_deref(),
        saved_from,
        metas.first(&["twitter:url", "parsely-link"]),
    ]
    .into_iter()
    .flatten()
    .map(harmless_line)
    .find(|address| address::is_web(address))
}

/// Meta elements that name authors.
const AUTHOR_KEYS: &[&str] = &[
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "cxenseparse:pca-author",
];

/// Where pages show their authors.
const AUTHOR_PLACES: &[&str] = &[
    "[rel~=author]",
    "[itemprop~=author] [itemprop~=name]",
    "[itemprop~=author]",
    ".byline a",
    ".author a",
    ".byline",
    ".author",
    ".author-name",
];

fn byline(page: &Document, metas: &Metas, described: &Described, house: &House) -> Vec<String> {
    let mut names = Vec::new();
    for name in &described.authors {
        add_names(&mut names, name);
    }
    // A piece that only the house signs keeps that name, if no page element knows better.
    let signed_by_house = names.clone();
    house.leave(&mut names);
    for key in AUTHOR_KEYS {
        if names.is_empty() {
            for text in metas.all(key).take(20) {
                add_names(&mut names, text);
            }
            house.leave(&mut names);
        }
    }
    for place in AUTHOR_PLACES {
        if names.is_empty() {
            for node in page.select(place).nodes().iter().take(4) {
                let text = line(&node.text());
                if text.chars().count() <= 80 {
                    add_names(&mut names, &text);
                }
            }
            house.leave(&mut names);
        }
    }
    if names.is_empty() {
        return signed_by_house;
    }
    names
}

/// The names under which the publication itself signs.
struct House(Vec<String>);

impl House {
    fn new(metadata: &Metadata, described: &Described) -> Self {
        let host = metadata.url.as_deref().and_then(address::host);
        let domain = host
            .and_then(|host| host.rsplit_once('.'))
            .map(|(name, _)| name);
        let own = [
            metadata.site.as_deref(),
            described.publisher.as_deref(),
            host,
            domain,
        ];
        Self(own.into_iter().flatten().map(squeezed).collect())
    }

    /// Takes the names of the house out: it is the site, not an author.
    fn leave(&self, names: &mut Vec<String>) {
        names.retain(|name| !self.0.contains(&squeezed(name)));
    }
}

/// Letters and figures alone, in lower case.
fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn add_names(names: &mut Vec<String>, text: &str) {
    for name in authors::split(&line(text)) {
        authors::push(names, &name);
    }
}

/// Meta elements that say when an article was published.
const DATE_KEYS: &[&str] = &[
    "article:published_time",
    "datepublished",
    "og:published_time",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article:published",
    "last-modified",
];

fn published(page: &Document, metas: &Metas, described: &Described) -> Option<When> {
    let own = described.published.as_deref().and_then(dates::parse);
    own.or_else(|| {
        DATE_KEYS
            .iter()
            .flat_map(|key| metas.all(key))
            .find_map(dates::parse)
    })
    .or_else(|| {
        let selectors = [
            "time[itemprop=datePublished]",
            "time[pubdate]",
            "article time[datetime]",
            "time[datetime]",
            "[itemprop=datePublished]",
        ];
        selectors.iter().find_map(|selector| {
            let found = page.select_single(selector);
            let text = found.attr("datetime").or_else(|| found.attr("content"))?;
            dates::parse(&text)
        })
    })
}

fn description(metas: &Metas, described: &Described) -> Option<String> {
    let own = metas.first(&[
        "og:description",
        "description",
        "twitter:description",
        "dc.description",
    ]);
    let text = own.or(described.description.as_deref()).and_then(some)?;
    (text.chars().count() <= DESCRIPTION).then_some(text)
}

fn language(page: &Document, metas: &Metas, described: &Described) -> Option<String> {
    let own = page
        .select_single("html")
        .attr("lang")
        .or_else(|| page.select_single("html").attr("xml:lang"));
    [
        own.as_deref(),
        metas.first(&["og:locale", "content-language", "dc.language", "inlanguage"]),
        described.language.as_deref(),
    ]
    .into_iter()
    .flatten()
    .find_map(language_tag)
}

/// A BCP 47 tag, underscores mended; `None` for what is none.
fn language_tag(text: &str) -> Option<String> {
    let tag = text.trim().replace('_', "-");
    let primary = tag.split('-').next().unwrap_or("");
    let named = matches!(primary.len(), 2 | 3) && primary.bytes().all(|b| b.is_ascii_alphabetic());
    let plain = tag.len() <= 35 && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (named && plain).then_some(tag)
}

fn tags(metas: &Metas, described: &Described) -> Vec<String> {
    let mut tags: Vec<String> = metas
        .all("article:tag")
        .flat_map(|tag| tag.split(','))
        .filter_map(some)
        .collect();
    if tags.is_empty() {
        let keywords = metas.first(&["news_keywords", "keywords"]).unwrap_or("");
        tags = keywords.split([',', ';']).filter_map(some).collect();
    }
    if tags.is_empty() {
        tags = described
            .keywords
            .iter()
            .filter_map(|tag| some(tag))
            .collect();
    }
    let mut seen = std::collections::HashSet::new();
    tags.retain(|tag| tag.chars().count() <= 60 && seen.insert(tag.to_lowercase()));
    tags.truncate(TAGS);
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> Metadata {
        read(&Document::from(html), html)
    }

    #[test]
    fn the_title_is_not_the_site() {
        let page = "<html lang=en_GB><head><title>Lights out | Example News</title>\
            <meta property=og:site_name content='Example News'></head><body><p>Text</p>";
        let metadata = of(page);
        assert_eq!(metadata.title, "Lights out");
        assert_eq!(metadata.site.as_deref(), Some("Example News"));
        assert_eq!(metadata.language.as_deref(), Some("en-GB"));
        assert_eq!(of("<title>Example News</title><meta property=og:site_name content='Example News'><h1>Tide</h1>").title, "Tide");
    }

    #[test]
    fn references_escaped_twice_are_resolved() {
        assert_eq!(line("Tide &amp;amp; time"), "Tide &amp; time");
        assert_eq!(line("Tide &amp; time"), "Tide & time");
        assert_eq!(line("a < b"), "a < b");
    }
}
