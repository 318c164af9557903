//! One file of a run while it is written: bytes, rows and hash are counted on the way out.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// A file that has been written, as `run.json` records it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Its name in the run directory.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its rows, where it is a table; a header is none.
    pub rows: Option<u64>,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
}

/// Lower-case hex digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file being written.
#[derive(Debug)]
pub(super) struct Output {
    name: &'static str,
    path: PathBuf,
    file: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
}

impl Output {
    /// Opens an empty file of this name.
    pub(super) fn create(folder: &Path, name: &'static str) -> Result<Self> {
        let path = folder.join(name);
        let file = File::create(&path).map_err(Error::io(&path))?;
        Ok(Output { name, path, file: BufWriter::new(file), hash: Sha256::new(), bytes: 0 })
    }

    /// Where it is written, for messages.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Everything is in it.
    pub(super) fn finish(mut self, rows: Option<u64>) -> Result<Written> {
        self.file.flush().map_err(Error::io(&self.path))?;
        let sha256 = hex(&self.hash.finalize());
        Ok(Written { name: self.name.to_owned(), bytes: self.bytes, rows, sha256 })
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let n = self.file.write(bytes)?;
        self.hash.update(&bytes[..n]);
        self.bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}
