//! How one text is coded, with the reason for everything: what `mutua explain` shows.

use std::ops::Range;

use serde::Serialize;

use crate::coder::{Coder, Reading};
use crate::corpus::Context;
use crate::direction::Partners;
use crate::direction::mention::{Case, Mention, Named};
use crate::extracted::{Block, BlockKind, Extracted};
use crate::manifest::{Manifest, Partnership};
use crate::study::Study;

/// A text and all that was found in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explained {
    /// Its segments, in order.
    pub segments: Vec<Segment>,
}

/// One segment and all that was found in it.
#[allow(missing_docs, reason = "the names say it; the words are those of the codebook")]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Segment {
    pub text: String,
    pub language: Option<String>,
    pub voice: Option<String>,
    pub tokens: Vec<Token>,
    pub mentions: Vec<Said>,
    pub cues: Vec<Said>,
    pub evidence: Vec<Piece>,
    pub near_misses: Vec<Near>,
    pub codes: Vec<Code>,
}

/// A word as it is compared.
#[allow(missing_docs, reason = "the names say it")]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Token {
    pub form: String,
    pub variants: Vec<String>,
}

/// Words of the text, and what the program reads in them.
#[allow(missing_docs, reason = "the names say it")]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Said {
    pub text: String,
    pub says: String,
}

/// A piece of evidence with its reasons.
#[allow(missing_docs, reason = "the names say it; the words are those of the codebook")]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Piece {
    pub rule: String,
    pub trigger: String,
    pub source: String,
    pub learner: String,
    pub mutual: bool,
    pub third_party: bool,
    pub scope: &'static str,
    pub status: &'static str,
    pub source_because: String,
    pub learner_because: String,
    pub status_because: String,
    pub closed: String,
    pub confidence: f64,
}

/// A construction that nearly fired.
#[allow(missing_docs, reason = "the names say it")]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Near {
    pub rule: String,
    pub trigger: String,
    pub why: String,
}

/// A code and the entry that gave it.
#[allow(missing_docs, reason = "the names say it")]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Code {
    pub code: String,
    pub entry: String,
    pub matched: String,
}

/// Explains one text, coded as if it were a document of this context.
pub fn explain(coder: &mut Coder<'_>, study: &Study, manifest: &Manifest, text: &str, context: &Context) -> Explained {
    let blocks = vec![Block { span: 0..text.len(), kind: BlockKind::Paragraph, speaker: None }];
    let extracted = Extracted { text: text.to_owned(), blocks, ..Extracted::default() };
    let partnership = context.partnership.map(|index| &manifest.partnerships[index]);
    let mut before = Partners::default();
    let mut segments = Vec::new();
    for segment in coder.segments(&extracted, context) {
        let spoken = coder.spoken(&segment, &extracted, context);
        let text = &text[segment.span.clone()];
        let reading = coder.read(text, segment.language);
        let found = coder.resolve(&reading, &spoken, None, before, context);
        before = coder.last_named(&reading, &spoken, context);
        let words = |words: &Range<usize>| reading.text(text, words).to_owned();
        let marks = segment.language.and_then(|language| study.language(language));
        let marks = marks.map_or(&[][..], |study| &study.direction.phrases.marks);
        let mentions = found.resolution.mentions.iter();
        segments.push(Segment {
            text: text.to_owned(),
            language: segment.language.map(|language| language.to_string()),
            voice: spoken.voice.map(str::to_owned),
            tokens: tokens(&reading),
            mentions: mentions
                .map(|mention| Said { text: words(&mention.phrase), says: says(mention, partnership, marks) })
                .collect(),
            cues: found
                .resolution
                .cues
                .iter()
                .map(|(at, status)| Said {
                    text: words(at),
                    says: status.map_or("uses these words up".to_owned(), |status| status.name().to_owned()),
                })
                .collect(),
            evidence: found
                .pieces
                .iter()
                .map(|piece| Piece {
                    rule: piece.rule.clone(),
                    trigger: words(&piece.trigger),
                    source: ids(piece.source, partnership, "?"),
                    learner: ids(piece.learner, partnership, "?"),
                    mutual: piece.mutual,
                    third_party: piece.third_party,
                    scope: if piece.intra { "intra" } else { "inter" },
                    status: piece.status.name(),
                    source_because: piece.reasons.1.clone(),
                    learner_because: piece.reasons.0.clone(),
                    status_because: match &piece.cue {
                        Some(cue) => format!("“{}” → {}", words(cue), piece.status.name()),
                        None => format!("the construction and its form → {}", piece.status.name()),
                    },
                    closed: closed(piece.closed, partnership),
                    confidence: f64::from(piece.confidence) / 100.0,
                })
                .collect(),
            near_misses: found
                .near
                .iter()
                .map(|near| Near { rule: near.rule.clone(), trigger: words(&near.trigger), why: near.why.clone() })
                .collect(),
            codes: found
                .codes
                .iter()
                .map(|code| Code { code: code.code.clone(), entry: code.entry.clone(), matched: words(&code.words) })
                .collect(),
        });
    }
    Explained { segments }
}

fn tokens(reading: &Reading) -> Vec<Token> {
    let types = reading.types.iter();
    types.map(|kind| Token { form: kind.form.clone(), variants: kind.variants.clone() }).collect()
}

/// Whom a mention names, and what marks its phrase.
fn says(mention: &Mention, partnership: Option<&Partnership>, marks: &[String]) -> String {
    let who = match &mention.named {
        Named::Partners(partners) => ids(*partners, partnership, "?"),
        Named::Word(who) => format!("{who:?}").to_lowercase(),
    };
    let mark = |mark: usize| marks.get(mark).map_or("", String::as_str);
    let case = match mention.case {
        Case::Unmarked => "unmarked",
        Case::Subject => "subject",
        Case::Object => "object",
        Case::Owner => "owner",
        Case::Mark(id) => mark(id),
    };
    let head = mention.head.map_or(String::new(), |head| format!(", {}", head.name()));
    let inner = mention.inner.map_or(String::new(), |id| format!(", inside: {}", mark(id)));
    format!("{who}; {case}{head}{inner}")
}

fn ids(partners: Partners, partnership: Option<&Partnership>, nobody: &str) -> String {
    match partnership {
        Some(partnership) if !partners.is_empty() => crate::direction::names::joined(partners, partnership),
        _ => nobody.to_owned(),
    }
}

fn closed((learner, source): (Partners, Partners), partnership: Option<&Partnership>) -> String {
    match (learner.is_empty(), source.is_empty()) {
        (false, _) => format!("learner {} (the other of the two)", ids(learner, partnership, "")),
        (_, false) => format!("source {} (the other of the two)", ids(source, partnership, "")),
        _ => String::new(),
    }
}
