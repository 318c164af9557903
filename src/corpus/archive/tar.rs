//! The members of a TAR, as they stand in it. It is read as a stream, so that a packed one needs no more memory than one
//! member; the first thing that is broken ends it.

use std::io::{self, Read};

use tar::Archive;

use super::name::Name;
use super::{Intake, Met, part, reason, whole};

/// Everything in a TAR begins at a multiple of this.
const BLOCK: u64 = 512;
/// How many bytes the headers of one member may have: a long name is read whole before it can be judged.
const LONGEST_HEADER: u64 = 1 << 20;

/// The members of the archive that a stream holds.
pub(super) struct Members {
    stream: Counted<Box<dyn Read + Send>>,
    /// Where the bytes of the current member end, and where the headers of the next begin.
    end: u64,
    next: u64,
    intake: Intake,
    ended: bool,
}

impl Members {
    /// The members of the archive that `stream` holds.
    pub(super) fn new(stream: Box<dyn Read + Send>, intake: Intake) -> Members {
        Members { stream: Counted { inner: stream, position: 0, budget: 0 }, end: 0, next: 0, intake, ended: false }
    }

    /// Reads on to the next file that something can be said of; nothing at the end.
    fn advance(&mut self) -> io::Result<Option<Met>> {
        loop {
            self.stream.budget = self.intake.limits.total.saturating_sub(self.stream.position);
            let left = self.next - self.stream.position;
            if io::copy(&mut (&mut self.stream).take(left), &mut io::sink())? < left {
                // An archive that lacks only the padding of its last member lacks nothing.
                let is_whole = self.stream.position >= self.end;
                return if is_whole { Ok(None) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
            }
            self.stream.budget = LONGEST_HEADER;
            let Some(head) = head(&mut self.stream)? else {
                return Ok(None);
            };
            let absurd = || io::Error::other("a size that cannot be");
            self.end = self.stream.position.checked_add(head.size).ok_or_else(absurd)?;
            self.next = self.end.checked_next_multiple_of(BLOCK).ok_or_else(absurd)?;
            if let Err(met) = self.intake.count() {
                self.ended = true;
                return Ok(Some(met));
            }
            if let Some(met) = self.member(&head)? {
                return Ok(Some(met));
            }
        }
    }

    fn member(&mut self, head: &Head) -> io::Result<Option<Met>> {
        let skipped = match head.kind {
            Kind::File => None,
            Kind::Neither => return Ok(None),
            Kind::Link => Some((reason::LINK, "links are not followed")),
            Kind::Special => Some((reason::SPECIAL_FILE, "not a regular file")),
        };
        let name = match self.intake.admit(&Name::of(&head.name)) {
            Ok(name) => name,
            Err(met) => return Ok(met),
        };
        if let Some((reason, detail)) = skipped {
            return Ok(Some(part(name, reason, detail)));
        }
        self.stream.budget = self.intake.limits.total.saturating_sub(self.stream.position);
        let Some(bytes) = self.intake.read((&mut self.stream).take(head.size))? else {
            return Ok(Some(self.intake.too_large(name)));
        };
        if (bytes.len() as u64) < head.size {
            self.ended = true;
            return Ok(Some(part(name, reason::BROKEN, "the archive ends in the middle of it")));
        }
        Ok(Some(Met::Member { name, bytes }))
    }
}

impl Iterator for Members {
    type Item = Met;

    fn next(&mut self) -> Option<Met> {
        if self.ended {
            return None;
        }
        match self.advance() {
            Ok(Some(met)) => Some(met),
            Ok(None) => {
                self.ended = true;
                None
            }
            Err(error) => {
                self.ended = true;
                let met = if self.stream.position >= self.intake.limits.total {
                    self.intake.too_much()
                } else {
                    whole(reason::BROKEN, error.to_string())
                };
                Some(met)
            }
        }
    }
}

/// What the headers say of one member.
struct Head {
    name: Vec<u8>,
    kind: Kind,
    /// Bytes that follow in the stream.
    size: u64,
}

enum Kind {
    File,
    Link,
    Special,
    /// A folder, or something said of the archive as a whole.
    Neither,
}

/// Reads the headers of one member and nothing after them: a new archive for each, as one that lives on would be
/// borrowed by its members.
fn head(stream: impl Read) -> io::Result<Option<Head>> {
    let mut archive = Archive::new(stream);
    let Some(entry) = archive.entries()?.next() else {
        return Ok(None);
    };
    let entry = entry?;
    let kind = entry.header().entry_type();
    let (size, kind) = if kind.is_gnu_sparse() {
        // Its size is that of the file with its holes; in the stream it has the header's.
        (entry.header().entry_size()?, Kind::Special)
    } else if kind.is_file() || kind.is_contiguous() {
        (entry.size(), Kind::File)
    } else if kind.is_symlink() || kind.is_hard_link() {
        (entry.size(), Kind::Link)
    } else if kind.is_character_special() || kind.is_block_special() || kind.is_fifo() {
        (entry.size(), Kind::Special)
    } else {
        (entry.size(), Kind::Neither)
    };
    // The oldest archives mark a folder by its name alone.
    let name = entry.path_bytes().into_owned();
    let kind = if name.ends_with(b"/") { Kind::Neither } else { kind };
    Ok(Some(Head { name, kind, size }))
}

/// A stream that knows where it is and gives only so much.
struct Counted<R> {
    inner: R,
    position: u64,
    budget: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.budget == 0 && !buffer.is_empty() {
            return Err(io::Error::other("larger than it may be"));
        }
        let most = usize::try_from(self.budget).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.inner.read(&mut buffer[..most])?;
        self.position += read as u64;
        self.budget -= read as u64;
        Ok(read)
    }
}
