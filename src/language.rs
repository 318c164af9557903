//! The tag of a language. Which languages there are is data: the folders of the lexicons.

use std::fmt;

/// An ISO 639 tag of two or three letters, such as `nl`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 3]);

impl Language {
    /// The language with this tag; nothing where it is not two or three lower-case letters.
    pub fn new(tag: &str) -> Option<Language> {
        let bytes = tag.as_bytes();
        if !(2..=3).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_lowercase) {
            return None;
        }
        let mut padded = [0; 3];
        padded[..bytes.len()].copy_from_slice(bytes);
        Some(Language(padded))
    }

    /// The tag.
    pub fn tag(&self) -> &str {
        let end = if self.0[2] == 0 { 2 } else { 3 };
        std::str::from_utf8(&self.0[..end]).expect("made from ASCII letters")
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// The tag that stands in the data where no language fits.
pub const UNDETERMINED: &str = "und";
