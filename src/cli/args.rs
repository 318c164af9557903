//! The options of every command; `--help` comes from here.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};

/// Who learned from whom: codes learning and knowledge in archives of partnerships.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    after_help = "Exit codes: 0 done; 1 done, and something asked for does not hold; 2 wrong use or \
unusable input; 70 a defect in the program; 130 interrupted."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Messages and reports as JSON, one object a line
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Code a folder of documents: evidence, codes and measures into a run directory
    #[command(
        after_help = "Examples:\n  mutua run corpus --out out\n  mutua run archive --out run-2024 --threads 4 --strict\n\n\
The folder needs a corpus.toml that names its partnerships and partners (see README.md). Every number in\n\
partnerships.csv leads back to lines of evidence.jsonl, every line to a page and a sentence."
    )]
    Run(RunOptions),
    /// Show how one text is coded: tokens, entries, constructions, roles and why, status, codes
    #[command(after_help = "Examples:\n  mutua explain \"Cities learn from each other.\"\n  \
mutua explain --language tr --manifest corpus/corpus.toml --partnership almelo-denizli --voice almelo \\\n    \
\"Denizli'den çok şey öğrendik.\"")]
    Explain(ExplainOptions),
    /// Print the text that the program sees in one document
    #[command(after_help = "Examples:\n  mutua extract report.pdf\n  mutua extract interviews.jsonl --json")]
    Extract(ExtractOptions),
    /// Compare a run with human coding: detection, direction, full F1, reversed directions, codes
    #[command(after_help = "Example:\n  mutua run passages --out run && mutua evaluate run --gold gold.jsonl")]
    Evaluate(EvaluateOptions),
    /// Work on the lexicons themselves
    Lexicon(LexiconOptions),
    /// Read a PDF from standard input in this process (what `run` calls for each PDF)
    #[command(name = "__read-pdf", hide = true)]
    ReadPdf,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct RunOptions {
    /// A folder with documents and a corpus.toml
    pub(crate) corpus: PathBuf,
    /// The run directory; a new folder, or an earlier run to be replaced
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// A folder of lexicons whose files stand in for the shipped ones
    #[arg(long)]
    pub(crate) lexicons: Option<PathBuf>,
    /// Threads; changes no byte of the output [default: all cores]
    #[arg(long)]
    pub(crate) threads: Option<usize>,
    /// Seed of the bootstrap
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Replicates of the bootstrap
    #[arg(long, default_value_t = 1000)]
    pub(crate) replicates: usize,
    /// Skip documents above this size; K, M or G may follow
    #[arg(long, default_value = "256M", value_parser = bytes)]
    pub(crate) max_document: u64,
    /// Exit code 1 where a document could not be read
    #[arg(long)]
    pub(crate) strict: bool,
    /// No progress and no table
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ExplainOptions {
    /// The text
    pub(crate) text: String,
    /// Its language [default: told from the text]
    #[arg(long)]
    pub(crate) language: Option<String>,
    /// A corpus.toml with its partnership
    #[arg(long)]
    pub(crate) manifest: Option<PathBuf>,
    /// The partnership it is about [default: the manifest's only one]
    #[arg(long, requires = "manifest")]
    pub(crate) partnership: Option<String>,
    /// On whose behalf it speaks: a partner's id, or external
    #[arg(long, requires = "manifest")]
    pub(crate) voice: Option<String>,
    /// A folder of lexicons whose files stand in for the shipped ones
    #[arg(long)]
    pub(crate) lexicons: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ExtractOptions {
    /// A document
    pub(crate) file: PathBuf,
    /// A folder of lexicons whose files stand in for the shipped ones
    #[arg(long)]
    pub(crate) lexicons: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct EvaluateOptions {
    /// A run directory
    pub(crate) run: PathBuf,
    /// Passages with their human coding, as JSON Lines
    #[arg(long)]
    pub(crate) gold: PathBuf,
    /// Only passages whose field `part` has this value
    #[arg(long)]
    pub(crate) part: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct LexiconOptions {
    #[command(subcommand)]
    pub(crate) command: LexiconCommand,
}

/// What to do with the lexicons.
#[derive(Debug, Subcommand)]
pub(crate) enum LexiconCommand {
    /// Check every file and run every example; all faults as file:line:column
    #[command(after_help = "Examples:\n  mutua lexicon check\n  mutua lexicon check --lexicons my-lexicons")]
    Check {
        /// A folder of lexicons whose files stand in for the shipped ones
        #[arg(long)]
        lexicons: Option<PathBuf>,
    },
}

/// A size such as `256M`.
fn bytes(text: &str) -> Result<u64, String> {
    let (digits, factor) = match text.trim().to_ascii_uppercase().trim_end_matches('B') {
        text if text.ends_with('K') => (text.trim_end_matches('K').to_owned(), 1 << 10),
        text if text.ends_with('M') => (text.trim_end_matches('M').to_owned(), 1 << 20),
        text if text.ends_with('G') => (text.trim_end_matches('G').to_owned(), 1 << 30),
        text => (text.to_owned(), 1),
    };
    let number: u64 = digits.trim().parse().map_err(|_| "a number of bytes such as 512K, 256M or 1G".to_owned())?;
    number.checked_mul(factor).ok_or_else(|| "too large".to_owned())
}
