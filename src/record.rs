//! The rows that come out of coding: evidence, codes, documents, what was skipped. Field names and their order are those
//! of the run directory.

use serde::{Deserialize, Serialize};

/// Whether learning is reported, planned, denied, or spoken of at large (codebook 2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Reported as having happened or happening.
    Realised,
    /// Theory, definition, possibility or condition.
    General,
    /// Aim, plan, request, recommendation.
    Intended,
    /// Reported as not happening, or nearly so.
    Negated,
}

impl Status {
    /// All, from the weakest to the one that wins over all others.
    pub const ALL: [Status; 4] = [Status::Realised, Status::General, Status::Intended, Status::Negated];

    /// The word in the data.
    pub fn name(self) -> &'static str {
        match self {
            Status::Realised => "realised",
            Status::General => "general",
            Status::Intended => "intended",
            Status::Negated => "negated",
        }
    }
}

/// Whether evidence crosses partners (codebook 2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Learner and source are not one single partner.
    Inter,
    /// Learner and source are the same single partner.
    Intra,
}

impl Scope {
    /// The word in the data.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Inter => "inter",
            Scope::Intra => "intra",
        }
    }
}

/// One piece of directional evidence: a line of `evidence.jsonl`.
///
/// `start_char`, `end_char` and `trigger` count code points of the extracted text, end exclusive; `text` is exactly that
/// stretch. A mutual piece has the same partners in both roles; an unresolved role is empty.
#[allow(missing_docs, reason = "the interface defines every field by this name")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    pub id: String,
    pub partnership: Option<String>,
    pub project: Option<String>,
    pub document: String,
    pub unit: Option<String>,
    pub page: Option<u32>,
    pub segment: usize,
    pub start_char: usize,
    pub end_char: usize,
    pub speaker: Option<String>,
    pub voice: Option<String>,
    pub language: String,
    pub date: Option<String>,
    pub text: String,
    pub learner: Vec<String>,
    pub source: Vec<String>,
    pub scope: Scope,
    pub third_party: bool,
    pub status: Status,
    pub rule: String,
    pub trigger: [usize; 2],
    pub roles: Roles<String>,
    pub closed: Roles<Vec<String>>,
    pub confidence: f64,
    pub codes: Vec<String>,
}

impl Evidence {
    /// Whether the same partners learn from each other.
    pub fn mutual(&self) -> bool {
        self.learner.len() > 1 && self.learner == self.source
    }
}

/// The two roles of a piece: what is said of each.
#[allow(missing_docs, reason = "the codebook's words")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roles<T> {
    pub learner: T,
    pub source: T,
}

/// One code in one segment: a line of `codes.jsonl`.
#[allow(missing_docs, reason = "the interface defines every field by this name")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeRecord {
    pub document: String,
    pub unit: Option<String>,
    pub page: Option<u32>,
    pub segment: usize,
    pub start_char: usize,
    pub end_char: usize,
    pub partnership: Option<String>,
    pub project: Option<String>,
    pub voice: Option<String>,
    pub language: String,
    pub code: String,
    pub entry: String,
    #[serde(rename = "match")]
    pub matched: [usize; 2],
}

/// One document (or row of one): a line of `documents.csv`, columns in this order.
#[allow(missing_docs, reason = "the interface defines every column by this name")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRecord {
    pub document: String,
    pub unit: Option<String>,
    pub sha256: String,
    pub format: String,
    pub encoding: Option<String>,
    pub language: String,
    pub kind: Option<String>,
    pub voice: Option<String>,
    pub partnership: Option<String>,
    pub project: Option<String>,
    pub date: Option<String>,
    pub pages: Option<usize>,
    pub segments: usize,
    pub tokens: usize,
    pub evidence: usize,
    pub problems: usize,
}

/// One document or part of one that could not be read, or an oddity in it: a line of `skipped.jsonl`.
#[allow(missing_docs, reason = "the interface defines every field by this name")]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Skipped {
    pub document: String,
    pub unit: Option<String>,
    pub page: Option<u32>,
    pub reason: String,
    pub detail: String,
}

/// Everything that coding one document gives.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coded {
    /// Its row; nothing where it could not be read.
    pub document: Option<DocumentRecord>,
    /// Its evidence, in order of segments.
    pub evidence: Vec<Evidence>,
    /// Its codes, in order of segments, then of the codebook.
    pub codes: Vec<CodeRecord>,
    /// What could not be read, or was odd.
    pub skipped: Vec<Skipped>,
}
