//! Names of members. Nothing is ever written to disk under them, but they become names of documents.

/// How many bytes a name may have: the limit of most systems for a path.
const LONGEST: usize = 4096;

/// A member's name, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    /// Relative, with `/`, without `.` and `..`.
    Good(String),
    /// Left out as in a folder: hidden files, and what macOS puts beside each file.
    Hidden,
    /// Not to be used; as it can be shown.
    Bad(String),
}

impl Name {
    /// Judges a name as the archive has it.
    pub(super) fn of(bytes: &[u8]) -> Name {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) if text.len() <= LONGEST && !text.contains('\0') => text,
            _ => return bad(bytes),
        };
        let drive = text.as_bytes().get(1) == Some(&b':') && text.as_bytes()[0].is_ascii_alphabetic();
        let parts: Vec<&str> = text.split('/').filter(|part| *part != ".").collect();
        if text.starts_with('/') || drive || parts.is_empty() || parts.iter().any(|part| matches!(*part, "" | "..")) {
            return bad(bytes);
        }
        if parts.iter().any(|part| part.starts_with('.')) || parts[0] == "__MACOSX" {
            return Name::Hidden;
        }
        Name::Good(parts.join("/"))
    }
}

fn bad(bytes: &[u8]) -> Name {
    let shown = String::from_utf8_lossy(bytes);
    Name::Bad(shown.chars().take(200).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_leaves_the_archive_is_bad() {
        for name in ["../x", "a/../../x", "/etc/passwd", "C:/x", "a//x", "", ".", "a\0b", "a/.."] {
            assert!(matches!(Name::of(name.as_bytes()), Name::Bad(_)), "{name:?}");
        }
        assert!(matches!(Name::of(b"\xff.txt"), Name::Bad(_)));
        assert!(matches!(Name::of("x".repeat(5000).as_bytes()), Name::Bad(_)));
    }

    #[test]
    fn a_leading_dot_folder_is_dropped_and_hidden_names_are_left_out() {
        assert_eq!(Name::of("./a/ş.txt".as_bytes()), Name::Good("a/ş.txt".to_owned()));
        assert_eq!(Name::of(b"a/.DS_Store"), Name::Hidden);
        assert_eq!(Name::of(b"__MACOSX/a.txt"), Name::Hidden);
    }
}
