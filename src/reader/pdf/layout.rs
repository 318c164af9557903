//! From the lines of a page to its paragraphs: leading, indents, sizes, and whether the next word would have fitted.

use super::lines::Line;
use crate::reader::shape;

/// Lines that belong together.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    pub(crate) lines: Vec<Line>,
    /// Whether another paragraph stands beside it: a table, or columns drawn row by row.
    pub(crate) beside: bool,
}

impl Paragraph {
    /// Its first line.
    pub(crate) fn first(&self) -> &Line {
        &self.lines[0]
    }

    /// Its last line.
    pub(crate) fn last(&self) -> &Line {
        &self.lines[self.lines.len() - 1]
    }

    /// Whether its last line reaches as far as the others: the typesetter ended it, not the writer.
    fn fills_its_last_line(&self) -> bool {
        let furthest = self.lines.iter().map(stop).fold(f64::NEG_INFINITY, f64::max);
        self.lines.len() > 1 && furthest - stop(self.last()) < self.last().size
    }

    /// Whether its last sentence goes on in `next`, at the top of another column or page.
    pub(crate) fn flows_into(&self, next: &Paragraph) -> bool {
        let (last, first) = (self.last(), next.first());
        let open = last.text.chars().next_back().is_some_and(|c| !shape::ends_sentence(c) && c != ':');
        let goes_on = first.text.starts_with(char::is_lowercase) || self.fills_its_last_line() && !next.beside;
        open && goes_on && same_size(last, first) && last.turns == first.turns && shape::item(&first.text).is_none()
    }
}

/// The leading of running text, in sizes: the middle one of all.
pub(crate) fn leading<'a>(pages: impl Iterator<Item = &'a [Line]>) -> f64 {
    let mut ratios: Vec<f64> = pages
        .flat_map(|lines| lines.windows(2))
        .filter(|pair| same_size(&pair[0], &pair[1]))
        .map(|pair| (pair[0].y - pair[1].y) / pair[0].size)
        .filter(|ratio| (0.8..3.0).contains(ratio))
        .collect();
    ratios.sort_by(f64::total_cmp);
    ratios.get(ratios.len() / 2).copied().unwrap_or(1.2)
}

/// The paragraphs of a page.
pub(crate) fn paragraphs(lines: &[Line], leading: f64) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let before = i.checked_sub(1).map(|before| &lines[before]);
        let beside = before.is_some_and(|before| same_row(before, line));
        match paragraphs.last_mut() {
            Some(open) if !beside && continues(open, line, column(lines, i - 1), leading) => {
                open.lines.push(line.clone());
            }
            open => {
                if let Some(open) = open.filter(|_| beside) {
                    open.beside = true;
                }
                paragraphs.push(Paragraph { lines: vec![line.clone()], beside });
            }
        }
    }
    paragraphs
}

/// Where the column of a line ends: the furthest that its neighbours reach.
fn column(lines: &[Line], of: usize) -> f64 {
    const NEIGHBOURS: usize = 25;
    let line = &lines[of];
    let near = &lines[of.saturating_sub(NEIGHBOURS)..(of + NEIGHBOURS).min(lines.len())];
    let same_column = |other: &&Line| {
        same_size(line, other) && other.turns == line.turns && (start(other) - start(line)).abs() < line.size * 4.0
    };
    near.iter().filter(same_column).map(stop).fold(stop(line), f64::max)
}

fn continues(open: &Paragraph, next: &Line, column: f64, leading: f64) -> bool {
    let last = open.last();
    let step = (last.y - next.y) / last.size;
    let apart = next.x > last.end || last.x > next.end;
    if next.turns != last.turns || !same_size(last, next) || apart || step < 0.3 || step > leading * 1.25 {
        return false;
    }
    if shape::item(&next.text).is_some() || next.marked {
        return false;
    }
    let in_item = shape::item(&open.first().text).is_some();
    let indented = start(next) - start(last) > last.size * 0.8;
    if indented && !(in_item && open.lines.len() == 1) && !centred(last, next) {
        return false;
    }
    if next.text.starts_with(char::is_lowercase) {
        return true;
    }
    let word = next.text.split_whitespace().next().map_or(0, |word| word.chars().count());
    let width = (next.end - next.x) / next.text.chars().count().max(1) as f64 * (word + 1) as f64;
    let room = column - stop(last) > width + last.size;
    let ended = last.text.chars().next_back().is_some_and(shape::ends_sentence);
    // Without capitals, a short line is the last of its paragraph only if its sentence is over.
    let may_start = ended || next.text.starts_with(char::is_uppercase) || next.text.starts_with(char::is_numeric);
    !(room && may_start)
}

/// Whether two lines stand beside each other.
pub(crate) fn same_row(a: &Line, b: &Line) -> bool {
    a.turns == b.turns && (a.y - b.y).abs() < a.size.max(b.size) * 0.3
}

fn centred(a: &Line, b: &Line) -> bool {
    ((a.x + a.end) - (b.x + b.end)).abs() < a.size && a.end > b.end
}

/// Whether two lines are set in one size.
pub(crate) fn same_size(a: &Line, b: &Line) -> bool {
    (a.size - b.size).abs() <= a.size.max(b.size) * 0.09
}

/// The side where a line begins to be read, growing inwards.
fn start(line: &Line) -> f64 {
    if line.rtl { -line.end } else { line.x }
}

/// The side where a line ends, growing outwards.
fn stop(line: &Line) -> f64 {
    if line.rtl { -line.x } else { line.end }
}
