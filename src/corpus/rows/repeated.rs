//! Which ids occur more than once, exactly and in little memory: hashes of all ids are sorted in runs, the runs merged,
//! and only ids whose hash occurs twice have to be remembered as strings.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

/// How many hashes are held before they go to disk.
pub(super) const RUN: usize = 1 << 20;

/// The ids of a file as they come.
pub(super) struct Ids {
    run: Vec<u64>,
    /// Sorted runs on disk, in files that are gone when they are closed.
    runs: Vec<File>,
    longest: usize,
}

impl Ids {
    /// No ids yet; `longest` is the length of a run.
    pub(super) fn new(longest: usize) -> Ids {
        Ids { run: Vec::new(), runs: Vec::new(), longest }
    }

    /// One more id.
    pub(super) fn push(&mut self, id: &str) -> io::Result<()> {
        if self.run.len() == self.longest {
            self.run.sort_unstable();
            let mut file = BufWriter::new(tempfile::tempfile()?);
            for hash in self.run.drain(..) {
                file.write_all(&hash.to_le_bytes())?;
            }
            self.runs.push(file.into_inner().map_err(io::IntoInnerError::into_error)?);
        }
        self.run.push(hash(id));
        Ok(())
    }

    /// The ids that may occur more than once.
    pub(super) fn into_repeated(mut self) -> io::Result<Repeated> {
        self.run.sort_unstable();
        let mut runs = Vec::new();
        for mut file in self.runs {
            file.rewind()?;
            runs.push(Run::Disk(BufReader::new(file)));
        }
        runs.push(Run::Memory(self.run.into_iter()));
        let mut heap = BinaryHeap::new();
        for (index, run) in runs.iter_mut().enumerate() {
            heap.extend(run.next()?.map(|hash| Reverse((hash, index))));
        }
        let mut hashes = Vec::new();
        let mut last = None;
        while let Some(Reverse((hash, index))) = heap.pop() {
            if last == Some(hash) && hashes.last() != Some(&hash) {
                hashes.push(hash);
            }
            last = Some(hash);
            heap.extend(runs[index].next()?.map(|hash| Reverse((hash, index))));
        }
        Ok(Repeated { hashes })
    }
}

/// The ids that may occur more than once: all that do, and with bad luck one that does not.
pub(super) struct Repeated {
    /// Sorted.
    hashes: Vec<u64>,
}

impl Repeated {
    /// Whether this id may occur more than once.
    pub(super) fn contains(&self, id: &str) -> bool {
        !self.hashes.is_empty() && self.hashes.binary_search(&hash(id)).is_ok()
    }
}

enum Run {
    Disk(BufReader<File>),
    Memory(std::vec::IntoIter<u64>),
}

impl Run {
    fn next(&mut self) -> io::Result<Option<u64>> {
        match self {
            Run::Memory(hashes) => Ok(hashes.next()),
            Run::Disk(file) => {
                let mut bytes = [0; 8];
                match file.read_exact(&mut bytes) {
                    Ok(()) => Ok(Some(u64::from_le_bytes(bytes))),
                    Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
                    Err(error) => Err(error),
                }
            }
        }
    }
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_on_disk_find_what_one_run_in_memory_finds() {
        let ids: Vec<String> = (0..1000).map(|n| (n * 7 % 900).to_string()).collect();
        for longest in [1, 3, 64, 999, 1000, 5000] {
            let mut seen = Ids::new(longest);
            for id in &ids {
                seen.push(id).unwrap();
            }
            let repeated = seen.into_repeated().unwrap();
            for id in &ids {
                let occurs_twice = ids.iter().filter(|other| *other == id).count() > 1;
                assert_eq!(repeated.contains(id), occurs_twice, "{id} in runs of {longest}");
            }
            assert!(!repeated.contains("absent"));
        }
    }
}
