//! From the lines of all pages to the text: furniture and notes stand at the end of their page, and a sentence that
//! runs over to the next page is one.

use super::hyphen::{self, Vocabulary};
use super::layout::{self, Paragraph};
use super::lines::Line;
use super::roles::Roles;
use super::{furniture, rows};
use crate::extracted::{BlockKind, Extracted, Page};
use crate::reader::compose::Composer;
use crate::reader::shape;

/// Writes the text of a document.
pub(crate) fn compose(pages: Vec<(u32, Vec<Line>)>) -> Extracted {
    let vocabulary = Vocabulary::of(pages.iter().flat_map(|(_, lines)| lines).map(|line| line.text.as_str()));
    let marks = furniture::furniture(&pages);
    let roles = Roles::of(pages.iter().flat_map(|(_, lines)| lines));
    let leading = layout::leading(pages.iter().map(|(_, lines)| lines.as_slice()));
    let mut sheets: Vec<Sheet> = pages
        .into_iter()
        .zip(marks)
        .map(|((number, lines), marks)| Sheet::new(number, lines, &marks, leading, &roles))
        .collect();
    let mut composer = Composer::default();
    let mut starts = Vec::with_capacity(sheets.len());
    let mut turned = None;
    for i in 0..sheets.len() {
        let next_begins = sheets.get(i + 1).and_then(|next| next.body.first()).map(|(_, paragraph)| paragraph.clone());
        let sheet = &mut sheets[i];
        let runs_over = sheet.body.len() > usize::from(turned.is_some())
            && matches!((sheet.body.last(), &next_begins),
                (Some((BlockKind::Paragraph | BlockKind::Item, last)), Some(next)) if last.flows_into(next));
        let over = if runs_over { sheet.body.pop() } else { None };
        starts.push((sheet.number, turned.unwrap_or(composer.text.len())));
        for (kind, paragraph) in sheet.body.iter().chain(&sheet.aside) {
            write(&mut composer, *kind, paragraph, &vocabulary);
        }
        turned = None;
        if let Some((kind, mut paragraph)) = over {
            let turn = paragraph.lines.len();
            paragraph.lines.extend(sheets[i + 1].body.remove(0).1.lines);
            turned = write(&mut composer, kind, &paragraph, &vocabulary).get(turn).copied();
        }
    }
    let Composer { text, blocks } = composer;
    Extracted { pages: spans(&starts, text.len()), text, blocks, format: "pdf", encoding: None, problems: Vec::new() }
}

/// One page: what is read from top to bottom, and what stands apart from it.
struct Sheet {
    number: u32,
    body: Vec<(BlockKind, Paragraph)>,
    aside: Vec<(BlockKind, Paragraph)>,
}

impl Sheet {
    fn new(number: u32, lines: Vec<Line>, marks: &[bool], leading: f64, roles: &Roles) -> Sheet {
        let (mut text, mut aside) = (Vec::new(), Vec::new());
        for (line, &mark) in lines.into_iter().zip(marks) {
            if mark {
                aside.push((BlockKind::Uncoded, Paragraph { lines: vec![line], beside: false }));
            } else {
                text.push(line);
            }
        }
        let mut body: Vec<(BlockKind, Paragraph)> = Vec::new();
        let mut notes = Vec::new();
        for (kind, paragraph) in roles.assign(layout::paragraphs(&rows::mended(text), leading)) {
            match body.last_mut() {
                _ if kind == BlockKind::Note => notes.push((kind, paragraph)),
                Some((BlockKind::Paragraph | BlockKind::Item, last))
                    if kind == BlockKind::Paragraph && last.flows_into(&paragraph) =>
                {
                    last.lines.extend(paragraph.lines);
                }
                _ => body.push((kind, paragraph)),
            }
        }
        notes.extend(aside);
        Sheet { number, body, aside: notes }
    }
}

/// Writes a paragraph and says where in the text each of its lines begins.
fn write(composer: &mut Composer, kind: BlockKind, paragraph: &Paragraph, vocabulary: &Vocabulary) -> Vec<usize> {
    let lines: Vec<String> = paragraph.lines.iter().map(|line| line.text.clone()).collect();
    let (text, starts) = hyphen::join(&lines, vocabulary);
    let marker = if kind == BlockKind::Item { shape::item(&text).unwrap_or(0) } else { 0 };
    let before = composer.text.len();
    if marker > 0 {
        composer.item(&text[..marker], &text[marker..]);
    } else {
        composer.block(kind, &text);
    }
    let begin = before + usize::from(before > 0);
    starts.into_iter().map(|start| begin + start).collect()
}

fn spans(starts: &[(u32, usize)], len: usize) -> Vec<Page> {
    let ends = starts.iter().skip(1).map(|(_, start)| *start).chain([len]);
    starts.iter().zip(ends).map(|(&(number, start), end)| Page { number, span: start.min(end)..end }).collect()
}
