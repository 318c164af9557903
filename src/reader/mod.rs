//! From bytes to text: one file a format, one row in [`READERS`].
