//! The whole run: events of the corpus → coded documents in corpus order → sink and tally. Documents are coded in parallel;
//! nothing holds the corpus. The only file that knows rayon.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::coder::{Coder, Identity};
use crate::corpus::{Content, Corpus, Event, Item};
use crate::error::{Error, Result};
use crate::extracted::{Block, BlockKind, Extracted};
use crate::manifest::Manifest;
use crate::reader::{ReadOptions, read};
use crate::record::{Coded, Skipped};
use crate::study::Study;

/// So many bytes of documents may be under way at once; a larger one is alone.
const BYTES_UNDER_WAY: u64 = 32 << 20;
/// So many documents may be under way at once, for each thread.
const DOCUMENTS_PER_THREAD: usize = 16;

/// What a run is told while it goes on.
pub trait Observer: Sync {
    /// One document or part of the corpus is through.
    fn passed(&self, document: &str, bytes: u64);
}

/// Nobody watches.
impl Observer for () {
    fn passed(&self, _document: &str, _bytes: u64) {}
}

/// How a run is carried out; none of this changes what comes out.
#[derive(Debug, Clone, Copy)]
pub struct Effort<'a> {
    /// Threads that code.
    pub threads: usize,
    /// The executable that reads PDFs in a process of its own; nothing: in this one.
    pub worker: Option<&'a Path>,
    /// Set from outside to stop the run.
    pub stop: &'a AtomicBool,
}

/// Codes every document of the corpus and hands each result to `take` in corpus order.
///
/// # Errors
/// What `take` gives, or [`Error::Interrupted`] where `effort.stop` was set.
pub fn run(
    study: &Study,
    manifest: &Manifest,
    corpus: &Corpus<'_>,
    effort: Effort<'_>,
    observer: &dyn Observer,
    mut take: impl FnMut(&Coded) -> Result<()> + Send,
) -> Result<()> {
    let threads = effort.threads.max(1);
    let budget = Budget::new(threads * DOCUMENTS_PER_THREAD);
    let (send_work, work) = bounded::<(u64, u64, Event)>(threads);
    let (send_done, done) = bounded::<(u64, u64, Coded)>(threads * DOCUMENTS_PER_THREAD);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| Error::Usage(format!("{threads} threads: {error}")))?;
    std::thread::scope(|scope| {
        scope.spawn(|| feed(corpus, &budget, send_work, effort.stop));
        pool.in_place_scope(|scope| {
            for _ in 0..threads {
                let (work, send_done) = (work.clone(), send_done.clone());
                scope.spawn(move |_| code_all(study, manifest, effort.worker, &work, &send_done));
            }
            drop((work, send_done));
            let result = collect(&done, &budget, observer, &mut take);
            if result.is_err() {
                effort.stop.store(true, Ordering::SeqCst);
                budget.open();
                for _ in &done {} // let workers end
            }
            result
        })
    })?;
    if effort.stop.load(Ordering::SeqCst) { Err(Error::Interrupted) } else { Ok(()) }
}

/// Walks the corpus, never further ahead than the budget allows.
fn feed(corpus: &Corpus<'_>, budget: &Budget, work: Sender<(u64, u64, Event)>, stop: &AtomicBool) {
    for (number, event) in corpus.events().enumerate() {
        let bytes = bytes(&event);
        budget.take(bytes);
        if stop.load(Ordering::SeqCst) || work.send((number as u64, bytes, event)).is_err() {
            return;
        }
    }
}

fn bytes(event: &Event) -> u64 {
    match event {
        Event::Skipped(_) => 0,
        Event::Item(item) => match &item.content {
            Content::File(path) => path.metadata().map_or(0, |metadata| metadata.len()),
            Content::Member(bytes) => bytes.len() as u64,
            Content::Row { text, .. } => text.len() as u64,
        },
    }
}

