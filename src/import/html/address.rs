//! Where a link leads: references resolved against the address of the page (RFC 3986, section 5.2).

/// The address of `reference` as seen from `base`, or `None` when it leads nowhere outside a browser.
/// Without a base a relative reference stays as it is.
pub(super) fn resolve(base: Option<&str>, reference: &str) -> Option<String> {
    let reference = reference.trim();
    let scheme = scheme(reference);
    if let Some(scheme) = scheme {
        let lower = scheme.to_ascii_lowercase();
        let harmless = !matches!(
            lower.as_str(),
            "javascript" | "data" | "blob" | "about" | "vbscript"
        );
        return harmless.then(|| behind_detour(reference).unwrap_or_else(|| reference.to_owned()));
    }
    if reference.is_empty() || reference.starts_with('#') {
        return None;
    }
    let Some((scheme, host, path)) = base.and_then(parts) else {
        return Some(reference.to_owned());
    };
    if reference.starts_with("//") {
        return Some(format!("{scheme}:{reference}"));
    }
    let path = path.split(['?', '#']).next().unwrap_or("");
    let joined = if reference.starts_with('/') {
        reference.to_owned()
    } else if reference.starts_with('?') {
        format!("{path}{reference}")
    } else {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{folder}/{reference}")
    };
    Some(format!("{scheme}://{host}{}", without_dots(&joined)))
}

/// What Google's documents and mails put before each address that is linked in them.
const DETOURS: [&str; 2] = ["https://www.google.com/url?", "http://www.google.com/url?"];

/// The address to which one leads that only counts who follows it.
fn behind_detour(address: &str) -> Option<String> {
    let query = DETOURS
        .iter()
        .find_map(|detour| address.strip_prefix(detour))?;
    let value = query.split('&').find_map(|part| part.strip_prefix("q="))?;
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, tail @ ..] = rest {
        let digits = (*first == b'%').then(|| tail.get(..2)).flatten();
        let digits = digits.filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        let coded = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(coded.unwrap_or(*first));
        rest = tail.get(if coded.is_some() { 2 } else { 0 }..)?;
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|address| is_web(address))
}

/// Whether `text` is an absolute web address.
pub(super) fn is_web(text: &str) -> bool {
    parts(text).is_some()
}

/// The host of a web address, without `www.`.
pub(super) fn host(address: &str) -> Option<&str> {
    let (_, host, _) = parts(address)?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

fn parts(address: &str) -> Option<(&str, &str, &str)> {
    let scheme = scheme(address)?;
    let rest = address.get(scheme.len()..)?.strip_prefix("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    (web && !host.is_empty() && !host.contains(char::is_whitespace)).then_some((scheme, host, path))
}

fn scheme(reference: &str) -> Option<&str> {
    let (scheme, _) = reference.split_once(':')?;
    let letters = scheme
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    (letters && scheme.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(scheme)
}

fn without_dots(path: &str) -> String {
    let (path, query) = path.split_at(path.find(['?', '#']).unwrap_or(path.len()));
    let mut kept: Vec<&str> = Vec::new();
    let last = path.rsplit('/').next().unwrap_or("");
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => {
                kept.pop();
            }
            _ => kept.push(segment),
        }
    }
    let folder = if matches!(last, "." | "..") { "/" } else { "" };
    format!("/{}{folder}{query}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_as_the_rfc_says() {
        let base = Some("https://example.com/news/2025/lights?x=1");
        let cases = [
            ("owners", Some("https://example.com/news/2025/owners")),
            ("../tide#top", Some("https://example.com/news/tide#top")),
            ("/about", Some("https://example.com/about")),
            ("//cdn.example.org/a", Some("https://cdn.example.org/a")),
            (
                "?page=2",
                Some("https://example.com/news/2025/lights?page=2"),
            ),
            ("../../../../x", Some("https://example.com/x")),
            ("mailto:desk@example.com", Some("mailto:desk@example.com")),
            (
                "https://other.example/a:b",
                Some("https://other.example/a:b"),
            ),
            (
                "https://www.google.com/url?q=https://other.example/b%3Fc%3D1&sa=D",
                Some("https://other.example/b?c=1"),
            ),
            (
                "https://www.google.com/url?q=javascript:void(0)",
                Some("https://www.google.com/url?q=javascript:void(0)"),
            ),
            ("#notes", None),
            ("javascript:void(0)", None),
        ];
        for (reference, expected) in cases {
            assert_eq!(resolve(base, reference).as_deref(), expected, "{reference}");
        }
        assert_eq!(resolve(None, "owners").as_deref(), Some("owners"));
    }
}
