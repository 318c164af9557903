//! What must hold of lexicons beyond their form: every example of a construction, and no entry that matches nothing or
//! nearly everything.

use std::path::Path;

use crate::coder::{Coder, Identity};
use crate::corpus::Context;
use crate::error::{Fault, Result};
use crate::extracted::{Block, BlockKind, Extracted};
use crate::language::Language;
use crate::lexicon::LexiconFiles;
use crate::manifest::{EXTERNAL, Manifest, Partner, Partnership, Region};
use crate::record::Evidence;
use crate::source::Source;
use crate::study::Study;

/// Above this share of a language's example sentences an entry matches nearly everything.
const NEARLY_EVERYTHING: f64 = 0.25;

/// Every fault of the lexicons that loading them does not show.
pub fn check(files: &LexiconFiles, study: &Study) -> Result<Vec<Fault>> {
    let manifest = examples_manifest();
    let mut faults = Vec::new();
    for language in &study.languages {
        let tag = language.language;
        let constructions = files.source(&format!("{tag}/constructions.toml"))?;
        let mut coder = Coder::new(study, &manifest);
        let mut sentences = Vec::new();
        for construction in &language.direction.constructions.all {
            if construction.examples.is_empty() && !construction.suppress {
                let what = format!("`{}` has no example", construction.id);
                faults.push(at(
                    &constructions,
                    construction.at,
                    what,
                    "`ex = [[\"text\", \"source>learner status\"]]`",
                ));
            }
            for example in construction.examples.iter().chain(&construction.counterexamples) {
                let (found, text) = code(&mut coder, &example.text, tag);
                let wanted = sorted(example.expected.split(';').map(str::trim).filter(|piece| !piece.is_empty()));
                let negative = example.expected.is_empty();
                let fired = found.iter().any(|piece| piece.rule == format!("{tag}.{}", construction.id));
                let with_closed = example.expected.contains("(closed");
                let found = found.iter().map(|piece| if with_closed { written_whole(piece) } else { written(piece) });
                let found_pieces = sorted(found.collect::<Vec<_>>().iter().map(String::as_str));
                if !negative && found_pieces != wanted || negative && fired {
                    let what = format!("`{}`: “{text}” gives {}", construction.id, shown(&found_pieces));
                    let expected = if negative { "that it does not fire".to_owned() } else { shown(&wanted) };
                    faults.push(at(&constructions, example.at, what, expected));
                }
                sentences.push(text);
            }
        }
        check_entries(files, study, tag, &sentences, &mut faults)?;
    }
    faults.sort();
    Ok(faults)
}

/// Entries that match nearly every example sentence, or whose own exceptions take all they could match.
fn check_entries(
    files: &LexiconFiles,
    study: &Study,
    tag: Language,
    sentences: &[String],
    faults: &mut Vec<Fault>,
) -> Result<()> {
    let Some(language) = study.language(tag) else { return Ok(()) };
    let codes = files.source(&format!("{tag}/codes.toml"))?;
    let manifest = Manifest::default();
    let mut coder = Coder::new(study, &manifest);
    let mut counts = vec![0usize; language.codes.entries.len()];
    for sentence in sentences {
        let reading = coder.read(sentence, Some(tag));
        for found in language.codes.find(&reading.words()) {
            counts[found.entry] += 1;
        }
    }
    for (entry, count) in language.codes.entries.iter().zip(counts) {
        #[allow(clippy::cast_precision_loss, reason = "counts of sentences are small")]
        let share = count as f64 / sentences.len().max(1) as f64;
        if sentences.len() >= 40 && share > NEARLY_EVERYTHING {
            let what = format!("`{}` matches {count} of {} example sentences", entry.text, sentences.len());
            faults.push(at(&codes, entry.at, what, "an entry that tells its code from others"));
        }
        if entry.never_matches() {
            let what = format!("`{}` can never match: its own `except` or `without` stands in it", entry.text);
            faults.push(at(&codes, entry.at, what, "exceptions that leave something"));
        }
    }
    for (earlier, later) in language.codes.repeated() {
        let (earlier, later) = (&language.codes.entries[earlier], &language.codes.entries[later]);
        let what = format!("`{}` can never match: `{}` of the same code takes all it finds", later.text, earlier.text);
        faults.push(at(&codes, later.at, what, "one of the two"));
    }
    Ok(())
}

fn at(source: &Source, offset: usize, what: String, expected: impl Into<String>) -> Fault {
    Fault::at(Path::new(&source.path), &source.text, offset, what, expected)
}

/// Codes an example; `[utrecht]` at its start sets the voice, without it nobody of the partners speaks.
fn code(coder: &mut Coder<'_>, text: &str, language: Language) -> (Vec<Evidence>, String) {
    let (voice, text) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((voice, text)) => (voice, text.trim_start()),
        None => (EXTERNAL, text),
    };
    let blocks = vec![Block { span: 0..text.len(), kind: BlockKind::Paragraph, speaker: None }];
    let extracted = Extracted { text: text.to_owned(), blocks, ..Extracted::default() };
    let context = Context {
        partnership: Some(0),
        voice: Some(voice.to_owned()),
        voice_from_row: true,
        language: Some(language),
        ..Context::default()
    };
    (coder.code(Identity { document: "example", unit: None }, &extracted, &context).evidence, text.to_owned())
}

/// A piece as examples write it.
pub fn written(piece: &Evidence) -> String {
    let ids = |ids: &[String]| if ids.is_empty() { "?".to_owned() } else { ids.join("+") };
    format!("{}>{} {}", ids(&piece.source), ids(&piece.learner), piece.status.name())
}

/// The same, with the role that a partnership of two implies in brackets.
pub fn written_whole(piece: &Evidence) -> String {
    let closed: Vec<&str> = piece.closed.learner.iter().chain(&piece.closed.source).map(String::as_str).collect();
    let closed = if closed.is_empty() { String::new() } else { format!(" (closed {})", closed.join("+")) };
    written(piece) + &closed
}

fn sorted<'a>(pieces: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut pieces: Vec<String> = pieces.map(str::to_owned).collect();
    pieces.sort();
    pieces.dedup();
    pieces
}

fn shown(pieces: &[String]) -> String {
    if pieces.is_empty() { "nothing".to_owned() } else { pieces.join("; ") }
}

/// The partnership that examples are about.
fn examples_manifest() -> Manifest {
    let partner = |id: &str, name: &str, country: &str, region, aliases: &[&str]| Partner {
        id: id.to_owned(),
        name: name.to_owned(),
        country: Some(country.to_owned()),
        region: Some(region),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        ..Partner::default()
    };
    let partners = vec![
        partner("utrecht", "Utrecht", "NL", Region::North, &["أوتريخت", "أوترخت"]),
        partner("izmir", "İzmir", "TR", Region::South, &["Izmir", "إزمير"]),
    ];
    let partnership = Partnership { id: "utrecht-izmir".to_owned(), partners, ..Partnership::default() };
    Manifest { partnerships: vec![partnership], ..Manifest::default() }
}
