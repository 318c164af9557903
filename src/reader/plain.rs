//! Plain text: the decoded file itself, never touched; blocks are spans of it. Lines between blank lines hold together
//! unless they are items, rows, headings, or lines that nobody wrapped.

use std::ops::Range;

use super::{ReadOptions, Skip, encoding, shape, turns};
use crate::extracted::{Block, BlockKind, Extracted};

/// Reads a text file.
pub(crate) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Extracted, Skip> {
    let decoded = encoding::decode(bytes, None, options.language)?;
    let blocks = turns::turns(&decoded.text, blocks(&decoded.text), options);
    Ok(Extracted {
        text: decoded.text,
        pages: Vec::new(),
        blocks,
        format: "text",
        encoding: Some(decoded.encoding),
        problems: decoded.problems,
    })
}

/// The blocks of a text by its layout.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let groups = groups(text);
    let mut blocks = Vec::new();
    for (i, group) in groups.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| groups[i].as_slice());
        let after = groups.get(i + 1).map(Vec::as_slice);
        match alone(text, group, before, after) {
            Some(kind) => push(text, &mut blocks, kind, group[0].clone()),
            None => split(text, group, &mut blocks),
        }
    }
    blocks
}

/// Lines without their ends, in groups between blank lines.
fn groups(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut groups = Vec::new();
    let mut group = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if words.is_empty() {
            groups.extend((!group.is_empty()).then(|| std::mem::take(&mut group)));
        } else {
            let indent = line.len() - line.trim_start().len();
            group.push(start + indent..start + indent + words.len());
        }
        start += line.len();
    }
    groups.extend((!group.is_empty()).then_some(group));
    groups
}

/// What a line that stands alone is; nothing where it is running text or not alone.
fn alone(
    text: &str,
    group: &[Range<usize>],
    before: Option<&[Range<usize>]>,
    after: Option<&[Range<usize>]>,
) -> Option<BlockKind> {
    let underlined = group.len() == 2 && shape::is_rule(&text[group[1].clone()]);
    if group.len() != 1 && !underlined {
        return None;
    }
    let line = &text[group[0].clone()];
    if let Some(number) = shape::number(line) {
        // A numbered line among its neighbours in number is an item, however much blank is between.
        let neighbour = |lines: Option<&[Range<usize>]>, wanted: Option<u32>| {
            wanted.is_some() && lines.is_some_and(|lines| shape::number(&text[lines[0].clone()]) == wanted)
        };
        if neighbour(before, number.checked_sub(1)) || neighbour(after, number.checked_add(1)) {
            return None;
        }
    } else if shape::item(line).is_some() {
        return None;
    }
    if shape::cells(line).is_some() {
        return None;
    }
    // A heading heads something, and that does not begin in the middle of a sentence.
    let next = &text[after?.first()?.clone()];
    if next.starts_with(char::is_lowercase) {
        return None;
    }
    shape::heading(line).map(BlockKind::Heading)
}

/// Cuts a group of lines into its items, rows and paragraphs.
fn split(text: &str, group: &[Range<usize>], blocks: &mut Vec<Block>) {
    let width = group.iter().map(|line| text[line.clone()].chars().count()).max().unwrap_or(0);
    let tabular = group.len() > 1 && group.iter().all(|line| shape::cells(&text[line.clone()]).is_some());
    let mut open: Option<(BlockKind, Range<usize>)> = None;
    for (i, span) in group.iter().enumerate() {
        let line = &text[span.clone()];
        let item = shape::item(line);
        let row = shape::cells(line).filter(|cells| tabular || cells.len() > 2 || line.contains('|'));
        let continues = i > 0 && !is_break(&text[group[i - 1].clone()], line, width);
        match (item, row, &mut open) {
            (Some(words), _, _) => {
                close(text, blocks, &mut open);
                open = Some((BlockKind::Item, span.start + words..span.end));
            }
            (None, Some(cells), _) => {
                close(text, blocks, &mut open);
                for cell in cells {
                    push(text, blocks, BlockKind::Cell, span.start + cell.start..span.start + cell.end);
                }
            }
            (None, None, Some((_, block))) if continues => block.end = span.end,
            (None, None, _) => {
                close(text, blocks, &mut open);
                open = Some((BlockKind::Paragraph, span.clone()));
            }
        }
    }
    close(text, blocks, &mut open);
}

