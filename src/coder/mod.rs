//! One document to its coding: segments, codes, evidence, with offsets into the extracted text. No input or output here.

mod offsets;
mod segment;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::corpus::Context;
use crate::direction::Partners;
use crate::direction::names::Names;
use crate::extracted::Extracted;
use crate::language::{Language, UNDETERMINED};
use crate::lexicon::Vocabulary;
use crate::manifest::{Kind, Manifest, Partnership};
use crate::record::{CodeRecord, Coded, DocumentRecord, Evidence, Roles, Scope, Skipped};
use crate::segment::{Segment, segments};
use crate::study::Study;
use offsets::Chars;
pub use segment::{Reading, Spoken};

/// Codes documents, one after the other; each thread has its own, with its own caches.
pub struct Coder<'a> {
    study: &'a Study,
    manifest: &'a Manifest,
    vocabularies: BTreeMap<Language, Vocabulary>,
    names: BTreeMap<(usize, Language), Names>,
    nameless: Names,
}

/// Which document a text is, for the records that come of it.
#[derive(Debug, Clone, Copy)]
pub struct Identity<'a> {
    /// Path relative to the corpus, with `/`.
    pub document: &'a str,
    /// The `id` of the row, where it is one.
    pub unit: Option<&'a str>,
}

impl<'a> Coder<'a> {
    /// A coder with empty caches.
    pub fn new(study: &'a Study, manifest: &'a Manifest) -> Coder<'a> {
        Coder { study, manifest, vocabularies: BTreeMap::new(), names: BTreeMap::new(), nameless: Names::default() }
    }

    /// Codes one document.
    pub fn code(&mut self, identity: Identity<'_>, extracted: &Extracted, context: &Context) -> Coded {
        let segments = self.segments(extracted, context);
        let digest = Sha256::digest(extracted.text.as_bytes());
        let mut coded = Coded::default();
        let mut chars = Chars::new(&extracted.text);
        let mut tokens = 0;
        let mut by_language: BTreeMap<Option<Language>, usize> = BTreeMap::new();
        let voices: Vec<Option<String>> =
            segments.iter().map(|segment| self.spoken(segment, extracted, context).voice.map(str::to_owned)).collect();
        let mut before: Option<(usize, Reading)> = None;
        for (number, segment) in segments.iter().enumerate() {
            let spoken = self.spoken(segment, extracted, context);
            let text = &extracted.text[segment.span.clone()];
            let next_voice = voices[number..].iter().find(|voice| **voice != voices[number]).and_then(Option::as_deref);
            let after_heading = before.as_ref().is_some_and(|(block, _)| is_heading(extracted, *block));
            let antecedent = before.as_ref().filter(|_| !after_heading).map(|(_, reading)| reading);
            let antecedent =
                antecedent.map_or(Partners::default(), |reading| self.last_named(reading, &spoken, context));
            let reading = self.read(text, segment.language);
            tokens += reading.types.len();
            *by_language.entry(segment.language).or_default() += text.len();
            let found = self.resolve(&reading, &spoken, next_voice, antecedent, context);
            let start_char = chars.at(segment.span.start);
            let end_char = chars.at(segment.span.end);
            let place = Place {
                identity,
                segment: number,
                start_char,
                end_char,
                page: page(extracted, segment.span.start),
                language: segment.language.map_or(UNDETERMINED.to_owned(), |language| language.to_string()),
                voice: spoken.voice.map(str::to_owned),
            };
            let partnership = context.partnership.map(|index| &self.manifest.partnerships[index]);
            let project = self.project(&reading, partnership).or_else(|| context.project.clone());
            let names: Vec<String> = found.codes.iter().map(|code| code.code.clone()).collect();
            for code in found.codes {
                let matched = reading.chars(text, &code.words, start_char);
                coded.codes.push(place.code(partnership, &project, code.code, code.entry, matched));
            }
            for piece in found.pieces {
                let trigger = reading.chars(text, &piece.trigger, start_char);
                let ids = |partners: Partners| -> Vec<String> {
                    partners.indices().filter_map(|i| Some(partnership?.partners.get(i)?.id.clone())).collect()
                };
                let mut evidence = Evidence {
                    id: String::new(),
                    partnership: partnership.map(|partnership| partnership.id.clone()),
                    project: project.clone(),
                    document: identity.document.to_owned(),
                    unit: identity.unit.map(str::to_owned),
                    page: place.page,
                    segment: number,
                    start_char,
                    end_char,
                    speaker: spoken.speaker.map(str::to_owned),
                    voice: place.voice.clone(),
                    language: place.language.clone(),
                    date: context.date.clone(),
                    text: text.to_owned(),
                    learner: ids(piece.learner),
                    source: ids(piece.source),
                    scope: if piece.intra { Scope::Intra } else { Scope::Inter },
                    third_party: piece.third_party,
                    status: piece.status,
                    rule: format!("{}.{}", place.language, piece.rule),
                    trigger,
                    roles: Roles { learner: piece.reasons.0, source: piece.reasons.1 },
                    closed: Roles { learner: ids(piece.closed.0), source: ids(piece.closed.1) },
                    confidence: f64::from(piece.confidence) / 100.0,
                    codes: names.clone(),
                };
                evidence.id = id(&digest, &evidence);
                coded.evidence.push(evidence);
            }
            before = Some((segment.block, reading));
        }
        coded.skipped = extracted
            .problems
            .iter()
            .map(|problem| Skipped {
                document: identity.document.to_owned(),
                unit: identity.unit.map(str::to_owned),
                page: problem.page,
                reason: problem.reason.to_owned(),
                detail: problem.detail.clone(),
            })
            .chain(context.problems.iter().cloned())
            .collect();
        let main = by_language.into_iter().max_by_key(|(language, bytes)| (*bytes, std::cmp::Reverse(*language)));
        let partnership = context.partnership.map(|index| self.manifest.partnerships[index].id.clone());
        coded.document = Some(DocumentRecord {
            document: identity.document.to_owned(),
            unit: identity.unit.map(str::to_owned),
            sha256: hex(&digest),
            format: extracted.format.to_owned(),
            encoding: extracted.encoding.map(str::to_owned),
            language: main
                .and_then(|(language, _)| language)
                .map_or(UNDETERMINED.to_owned(), |language| language.to_string()),
            kind: context.kind.map(|kind| kind_name(kind).to_owned()),
            voice: context.voice.clone(),
            partnership,
            project: context.project.clone(),
            date: context.date.clone(),
            pages: (!extracted.pages.is_empty()).then_some(extracted.pages.len()),
            segments: segments.len(),
            tokens,
            evidence: coded.evidence.len(),
            problems: coded.skipped.len(),
        });
        coded
    }

    /// The segments of a document.
    pub fn segments(&self, extracted: &Extracted, context: &Context) -> Vec<Segment> {
        let study = self.study;
        let fallback = &study.languages[0].sentences;
        let rules = |language: Option<Language>| {
            language.and_then(|language| study.language(language)).map_or(fallback, |language| &language.sentences)
        };
        segments(extracted, context.language, &study.identifier, &rules, &study.not_coded)
    }

    /// Who speaks a segment, and for whom: the row's voice, else its speaker's, else the document's.
    pub fn spoken<'t>(&self, segment: &Segment, extracted: &'t Extracted, context: &'t Context) -> Spoken<'t> {
        let speaker = extracted.blocks[segment.block].speaker.as_deref().or(context.speaker.as_deref());
        let of_speaker = speaker.and_then(|label| context.speakers.get(label)).map(String::as_str);
        let document = context.voice.as_deref();
        let voice = if context.voice_from_row { document } else { of_speaker.or(document) };
        Spoken { speaker, voice }
    }
}

