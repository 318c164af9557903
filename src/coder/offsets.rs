//! From bytes to code points: every offset that leaves the program counts code points.

/// Counts code points up to bytes that are asked for in ascending order.
pub(super) struct Chars<'a> {
    text: &'a str,
    byte: usize,
    count: usize,
}

impl<'a> Chars<'a> {
    pub(super) fn new(text: &'a str) -> Chars<'a> {
        Chars { text, byte: 0, count: 0 }
    }

    /// The code points before `byte`; an earlier byte than the last one asked for starts over.
    pub(super) fn at(&mut self, byte: usize) -> usize {
        if byte < self.byte {
            (self.byte, self.count) = (0, 0);
        }
        self.count += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.count
    }
}
