//! Segments: the units of coding, one sentence each, in a table or list one cell or item; each with its language.

mod identify;
mod sentence;

use std::ops::Range;

pub use identify::{Identifier, Known};
pub use sentence::SentenceRules;

use crate::extracted::{BlockKind, Extracted};
use crate::language::Language;

/// One unit of coding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Bytes of the extracted text.
    pub span: Range<usize>,
    /// Its language; nothing where none of the known ones fits.
    pub language: Option<Language>,
    /// Index of its block.
    pub block: usize,
}

/// The segments of a document, in order: every block that is to be coded is covered but for white space. `rules` gives the
/// sentence rules of a language (and those to use where none fits).
pub fn segments<'r>(
    extracted: &Extracted,
    prior: Option<Language>,
    identifier: &Identifier,
    rules: &dyn Fn(Option<Language>) -> &'r SentenceRules,
) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut before = prior;
    for (index, block) in extracted.blocks.iter().enumerate() {
        if block.kind == BlockKind::Uncoded {
            continue;
        }
        let text = &extracted.text[block.span.clone()];
        let language = identifier.block(text, prior, before);
        before = language.or(before);
        for sentence in rules(language).sentences(text) {
            let span = block.span.start + sentence.start..block.span.start + sentence.end;
            let language = identifier.sentence(&extracted.text[span.clone()], language);
            segments.push(Segment { span, language, block: index });
        }
    }
    segments
}
