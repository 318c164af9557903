//! The body of a document and its notes, read as a stream of events: one walk, no tree, with a limit on depth.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::block_kind;
use super::styles::{Styles, attribute};
use crate::extracted::BlockKind;
use crate::reader::compose::{Composer, collapse};
use crate::reader::{Skip, reason};

const DEEPEST: usize = 256;
const MOST_EVENTS: usize = 20_000_000;

/// A cell longer than this lays out a page rather than a table.
const LONGEST_CELL: usize = 400;

/// Elements that hold no text of the document: what was deleted or moved away, the second form of a drawing, codes of
/// fields, formulas.
const DROPPED: &[&str] = &["del", "moveFrom", "Fallback", "instrText", "delText", "oMath", "oMathPara", "rt"];

/// What is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The main text.
    Body,
    /// Footnotes or endnotes.
    Notes,
}

/// Adds the blocks of a part.
pub(crate) fn walk(xml: &str, styles: &Styles, part: Part, composer: &mut Composer) -> Result<(), Skip> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut walk =
        Walk { styles, part, composer, paragraphs: Vec::new(), cells: Vec::new(), in_text: 0, note: String::new() };
    let mut depth = 0;
    let mut dropped_from: Option<usize> = None;
    for events in 0.. {
        if events > MOST_EVENTS || depth > DEEPEST {
            return Err(Skip::new(reason::TOO_LARGE, "the document has more or deeper elements than any should"));
        }
        let event = reader.read_event().map_err(|error| {
            Skip::new(reason::BROKEN, format!("the XML is damaged at byte {}: {error}", reader.error_position()))
        })?;
        match event {
            Event::Start(element) => {
                depth += 1;
                if dropped_from.is_none() {
                    if DROPPED.contains(&element.local_name().as_ref()) || walk.is_separator(&element) {
                        dropped_from = Some(depth);
                    } else {
                        walk.start(&element);
                    }
                }
            }
            Event::End(element) => {
                if dropped_from.is_none() {
                    walk.end(element.local_name().as_ref());
                } else if dropped_from == Some(depth) {
                    dropped_from = None;
                }
                depth = depth.saturating_sub(1);
            }
            Event::Text(text) if dropped_from.is_none() => walk.text(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) if dropped_from.is_none() => walk.text(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(entity) if dropped_from.is_none() => {
                if let Ok(Some(character)) = entity.resolve_char_ref() {
                    walk.text(character.encode_utf8(&mut [0; 4]));
                } else if let Some(text) = quick_xml::escape::resolve_predefined_entity(&entity) {
                    walk.text(text);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(())
}

struct Walk<'a> {
    styles: &'a Styles,
    part: Part,
    composer: &'a mut Composer,
    /// Open paragraphs: a text box lies inside the paragraph that anchors it.
    paragraphs: Vec<Paragraph>,
    /// Paragraphs of the open cells.
    cells: Vec<Vec<(BlockKind, String)>>,
    in_text: usize,
    note: String,
}

#[derive(Default)]
struct Paragraph {
    words: String,
    style: Option<String>,
    outline: Option<u8>,
    /// Whether the paragraph itself says that it is numbered, or not.
    numbered: Option<bool>,
    hidden: bool,
}

impl Walk<'_> {
    /// The rule above the notes is kept among the notes.
    fn is_separator(&self, element: &BytesStart) -> bool {
        self.part == Part::Notes
            && attribute(element, "type").is_some_and(|kind| kind.to_ascii_lowercase().ends_with("separator"))
    }

    fn start(&mut self, element: &BytesStart) {
        let name = element.name();
        // Formulas and drawings have text elements of the same local name.
        if name.as_ref().starts_with("a:") || name.as_ref().starts_with("m:") {
            return;
        }
        match element.local_name().as_ref() {
            "p" => self.paragraphs.push(Paragraph::default()),
            "tc" => self.cells.push(Vec::new()),
            "t" => self.in_text += 1,
            local => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.take(local, element);
                }
            }
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "tc" => self.end_cell(),
            "t" => self.in_text = self.in_text.saturating_sub(1),
            "r" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.hidden = false;
                }
            }
            "footnote" | "endnote" => {
                let note = std::mem::take(&mut self.note);
                self.composer.block(BlockKind::Note, &note);
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut()
            && self.in_text > 0
            && !paragraph.hidden
        {
            paragraph.words.push_str(text);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let words = collapse(&paragraph.words);
        if words.trim().is_empty() {
            return;
        }
        let kind = paragraph.kind(self.styles);
        if self.part == Part::Notes {
            self.note.push_str(&words);
            self.note.push('\n');
        } else if let Some(cell) = self.cells.last_mut() {
            cell.push((kind, words));
        } else {
            self.composer.block(kind, &words);
        }
    }

    /// A short cell is one block; a long one lays out text, and its paragraphs are what they are.
    fn end_cell(&mut self) {
        let Some(paragraphs) = self.cells.pop() else { return };
        let length: usize = paragraphs.iter().map(|(_, words)| words.chars().count()).sum();
        if length <= LONGEST_CELL {
            let words: Vec<String> = paragraphs.into_iter().map(|(_, words)| words).collect();
            self.composer.block(BlockKind::Cell, &words.join("\n"));
        } else {
            for (kind, words) in paragraphs {
                self.composer.block(kind, &words);
            }
        }
    }
}

impl Paragraph {
    fn take(&mut self, name: &str, element: &BytesStart) {
        let value = || attribute(element, "val");
        match name {
            "pStyle" => self.style = value(),
            "outlineLvl" => self.outline = value().and_then(|level| level.parse().ok()),
            "numId" => self.numbered = Some(value().is_some_and(|id| id != "0")),
            "vanish" => self.hidden = value().is_none_or(|on| on != "0" && on != "false"),
            "tab" => self.words.push(' '),
            "br" | "cr" => self.words.push('\n'),
            "noBreakHyphen" => self.words.push('-'),
            _ => {}
        }
    }

    fn kind(&self, styles: &Styles) -> BlockKind {
        let style = self.style.as_deref().unwrap_or_default();
        let level = match self.outline {
            Some(outline) => (outline < 9).then_some(outline + 1),
            None => styles.heading(style),
        };
        let listed = self.numbered.unwrap_or_else(|| styles.listed(style));
        block_kind(level, listed, styles.uncoded(style))
    }
}
