//! The text the program sees in one document. Readers make it; nothing changes it afterwards, and every offset that
//! leaves the program points into it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// One document's text with what its format says of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extracted {
    /// The whole text. Blocks are parted by newlines.
    pub text: String,
    /// Pages in order, where the format has them; empty otherwise.
    pub pages: Vec<Page>,
    /// Blocks in order, not overlapping; what lies between them is white space or is not to be coded.
    pub blocks: Vec<Block>,
    /// The reader's name, for `documents.csv`: `text`, `markdown`, `html`, `vtt`, `srt`, `pdf`, `docx`, `jsonl`, `csv`.
    pub format: &'static str,
    /// The encoding that was read, such as `UTF-8` or `windows-1254`; nothing where the format fixes it.
    pub encoding: Option<&'static str>,
    /// What was odd but did not stop the reading.
    pub problems: Vec<Problem>,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its number, from 1.
    pub number: u32,
    /// Bytes of [`Extracted::text`].
    pub span: Range<usize>,
}

/// A stretch of the text that holds together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Bytes of [`Extracted::text`].
    pub span: Range<usize>,
    /// What it is.
    pub kind: BlockKind,
    /// Who speaks, as the transcript labels the turn; the label itself lies outside `span`.
    pub speaker: Option<String>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading of this level, from 1.
    Heading(u8),
    /// One item of a list: a segment of its own if it is one sentence or less.
    Item,
    /// One cell of a table: a segment of its own.
    Cell,
    /// A footnote or endnote.
    Note,
    /// What one speaker says before another does.
    Turn,
    /// Not coded (codebook 2.4): a bibliography, a table of contents, a running header or page number.
    Uncoded,
}

/// What was odd in one document or part of it, and did not stop the reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The page, where that is known.
    pub page: Option<u32>,
    /// A short, fixed word for counting: `replaced_characters`, `page_unreadable`, `no_text_layer` …
    pub reason: &'static str,
    /// What a person wants to know.
    pub detail: String,
}
