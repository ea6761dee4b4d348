//! Who wrote a page: JSON-LD first, then meta elements, then what can be seen. The house is no author, unless
//! nobody else signs.

use super::json_ld::Described;
use super::metadata::{Said, line, squeezed};
use crate::article::Metadata;
use crate::import::fields::{add_names, host};

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

/// The authors of the page, told from its `house`.
pub(super) fn byline(said: &Said<'_>, house: &House) -> Vec<String> {
    let mut names = Vec::new();
    for name in &said.described.authors {
        add_names(&mut names, &line(name));
    }
    // A piece that only the house signs keeps that name, if no page element knows better.
    let signed_by_house = names.clone();
    house.leave(&mut names);
    for key in AUTHOR_KEYS {
        if names.is_empty() {
            for text in said.metas.all(&[key]).take(20) {
                add_names(&mut names, &line(text));
            }
            house.leave(&mut names);
        }
    }
    for place in AUTHOR_PLACES {
        if names.is_empty() {
            for node in said.page.select(place).nodes().iter().take(4) {
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
pub(super) struct House(Vec<String>);

impl House {
    /// Site, publisher and host.
    pub(super) fn new(metadata: &Metadata, described: &Described) -> Self {
        let host = metadata.url.as_deref().and_then(host);
        let host = host.as_deref();
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
