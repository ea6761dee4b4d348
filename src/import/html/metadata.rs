//! What a page says about itself: JSON-LD first, then meta elements, then what can be seen, then what the
//! program says that saved it.

use super::authors::{self, House};
use super::headline;
use super::json_ld::{self, Described};
use super::savers::Saver;
use super::survey::{DATE_PLACES, Survey};
use crate::article::{Field, Metadata, Origin};
use crate::import::fields::{Fields, host};
use crate::text::harmless_line;
use dom_query::Document;

/// The longest description kept, in characters.
const DESCRIPTION: usize = 1000;

/// The longest name of a site, in characters.
const SITE: usize = 60;

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

/// All that a page says about itself, as it says it.
pub(super) struct Said<'s, 'p> {
    pub(super) survey: &'s Survey<'p>,
    pub(super) described: Described,
    pub(super) saver: &'s Saver,
    /// Its title element, on one line.
    pub(super) title: String,
}

/// What one place of a page says of one field.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    pub(super) origin: Origin,
    /// What the place is called.
    pub(super) key: String,
    pub(super) text: String,
}

impl Claim {
    /// What the place `key` of `origin` says.
    pub(super) fn new(origin: Origin, key: &str, text: impl Into<String>) -> Self {
        Self {
            origin,
            key: key.to_owned(),
            text: text.into(),
        }
    }
}

/// Reads the metadata of a page that was looked over. `json_ld` has the texts of its scripts.
pub(super) fn read(survey: &Survey<'_>, json_ld: &[String], saver: &Saver) -> Metadata {
    let said = Said {
        survey,
        described: json_ld::read(json_ld),
        saver,
        title: survey
            .title
            .map_or_else(String::new, |title| line(&title.text())),
    };
    let mut metadata = Metadata::default();
    said.fill_address(&mut metadata);
    said.fill_dates(&mut metadata);
    said.fill_words(&mut metadata);
    said.fill_tags(&mut metadata);
    if let Some((claim, from)) = headline::title(&said, metadata.site.as_deref()) {
        metadata
            .sources
            .note(Field::Title, claim.origin, &claim.key);
        (metadata.title, metadata.title_from) = (claim.text, from);
    }
    if let Some(byline) = authors::byline(&said, &House::new(&metadata, &said.described)) {
        let (origin, key) = byline.source;
        metadata.sources.note(Field::Byline, origin, &key);
        metadata.byline = byline.names;
    }
    metadata
}

/// `text` as a field called `key`, checked and made clean as all fields are.
fn as_field(key: &str, text: &str) -> Metadata {
    let mut fields = Fields::new();
    fields.push(key, text);
    fields.metadata(Origin::Meta)
}

/// The first of `claims` that `read` accepts; notes where it came from.
fn first<T>(
    metadata: &mut Metadata,
    field: Field,
    claims: impl IntoIterator<Item = Claim>,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    claims.into_iter().find_map(|claim| {
        let value = read(&claim.text)?;
        metadata.sources.note(field, claim.origin, &claim.key);
        Some(value)
    })
}

/// What the JSON-LD says.
pub(super) fn described(key: &str, text: Option<&String>) -> Option<Claim> {
    text.map(|text| Claim::new(Origin::JsonLd, key, text))
}

impl Said<'_, '_> {
    /// What all meta elements say that have one of `keys`, in the order of the keys.
    pub(super) fn metas<'k>(&'k self, keys: &'k [&str]) -> impl Iterator<Item = Claim> + 'k {
        keys.iter().flat_map(|key| {
            let own = self.survey.metas.iter();
            own.filter(move |(name, content)| name == key && !content.is_empty())
                .map(|(name, content)| Claim::new(Origin::Meta, name, content))
        })
    }

    fn fill_address(&self, metadata: &mut Metadata) {
        let canonical = self.survey.canonical.as_deref();
        let claims = canonical
            .map(|address| Claim::new(Origin::Element, "link rel=canonical", address))
            .into_iter()
            .chain(self.metas(&["og:url"]))
            .chain(described("url", self.described.url.as_ref()))
            .chain(self.saver.url.clone())
            .chain(self.metas(&["twitter:url", "parsely-link"]));
        metadata.url = first(metadata, Field::Url, claims, |text| {
            as_field("url", text).url
        });
    }

    fn fill_dates(&self, metadata: &mut Metadata) {
        let shown = DATE_PLACES.iter().zip(&self.survey.dates);
        let shown = shown
            .filter_map(|(place, date)| Some(Claim::new(Origin::Element, place, date.as_ref()?)));
        let claims = described("datePublished", self.described.published.as_ref())
            .into_iter()
            .chain(self.metas(DATE_KEYS))
            .chain(shown);
        metadata.published = first(metadata, Field::Published, claims, |text| {
            as_field("published", text).published
        });
        metadata.saved = first(metadata, Field::Saved, self.saver.saved.clone(), |text| {
            as_field("saved", text).saved
        });
    }

    /// Site, description and language.
    fn fill_words(&self, metadata: &mut Metadata) {
        let in_title = site_in_title(&self.title);
        let sites = self
            .metas(SITE_KEYS)
            .chain(described("publisher", self.described.publisher.as_ref()))
            .chain(in_title.map(|site| Claim::new(Origin::Element, "title", site)))
            .filter(|claim| claim.text.chars().count() <= SITE);
        metadata.site = first(metadata, Field::Site, sites, |text| {
            as_field("site", &line(text)).site
        });
        if metadata.site.is_none()
            && let Some(host) = metadata.url.as_deref().and_then(host)
            && let Some(source) = metadata.sources.of(Field::Url).cloned()
        {
            metadata
                .sources
                .note(Field::Site, source.origin, &source.key);
            metadata.site = Some(host);
        }
        let descriptions = self
            .metas(DESCRIPTION_KEYS)
            .chain(described(
                "description",
                self.described.description.as_ref(),
            ))
            .filter(|claim| claim.text.chars().count() <= DESCRIPTION);
        metadata.description = first(metadata, Field::Description, descriptions, |text| {
            as_field("description", &line(text)).description
        });
        let own = self.survey.languages.iter();
        let languages = own
            .map(|tag| Claim::new(Origin::Element, "html lang", tag))
            .chain(self.metas(LANGUAGE_KEYS))
            .chain(described("inLanguage", self.described.language.as_ref()));
        metadata.language = first(metadata, Field::Language, languages, |text| {
            as_field("language", text).language
        });
    }

    fn fill_tags(&self, metadata: &mut Metadata) {
        let tags: Vec<String> = self
            .metas(&["article:tag"])
            .map(|tag| line(&tag.text))
            .collect();
        let words: Vec<String> = self
            .described
            .keywords
            .iter()
            .map(|word| line(word))
            .collect();
        let mut lists = vec![(Origin::Meta, "article:tag".to_owned(), tags)];
        let keywords = self.metas(&["news_keywords", "keywords"]);
        lists.extend(keywords.map(|claim| (claim.origin, claim.key, vec![line(&claim.text)])));
        lists.push((Origin::JsonLd, "keywords".to_owned(), words));
        for (origin, key, list) in lists {
            let mut fields = Fields::new();
            match <[String; 1]>::try_from(list) {
                Ok([words]) => fields.push("keywords", words),
                Err(list) => fields.push("tags", list),
            }
            metadata.tags = fields.metadata(origin).tags;
            if !metadata.tags.is_empty() {
                return metadata.sources.note(Field::Tags, origin, &key);
            }
        }
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
        let page = Document::from(html);
        read(&Survey::of(&page), &[], &Saver::default())
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
