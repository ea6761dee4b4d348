//! Tests from the outside: the library as its own user sees it.
#![expect(missing_docs, reason = "tests")]

mod import_plain_html;
mod printing;
