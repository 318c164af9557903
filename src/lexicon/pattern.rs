//! The pattern language of the lexicons (`lexicons/README.md`): words, wildcards, alternatives, gaps.

use std::fmt;

use crate::token::Tokenizer;

/// The longest gap that `...` stands for, in words.
const DEFAULT_GAP: usize = 6;

/// A pattern over words, as written; its words are folded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pattern {
    /// What must follow one another.
    pub nodes: Vec<Node>,
}

/// One part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// One word; `*` stands for any letters, `{name}` for a class of endings that the language defines.
    Word(String),
    /// Exactly one word, whichever: `_`.
    Any,
    /// Up to so many words: `...` or `..3`.
    Gap(usize),
    /// May be missing: `[…]`.
    Optional(Pattern),
    /// One of several: `(a|b c)`.
    Alternatives(Vec<Pattern>),
}

/// Why a pattern cannot be read, and at which of its characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// Bytes into the pattern.
    pub offset: usize,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub expected: &'static str,
}

impl Pattern {
    /// Reads a pattern; its words are cut and folded as the language's texts are.
    pub fn parse(text: &str, tokenizer: &Tokenizer) -> Result<Pattern, PatternError> {
        let mut parser = Parser { text, at: 0, tokenizer };
        let pattern = parser.sequence(&[])?;
        if parser.at < text.len() {
            return Err(parser.error("a bracket that nothing opened", "`(` or `[` before it"));
        }
        let edge = |node: Option<&Node>| matches!(node, Some(Node::Any | Node::Gap(_)));
        if edge(pattern.nodes.first()) || edge(pattern.nodes.last()) {
            let what = "a gap or `_` at the edge of the pattern".to_owned();
            return Err(PatternError { offset: 0, what, expected: "a word at both ends" });
        }
        if pattern.may_be_empty() {
            let what = "a pattern without a word that must stand there".to_owned();
            return Err(PatternError { offset: 0, what, expected: "at least one word outside `[…]`" });
        }
        Ok(pattern)
    }

    /// Whether no word at all would satisfy it.
    pub fn may_be_empty(&self) -> bool {
        self.nodes.iter().all(|node| match node {
            Node::Word(_) | Node::Any => false,
            Node::Gap(_) | Node::Optional(_) => true,
            Node::Alternatives(patterns) => patterns.iter().any(Pattern::may_be_empty),
        })
    }

    /// Whether `other` stands in it, word for word: whatever matches this one matches `other` too.
    pub fn contains(&self, other: &Pattern) -> bool {
        self.nodes.windows(other.nodes.len().max(1)).any(|nodes| nodes == other.nodes)
    }

    /// Every word that the pattern names.
    pub fn words(&self) -> Vec<&str> {
        self.nodes
            .iter()
            .flat_map(|node| match node {
                Node::Word(word) => vec![word.as_str()],
                Node::Any | Node::Gap(_) => Vec::new(),
                Node::Optional(pattern) => pattern.words(),
                Node::Alternatives(patterns) => patterns.iter().flat_map(Pattern::words).collect(),
            })
            .collect()
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    tokenizer: &'a Tokenizer,
}

impl Parser<'_> {
    /// Nodes up to one of `closers` (not consumed) or the end.
    fn sequence(&mut self, closers: &[char]) -> Result<Pattern, PatternError> {
        let mut nodes = Vec::new();
        loop {
            self.skip_separators();
            let Some(c) = self.peek() else { break };
            match c {
                c if closers.contains(&c) => break,
                '(' => nodes.push(Node::Alternatives(self.alternatives()?)),
                '[' => nodes.push(Node::Optional(self.optional()?)),
                ')' | ']' | '|' => break,
                '.' => nodes.push(self.gap()?),
                _ => self.word(&mut nodes)?,
            }
        }
        Ok(Pattern { nodes })
    }

    fn alternatives(&mut self) -> Result<Vec<Pattern>, PatternError> {
        self.bump('(');
        let mut patterns = vec![self.sequence(&['|', ')'])?];
        while self.bump('|') {
            patterns.push(self.sequence(&['|', ')'])?);
        }
        if !self.bump(')') {
            return Err(self.error("`(` without `)`", "`)` after the last alternative"));
        }
        Ok(patterns)
    }

