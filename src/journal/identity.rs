//! What makes an article the one it is.

use super::{Change, Sketch};
use crate::text::{folded, harmless};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The facts by which an article is known again. See the head of [`crate::journal`] for the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// Its source URL, as the file gives it.
    pub url: Option<String>,
    /// [`Identity::content_hash`] of the bytes of its file.
    pub content: String,
    /// Its absolute path, as the library writes it.
    pub path: String,
    /// Its headline.
    pub title: String,
    /// Who wrote it.
    pub byline: Vec<String>,
    /// Where it appeared.
    pub site: Option<String>,
    /// The day it was published, as `YYYY-MM-DD`.
    pub published: Option<String>,
    /// What its story is known by after an edit.
    pub sketch: Option<Sketch>,
}

impl Identity {
    /// The first 32 hex digits of the BLAKE3 hash of a file's bytes.
    pub fn content_hash(bytes: &[u8]) -> String {
        hex(blake3::hash(bytes), 32)
    }

    /// What a line says of an article; nothing, if it is of another kind.
    pub(super) fn said_by(change: &Change) -> Self {
        let Change::Known {
            url,
            content,
            path,
            title,
            byline,
            site,
            published,
            sketch,
        } = change
        else {
            return Self::default();
        };
        Self {
            url: url.clone(),
            content: content.clone(),
            path: path.clone(),
            title: title.clone(),
            byline: byline.clone(),
            site: site.clone(),
            published: published.clone(),
            sketch: sketch.clone(),
        }
    }

    /// The line that says this of an article, with its headline made harmless.
    pub(super) fn said(&self, title: String) -> Change {
        Change::Known {
            url: self.url.clone(),
            content: self.content.clone(),
            path: self.path.clone(),
            title,
            byline: self.byline.clone(),
            site: self.site.clone(),
            published: self.published.clone(),
            sketch: self.sketch.clone(),
        }
    }

    /// Whether nothing is known of a file: the article was named in a list of marks.
    pub fn has_only_credits(&self) -> bool {
        self.source().is_none() && self.content.is_empty() && self.path.is_empty()
    }

    /// The URL in the form that is compared; `None` when there is none that tells articles apart.
    pub fn source(&self) -> Option<String> {
        self.url.as_deref().and_then(comparable)
    }
}

/// Names an article in the journal: 16 hex digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(String);

impl ArticleId {
    /// The id of an article that no journal knows. Drawn from the strongest fact alone, so that two devices
    /// draw the same; the path, which differs between devices, is the last resort.
    pub fn mint(identity: &Identity) -> Self {
        let fact = match identity.source() {
            Some(url) => format!("url {url}"),
            None if identity.has_only_credits() => {
                format!(
                    "title {}\n{}",
                    folded(&identity.title),
                    folded(&identity.byline.join("\n"))
                )
            }
            None if identity.content.is_empty() => format!("path {}", identity.path),
            None => format!("content {}", identity.content),
        };
        Self(hex(blake3::hash(fact.as_bytes()), 16))
    }

    /// The id as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Sorts before every other id.
    pub(super) const fn least() -> Self {
        Self(String::new())
    }
}

impl From<&str> for ArticleId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn hex(hash: blake3::Hash, digits: usize) -> String {
    let mut hex = hash.to_hex().to_string();
    hex.truncate(digits);
    hex
}

/// Names of query parameters that say how a reader came to a page and not which page it is.
const TRACKING: &[&str] = &[
    "fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid",
];

