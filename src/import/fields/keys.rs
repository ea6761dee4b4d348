//! Which keys mean what, folded, in the order in which they are believed.
//!
//! The order is that of the survey of what clippers, exporters and site generators write: a key that means one
//! thing only goes before one that means several.

/// The headline.
pub(super) const TITLE: &[&str] = &["title", "fulltitle", "headline", "name"];

/// The address. `source` is one only where its value is.
pub(super) const URL: &[&str] = &[
    "source",
    "url",
    "sourceurl",
    "originalurl",
    "originurl",
    "canonical",
    "canonicalurl",
    "link",
    "permalink",
    "uri",
    "omnivoreurl",
];

/// The authors.
pub(super) const AUTHOR: &[&str] = &[
    "author",
    "authors",
    "byline",
    "creator",
    "creators",
    "publishedby",
    "by",
];

/// The publication.
pub(super) const SITE: &[&str] = &[
    "site",
    "sitename",
    "publisher",
    "publication",
    "feed",
    "source",
    "domain",
    "domainname",
    "hostname",
    "sourcehostname",
];

/// Programs that call themselves the source of what they saved (Readwise and its like), folded.
const SAVERS: &[&str] = &[
    "reader",
    "readwise",
    "pocket",
    "instapaper",
    "omnivore",
    "wallabag",
    "raindrop",
    "matter",
    "kindle",
    "hypothesis",
    "webclipper",
    "apiarticle",
    "feedly",
    "inoreader",
    "obsidian",
];

/// Whether `name` (folded as a key is) is that of a program and no publication's.
pub(super) fn is_saver(name: &str) -> bool {
    SAVERS.contains(&name)
}

/// When it was published. `published` is a truth value in Jekyll, and then says nothing here.
pub(super) const PUBLISHED: &[&str] = &[
    "published",
    "datepublished",
    "publishedat",
    "publishedtime",
    "publishdate",
    "pubdate",
    "publicationdate",
    "publishedon",
    "date",
];

/// When it was saved.
pub(super) const SAVED: &[&str] = &[
    "created",
    "datesaved",
    "saved",
    "savedat",
    "saveddate",
    "createdat",
    "timeadded",
    "dateadded",
    "clipped",
    "clippedat",
];

/// The standfirst.
pub(super) const DESCRIPTION: &[&str] = &[
    "description",
    "summary",
    "excerpt",
    "abstract",
    "subtitle",
    "standfirst",
];

/// The tags.
pub(super) const TAGS: &[&str] = &[
    "tags",
    "tag",
    "keywords",
    "labels",
    "documenttags",
    "categories",
    "category",
];

/// The language.
pub(super) const LANGUAGE: &[&str] = &["lang", "language", "locale"];

/// Whether it was read where it was saved.
pub(super) const READ: &[&str] = &[
    "state",
    "status",
    "seen",
    "read",
    "isread",
    "isarchived",
    "archived",
    "archivedat",
    "datearchived",
];

/// Whether it was starred there.
pub(super) const STARRED: &[&str] = &[
    "starred",
    "isstarred",
    "starredat",
    "favorite",
    "favourite",
    "isfavorite",
    "isfavourite",
];

/// How much of it was read there.
pub(super) const PROGRESS: &[&str] = &["readingprogress", "readprogress"];

/// Tables in which some generators put what others have at the top (Hugo, Zola).
const INNER: &[&str] = &["params", "extra", "taxonomies"];

/// Whether a key tells that fields are meant. What was read is left out: `state` and `status` are in prose
/// too.
pub(super) fn is_known(key: &str) -> bool {
    let known = [
        TITLE,
        URL,
        AUTHOR,
        SITE,
        PUBLISHED,
        SAVED,
        DESCRIPTION,
        TAGS,
        LANGUAGE,
        INNER,
    ];
    known.iter().any(|keys| keys.contains(&key))
}

/// Whether the fields of this table count as if they stood outside it.
pub(super) fn is_table(key: &str) -> bool {
    INNER.contains(&key)
}
