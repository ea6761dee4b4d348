//! Who wrote a page: JSON-LD first, then meta elements, then what can be seen. The house is no author, unless
//! nobody else signs.

use super::json_ld::Described;
use super::metadata::{Claim, Said, line, squeezed};
use super::survey::AUTHOR_PLACES;
use crate::article::{Metadata, Origin};
use crate::import::fields::{add_names, host};
use dom_query::NodeRef;

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

/// Places of each kind that are looked at.
const PLACES: usize = 4;

/// The longest text of such a place, in characters.
const LONGEST: usize = 80;

/// The authors of a page.
pub(super) struct Byline {
    pub(super) names: Vec<String>,
    /// Where they were found.
    pub(super) source: (Origin, String),
}

/// The authors of the page, told from its `house`.
pub(super) fn byline(said: &Said<'_, '_>, house: &House) -> Option<Byline> {
    let described: Vec<String> = said
        .described
        .authors
        .iter()
        .map(|name| line(name))
        .collect();
    let in_scripts = (Origin::JsonLd, "author", described);
    let in_head = AUTHOR_KEYS.iter().map(|key| {
        let texts = said.metas(std::slice::from_ref(key)).take(20);
        let texts = texts.map(|Claim { text, .. }| line(&text)).collect();
        (Origin::Meta, *key, texts)
    });
    let signed = |(origin, key, texts): (Origin, &str, Vec<String>)| {
        let mut names = Vec::new();
        for text in &texts {
            add_names(&mut names, text);
        }
        let source = (origin, key.to_owned());
        (!names.is_empty()).then_some(Byline { names, source })
    };
    // A piece that only the house signs keeps that name, if no page element knows better.
    let signed_by_house = signed(in_scripts.clone());
    std::iter::once(in_scripts)
        .chain(in_head)
        .chain(std::iter::once_with(|| shown(said)).flatten())
        .filter_map(signed)
        .find_map(|byline| house.leave(byline))
        .or(signed_by_house)
}

/// What stands where pages show their authors, by kind of place, surest first.
fn shown<'s>(
    said: &'s Said<'_, '_>,
) -> impl Iterator<Item = (Origin, &'static str, Vec<String>)> + 's {
    let [_, described, byline, author, _] = &said.survey.authors;
    let names = |node: &NodeRef<'_>| {
        node.attr("itemprop")
            .is_some_and(|names| super::survey::has_word(&names, "name"))
    };
    let is_link = |node: &NodeRef<'_>| node.has_name("a");
    let inside = [
        (1, within(described, names)),
        (2, within(byline, is_link)),
        (3, within(author, is_link)),
    ];
    let inside = inside.map(|(kind, texts)| (Origin::Element, AUTHOR_PLACES[kind], texts));
    let whole = |kind: usize| {
        let texts = texts(said.survey.authors[kind].iter().copied());
        (Origin::Element, AUTHOR_PLACES[kind], texts)
    };
    let [names, bylines, authors] = inside;
    [
        whole(0),
        names,
        whole(1),
        bylines,
        authors,
        whole(2),
        whole(3),
        whole(4),
    ]
    .into_iter()
}

/// The texts of what lies within `places` and is `wanted`.
fn within(places: &[NodeRef<'_>], wanted: impl Fn(&NodeRef<'_>) -> bool) -> Vec<String> {
    let places = places.iter().take(PLACES);
    texts(places.flat_map(|place| place.descendants_it().filter(&wanted).take(PLACES)))
}

/// The texts of the first few `places` that are short enough to be names.
fn texts<'p>(places: impl Iterator<Item = NodeRef<'p>>) -> Vec<String> {
    let texts = places.take(PLACES).map(|place| line(&place.text()));
    texts
        .filter(|text| text.chars().take(LONGEST + 1).count() <= LONGEST)
        .collect()
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

    /// Takes the names of the house out: it is the site, not an author. `None` when nobody is left.
    fn leave(&self, mut byline: Byline) -> Option<Byline> {
        byline
            .names
            .retain(|name| !self.0.contains(&squeezed(name)));
        (!byline.names.is_empty()).then_some(byline)
    }
}
