//! The ZIP around a document, opened with limits: a small file can unpack to anything.

use std::io::{Cursor, Read};

use quick_xml::events::Event;

use crate::reader::{Skip, encoding, reason};

const LARGEST_PART: u64 = 128 << 20;
const LARGEST_TOTAL: u64 = 512 << 20;
const MOST_PARTS: usize = 100_000;

/// An opened package.
pub(crate) struct Package<'a> {
    archive: zip::ZipArchive<Cursor<&'a [u8]>>,
    unpacked: u64,
}

impl<'a> Package<'a> {
    /// Opens the package.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Skip> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| Skip::new(reason::BROKEN, format!("the ZIP cannot be opened: {error}")))?;
        if archive.len() > MOST_PARTS {
            return Err(Skip::new(reason::TOO_LARGE, format!("the ZIP has {} members", archive.len())));
        }
        Ok(Package { archive, unpacked: 0 })
    }

    /// The text of a part; nothing where there is none of this name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, Skip> {
        let Some(index) = self.archive.index_for_name(name.trim_start_matches('/')) else {
            return Ok(None);
        };
        let broken = |error: &dyn std::fmt::Display| Skip::new(reason::BROKEN, format!("{name}: {error}"));
        let entry = self.archive.by_index(index).map_err(|error| match error {
            zip::result::ZipError::InvalidPassword => Skip::new(reason::ENCRYPTED, format!("{name} has a password")),
            error => broken(&error),
        })?;
        let mut bytes = Vec::new();
        // The size that the ZIP states is no promise: what is read is what counts.
        entry.take(LARGEST_PART + 1).read_to_end(&mut bytes).map_err(|error| broken(&error))?;
        self.unpacked += bytes.len() as u64;
        if bytes.len() as u64 > LARGEST_PART || self.unpacked > LARGEST_TOTAL {
            return Err(Skip::new(reason::TOO_LARGE, format!("{name} unpacks to more than {LARGEST_PART} bytes")));
        }
        let decoded = encoding::decode(&bytes, None, None).map_err(|_| broken(&"not XML"))?;
        Ok(Some(decoded.text))
    }

    /// The name of the main part, as the package's relations give it.
    pub(crate) fn main_part(&mut self) -> Result<String, Skip> {
        let relations = self.part("_rels/.rels")?.unwrap_or_default();
        let mut reader = quick_xml::Reader::from_str(&relations);
        while let Ok(event) = reader.read_event() {
            let (Event::Start(element) | Event::Empty(element)) = event else {
                if matches!(event, Event::Eof) {
                    break;
                }
                continue;
            };
            let value = |name: &str| {
                element.try_get_attribute(name).ok().flatten().map(|attribute| attribute.value.into_owned())
            };
            if value("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
                && let Some(target) = value("Target")
            {
                return Ok(target.trim_start_matches('/').to_string());
            }
        }
        Ok("word/document.xml".to_string())
    }
}
