//! The glyphs of a page as the library draws them: where each stands, how large, and what it means.

use std::fmt;

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

/// No page has more; a form drawn over and over has.
const MOST_ON_A_PAGE: usize = 200_000;

/// One glyph, in a frame turned so that its line runs to the right.
#[derive(Debug, Clone)]
pub(crate) struct Glyph {
    /// Left end of its base line.
    pub(crate) x: f64,
    /// Height of its base line.
    pub(crate) y: f64,
    /// Right end.
    pub(crate) end: f64,
    /// Size of its font on the page.
    pub(crate) size: f64,
    /// How many quarter turns the page has to make for it to stand upright.
    pub(crate) turns: u8,
    /// What it means: a letter, or several in a ligature.
    pub(crate) text: String,
}

/// Collects glyphs.
#[derive(Debug, Default)]
pub(crate) struct Glyphs {
    /// In the order in which they are drawn.
    pub(crate) glyphs: Vec<Glyph>,
    /// How many were drawn, those off any page included.
    drawn: usize,
}

impl Glyphs {
    /// Whether there were too many to take them all.
    pub(crate) fn overflown(&self) -> bool {
        self.drawn > MOST_ON_A_PAGE
    }
}

impl OutputDev for Glyphs {
    fn output_character(
        &mut self,
        transform: &Transform,
        width: f64,
        spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        self.drawn += 1;
        if self.overflown() {
            return Err(OutputError::FormatError(fmt::Error));
        }
        let size = font_size.abs() * transform.m21.hypot(transform.m22);
        let scale = transform.m11.hypot(transform.m12);
        let advance = (width * font_size.abs() + spacing.max(0.0)) * scale;
        let (turns, x, y) = upright(transform);
        let sane = [x, y, size, advance].iter().all(|number| number.is_finite() && number.abs() < 1e6);
        if sane && size > 0.0 {
            self.glyphs.push(Glyph { x, y, end: x + advance, size, turns, text: text.to_string() });
        }
        Ok(())
    }

    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// Turns the page by quarters until the glyph's base line runs to the right.
fn upright(transform: &Transform) -> (u8, f64, f64) {
    let (x, y) = (transform.m31, transform.m32);
    if transform.m11.abs() >= transform.m12.abs() {
        // A flipped page draws mirrored glyphs from left to right all the same.
        if transform.m11 >= 0.0 || transform.m22 >= 0.0 { (0, x, y) } else { (2, -x, -y) }
    } else if transform.m12 > 0.0 {
        (1, y, -x)
    } else {
        (3, -y, x)
    }
}
