//! What each paragraph of a page is: its size against that of running text tells headings and notes, its shape the rest.

use super::layout::Paragraph;
use super::lines::Line;
use crate::extracted::BlockKind;
use crate::reader::shape;

const LONGEST_HEADING: usize = 200;

/// A cell longer than this is a column of text.
const LONGEST_CELL: usize = 200;

/// What sizes mean in a document.
#[derive(Debug)]
pub(crate) struct Roles {
    /// The size of running text.
    body: f64,
    /// Larger sizes, the largest first.
    headings: Vec<f64>,
}

impl Roles {
    /// Takes the size in which most characters are set as that of running text.
    pub(crate) fn of<'a>(lines: impl Iterator<Item = &'a Line>) -> Roles {
        let mut sizes = std::collections::BTreeMap::<i64, usize>::new();
        for line in lines {
            *sizes.entry(rounded(line.size)).or_default() += line.text.chars().count();
        }
        let body = sizes.iter().max_by_key(|(_, count)| **count).map_or(0, |(size, _)| *size);
        let mut headings: Vec<f64> = sizes.keys().rev().map(|&size| size as f64 / 2.0).collect();
        headings.retain(|size| *size >= body as f64 / 2.0 * 1.1);
        Roles { body: body as f64 / 2.0, headings }
    }

    /// Gives each paragraph of a page its kind.
    pub(crate) fn assign(&self, paragraphs: Vec<Paragraph>) -> Vec<(BlockKind, Paragraph)> {
        let mut kinds: Vec<BlockKind> = Vec::with_capacity(paragraphs.len());
        for (i, paragraph) in paragraphs.iter().enumerate() {
            let before = i.checked_sub(1).map(|before| &paragraphs[before]);
            let kind = self.kind(paragraph, before, kinds.last().copied(), paragraphs.get(i + 1));
            kinds.push(kind);
        }
        kinds.into_iter().zip(paragraphs).collect()
    }

    fn kind(
        &self,
        paragraph: &Paragraph,
        before: Option<&Paragraph>,
        kind_before: Option<BlockKind>,
        after: Option<&Paragraph>,
    ) -> BlockKind {
        let first = paragraph.first();
        let chars: usize = paragraph.lines.iter().map(|line| line.text.chars().count()).sum();
        let small = first.size < self.body * 0.95;
        if first.turns != 0 || has_leader(&paragraph.last().text) {
            return BlockKind::Uncoded;
        }
        if paragraph.beside && chars <= LONGEST_CELL {
            return BlockKind::Cell;
        }
        let item = shape::item(&first.text).is_some();
        if small && (first.marked || item || kind_before == Some(BlockKind::Note)) {
            return BlockKind::Note;
        }
        if first.size >= self.body * 1.1 && chars <= LONGEST_HEADING && first.text.chars().any(char::is_alphabetic) {
            return BlockKind::Heading(self.level(first.size));
        }
        if item && !stands_alone(first, before, after) {
            return BlockKind::Item;
        }
        let heads = after.is_some_and(|after| !after.first().text.starts_with(char::is_lowercase));
        match shape::heading(&first.text) {
            Some(depth) if paragraph.lines.len() == 1 && heads => {
                BlockKind::Heading((self.headings.len() as u8).saturating_add(depth).min(6))
            }
            _ if item => BlockKind::Item,
            _ => BlockKind::Paragraph,
        }
    }

    fn level(&self, size: f64) -> u8 {
        let rank = self.headings.iter().position(|heading| *heading <= size + 0.3).unwrap_or(0);
        (rank + 1).min(6) as u8
    }
}

/// A numbered line without a neighbour in number heads a section.
fn stands_alone(line: &Line, before: Option<&Paragraph>, after: Option<&Paragraph>) -> bool {
    let Some(number) = shape::number(&line.text) else {
        return false;
    };
    let is_neighbour = |paragraph: Option<&Paragraph>, wanted: Option<u32>| {
        wanted.is_some() && paragraph.and_then(|paragraph| shape::number(&paragraph.first().text)) == wanted
    };
    !is_neighbour(before, number.checked_sub(1)) && !is_neighbour(after, number.checked_add(1))
}

/// A line of a table of contents: dots lead to a number.
fn has_leader(text: &str) -> bool {
    let dots = text.contains("....") || text.contains(". . . .") || text.contains("……");
    dots && text.ends_with(|c: char| c.is_numeric() || "ivxlc".contains(c))
}

/// Sizes differ in the last decimals between lines of the same font.
fn rounded(size: f64) -> i64 {
    (size * 2.0).round() as i64
}
