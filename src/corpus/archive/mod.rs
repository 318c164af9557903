//! The members of an archive, one at a time. An archive comes from anywhere: names that leave it, links, members that
//! unpack to more than they say, and archives in archives are skipped, each with its reason. A size in a header is never
//! believed.

mod name;
mod tar;
mod zip;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::iter;
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use super::reason;
use super::shape::Shape;
use name::Name;

/// How an archive is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Zip,
    Tar,
    TarGz,
    TarZst,
}

/// How much is taken from one archive.
#[derive(Debug, Clone)]
pub(super) struct Limits {
    /// Bytes of a member.
    pub(super) member: u64,
    /// Bytes of all, unpacked.
    pub(super) total: u64,
    /// How many.
    pub(super) members: usize,
}

/// What reading an archive meets.
pub(super) enum Met {
    /// A member, unpacked.
    Member { name: String, bytes: Vec<u8> },
    /// A member, or without a name the archive itself, that is not read on.
    Skipped { name: Option<String>, reason: &'static str, detail: String },
}

/// The members of the archive at `path`: of a ZIP by name, of a TAR as they stand in it, for it is read as a stream.
pub(super) fn members(format: Format, path: &Path, limits: &Limits) -> Box<dyn Iterator<Item = Met> + Send> {
    let intake = Intake { limits: limits.clone(), members: 0, seen: BTreeSet::new() };
    let file = match File::open(path) {
        Ok(file) => BufReader::new(file),
        Err(error) => return Box::new(iter::once(whole(reason::UNREADABLE, error.to_string()))),
    };
    let stream: Box<dyn Read + Send> = match format {
        Format::Zip => return zip::members(file, intake),
        Format::Tar => Box::new(file),
        Format::TarGz => Box::new(MultiGzDecoder::new(file)),
        Format::TarZst => match StreamingDecoder::new(file) {
            Ok(stream) => Box::new(stream),
            Err(error) => return Box::new(iter::once(whole(reason::BROKEN, error.to_string()))),
        },
    };
    Box::new(tar::Members::new(stream, intake))
}

/// What is said of the archive itself.
fn whole(reason: &'static str, detail: impl Into<String>) -> Met {
    Met::Skipped { name: None, reason, detail: detail.into() }
}

/// What is said of one member.
fn part(name: String, reason: &'static str, detail: impl Into<String>) -> Met {
    Met::Skipped { name: Some(name), reason, detail: detail.into() }
}

/// Decides what is taken from an archive.
struct Intake {
    limits: Limits,
    members: usize,
    seen: BTreeSet<String>,
}

impl Intake {
    /// The name of a file in the archive if it is to be read; otherwise what there is to say of it, if anything.
    fn admit(&mut self, name: &Name) -> Result<String, Option<Met>> {
        let name = match name {
            Name::Good(name) => name.clone(),
            Name::Hidden => return Err(None),
            Name::Bad(shown) => {
                let detail = "the name is not UTF-8, too long, or leaves the archive";
                return Err(Some(part(shown.clone(), reason::BAD_NAME, detail)));
            }
        };
        if matches!(Shape::of(&name), Shape::Archive(_)) {
            return Err(Some(part(name, reason::NESTED_ARCHIVE, "an archive in an archive is not read")));
        }
        if !self.seen.insert(name.clone()) {
            return Err(Some(part(name, reason::DUPLICATE_NAME, "an earlier member has this name")));
        }
        Ok(name)
    }

    /// Counts one more member, of whatever kind; says so where it is one too many.
    fn count(&mut self) -> Result<(), Met> {
        self.members += 1;
        if self.members > self.limits.members {
            return Err(whole(reason::TOO_MANY_MEMBERS, format!("only the first {} are read", self.limits.members)));
        }
        Ok(())
    }

    /// Reads a member, whatever its header says of its size; nothing where it is too large.
    fn read(&self, member: impl Read) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        member.take(self.limits.member.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok((bytes.len() as u64 <= self.limits.member).then_some(bytes))
    }

    fn too_large(&self, name: String) -> Met {
        part(name, reason::TOO_LARGE, format!("more than {} bytes", self.limits.member))
    }

    fn too_much(&self) -> Met {
        whole(reason::TOO_LARGE, format!("unpacks to more than {} bytes; the rest is not read", self.limits.total))
    }
}
