//! What walking a corpus meets: one document or row, not yet read, or what could not be.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::language::Language;
use crate::manifest::Kind;
use crate::record::Skipped;

/// One document or row, not yet read.
#[derive(Debug, Clone)]
pub struct Item {
    /// Path relative to the corpus, with `/`; a member of an archive is `archive.zip/inner/path.txt`.
    pub document: String,
    /// The `id` of the row, in a JSON Lines or CSV file.
    pub unit: Option<String>,
    /// Where its text is.
    pub content: Content,
    /// What manifest and row say of it.
    pub context: Context,
}

/// Where an item's text is.
#[derive(Debug, Clone)]
pub enum Content {
    /// A file to be read by the worker that codes it.
    File(PathBuf),
    /// The bytes of an archive's member.
    Member(Vec<u8>),
    /// A row's text (the value of `text`, untouched), with the format of its file.
    Row {
        /// The text.
        text: String,
        /// `jsonl` or `csv`.
        format: &'static str,
    },
}

/// What is known of an item beside its text: row fields win over `[[document]]`, that over the globs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Context {
    /// Index into the manifest's partnerships.
    pub partnership: Option<usize>,
    /// A project's id.
    pub project: Option<String>,
    /// A partner's id, or `external`.
    pub voice: Option<String>,
    /// What kind of text it is.
    pub kind: Option<Kind>,
    /// The prior for language identification.
    pub language: Option<Language>,
    /// ISO 8601.
    pub date: Option<String>,
    /// Who speaks the whole row.
    pub speaker: Option<String>,
    /// Speaker's label → partner's id or `external`.
    pub speakers: BTreeMap<String, String>,
    /// Whether the row has a field `voice`, which wins over speaker and document; also where it names nobody that is
    /// known, and `voice` is therefore nothing.
    pub voice_from_row: bool,
    /// Oddities of this item that do not stop it: an unknown partnership, voice or project in a row.
    pub problems: Vec<Skipped>,
}

/// What walking a corpus meets.
#[derive(Debug, Clone)]
pub enum Event {
    /// Something to code.
    Item(Box<Item>),
    /// Something that could not be read.
    Skipped(Skipped),
}
