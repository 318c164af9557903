//! Builds the text of a document block by block, for the formats whose text is not the file itself.

use crate::extracted::{Block, BlockKind};

/// A text in the making.
#[derive(Debug, Default)]
pub(crate) struct Composer {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
}

impl Composer {
    /// Adds a block on a line of its own; nothing where there is only white space.
    pub(crate) fn block(&mut self, kind: BlockKind, words: &str) {
        self.labelled(kind, "", None, words);
    }

    /// Adds what a speaker says, after a label that is shown and lies outside the block.
    pub(crate) fn turn(&mut self, speaker: Option<&str>, words: &str) {
        match speaker {
            Some(name) => self.labelled(BlockKind::Turn, &format!("{name}: "), speaker, words),
            None => self.labelled(BlockKind::Turn, "", None, words),
        }
    }

    /// Adds an item of a list, after a marker that is shown and lies outside the block.
    pub(crate) fn item(&mut self, marker: &str, words: &str) {
        self.labelled(BlockKind::Item, marker, None, words);
    }

    fn labelled(&mut self, kind: BlockKind, label: &str, speaker: Option<&str>, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(label);
        let start = self.text.len();
        self.text.push_str(words);
        self.blocks.push(Block { span: start..self.text.len(), kind, speaker: speaker.map(str::to_string) });
    }
}

/// Runs of white space as one space; line breaks that the writer made stay.
pub(crate) fn collapse(words: &str) -> String {
    let mut collapsed = String::with_capacity(words.len());
    for line in words.split('\n') {
        if !collapsed.is_empty() {
            collapsed.push('\n');
        }
        for (i, word) in line.split_whitespace().enumerate() {
            if i > 0 {
                collapsed.push(' ');
            }
            collapsed.push_str(word);
        }
    }
    collapsed
}
