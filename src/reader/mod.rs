//! From bytes to text: one file a format, one row in [`READERS`]. A reader never fails on what it is given: it returns
//! text, or says in a [`Skip`] why there is none and what a person can do about it.

use std::path::Path;

use crate::extracted::Extracted;
use crate::language::Language;

pub mod reason;

mod compose;
mod docx;
mod encoding;
mod html;
mod markdown;
mod pdf;
mod plain;
mod shape;
mod sniff;
mod subtitles;
mod turns;

pub use pdf::serve as serve_pdf;

/// Why there is no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skip {
    /// One of the words of [`reason`].
    pub reason: &'static str,
    /// What a person wants to know, and what would help.
    pub detail: String,
}

impl Skip {
    /// A document without text, for this reason.
    pub fn new(reason: &'static str, detail: impl Into<String>) -> Skip {
        Skip { reason, detail: detail.into() }
    }
}

/// What is known of a document beside its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadOptions<'a> {
    /// The language it is expected to be in: a hint for old encodings.
    pub language: Option<Language>,
    /// Labels that mark a turn even where they occur once, such as an interviewer's.
    pub speaker_labels: &'a [String],
    /// Labels that never mark a turn, however often they occur.
    pub not_speakers: &'a [String],
    /// The program that answers `__read-pdf`; without one, PDF is read in this process, less well guarded.
    pub worker: Option<&'a Path>,
}

/// One format.
#[derive(Debug)]
pub struct Reader {
    /// Its name in `documents.csv`.
    pub name: &'static str,
    /// The ends of file names that promise it, in lower case.
    pub extensions: &'static [&'static str],
    read: fn(&[u8], &ReadOptions) -> Result<Extracted, Skip>,
}

/// The formats that can be read.
pub const READERS: &[Reader] = &[
    Reader { name: "text", extensions: &["txt", "text", "asc"], read: plain::read },
    Reader { name: "markdown", extensions: &["md", "markdown", "mdown"], read: markdown::read },
    Reader { name: "html", extensions: &["html", "htm", "xhtml"], read: html::read },
    Reader { name: "vtt", extensions: &["vtt"], read: subtitles::read_vtt },
    Reader { name: "srt", extensions: &["srt"], read: subtitles::read_srt },
    Reader { name: "docx", extensions: &["docx", "docm", "dotx"], read: docx::read },
    Reader { name: "pdf", extensions: &["pdf"], read: pdf::read },
];

/// Formats that are known and not read, with what to save them as.
const UNSUPPORTED: &[(&[&str], &str)] = &[
    (&["doc", "dot", "odt", "ott", "fodt", "rtf", "wpd", "wps", "pages", "sxw"], "save it as .docx"),
    (&["epub", "mobi", "azw3", "djvu", "xps"], "convert it to .html or .pdf with a text layer"),
    (&["xls", "xlsx", "xlsm", "ods", "numbers"], "save it as .csv with one document a row"),
    (&["ppt", "pptx", "odp", "key"], "save it as .pdf"),
    (&["eml", "msg", "mbox"], "save the message as .txt or .html"),
    (
        &["png", "jpg", "jpeg", "gif", "tif", "tiff", "bmp", "webp"],
        "recognise its text first and save it as .txt or .pdf",
    ),
    (&["mp3", "mp4", "m4a", "wav", "ogg", "mov", "avi", "webm"], "transcribe it and save it as .vtt, .srt or .txt"),
];

/// The text of a document, by what its bytes are and otherwise by the extension of `path_name`.
pub fn read(path_name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Extracted, Skip> {
    if bytes.is_empty() {
        return Err(Skip::new(reason::EMPTY, "the file has no bytes"));
    }
    let extension = extension(path_name);
    let name = match sniff::sniff(bytes) {
        sniff::Content::Format(name) => Some(name),
        sniff::Content::Encrypted => {
            return Err(Skip::new(reason::ENCRYPTED, "the document has a password; save it without one"));
        }
        sniff::Content::Unsupported(as_extension) => return Err(unsupported(as_extension).unwrap_or_else(unknown)),
        sniff::Content::Unknown => None,
    };
    let by_content = name.and_then(|name| READERS.iter().find(|reader| reader.name == name));
    let by_extension = || READERS.iter().find(|reader| reader.extensions.contains(&extension.as_str()));
    let reader = match by_content.or_else(by_extension) {
        Some(reader) => reader,
        None => match unsupported(&extension) {
            Some(skip) => return Err(skip),
            None => &READERS[0],
        },
    };
    let extracted = (reader.read)(bytes, options)?;
    if extracted.text.trim().is_empty() {
        return Err(Skip::new(reason::EMPTY, "there is nothing but white space"));
    }
    Ok(extracted)
}

/// Whether a file of this name is worth opening: a reader takes it, or can say why not.
pub fn knows(path_name: &str) -> bool {
    let extension = extension(path_name);
    READERS.iter().any(|reader| reader.extensions.contains(&extension.as_str())) || unsupported(&extension).is_some()
}

fn unsupported(extension: &str) -> Option<Skip> {
    let (_, advice) = UNSUPPORTED.iter().find(|(extensions, _)| extensions.contains(&extension))?;
    Some(Skip::new(reason::UNSUPPORTED_FORMAT, format!(".{extension} is not read; {advice}")))
}

fn unknown() -> Skip {
    Skip::new(reason::UNSUPPORTED_FORMAT, "not a format that is read; save it as .docx, .pdf or .txt")
}

fn extension(path_name: &str) -> String {
    let file_name = path_name.rsplit('/').next().unwrap_or(path_name);
    match file_name.rsplit_once('.') {
        Some((_, extension)) => extension.to_ascii_lowercase(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests;