/// `url` in the form in which two URLs are compared: without scheme (for the web), `www.`, default port,
/// trailing slash, fragment and tracking parameters. `None` for what names no article: a local file, or the
/// front page of a site, which careless clippers give as the source of everything they clip.
pub(super) fn comparable(url: &str) -> Option<String> {
    let url = harmless(url.trim());
    let (scheme, rest) = match url.split_once("://") {
        Some((scheme, rest)) if is_scheme(scheme) => (scheme.to_ascii_lowercase(), rest),
        _ => (String::new(), url.as_ref()),
    };
    if scheme == "file" {
        return None;
    }
    let (address, route) = split_fragment(rest);
    let (page, query) = address.split_once('?').unwrap_or((address, ""));
    let (host, path) = page.split_once('/').unwrap_or((page, ""));
    let host = comparable_host(host)?;
    let path = path.trim_end_matches('/');
    let mut kept = query
        .split('&')
        .filter(|parameter| !parameter.is_empty() && !is_tracking(parameter))
        .peekable();
    if path.is_empty() && route.is_empty() && kept.peek().is_none() {
        return None;
    }
    let mut form = match scheme.as_str() {
        "" | "http" | "https" => host,
        _ => format!("{scheme}://{host}"),
    };
    form.push('/');
    form.push_str(path);
    for (nth, parameter) in kept.enumerate() {
        form.push(if nth == 0 { '?' } else { '&' });
        form.push_str(parameter);
    }
    form.push_str(route);
    Some(form)
}

fn is_scheme(scheme: &str) -> bool {
    !scheme.is_empty()
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// Parts `rest` before its fragment. A fragment is a place in a page and is dropped, except where it is the
/// page's address itself ("#!/story/5", "#/story/5").
fn split_fragment(rest: &str) -> (&str, &str) {
    let at = rest.find('#').unwrap_or(rest.len());
    let (address, fragment) = rest.split_at(at);
    if fragment.len() > 2 && (fragment.starts_with("#!") || fragment.starts_with("#/")) {
        (address, fragment)
    } else {
        (address, "")
    }
}

/// The host in lower case; `None` when this is no host (`about:blank`, `mailto:…`, a bare word).
fn comparable_host(host: &str) -> Option<String> {
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let host = host
        .strip_suffix(":80")
        .or_else(|| host.strip_suffix(":443"))
        .unwrap_or(host)
        .trim_end_matches('.');
    let named = host.contains('.') || host.contains('[') || host.starts_with("localhost");
    let clean = !host.chars().any(char::is_whitespace);
    (named && clean).then(|| host.to_owned())
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or("");
    let name = name.to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_one_form() {
        let plain = comparable("https://example.com/story/7").unwrap();
        for same in [
            "HTTP://www.Example.com/story/7/",
            "https://example.com:443/story/7#comments",
            "https://example.com/story/7?utm_source=rss&fbclid=x&GCLID=1",
            "  www.example.com/story/7  ",
            "https://example.com/story/7?",
        ] {
            assert_eq!(comparable(same).unwrap(), plain, "{same}");
        }
    }

    #[test]
    fn different_pages_stay_apart() {
        let forms = [
            "https://example.com/story/7",
            "https://example.com/Story/7",
            "https://example.com/story?id=7",
            "https://example.com/story?id=8&utm_medium=mail",
            "https://other.example/story/7",
            "https://example.com/#!/story/7",
            "https://example.com/#!/story/8",
            "gemini://example.com/story/7",
        ]
        .map(|url| comparable(url).unwrap());
        for (nth, form) in forms.iter().enumerate() {
            assert_eq!(forms.iter().position(|other| other == form), Some(nth));
        }
    }

    #[test]
    fn what_names_no_article_is_no_source() {
        for url in [
            "",
            "https://example.com",
            "https://www.example.com/?utm_source=x#top",
            "file:///home/me/story.html",
            "about:blank",
            "mailto:a@example.com",
            "clipped from a book",
            "://",
            "#",
        ] {
            assert_eq!(comparable(url), None, "{url}");
        }
    }

    #[test]
    fn an_id_is_drawn_from_the_strongest_fact() {
        let one = Identity {
            url: Some("https://example.com/a".into()),
            content: Identity::content_hash(b"one"),
            path: "/a.md".into(),
            ..Identity::default()
        };
        let clipped_again = Identity {
            url: Some("http://www.example.com/a/".into()),
            content: Identity::content_hash(b"two"),
            path: "/b.md".into(),
            ..Identity::default()
        };
        assert_eq!(ArticleId::mint(&one), ArticleId::mint(&clipped_again));
        let bare = Identity { url: None, ..one };
        assert_ne!(ArticleId::mint(&bare), ArticleId::mint(&clipped_again));
        assert_eq!(ArticleId::mint(&bare).as_str().len(), 16);
        assert_eq!(bare.content.len(), 32);
    }
}
