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
        match drafts.last_mut() {
            Some(draft) if draft.takes(&glyph) => draft.push(glyph),
            _ => drafts.push(Draft::new(glyph)),
        }
    }
    drafts.into_iter().filter_map(Draft::finish).collect()
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
        let Glyph {
            x, y, end, size, turns, ..
        } = glyph;
        Draft {
            glyphs: vec![glyph],
            x,
            end,
            y,
            size,
            turns,
        }
    }

    /// Whether the glyph stands on this line, right before or behind what is there.
    fn takes(&self, glyph: &Glyph) -> bool {
        let size = self.size.max(glyph.size);
        glyph.turns == self.turns
            && (glyph.y - self.y).abs() < size * 0.5
            && glyph.x - self.end < size * COLUMN_GAP
            && self.x - glyph.end < size * COLUMN_GAP
    }

    fn push(&mut self, glyph: Glyph) {
        // Bold is often the same letter drawn twice.
        let twice = self.glyphs.last().is_some_and(|last| {
            last.text == glyph.text
                && (last.x - glyph.x).abs() < glyph.size * 0.08
                && (last.y - glyph.y).abs() < glyph.size * 0.08
                && last.end - last.x > glyph.size * 0.1
        });
        if twice {
            return;
        }
        self.x = self.x.min(glyph.x);
        self.end = self.end.max(glyph.end);
        if glyph.size > self.size * 1.01 {
            (self.y, self.size) = (glyph.y, glyph.size);
        }
        self.glyphs.push(glyph);
    }

    fn finish(mut self) -> Option<Line> {
        let marked = self.drop_raised();
        // Spaces at the ends say nothing of where the words are.
        let inked = || self.glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty());
        let x = inked().map(|glyph| glyph.x).fold(f64::INFINITY, f64::min);
        let end = inked().map(|glyph| glyph.end).fold(f64::NEG_INFINITY, f64::max);
        let (text, rtl) = direction::reading_order(self.glyphs);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(Line {
            x,
            end,
            y: self.y,
            size: self.size,
            turns: self.turns,
            text,
            rtl,
            marked,
        })
    }

    /// Takes raised numbers and signs out, and says whether the line began with one; raised letters belong to words.
    fn drop_raised(&mut self) -> bool {
        let (y, size) = (self.y, self.size);
        let is_raised = |glyph: &Glyph| glyph.size < size * 0.9 && glyph.y - y > size * 0.1;
        let is_mark = |glyph: &Glyph| {
            is_raised(glyph) && !glyph.text.chars().any(char::is_alphabetic) && !glyph.text.trim().is_empty()
        };
        let marked = self.glyphs.first().is_some_and(is_mark);
        self.glyphs.retain(|glyph| !is_mark(glyph));
        marked
    }
}
