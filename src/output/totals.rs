//! The totals of a run, for `run.json` and for the last line a person sees.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::record::Coded;

/// How much of everything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Documents and rows that were read.
    pub documents: u64,
    /// Segments in them.
    pub segments: u64,
    /// Tokens in them.
    pub tokens: u64,
    /// Pieces of evidence.
    pub evidence: u64,
    /// Status → pieces.
    pub evidence_by_status: BTreeMap<String, u64>,
    /// Language → pieces.
    pub evidence_by_language: BTreeMap<String, u64>,
    /// Codes of segments.
    pub codes: u64,
    /// Rows of `skipped.jsonl`.
    pub skipped: u64,
    /// Reason → rows.
    pub skipped_by_reason: BTreeMap<String, u64>,
}

impl Totals {
    /// Adds one document.
    pub(super) fn add(&mut self, coded: &Coded) {
        if let Some(document) = &coded.document {
            self.documents += 1;
            self.segments += document.segments as u64;
            self.tokens += document.tokens as u64;
        }
        self.evidence += coded.evidence.len() as u64;
        self.codes += coded.codes.len() as u64;
        self.skipped += coded.skipped.len() as u64;
        for piece in &coded.evidence {
            count(&mut self.evidence_by_status, piece.status.name());
            count(&mut self.evidence_by_language, &piece.language);
        }
        for skipped in &coded.skipped {
            count(&mut self.skipped_by_reason, &skipped.reason);
        }
    }
}

/// One more; the name is copied the first time only.
fn count(counts: &mut BTreeMap<String, u64>, name: &str) {
    match counts.get_mut(name) {
        Some(n) => *n += 1,
        None => {
            counts.insert(name.to_owned(), 1);
        }
    }
}
