//! Lines of a file, none longer than it may be: what is too long is passed over without being held.

use std::io::{self, BufRead, Read};

/// One line, without its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    Whole(Vec<u8>),
    TooLong,
}

/// The lines of a file.
pub(super) struct Lines<R> {
    reader: R,
    longest: u64,
    /// The number of the line read last, from 1.
    pub(super) number: u64,
}

impl<R: BufRead> Lines<R> {
    /// The lines of `reader` of up to `longest` bytes.
    pub(super) fn new(reader: R, longest: u64) -> Self {
        Lines { reader, longest, number: 0 }
    }

    /// The next line; nothing at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        if (&mut self.reader).take(self.longest.saturating_add(1)).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if line.len() as u64 > self.longest {
            self.reader.skip_until(b'\n')?;
            return Ok(Some(Line::TooLong));
        }
        Ok(Some(Line::Whole(line)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_does_not_hide_the_next() {
        let mut lines = Lines::new(&b"abc\nabcd\nabcdefghij\n\nx"[..], 3);
        let whole = |text: &str| Some(Line::Whole(text.as_bytes().to_vec()));
        assert_eq!(lines.next().unwrap(), whole("abc"));
        assert_eq!(lines.next().unwrap(), Some(Line::TooLong));
        assert_eq!(lines.next().unwrap(), Some(Line::TooLong));
        assert_eq!(lines.next().unwrap(), whole(""));
        assert_eq!(lines.next().unwrap(), whole("x"));
        assert_eq!((lines.next().unwrap(), lines.number), (None, 5));
    }
}
