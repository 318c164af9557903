//! PDF: glyphs on pages, put back into lines, paragraphs and notes. No reader of PDF is safe on hostile files, so this
//! one runs in a process of its own where there is one, with its memory and time bounded.

use std::io::{Read, Write};

use super::{ReadOptions, Skip, reason, turns};
use crate::extracted::Extracted;

mod direction;
mod document;
mod flow;
mod forms;
mod furniture;
mod glyphs;
mod hyphen;
mod layout;
mod lines;
mod quiet;
mod roles;
mod rows;
mod wire;
mod worker;

/// Larger files are books of images.
const LARGEST_FILE: usize = 200 << 20;

/// Deep structures are read by recursion.
const STACK: usize = 64 << 20;

/// Reads a PDF, in the worker's process where there is one.
pub(crate) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Extracted, Skip> {
    if bytes.len() > LARGEST_FILE {
        return Err(Skip::new(reason::TOO_LARGE, format!("a PDF of {} MB", bytes.len() >> 20)));
    }
    let mut extracted = match options.worker {
        Some(program) => worker::read(program, bytes, &worker::DEADLINE)?,
        None => guarded(bytes, &mut |_| {})?,
    };
    extracted.blocks = turns::turns(&extracted.text, extracted.blocks, options);
    Ok(extracted)
}

/// Answers `__read-pdf`: reads a PDF from `input` and writes what it holds, for the process that asked.
///
/// Bounds the memory of this process first; call it in a process that does nothing else.
pub fn serve(mut input: impl Read, mut output: impl Write + Send) -> std::io::Result<()> {
    worker::bound_memory();
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let mut announced = Ok(());
    let answer = guarded(&bytes, &mut |pages| announced = wire::write_pages(&mut output, pages));
    announced?;
    wire::write_answer(&mut output, &answer)
}

/// Reads on a thread with room for deep structures, and turns a panic into a reason.
fn guarded(bytes: &[u8], announce: &mut (dyn FnMut(usize) + Send)) -> Result<Extracted, Skip> {
    let broken = |detail: String| Skip::new(reason::BROKEN, detail);
    std::thread::scope(|scope| {
        let thread = quiet::thread().stack_size(STACK);
        let reading = thread
            .spawn_scoped(scope, || document::read(bytes, announce))
            .map_err(|error| broken(format!("no thread to read it on: {error}")))?;
        reading.join().unwrap_or_else(|panic| Err(broken(quiet::message(&*panic))))
    })
}

#[cfg(test)]
mod tests;
