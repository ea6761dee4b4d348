//! What is kept of the attributes of a long tag: what is shown or leads somewhere, not what only scripts, styles
//! and the bytes of pictures need. Knows one attribute at a time.

use crate::import::html::tags::{Attribute, LowerName};
use memchr::memchr;

/// The longest values of an attribute that are kept, in bytes: of one that may be wanted, of a style, of one
/// that only scripts read, of an address that holds its data, of a list of pictures.
const VALUE: usize = 4096;
const STYLE: usize = 512;
const SCRIPT_DATA: usize = 200;
const DATA_ADDRESS: usize = 64;
pub(super) const PICTURES: usize = 2048;

/// A picture that is held in an address has as many bytes; what is shorter stands in for one.
const PICTURE: usize = 1024;

/// What is kept of the value of an attribute; `None` when the attribute goes.
pub(super) fn kept<'a>(attribute: &Attribute<'a>) -> Option<&'a str> {
    let value = attribute.value;
    let name = LowerName::of(attribute.name);
    let name = name.as_str();
    if name.len() > 2 && name.starts_with("on") && !name.contains('-') {
        return None;
    }
    let holds_data = value
        .trim_start()
        .get(..5)
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
    if holds_data && name.contains("srcset") {
        return Some("");
    }
    if holds_data && name != "content" {
        // A mere placeholder is no picture.
        let end = memchr(b',', value.as_bytes()).unwrap_or(DATA_ADDRESS);
        let end = if value.len() < PICTURE { 0 } else { end };
        return value.get(..value.floor_char_boundary(end.min(DATA_ADDRESS)));
    }
    let limit = match name {
        "srcdoc" | "d" | "points" | "sizes" | "integrity" => 0,
        "alt" | "content" | "title" | "alttext" => usize::MAX,
        "style" => STYLE,
        "srcset" | "data-srcset" | "data-lazy-srcset" => return Some(first_pictures(value)),
        // The address of a picture that is loaded late may stand in an attribute of any name.
        _ => {
            let name = attribute.name.to_ascii_lowercase();
            let is_address = ["src", "original", "url"]
                .iter()
                .any(|part| name.contains(part));
            let is_for_scripts = name.starts_with("data-") && !is_address;
            if is_for_scripts { SCRIPT_DATA } else { VALUE }
        }
    };
    (value.len() <= limit).then_some(value)
}

/// As many candidates of a list of pictures as can be told apart without reading far.
fn first_pictures(value: &str) -> &str {
    if value.len() <= PICTURES {
        return value;
    }
    let head = value
        .get(..value.floor_char_boundary(PICTURES))
        .unwrap_or("");
    match head.rfind(", ") {
        Some(end) if !head.trim_start().starts_with("data:") => head.get(..end).unwrap_or(""),
        _ => "",
    }
}
