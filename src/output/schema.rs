//! The tables of a run and what stands in each column: what the writers write and `datapackage.json` declares.

use super::columns::{CODES, DIRECTIONS, DOCUMENTS, EVIDENCE, PARTNERSHIPS, PROFILE, SKIPPED};

/// One table of the run directory.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its file.
    pub file: &'static str,
    /// One row for what.
    pub row: &'static str,
    /// Its columns or keys, in order.
    pub fields: &'static [Field],
}

/// One column or key.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// Whether every row has one.
    pub required: bool,
    /// What it tells.
    pub says: &'static str,
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A list.
    List,
    /// An object.
    Object,
    /// One of a closed list.
    One(Closed),
}

/// The closed lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Closed {
    /// The codes of the codebook.
    Code,
    /// The kinds of documents.
    DocumentKind,
    /// The measures.
    Measure,
    /// Why a value or its interval is missing.
    Reason,
    /// Inter, intra.
    Scope,
    /// The four statuses.
    Status,
    /// 0, 1.
    Flag,
}

/// The tables, in the order of the interface.
pub const TABLES: [Table; 7] = [EVIDENCE, CODES, DOCUMENTS, PARTNERSHIPS, DIRECTIONS, PROFILE, SKIPPED];

impl Table {
    /// The name of the resource: the file without its ending.
    pub fn name(&self) -> &'static str {
        self.file.split('.').next().unwrap_or(self.file)
    }

    /// Whether it is JSON Lines; else CSV.
    pub fn is_jsonl(&self) -> bool {
        self.file.ends_with(".jsonl")
    }
}