/// Whether the writer ended the line, rather than an editor that ran out of width: the next word would have fitted.
fn is_break(line: &str, next: &str, width: usize) -> bool {
    /// Nobody wraps text wider than this.
    const WIDEST_WRAP: usize = 120;
    if shape::is_rule(line) || shape::is_rule(next) {
        return true;
    }
    if next.starts_with(char::is_lowercase) {
        return false;
    }
    let word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
    let room = width.saturating_sub(line.chars().count() + 1);
    width > WIDEST_WRAP || room > word + width / 4
}

fn close(text: &str, blocks: &mut Vec<Block>, open: &mut Option<(BlockKind, Range<usize>)>) {
    if let Some((kind, span)) = open.take() {
        push(text, blocks, kind, span);
    }
}

fn push(text: &str, blocks: &mut Vec<Block>, kind: BlockKind, span: Range<usize>) {
    if text[span.clone()].chars().any(char::is_alphanumeric) {
        blocks.push(Block { span, kind, speaker: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(BlockKind, &str)> {
        blocks(text).into_iter().map(|block| (block.kind, &text[block.span])).collect()
    }

    #[test]
    fn wrapped_lines_stay_one_paragraph() {
        let text =
            "The municipality of Almelo learned a great deal from its\r\npartner about waste.\r\n\r\nSecond one.\r\n";
        assert_eq!(
            shown(text),
            [
                (
                    BlockKind::Paragraph,
                    "The municipality of Almelo learned a great deal from its\r\npartner about waste."
                ),
                (BlockKind::Paragraph, "Second one."),
            ]
        );
    }

    #[test]
    fn headings_items_and_cells_are_told_from_text() {
        let text = "2.1 Lessons learned\n\nWe learned:\n- waste\n- water,\n  and more\n\nCity\tTopic\nAlmelo\twaste\n";
        assert_eq!(
            shown(text),
            [
                (BlockKind::Heading(2), "2.1 Lessons learned"),
                (BlockKind::Paragraph, "We learned:"),
                (BlockKind::Item, "waste"),
                (BlockKind::Item, "water,\n  and more"),
                (BlockKind::Cell, "City"),
                (BlockKind::Cell, "Topic"),
                (BlockKind::Cell, "Almelo"),
                (BlockKind::Cell, "waste"),
            ]
        );
    }

    #[test]
    fn numbered_lines_apart_are_a_list_and_not_headings() {
        let kinds: Vec<BlockKind> = blocks("1. Waste\n\n2. Water\n\nText here.\n").iter().map(|b| b.kind).collect();
        assert_eq!(kinds, [BlockKind::Item, BlockKind::Item, BlockKind::Paragraph]);
    }

    #[test]
    fn an_underlined_line_is_a_heading() {
        assert_eq!(shown("Results\n=======\n\nText.")[0], (BlockKind::Heading(1), "Results"));
    }

    #[test]
    fn lines_too_wide_to_be_wrapped_are_paragraphs() {
        let line = "We learned a lot about waste from our partner, and so on and on. ".repeat(3);
        assert_eq!(blocks(&format!("{line}\n{line}\n")).len(), 2);
    }

    #[test]
    fn a_title_right_above_its_text_is_not_part_of_the_sentence() {
        let text = "Inleiding\nDe gemeente Almelo heeft veel geleerd van haar partner in Turkije.\n";
        assert_eq!(shown(text)[0].1, "Inleiding");
    }
}
