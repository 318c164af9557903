//! The members of a ZIP, by name: its directory says where each is, so one that is broken does not hide the others.

use std::fs::File;
use std::io::{BufReader, Read};
use std::iter;

use zip::ZipArchive;
use zip::result::ZipError;

use super::name::Name;
use super::{Intake, Met, part, reason, whole};

/// The members of the archive that `file` holds.
pub(super) fn members(file: BufReader<File>, intake: Intake) -> Box<dyn Iterator<Item = Met> + Send> {
    let archive = match ZipArchive::new(file) {
        Ok(archive) => archive,
        Err(error) => return Box::new(iter::once(whole(reason::BROKEN, error.to_string()))),
    };
    let mut order: Vec<(String, usize)> = (0..archive.len()).map(|index| (name(&archive, index), index)).collect();
    order.sort_by(|(a, i), (b, j)| a.split('/').cmp(b.split('/')).then(i.cmp(j)));
    Box::new(Members { archive, order: order.into_iter(), intake, unpacked: 0 })
}

/// Names as the archive's own encoding has them. Windows writes `\` where the format asks for `/`.
fn name(archive: &ZipArchive<BufReader<File>>, index: usize) -> String {
    let name = archive.name_for_index(index).and_then(Result::ok);
    name.map_or_else(String::new, |name| name.replace('\\', "/"))
}

struct Members {
    archive: ZipArchive<BufReader<File>>,
    order: std::vec::IntoIter<(String, usize)>,
    intake: Intake,
    unpacked: u64,
}

impl Iterator for Members {
    type Item = Met;

    fn next(&mut self) -> Option<Met> {
        loop {
            let (name, index) = self.order.next()?;
            if let Err(met) = self.intake.count() {
                self.order = Vec::new().into_iter();
                return Some(met);
            }
            if let Some(met) = self.member(&name, index) {
                return Some(met);
            }
        }
    }
}

impl Members {
    fn member(&mut self, name: &str, index: usize) -> Option<Met> {
        let entry = match self.archive.by_index_data(index) {
            Ok(entry) => entry,
            Err(error) => return Some(part(name.to_owned(), reason::BROKEN, error.to_string())),
        };
        if entry.is_dir() || name.ends_with('/') {
            return None;
        }
        let (is_link, is_encrypted) = (entry.is_symlink(), entry.encrypted());
        let name = match self.intake.admit(&Name::of(name.as_bytes())) {
            Ok(name) => name,
            Err(met) => return met,
        };
        if is_link {
            return Some(part(name, reason::LINK, "links are not followed"));
        }
        if is_encrypted {
            return Some(part(name, reason::ENCRYPTED, "needs a password"));
        }
        let left = self.intake.limits.total.saturating_sub(self.unpacked);
        let member = match self.archive.by_index(index) {
            Ok(member) => member,
            Err(ZipError::UnsupportedArchive(detail)) => return Some(part(name, reason::UNSUPPORTED, detail)),
            Err(error) => return Some(part(name, reason::BROKEN, error.to_string())),
        };
        let bytes = match self.intake.read(member.take(left.saturating_add(1))) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => {
                self.unpacked = self.unpacked.saturating_add(self.intake.limits.member);
                return Some(self.intake.too_large(name));
            }
            Err(error) => return Some(part(name, reason::BROKEN, error.to_string())),
        };
        self.unpacked = self.unpacked.saturating_add(bytes.len() as u64);
        if self.unpacked > self.intake.limits.total {
            self.order = Vec::new().into_iter();
            return Some(self.intake.too_much());
        }
        Some(Met::Member { name, bytes })
    }
}
