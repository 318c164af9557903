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
/// sentence rules of a language (and those to use where none fits); what stands below a heading of `not_coded` (codebook
/// 2.4: a bibliography, a table of contents) is left out up to the next heading.
pub fn segments<'r>(
    extracted: &Extracted,
    prior: Option<Language>,
    identifier: &Identifier,
    rules: &dyn Fn(Option<Language>) -> &'r SentenceRules,
    not_coded: &[String],
) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut before = prior;
    let mut left_out = false;
    for (index, block) in extracted.blocks.iter().enumerate() {
        if block.kind == BlockKind::Uncoded {
            continue;
        }
        let text = &extracted.text[block.span.clone()];
        if matches!(block.kind, BlockKind::Heading(_)) {
            left_out = not_coded.contains(&title(text));
        }
        if left_out {
            continue;
        }
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

/// A heading without its number, lower-case.
fn title(heading: &str) -> String {
    heading.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase()
}
