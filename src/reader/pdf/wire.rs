//! What the process that reads a PDF tells the one that asked: a line with the number of pages as soon as it is known,
//! and a line with the answer.

use std::io::Write;

use serde::{Deserialize, Serialize};

use crate::extracted::{Block, Extracted, Page, Problem};
use crate::reader::{Skip, reason};

/// One line.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Message {
    /// The file opened and has so many pages.
    Pages(usize),
    /// The document.
    Document {
        /// Its text.
        text: String,
        /// Its pages.
        pages: Vec<Page>,
        /// Its blocks.
        blocks: Vec<Block>,
        /// Page, reason, detail.
        problems: Vec<(Option<u32>, String, String)>,
    },
    /// There is none: reason, detail.
    Skip(String, String),
}

/// Tells the number of pages.
pub(crate) fn write_pages(output: &mut impl Write, pages: usize) -> std::io::Result<()> {
    write(output, &Message::Pages(pages))
}

/// Tells the answer.
pub(crate) fn write_answer(output: &mut impl Write, answer: &Result<Extracted, Skip>) -> std::io::Result<()> {
    let message = match answer {
        Ok(extracted) => Message::Document {
            text: extracted.text.clone(),
            pages: extracted.pages.clone(),
            blocks: extracted.blocks.clone(),
            problems: extracted.problems.iter().map(|p| (p.page, p.reason.to_string(), p.detail.clone())).collect(),
        },
        Err(skip) => Message::Skip(skip.reason.to_string(), skip.detail.clone()),
    };
    write(output, &message)
}

/// The answer in a message; nothing where the message only announces.
pub(crate) fn answer(message: Message) -> Option<Result<Extracted, Skip>> {
    match message {
        Message::Pages(_) => None,
        Message::Document { text, pages, blocks, problems } => {
            let problems =
                problems.into_iter().map(|(page, word, detail)| Problem { page, reason: known(&word), detail });
            let problems = problems.collect();
            Some(Ok(Extracted { text, pages, blocks, format: "pdf", encoding: None, problems }))
        }
        Message::Skip(word, detail) => Some(Err(Skip::new(known(&word), detail))),
    }
}

fn known(word: &str) -> &'static str {
    reason::named(word).unwrap_or(reason::BROKEN)
}

fn write(output: &mut impl Write, message: &Message) -> std::io::Result<()> {
    serde_json::to_writer(&mut *output, message)?;
    output.write_all(b"\n")?;
    output.flush()
}
