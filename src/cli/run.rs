//! `mutua run`: the main job.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use mutua::corpus::{self, CorpusOptions};
use mutua::error::{Error, Result};
use mutua::lexicon::LexiconFiles;
use mutua::manifest::{FILE_NAME, Manifest};
use mutua::measure::Tally;
use mutua::output::{Hashed, RunDirectory, Sink, Summary, Timings, hex};
use mutua::pipeline::{self, Effort};
use mutua::study::Study;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::args::RunOptions;
use super::progress::Progress;
use super::{DOES_NOT_HOLD, DONE, Outcome, summary};

/// Set by Ctrl-C.
static STOP: AtomicBool = AtomicBool::new(false);

pub(crate) fn run(options: &RunOptions, as_json: bool) -> Outcome {
    let begun = Instant::now();
    let mut seconds = BTreeMap::new();
    let study = Study::load(&LexiconFiles::new(options.lexicons.as_deref())?)?;
    let manifest_path = options.corpus.join(FILE_NAME);
    let manifest = Manifest::load(&manifest_path, &study.codebook)?;
    let limits = CorpusOptions { max_document: options.max_document, ..CorpusOptions::default() };
    let corpus = corpus::open(&options.corpus, &manifest, &limits)?;
    apart(&options.corpus, &options.out)?;
    corpus.check()?;
    let directory = RunDirectory::create(&options.out)?;
    stop_on_interrupt()?;
    seconds.insert("load".to_owned(), begun.elapsed().as_secs_f64());

    let threads = options.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let (files, bytes) = corpus.len_hint();
    let progress = Progress::new(options.quiet, files, bytes);
    let mut tally = Tally::new(&manifest, &study.codebook, options.seed, options.replicates);
    let mut sink = Sink::create(directory)?;
    let worker = std::env::current_exe().ok();
    let effort = Effort { threads, worker: worker.as_deref(), stop: &STOP };
    let coded = pipeline::run(&study, &manifest, &corpus, effort, &progress, |coded| {
        tally.add(coded);
        sink.write(coded)
    });
    progress.end();
    coded?;
    seconds.insert("code".to_owned(), begun.elapsed().as_secs_f64() - seconds["load"]);

    let lexicons = study.hashes.iter().map(|(path, sha256)| Hashed { path: path.clone(), sha256: sha256.clone() });
    let settings = BTreeMap::from([("max_document".to_owned(), json!(options.max_document))]);
    let timings = Timings { host: host(), threads, seconds };
    let record = Summary {
        manifest: &manifest,
        codebook: &study.codebook,
        manifest_file: hashed(&manifest_path)?,
        lexicons: lexicons.collect(),
        options: settings,
        timings,
    };
    let finished = sink.finish(&tally, &record)?;
    if !options.quiet {
        summary::print(&finished, &tally, &manifest, as_json)?;
    }
    let unread = summary::unread(&finished.totals);
    Ok(if options.strict && unread > 0 { DOES_NOT_HOLD } else { DONE })
}

/// A run inside the corpus would be read as documents by the next one.
fn apart(corpus: &Path, out: &Path) -> Result<()> {
    let corpus = corpus.canonicalize().map_err(Error::io(corpus))?;
    let above = out.ancestors().find_map(|above| {
        let above = if above.as_os_str().is_empty() { Path::new(".") } else { above };
        above.canonicalize().ok()
    });
    if above.is_some_and(|above| above.starts_with(&corpus)) {
        let message = "--out lies inside the corpus, where the next run would read it; name a folder beside it";
        return Err(Error::Usage(message.to_owned()));
    }
    Ok(())
}

/// The first Ctrl-C ends the run in order, the second one at once.
fn stop_on_interrupt() -> Result<()> {
    let handler = || {
        if STOP.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(super::INTERRUPTED));
        }
    };
    ctrlc::set_handler(handler).map_err(|error| Error::Usage(error.to_string()))
}

fn hashed(path: &Path) -> Result<Hashed> {
    let bytes = std::fs::read(path).map_err(Error::io(path))?;
    Ok(Hashed { path: FILE_NAME.to_owned(), sha256: hex(&Sha256::digest(&bytes)) })
}

fn host() -> String {
    format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)
}