    fn optional(&mut self) -> Result<Pattern, PatternError> {
        self.bump('[');
        let mut patterns = vec![self.sequence(&['|', ']'])?];
        while self.bump('|') {
            patterns.push(self.sequence(&['|', ']'])?);
        }
        let pattern = match patterns.pop() {
            Some(only) if patterns.is_empty() => only,
            last => {
                patterns.extend(last);
                Pattern { nodes: vec![Node::Alternatives(patterns)] }
            }
        };
        if !self.bump(']') {
            return Err(self.error("`[` without `]`", "`]` after what may be missing"));
        }
        Ok(pattern)
    }

    fn gap(&mut self) -> Result<Node, PatternError> {
        if self.text[self.at..].starts_with("...") {
            self.at += 3;
            return Ok(Node::Gap(DEFAULT_GAP));
        }
        if self.text[self.at..].starts_with("..") {
            let digits: String = self.text[self.at + 2..].chars().take_while(char::is_ascii_digit).collect();
            if let Ok(words @ 1..=20) = digits.parse() {
                self.at += 2 + digits.len();
                return Ok(Node::Gap(words));
            }
        }
        Err(self.error("a dot that is no gap", "`...` or `..3` (1 to 20 words)"))
    }

    fn word(&mut self, nodes: &mut Vec<Node>) -> Result<(), PatternError> {
        let start = self.at;
        while let Some(c) = self.peek() {
            if c.is_whitespace() || is_hyphen(c) || "()[]|".contains(c) {
                break;
            }
            if c == '{' {
                match self.text[self.at..].find('}') {
                    Some(length) => self.at += length,
                    None => return Err(self.error("`{` without `}`", "the name of a class, `{name}`")),
                }
            }
            self.at += self.peek().map_or(0, char::len_utf8);
        }
        let written = &self.text[start..self.at];
        match written {
            "_" => nodes.push(Node::Any),
            "*" => {
                self.at = start;
                return Err(self.error("a lone `*`", "`_` for any one word, or letters beside the `*`"));
            }
            _ => nodes.extend(self.split(written).into_iter().map(Node::Word)),
        }
        Ok(())
    }

    /// The words of one written word: an elision such as `l'échange` is two. Wildcards and classes stay as written.
    fn split(&self, written: &str) -> Vec<String> {
        if written.contains(['*', '{']) {
            // Only an elision before the wildcard is a word of its own.
            let plain_end = written.find(['*', '{']).unwrap_or(written.len());
            let tokens = self.tokenizer.tokens(&written[..plain_end]);
            return match tokens.as_slice() {
                [first, .., last] if last.span.start > first.span.start => {
                    let cut = last.span.start;
                    let mut words: Vec<String> = tokens[..tokens.len() - 1]
                        .iter()
                        .map(|token| self.tokenizer.fold(&written[token.span.clone()]))
                        .collect();
                    words.push(self.fold_around_wildcards(&written[cut..]));
                    words
                }
                _ => vec![self.fold_around_wildcards(written)],
            };
        }
        let tokens = self.tokenizer.tokens(written);
        tokens.iter().map(|token| self.tokenizer.fold(&written[token.span.clone()])).collect()
    }

    fn fold_around_wildcards(&self, written: &str) -> String {
        let mut folded = String::new();
        let mut rest = written;
        while let Some(cut) = rest.find(['*', '{']) {
            folded.push_str(&self.tokenizer.fold(&rest[..cut]));
            let end =
                if rest[cut..].starts_with('{') { cut + rest[cut..].find('}').map_or(1, |i| i + 1) } else { cut + 1 };
            folded.push_str(&rest[cut..end]);
            rest = &rest[end..];
        }
        folded + &self.tokenizer.fold(rest)
    }

    fn skip_separators(&mut self) {
        while let Some(c) = self.peek().filter(|&c| c.is_whitespace() || is_hyphen(c)) {
            self.at += c.len_utf8();
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn bump(&mut self, expected: char) -> bool {
        let found = self.peek() == Some(expected);
        if found {
            self.at += expected.len_utf8();
        }
        found
    }

    fn error(&self, what: &str, expected: &'static str) -> PatternError {
        PatternError { offset: self.at, what: what.to_owned(), expected }
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '\u{2011}')
}
