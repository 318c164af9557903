//! The records of a CSV file, none larger than it may be: `csv_core` parses without holding what it has read, so that
//! what is too large can be passed over.

use std::io::{self, BufRead};
use std::iter;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// How many fields a record may have.
const MOST_FIELDS: usize = 1 << 16;

/// The records of a file, one at a time.
pub(super) struct Records<R> {
    reader: R,
    core: Reader,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// How much of `bytes` and `ends` the current record fills.
    filled: (usize, usize),
    largest: usize,
    /// Whether the last byte read is half of a line end that the parser has yet to count.
    after_return: bool,
}

/// What there is to say of the current record beside its fields.
pub(super) struct Record {
    /// The line it begins on, from 1.
    pub(super) line: u64,
    /// Its fields are lost.
    pub(super) is_too_large: bool,
    /// The file ends in it with an odd number of quotation marks: it has swallowed whatever rows followed.
    pub(super) is_unclosed: bool,
}

impl<R: BufRead> Records<R> {
    /// The records of `reader`, of up to `largest` bytes each.
    pub(super) fn new(reader: R, delimiter: u8, largest: u64) -> Self {
        let core = ReaderBuilder::new().delimiter(delimiter).build();
        let largest = usize::try_from(largest).unwrap_or(usize::MAX);
        Records {
            reader,
            core,
            bytes: vec![0; 1 << 10],
            ends: vec![0; 16],
            filled: (0, 0),
            largest,
            after_return: false,
        }
    }

    /// The next record; nothing at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Record>> {
        let line = self.line();
        let (mut bytes, mut ends) = (0, 0);
        let mut is_too_large = false;
        let mut quotes = 0;
        loop {
            let input = self.reader.fill_buf()?;
            let (result, read, written, ended) =
                self.core.read_record(input, &mut self.bytes[bytes..], &mut self.ends[ends..]);
            let is_end = input.is_empty();
            quotes += input[..read].iter().filter(|byte| **byte == b'"').count();
            if read > 0 {
                self.after_return = input[read - 1] == b'\r';
            }
            self.reader.consume(read);
            bytes += written;
            ends += ended;
            is_too_large |= bytes > self.largest;
            match result {
                ReadRecordResult::InputEmpty => {}
                // From here on the buffers are only somewhere to write to.
                ReadRecordResult::OutputFull if is_too_large => bytes = 0,
                ReadRecordResult::OutputFull => self.bytes.resize(self.bytes.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if self.ends.len() >= MOST_FIELDS => (is_too_large, ends) = (true, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    self.filled = (bytes, ends);
                    let is_unclosed = is_end && quotes % 2 == 1;
                    return Ok(Some(Record { line, is_too_large, is_unclosed }));
                }
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    /// Later records may be of up to `largest` bytes.
    pub(super) fn limit(&mut self, largest: u64) {
        self.largest = usize::try_from(largest).unwrap_or(usize::MAX);
    }

    /// The line that the next record begins on.
    pub(super) fn line(&self) -> u64 {
        self.core.line() + u64::from(self.after_return)
    }

    /// The fields of the current record, if it is UTF-8 and not too large.
    pub(super) fn fields(&self) -> Option<Vec<&str>> {
        let (bytes, ends) = self.filled;
        let text = std::str::from_utf8(&self.bytes[..bytes]).ok()?;
        let starts = iter::once(0).chain(self.ends[..ends].iter().copied());
        starts.zip(&self.ends[..ends]).map(|(start, end)| text.get(start..*end)).collect()
    }
}
