//! What a page says about itself: JSON-LD first, then meta elements, then what can be seen.

use super::authors::{self, House};
use super::json_ld::{self, Described};
use super::savers;
use crate::article::{Metadata, Origin, TitleFrom};
use crate::import::fields::Fields;
use crate::text::harmless_line;
use dom_query::{Document, NodeRef};

/// The longest description kept, in characters.
const DESCRIPTION: usize = 1000;

/// The longest name of a site, in characters.
const SITE: usize = 60;

/// Meta elements that give the title besides Facebook's, which goes first.
const TITLE_KEYS: &[&str] = &[
    "twitter:title",
    "dc.title",
    "headline",
    "parsely-title",
    "sailthru.title",
];

/// Meta elements that name the site.
const SITE_KEYS: &[&str] = &["og:site_name", "application-name"];

/// Meta elements that say what an article is about.
const DESCRIPTION_KEYS: &[&str] = &[
    "og:description",
    "description",
    "twitter:description",
    "dc.description",
];

/// Meta elements that tell the language.
const LANGUAGE_KEYS: &[&str] = &["og:locale", "content-language", "dc.language", "inlanguage"];

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

/// Where pages show when they were published.
const DATE_PLACES: &[&str] = &[
    "time[itemprop=datePublished]",
    "time[pubdate]",
    "article time[datetime]",
    "time[datetime]",
    "[itemprop=datePublished]",
];

/// The meta elements of a page: name and content, in order.
pub(super) struct Metas(Vec<(String, String)>);

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

    /// The contents of all that have one of `keys`, in the order of the keys.
    pub(super) fn all<'m>(&'m self, keys: &'m [&str]) -> impl Iterator<Item = &'m str> {
        keys.iter().flat_map(|key| {
            let own = self.0.iter().filter(move |(name, _)| name == key);
            own.map(|(_, content)| content.as_str())
                .filter(|content| !content.is_empty())
        })
    }
}

/// All that a page says about itself, as it says it.
pub(super) struct Said<'p> {
    pub(super) page: &'p Document,
    /// Its source, for the comments that savers leave in it.
    html: &'p str,
    pub(super) metas: Metas,
    pub(super) described: Described,
    /// Its title element, on one line.
    title: String,
}

/// Reads the metadata of a parsed page. `html` is its source.
pub(super) fn read(page: &Document, html: &str) -> Metadata {
    let said = Said {
        page,
        html,
        metas: Metas::read(page),
        described: json_ld::read(&json_ld_scripts(page)),
        title: line(&page.select_single("head title").text()),
    };
    let mut metadata = said.fields().metadata(Origin::Meta);
    if let Some(title) = title(&said, metadata.site.as_deref()) {
        (metadata.title, metadata.title_from) = title;
    }
    metadata.byline = authors::byline(&said, &House::new(&metadata, &said.described));
    metadata
}

fn json_ld_scripts(page: &Document) -> Vec<String> {
    let scripts = page.select("script[type]");
    let of_kind = |node: &&NodeRef<'_>| {
        let kind = node.attr_or("type", "").to_ascii_lowercase();
        kind.contains("ld+json")
    };
    let texts = scripts.nodes().iter().filter(of_kind);
    texts.map(|node| node.text().to_string()).collect()
}

impl Said<'_> {
    /// What needs no judgement of pages, in the order in which it is believed. Title and authors do.
    fn fields(&self) -> Fields {
        let mut fields = Fields::new();
        self.push_addresses(&mut fields);
        self.push_dates(&mut fields);
        self.push_names(&mut fields);
        self.push_tags(&mut fields);
        fields
    }

    fn push_addresses(&self, fields: &mut Fields) {
        let canonical = self.page.select_single("link[rel~=canonical][href]");
        let canonical = canonical.attr("href");
        let own = canonical
            .as_deref()
            .into_iter()
            .chain(self.metas.all(&["og:url"]))
            .chain(self.described.url.as_deref())
            .chain(savers::source(self.html))
            .chain(self.metas.all(&["twitter:url", "parsely-link"]));
        for address in own {
            fields.push("url", address);
        }
    }

    fn push_dates(&self, fields: &mut Fields) {
        let described = self.described.published.as_deref().into_iter();
        for date in described.chain(self.metas.all(DATE_KEYS)) {
            fields.push("published", date);
        }
        for place in DATE_PLACES {
            let found = self.page.select_single(place);
            if let Some(date) = found.attr("datetime").or_else(|| found.attr("content")) {
                fields.push("published", date.as_ref());
            }
        }
        if let Some(date) = savers::saved(self.html) {
            fields.push("saved", date);
        }
    }

    /// Site, description and language.
    fn push_names(&self, fields: &mut Fields) {
        let sites = self
            .metas
            .all(SITE_KEYS)
            .chain(self.described.publisher.as_deref())
            .chain(site_in_title(&self.title));
        for site in sites.filter(|site| site.chars().count() <= SITE) {
            fields.push("site", line(site));
        }
        let descriptions = self
            .metas
            .all(DESCRIPTION_KEYS)
            .chain(self.described.description.as_deref());
        for text in descriptions.filter(|text| text.chars().count() <= DESCRIPTION) {
            fields.push("description", line(text));
        }
        let root = self.page.select_single("html");
        let own = [root.attr("lang"), root.attr("xml:lang")];
        let languages = own
            .iter()
            .flatten()
            .map(AsRef::as_ref)
            .chain(self.metas.all(LANGUAGE_KEYS))
            .chain(self.described.language.as_deref());
        for tag in languages {
            fields.push("language", tag);
        }
    }

    fn push_tags(&self, fields: &mut Fields) {
        let tags: Vec<String> = self.metas.all(&["article:tag"]).map(line).collect();
        fields.push("tags", tags);
        for words in self.metas.all(&["news_keywords", "keywords"]) {
            fields.push("keywords", line(words));
        }
        let words = self.described.keywords.iter();
        fields.push("keywords", words.map(|word| line(word)).collect::<Vec<_>>());
    }
}

/// Text on one line, character references that were escaped twice resolved.
pub(super) fn line(text: &str) -> String {
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

fn title(said: &Said<'_>, site: Option<&str>) -> Option<(String, TitleFrom)> {
    let own = [
        said.described.headline.as_deref(),
        said.metas.all(&["og:title"]).next(),
        said.metas.all(TITLE_KEYS).next(),
        Some(said.title.as_str()),
    ];
    let candidates: Vec<String> = own
        .into_iter()
        .flatten()
        .filter_map(some)
        .map(|title| without_site(&title, site))
        .filter(|title| Some(title.as_str()) != site)
        .collect();
    let shown = headlines(said.page);
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

/// What the page's title says the site is, where it ends in few words after a bar.
fn site_in_title(page_title: &str) -> Option<&str> {
    let (before, after) = page_title
        .rsplit_once(" | ")
        .or_else(|| page_title.rsplit_once(" – "))?;
    let short = after.split_whitespace().count() <= 4 && before.len() > after.len();
    short.then(|| after.trim())
}

/// Letters and figures alone, in lower case.
pub(super) fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
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