/// What all records of one segment share.
struct Place<'a> {
    identity: Identity<'a>,
    segment: usize,
    start_char: usize,
    end_char: usize,
    page: Option<u32>,
    language: String,
    voice: Option<String>,
}

impl Place<'_> {
    fn code(
        &self,
        partnership: Option<&Partnership>,
        project: &Option<String>,
        code: String,
        entry: String,
        matched: [usize; 2],
    ) -> CodeRecord {
        CodeRecord {
            document: self.identity.document.to_owned(),
            unit: self.identity.unit.map(str::to_owned),
            page: self.page,
            segment: self.segment,
            start_char: self.start_char,
            end_char: self.end_char,
            partnership: partnership.map(|partnership| partnership.id.clone()),
            project: project.clone(),
            voice: self.voice.clone(),
            language: self.language.clone(),
            code,
            entry,
            matched,
        }
    }
}

/// The name of a kind of document in the data.
pub fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Report => "report",
        Kind::Evaluation => "evaluation",
        Kind::Policy => "policy",
        Kind::Minutes => "minutes",
        Kind::Transcript => "transcript",
    }
}

fn is_heading(extracted: &Extracted, block: usize) -> bool {
    matches!(extracted.blocks[block].kind, crate::extracted::BlockKind::Heading(_))
}

fn page(extracted: &Extracted, at: usize) -> Option<u32> {
    let index = extracted.pages.partition_point(|page| page.span.end <= at);
    extracted.pages.get(index).map(|page| page.number)
}

/// 16 hex digits that stay when other documents come or go. Fields are parted by a byte that no text holds.
fn id(text: &[u8], evidence: &Evidence) -> String {
    let mut hasher = Sha256::new();
    hasher.update(text);
    let third_party = if evidence.third_party { "1" } else { "0" };
    let (learner, source) = (evidence.learner.join("+"), evidence.source.join("+"));
    let unit = evidence.unit.as_deref().unwrap_or("");
    let start = evidence.start_char.to_string();
    for field in [&evidence.document, unit, &start, &learner, &source, evidence.status.name(), third_party] {
        hasher.update([0xff]);
        hasher.update(field.as_bytes());
    }
    hex(&hasher.finalize())[..16].to_owned()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
