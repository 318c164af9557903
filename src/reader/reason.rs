//! The words that say why a document or a part of it could not be read, or was odd: short and fixed, for counting.

/// No bytes, or nothing but white space.
pub const EMPTY: &str = "empty";
/// Not text, and not a format that is known.
pub const BINARY: &str = "binary";
/// The format is known and its content is damaged.
pub const BROKEN: &str = "broken";
/// A password is needed.
pub const ENCRYPTED: &str = "encrypted";
/// A PDF of images: its text has to be recognised first.
pub const NO_TEXT_LAYER: &str = "no_text_layer";
/// Reading took too long.
pub const TIMEOUT: &str = "timeout";
/// Larger, when unpacked, than any document should be.
pub const TOO_LARGE: &str = "too_large";
/// A format that is not read; the detail says what to save it as.
pub const UNSUPPORTED_FORMAT: &str = "unsupported_format";
/// One page of a PDF gave no text.
pub const PAGE_UNREADABLE: &str = "page_unreadable";
/// Bytes that the encoding does not have stand in the text as U+FFFD.
pub const REPLACED_CHARACTERS: &str = "replaced_characters";
/// More than a few characters of a PDF have no meaning: its fonts do not say which letters they hold.
pub const GARBLED: &str = "garbled";

/// All of them.
pub const ALL: &[&str] = &[
    EMPTY,
    BINARY,
    BROKEN,
    ENCRYPTED,
    NO_TEXT_LAYER,
    TIMEOUT,
    TOO_LARGE,
    UNSUPPORTED_FORMAT,
    PAGE_UNREADABLE,
    REPLACED_CHARACTERS,
    GARBLED,
];

/// The word of [`ALL`] that `word` is.
pub fn named(word: &str) -> Option<&'static str> {
    ALL.iter().copied().find(|reason| *reason == word)
}
