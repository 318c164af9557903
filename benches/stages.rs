//! How fast each stage is on the bundled corpus, and the counts that it must find: a fast stage that finds something else
//! is no gain. `cargo bench` prints one line a stage: megabytes of text a second, and what was counted.
//!
//! A plain loop instead of a harness: every stage runs for seconds, and the counts matter as much as the times.

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use mutua::coder::{Coder, Identity};
use mutua::corpus::{self, Context, CorpusOptions, Event};
use mutua::direction::Partners;
use mutua::extracted::Extracted;
use mutua::lexicon::LexiconFiles;
use mutua::manifest::Manifest;
use mutua::pipeline::{self, Effort};
use mutua::study::Study;

const ROUNDS: usize = 5;

fn main() {
    let begun = Instant::now();
    let study = Study::load(&LexiconFiles::new(None).expect("shipped")).expect("good lexicons");
    println!("{:<28} {:>8.2} s", "load the lexicons", begun.elapsed().as_secs_f64());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let manifest = Manifest::load(&root.join("corpus.toml"), &study.codebook).expect("a good manifest");
    let corpus = corpus::open(&root, &manifest, &CorpusOptions::default()).expect("a corpus");

    let mut documents: Vec<(String, Extracted, Context)> = Vec::new();
    let begun = Instant::now();
    for event in corpus.events() {
        if let Event::Item(item) = event {
            let extracted = pipeline::extract(&study, &item, None).expect("the bundled corpus is readable");
            documents.push((item.document, extracted, item.context));
        }
    }
    let bytes: usize = documents.iter().map(|(_, extracted, _)| extracted.text.len()).sum();
    told("read", 1, bytes, begun, documents.len(), "documents");
    assert!(documents.len() >= 60, "the bundled corpus has 60 documents or more");

    let mut coder = Coder::new(&study, &manifest);
    let begun = Instant::now();
    let mut segments = 0;
    for _ in 0..ROUNDS {
        segments = documents.iter().map(|(_, extracted, context)| coder.segments(extracted, context).len()).sum();
    }
    told("segment", ROUNDS, bytes, begun, segments, "segments");

    let begun = Instant::now();
    let mut words = 0;
    for _ in 0..ROUNDS {
        words = 0;
        for (_, extracted, context) in &documents {
            for segment in coder.segments(extracted, context) {
                words += coder.read(&extracted.text[segment.span.clone()], segment.language).types.len();
            }
        }
    }
    told("segment and tokenise", ROUNDS, bytes, begun, words, "words");
    assert!(words >= 40_000, "the bundled corpus has 40,000 words or more");

    let begun = Instant::now();
    let mut found = (0, 0);
    for _ in 0..ROUNDS {
        found = (0, 0);
        for (_, extracted, context) in &documents {
            for segment in coder.segments(extracted, context) {
                let spoken = coder.spoken(&segment, extracted, context);
                let reading = coder.read(&extracted.text[segment.span.clone()], segment.language);
                let resolved = coder.resolve(&reading, &spoken, None, Partners::default(), context);
                found = (found.0 + resolved.codes.len(), found.1 + resolved.pieces.len());
            }
        }
    }
    told("match and resolve", ROUNDS, bytes, begun, found.0, "codes");
    assert!(found.1 > 0, "the bundled corpus holds evidence");

    let begun = Instant::now();
    let mut records = 0;
    for _ in 0..ROUNDS {
        records = 0;
        for (document, extracted, context) in &documents {
            let coded = coder.code(Identity { document, unit: None }, extracted, context);
            records += coded.codes.len() + coded.evidence.len();
        }
    }
    told("code whole documents", ROUNDS, bytes, begun, records, "records");

    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let begun = Instant::now();
    let stop = AtomicBool::new(false);
    let mut whole = 0;
    let effort = Effort { threads, worker: None, stop: &stop };
    let taken = |coded: &mutua::record::Coded| {
        whole += coded.codes.len() + coded.evidence.len();
        Ok(())
    };
    pipeline::run(&study, &manifest, &corpus, effort, &(), taken).expect("a run");
    told(&format!("the whole, {threads} threads"), 1, bytes, begun, whole, "records");
    assert!(whole >= records, "rows have ids of their own: nothing may be lost on the way through the pipeline");
}

fn told(stage: &str, rounds: usize, bytes: usize, begun: Instant, count: usize, what: &str) {
    #[allow(clippy::cast_precision_loss, reason = "for people")]
    let speed = (bytes * rounds) as f64 / 1e6 / begun.elapsed().as_secs_f64();
    println!("{stage:<28} {speed:>8.2} MB/s   {count} {what}");
}
