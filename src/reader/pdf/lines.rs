//! From glyphs to lines, in one pass over the order of drawing: that order keeps columns apart where geometry alone
//! would not. Raised numbers are taken out here, where their size and height still tell.

use super::direction;
use super::glyphs::Glyph;

/// A gap wider than this many sizes parts two columns or cells.
const COLUMN_GAP: f64 = 2.0;

/// One line, or the part of it within one column or cell.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) x: f64,
    pub(crate) end: f64,
    pub(crate) y: f64,
    pub(crate) size: f64,
    pub(crate) turns: u8,
    pub(crate) text: String,
    /// Whether its letters run from right to left.
    pub(crate) rtl: bool,
    /// Whether it begins with a raised number: a note at the foot of the page does.
    pub(crate) marked: bool,
}

/// The lines of a page.
pub(crate) fn lines(glyphs: Vec<Glyph>) -> Vec<Line> {
    let mut drafts: Vec<Draft> = Vec::new();
    for glyph in glyphs {
        let draft = Draft::new(glyph);
        match drafts.last_mut() {
            Some(last) if last.takes(&draft) => last.extend(draft),
            _ => drafts.push(draft),
        }
    }
    // Runs from right to left may be drawn each from its left end: they meet only once both are whole.
    let mut whole: Vec<Draft> = Vec::new();
    for draft in drafts {
        match whole.last_mut() {
            Some(last) if last.takes(&draft) => last.extend(draft),
            _ => whole.push(draft),
        }
    }
    whole.into_iter().filter_map(Draft::finish).collect()
}

struct Draft {
    glyphs: Vec<Glyph>,
    x: f64,
    end: f64,
    /// Base line and size of its largest glyph.
    y: f64,
    size: f64,
    turns: u8,
}

impl Draft {
    fn new(glyph: Glyph) -> Draft {
        let Glyph { x, y, end, size, turns, .. } = glyph;
        Draft { glyphs: vec![glyph], x, end, y, size, turns }
    }

    /// Whether the other stands on this line, right before or behind what is there.
    fn takes(&self, other: &Draft) -> bool {
        let size = self.size.max(other.size);
        let gap = (other.x - self.end).max(self.x - other.end);
        let level = (other.y - self.y).abs() < size * 0.5;
        other.turns == self.turns
            && (level && gap < size * COLUMN_GAP || (-0.3 * size..size).contains(&gap) && self.is_raised_to(other))
    }

    /// Whether the smaller of the two could be a raised or lowered sign beside the larger.
    fn is_raised_to(&self, other: &Draft) -> bool {
        let (small, large) = if other.size < self.size { (other, self) } else { (self, other) };
        small.size < large.size * 0.9 && (-0.5..0.75).contains(&((small.y - large.y) / large.size))
    }

    fn extend(&mut self, other: Draft) {
        // Bold is often the same letter drawn twice.
        if let ([.., last], [glyph]) = (self.glyphs.as_slice(), other.glyphs.as_slice())
            && last.text == glyph.text
            && (last.x - glyph.x).abs() < glyph.size * 0.08
            && (last.y - glyph.y).abs() < glyph.size * 0.08
            && last.end - last.x > glyph.size * 0.1
        {
            return;
        }
        self.x = self.x.min(other.x);
        self.end = self.end.max(other.end);
        if other.size > self.size * 1.01 {
            (self.y, self.size) = (other.y, other.size);
        }
        self.glyphs.extend(other.glyphs);
    }

    fn finish(mut self) -> Option<Line> {
        let marked = self.drop_raised();
        // Spaces at the ends say nothing of where the words are.
        let inked = || self.glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty());
        let x = inked().map(|glyph| glyph.x).fold(f64::INFINITY, f64::min);
        let end = inked().map(|glyph| glyph.end).fold(f64::NEG_INFINITY, f64::max);
        let (text, rtl) = direction::reading_order(self.glyphs);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(Line { x, end, y: self.y, size: self.size, turns: self.turns, text, rtl, marked })
    }

    /// Empties raised numbers and signs, and says whether the line began with one; raised letters belong to words. Their
    /// place is kept: the gap they leave is no space.
    fn drop_raised(&mut self) -> bool {
        let (y, size) = (self.y, self.size);
        let is_raised = |glyph: &Glyph| glyph.size < size * 0.9 && glyph.y - y > size * 0.1;
        let is_mark = |glyph: &Glyph| {
            is_raised(glyph) && !glyph.text.chars().any(char::is_alphabetic) && !glyph.text.trim().is_empty()
        };
        let marked = self.glyphs.first().is_some_and(is_mark);
        for glyph in self.glyphs.iter_mut().filter(|glyph| is_mark(glyph)) {
            glyph.text.clear();
        }
        marked
    }
}
