//! The process in which a PDF is read, seen from outside: fed on its standard input, heard on its standard output,
//! ended when its time is up. Whatever kills it, the reason is a row and not the end of a run.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::wire::{self, Message};
use crate::extracted::Extracted;
use crate::reader::{Skip, reason};

/// The argument that asks the program to read a PDF.
const ARGUMENT: &str = "__read-pdf";

#[cfg(unix)]
const MEMORY: u64 = 1536 << 20;

/// How long reading may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    /// For the file.
    pub(crate) file: Duration,
    /// For each of its pages, once their number is known.
    pub(crate) page: Duration,
}

/// What any document needs, many times over.
pub(crate) const DEADLINE: Deadline = Deadline { file: Duration::from_secs(30), page: Duration::from_millis(50) };

/// Reads a PDF in a process of its own.
pub(crate) fn read(program: &Path, bytes: &[u8], deadline: &Deadline) -> Result<Extracted, Skip> {
    let mut child = Command::new(program)
        .arg(ARGUMENT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| Skip::new(reason::BROKEN, format!("{} does not start: {error}", program.display())))?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    thread::scope(|scope| {
        scope.spawn(move || {
            // A process that is gone has its reason told by how it ended.
            let _ = stdin.map(|mut stdin| stdin.write_all(bytes));
        });
        let (sender, messages) = mpsc::channel();
        scope.spawn(move || {
            for line in stdout.map(BufReader::new).into_iter().flat_map(BufRead::lines).map_while(Result::ok) {
                let message = serde_json::from_str::<Message>(&line);
                if message.map(|message| sender.send(message)).is_err() {
                    return;
                }
            }
        });
        let answer = wait_for(&messages, deadline);
        if answer.is_none() {
            // Ends the two threads too: both ends of their pipes are gone.
            let _ = child.kill();
        }
        let ended = child.wait();
        match answer {
            Some(Some(answer)) => answer,
            Some(None) => Err(Skip::new(reason::BROKEN, cause(ended.ok()))),
            None => Err(Skip::new(reason::TIMEOUT, "reading this PDF takes longer than any document needs")),
        }
    })
}

/// Bounds what this process may take, where the system can.
pub(crate) fn bound_memory() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // A limit that is lower already stays.
        let _ = setrlimit(Resource::As, Rlimit { current: Some(MEMORY), maximum: Some(MEMORY) });
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
}

/// The answer, nothing where the process ended without one, and nothing at all where its time is up.
#[allow(clippy::type_complexity, reason = "each layer is one of the three ends")]
fn wait_for(messages: &mpsc::Receiver<Message>, deadline: &Deadline) -> Option<Option<Result<Extracted, Skip>>> {
    let start = Instant::now();
    let mut allowed = deadline.file;
    loop {
        match messages.recv_timeout(allowed.saturating_sub(start.elapsed())) {
            Ok(Message::Pages(pages)) => {
                allowed += deadline.page * u32::try_from(pages).unwrap_or(u32::MAX).min(100_000);
            }
            Ok(message) => return Some(wire::answer(message)),
            Err(RecvTimeoutError::Disconnected) => return Some(None),
            Err(RecvTimeoutError::Timeout) => return None,
        }
    }
}

fn cause(status: Option<ExitStatus>) -> String {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        if let Some(signal) = status.and_then(|status| status.signal()) {
            return format!("reading it ran out of memory or stack, or crashed (signal {signal})");
        }
    }
    match status.and_then(|status| status.code()) {
        Some(code) => format!("reading it ended without an answer (exit code {code})"),
        None => "reading it ended without an answer".to_string(),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// A program that does what `script` says, and what came of it.
    fn run(script: &str) -> Result<Extracted, Skip> {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("worker");
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let deadline = Deadline { file: Duration::from_millis(1500), page: Duration::from_millis(1) };
        read(&program, &[b'x'; 200_000], &deadline)
    }

    #[test]
    fn the_answer_comes_back() {
        let answer = r#"{"Document":{"text":"ab","pages":[],"blocks":[],"problems":[[3,"page_unreadable","d"]]}}"#;
        let extracted = run(&format!("cat >/dev/null; echo '{{\"Pages\":1}}'; echo '{answer}'")).unwrap();
        assert_eq!(extracted.text, "ab");
        assert_eq!(extracted.problems[0].reason, reason::PAGE_UNREADABLE);
    }

    #[test]
    fn a_process_that_hangs_is_ended() {
        assert_eq!(run("exec sleep 60").unwrap_err().reason, reason::TIMEOUT);
    }

    #[test]
    fn a_process_that_crashes_leaves_a_reason() {
        let skip = run("kill -ABRT $$").unwrap_err();
        assert_eq!(skip.reason, reason::BROKEN);
        assert!(skip.detail.contains("signal 6"), "{}", skip.detail);
        assert!(run("exit 3").unwrap_err().detail.contains("exit code 3"));
    }
}
