//! Word documents: paragraphs, headings, items, cells and notes, read from the package's XML. Tracked deletions, hidden
//! text, comments, headers and footers are not part of the text.

use super::compose::Composer;
use super::{ReadOptions, Skip, reason, turns};
use crate::extracted::{BlockKind, Extracted};

mod body;
mod package;
mod styles;

use body::{Part, walk};
use package::Package;
use styles::Styles;

/// Reads a document.
pub(crate) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Extracted, Skip> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part()?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_string();
    let body = package.part(&main)?.ok_or_else(|| Skip::new(reason::BROKEN, format!("{main} is missing")))?;
    let styles = match package.part(&format!("{folder}/styles.xml"))? {
        Some(xml) => Styles::parse(&xml),
        None => Styles::default(),
    };
    let mut composer = Composer::default();
    walk(&body, &styles, Part::Body, &mut composer)?;
    // What is said ends where the notes begin: they stand after the talk and are no part of it.
    let Composer { text, blocks } = composer;
    let blocks = turns::turns(&text, blocks, options);
    let mut composer = Composer { text, blocks };
    for notes in ["footnotes.xml", "endnotes.xml"] {
        if let Some(xml) = package.part(&format!("{folder}/{notes}"))? {
            walk(&xml, &styles, Part::Notes, &mut composer)?;
        }
    }
    let Composer { text, blocks } = composer;
    Ok(Extracted { text, pages: Vec::new(), blocks, format: "docx", encoding: None, problems: Vec::new() })
}

/// The kind of a block that is not a cell.
fn block_kind(level: Option<u8>, listed: bool, uncoded: bool) -> BlockKind {
    match level {
        _ if uncoded => BlockKind::Uncoded,
        Some(level) => BlockKind::Heading(level),
        None if listed => BlockKind::Item,
        None => BlockKind::Paragraph,
    }
}

#[cfg(test)]
mod tests;
