//! `mutua extract`: the text that the program sees in one document; and the process that reads a PDF for a run.

use std::io::Write;
use std::path::Path;

use mutua::corpus::{self, Content, CorpusOptions, Event};
use mutua::error::Error;
use mutua::extracted::Extracted;
use mutua::lexicon::LexiconFiles;
use mutua::manifest::Manifest;
use mutua::pipeline;
use mutua::study::Study;
use serde_json::json;

use super::args::ExtractOptions;
use super::{DOES_NOT_HOLD, DONE, Outcome, count, stream};

pub(crate) fn extract(options: &ExtractOptions, as_json: bool) -> Outcome {
    let study = Study::load(&LexiconFiles::new(options.lexicons.as_deref())?)?;
    let metadata = options.file.metadata().map_err(Error::io(&options.file))?;
    if !metadata.is_file() {
        return Err(Error::Usage(format!("{} is not a file", options.file.display())));
    }
    let folder = options.file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = options.file.file_name().and_then(|name| name.to_str()) else {
        return Err(Error::Usage(format!("{}: the name is not UTF-8", options.file.display())));
    };
    let manifest = Manifest::default();
    let corpus = corpus::open(folder, &manifest, &CorpusOptions::default())?;
    let worker = std::env::current_exe().ok();
    let mut out = std::io::stdout().lock();
    let mut unread = 0;
    for event in corpus.document(name, metadata.len()) {
        let failed = match event {
            Event::Skipped(skipped) => Some((skipped.unit, skipped.reason, skipped.detail)),
            Event::Item(item) => match pipeline::extract(&study, &item, worker.as_deref()) {
                Ok(extracted) => {
                    let member = matches!(item.content, Content::Member(_)).then_some(item.document.as_str());
                    print(&mut out, &extracted, item.unit.as_deref().or(member), as_json).map_err(stream)?;
                    None
                }
                Err((reason, detail)) => Some((item.unit, reason.to_owned(), detail)),
            },
        };
        if let Some((unit, reason, detail)) = failed {
            unread += 1;
            let unit = unit.map_or(String::new(), |unit| format!(" ({unit})"));
            anstream::eprintln!("{}{unit}: {reason}: {detail}", options.file.display());
        }
    }
    if unread > 0 {
        anstream::eprintln!("{} could not be read", count(unread, "part"));
    }
    Ok(if unread > 0 { DOES_NOT_HOLD } else { DONE })
}

/// Answers the run that called this process to read a PDF.
pub(crate) fn serve_pdf() -> Outcome {
    mutua::reader::serve_pdf(std::io::stdin(), std::io::stdout()).map_err(stream)?;
    Ok(DONE)
}

/// Pages and offsets count code points, as everywhere in the output.
fn print(out: &mut impl Write, extracted: &Extracted, unit: Option<&str>, as_json: bool) -> std::io::Result<()> {
    if !as_json {
        return writeln!(out, "{}", extracted.text);
    }
    let chars = |byte: usize| extracted.text[..byte].chars().count();
    let pages: Vec<_> = extracted
        .pages
        .iter()
        .map(
            |page| json!({"page": page.number, "start_char": chars(page.span.start), "end_char": chars(page.span.end)}),
        )
        .collect();
    writeln!(out, "{}", json!({"unit": unit, "text": extracted.text, "pages": pages}))
}
