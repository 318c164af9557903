//! Progress of a run: a bar on a terminal, a line now and then elsewhere, nothing where quiet. The only file that knows
//! indicatif.

use std::io::{IsTerminal, stderr};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanDuration, ProgressBar, ProgressStyle};
use mutua::pipeline::Observer;

/// Shows how far a run is.
pub(crate) enum Progress {
    /// Nothing.
    Quiet,
    /// A bar, with bytes as its measure.
    Bar(ProgressBar, Mutex<u64>),
    /// Lines, at most one in so many seconds.
    Lines(Mutex<Lines>),
}

/// What the next line will say.
pub(crate) struct Lines {
    documents: u64,
    bytes: u64,
    total: u64,
    begun: Instant,
    told: Instant,
}

const EVERY: Duration = Duration::from_secs(10);

impl Progress {
    pub(crate) fn new(quiet: bool, files: usize, bytes: u64) -> Progress {
        if quiet {
            return Progress::Quiet;
        }
        if !stderr().is_terminal() {
            let now = Instant::now();
            return Progress::Lines(Mutex::new(Lines { documents: 0, bytes: 0, total: bytes, begun: now, told: now }));
        }
        let bar = ProgressBar::new(bytes);
        let template = format!("{{msg}} of {files} files  {{bar:30}}  {{bytes}}/{{total_bytes}}  {{eta}} left");
        bar.set_style(ProgressStyle::with_template(&template).expect("a template written here"));
        bar.set_message("0 documents");
        bar.enable_steady_tick(Duration::from_millis(200));
        Progress::Bar(bar, Mutex::new(0))
    }

    /// Takes the bar away.
    pub(crate) fn end(&self) {
        if let Progress::Bar(bar, _) = self {
            bar.finish_and_clear();
        }
    }
}

impl Observer for Progress {
    fn passed(&self, _document: &str, bytes: u64) {
        match self {
            Progress::Quiet => {}
            Progress::Bar(bar, documents) => {
                let mut documents = documents.lock().expect("no thread panics while it holds the lock");
                *documents += 1;
                bar.inc(bytes);
                bar.set_message(format!("{documents} documents"));
            }
            Progress::Lines(lines) => {
                let mut lines = lines.lock().expect("no thread panics while it holds the lock");
                lines.documents += 1;
                lines.bytes += bytes;
                if lines.told.elapsed() < EVERY {
                    return;
                }
                lines.told = Instant::now();
                let share = |part: u64, whole: u64| part as f64 / whole.max(1) as f64;
                let done = share(lines.bytes, lines.total).min(1.0);
                let left = lines.begun.elapsed().mul_f64((1.0 - done) / done.max(1e-6));
                let (documents, bytes) = (lines.documents, HumanBytes(lines.bytes));
                anstream::eprintln!("{documents} documents, {bytes}, about {} left", HumanDuration(left));
            }
        }
    }
}