fn code_all(
    study: &Study,
    manifest: &Manifest,
    worker: Option<&Path>,
    work: &Receiver<(u64, u64, Event)>,
    done: &Sender<(u64, u64, Coded)>,
) {
    let mut coder = Coder::new(study, manifest);
    for (number, bytes, event) in work {
        let coded = match event {
            Event::Skipped(skipped) => Coded { skipped: vec![skipped], ..Coded::default() },
            Event::Item(item) => {
                let whole = catch_unwind(AssertUnwindSafe(|| code(&mut coder, study, &item, worker)));
                whole.unwrap_or_else(|_| {
                    coder = Coder::new(study, manifest);
                    skip(&item, DEFECT, "the program failed on this document: please report it".to_owned())
                })
            }
        };
        if done.send((number, bytes, coded)).is_err() {
            return;
        }
    }
}

/// The reason of a document on which the program itself failed.
pub const DEFECT: &str = "defect";

fn code(coder: &mut Coder<'_>, study: &Study, item: &Item, worker: Option<&Path>) -> Coded {
    match extract(study, item, worker) {
        Ok(extracted) => {
            let identity = Identity { document: &item.document, unit: item.unit.as_deref() };
            coder.code(identity, &extracted, &item.context)
        }
        Err((reason, detail)) => skip(item, reason, detail),
    }
}

/// The text of an item.
pub fn extract(
    study: &Study,
    item: &Item,
    worker: Option<&Path>,
) -> std::result::Result<Extracted, (&'static str, String)> {
    let options = ReadOptions { language: item.context.language, worker, ..study.read_options() };
    let bytes = match &item.content {
        Content::Row { text, format } => {
            let blocks = vec![Block { span: 0..text.len(), kind: BlockKind::Paragraph, speaker: None }];
            return Ok(Extracted { text: text.clone(), blocks, format, ..Extracted::default() });
        }
        Content::File(path) => &std::fs::read(path).map_err(|error| ("unreadable", error.to_string()))?,
        Content::Member(bytes) => bytes,
    };
    read(&item.document, bytes, &options).map_err(|skip| (skip.reason, skip.detail))
}

fn skip(item: &Item, reason: &str, detail: String) -> Coded {
    let (document, unit) = (item.document.clone(), item.unit.clone());
    let mut skipped = vec![Skipped { document, unit, page: None, reason: reason.to_owned(), detail }];
    skipped.extend(item.context.problems.iter().cloned());
    Coded { skipped, ..Coded::default() }
}

/// Hands results on in corpus order; those that come early wait.
fn collect(
    done: &Receiver<(u64, u64, Coded)>,
    budget: &Budget,
    observer: &dyn Observer,
    take: &mut impl FnMut(&Coded) -> Result<()>,
) -> Result<()> {
    let mut waiting: BTreeMap<u64, (u64, Coded)> = BTreeMap::new();
    let mut next = 0;
    for (number, bytes, coded) in done {
        waiting.insert(number, (bytes, coded));
        while let Some((bytes, coded)) = waiting.remove(&next) {
            take(&coded)?;
            budget.give_back(bytes);
            observer.passed(coded.document.as_ref().map_or("", |document| &document.document), bytes);
            next += 1;
        }
    }
    Ok(())
}

/// How much may be under way at once: a bound on memory that does not depend on the corpus.
struct Budget {
    state: Mutex<UnderWay>,
    changed: Condvar,
    most: usize,
}

#[derive(Default)]
struct UnderWay {
    documents: usize,
    bytes: u64,
    open: bool,
}

impl Budget {
    fn new(most: usize) -> Budget {
        Budget { state: Mutex::default(), changed: Condvar::new(), most }
    }

    /// Waits until a document of so many bytes may start.
    fn take(&self, bytes: u64) {
        let state = self.state.lock().expect("no thread panics while it holds the lock");
        let full = |state: &mut UnderWay| {
            !state.open
                && state.documents > 0
                && (state.documents >= self.most || state.bytes + bytes > BYTES_UNDER_WAY)
        };
        let mut state = self.changed.wait_while(state, full).expect("no thread panics while it holds the lock");
        state.documents += 1;
        state.bytes += bytes;
    }

    fn give_back(&self, bytes: u64) {
        let mut state = self.state.lock().expect("no thread panics while it holds the lock");
        state.documents -= 1;
        state.bytes -= bytes;
        self.changed.notify_all();
    }

    /// Lets everybody through: the run is over.
    fn open(&self) {
        self.state.lock().expect("no thread panics while it holds the lock").open = true;
        self.changed.notify_all();
    }
}
