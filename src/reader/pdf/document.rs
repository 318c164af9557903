//! The file: opened, decrypted where no password is needed, and read page by page. A page that the library cannot
//! read is tried with a plainer method, and is a problem of the document where that fails too.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_extract::{Document, Error, ObjectId, output_doc_page};

use super::glyphs::Glyphs;
use super::lines::{Line, lines};
use super::{flow, forms, quiet};
use crate::extracted::{Extracted, Problem};
use crate::reader::{Skip, reason};

/// A page with fewer letters has no text layer.
const FEWEST_LETTERS: usize = 10;

/// No document has more glyphs; a bomb has.
const MOST_GLYPHS: usize = 20_000_000;

/// Reads a file; `announce` is told the number of pages before the first is read.
pub(crate) fn read(bytes: &[u8], announce: &mut (dyn FnMut(usize) + Send)) -> Result<Extracted, Skip> {
    let document = open(bytes)?;
    let numbers = document.get_pages();
    if numbers.is_empty() {
        return Err(Skip::new(reason::BROKEN, "the PDF has no pages"));
    }
    announce(numbers.len());
    let mut problems = Vec::new();
    let mut glyphs = 0;
    let mut pages: Vec<(u32, Vec<Line>)> = Vec::with_capacity(numbers.len());
    for (&number, &id) in &numbers {
        let page = if glyphs < MOST_GLYPHS {
            read_page(&document, number, id, &mut glyphs, &mut problems)
        } else {
            problems.push(Problem { page: Some(number), reason: reason::TOO_LARGE, detail: "not read".to_string() });
            Vec::new()
        };
        pages.push((number, page));
    }
    check_text_layer(&pages, &problems)?;
    let mut extracted = flow::compose(pages);
    problems.extend(garbled(&extracted.text));
    extracted.problems = problems;
    Ok(extracted)
}

fn open(bytes: &[u8]) -> Result<Document, Skip> {
    let locked = || Skip::new(reason::ENCRYPTED, "the PDF has a password; save it without one");
    // Readers of PDF look for the header: what a gateway put before it shifts every offset.
    let start = bytes.windows(5).take(1024).position(|window| window == b"%PDF-").unwrap_or(0);
    let mut document = Document::load_mem(&bytes[start..]).map_err(|error| match error {
        Error::InvalidPassword | Error::Decryption(_) => locked(),
        error => Skip::new(reason::BROKEN, format!("the PDF cannot be opened: {error}")),
    })?;
    // Many files are encrypted for all and open with the empty password.
    if document.is_encrypted() {
        document.decrypt("").map_err(|_| locked())?;
    }
    Ok(document)
}

fn read_page(
    document: &Document,
    number: u32,
    id: ObjectId,
    total: &mut usize,
    problems: &mut Vec<Problem>,
) -> Vec<Line> {
    let mut problem = |reason, detail: String| {
        problems.push(Problem { page: Some(number), reason, detail });
    };
    let mut device = Glyphs::default();
    let drawn = if forms::run_away(document, id) {
        Err("its forms draw themselves".to_string())
    } else {
        caught(|| output_doc_page(document, &mut device, number).map_err(|error| error.to_string()))
    };
    *total += device.glyphs.len();
    if device.overflown() {
        problem(reason::TOO_LARGE, format!("only its first {} glyphs are read", device.glyphs.len()));
        return lines(device.glyphs);
    }
    let Err(cause) = drawn else {
        if device.glyphs.is_empty() && is_drawn_on(document, id) {
            problem(reason::NO_TEXT_LAYER, "the page shows something and has no text".to_string());
        }
        return lines(device.glyphs);
    };
    match caught(|| document.extract_text(&[number]).map_err(|error| error.to_string())) {
        Ok(text) if !text.trim().is_empty() => text.lines().enumerate().filter_map(plain_line).collect(),
        _ => {
            problem(reason::PAGE_UNREADABLE, cause);
            lines(device.glyphs)
        }
    }
}

/// Whether a page without text is more than a blank one: it has an image, or much to draw.
fn is_drawn_on(document: &Document, id: ObjectId) -> bool {
    const BLANK: usize = 256;
    let images = || caught(|| document.get_page_images(id).map_err(|error| error.to_string()));
    let streams = document.get_page_contents(id).into_iter();
    let length: usize =
        streams.filter_map(|id| document.get_object(id).ok()?.as_stream().ok()).map(|s| s.content.len()).sum();
    length > BLANK || images().is_ok_and(|images| !images.is_empty())
}

/// Runs what may panic.
fn caught<T>(run: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| Err(quiet::message(&*panic)))
}

/// A line of which only the words are known.
fn plain_line((i, text): (usize, &str)) -> Option<Line> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (y, end) = (-(i as f64) * 12.0, text.chars().count() as f64 * 5.0);
    (!text.is_empty()).then_some(Line { x: 0.0, end, y, size: 10.0, turns: 0, text, rtl: false, marked: false })
}

/// A document of images is not read as an empty one.
fn check_text_layer(pages: &[(u32, Vec<Line>)], problems: &[Problem]) -> Result<(), Skip> {
    let letters =
        |lines: &[Line]| lines.iter().flat_map(|line| line.text.chars()).filter(|c| c.is_alphabetic()).count();
    let bare: Vec<u32> =
        pages.iter().filter(|(_, lines)| letters(lines) < FEWEST_LETTERS).map(|(number, _)| *number).collect();
    if bare.len() * 10 < pages.len() * 8 {
        return Ok(());
    }
    // A short text on a cover sheet is no reason to drop it where nothing else is to be had.
    let total: usize = pages.iter().map(|(_, lines)| letters(lines)).sum();
    if let Some(problem) = problems.iter().find(|problem| problem.reason == reason::PAGE_UNREADABLE) {
        return if total > 0 { Ok(()) } else { Err(Skip::new(reason::BROKEN, problem.detail.clone())) };
    }
    let detail = format!("{} of {} pages hold no text; recognise it first (OCR)", bare.len(), pages.len());
    Err(Skip::new(reason::NO_TEXT_LAYER, detail))
}

/// More than one in twenty characters without a meaning is a font without one.
fn garbled(text: &str) -> Option<Problem> {
    let mut counts: BTreeMap<bool, usize> = BTreeMap::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let meaningless = c == char::REPLACEMENT_CHARACTER || c.is_control() || ('\u{e000}'..='\u{f8ff}').contains(&c);
        *counts.entry(meaningless).or_default() += 1;
    }
    let (bad, good) = (counts.get(&true).copied().unwrap_or(0), counts.get(&false).copied().unwrap_or(0));
    let detail = format!("{bad} of {} characters have no meaning in the file's fonts", bad + good);
    (bad * 19 > good).then_some(Problem { page: None, reason: reason::GARBLED, detail })
}
