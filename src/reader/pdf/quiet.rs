//! Panics of the PDF library are caught and reported as problems of a page; they must not be printed as well.

use std::any::Any;
use std::sync::Once;
use std::thread;

/// Panics on threads of this name are somebody's answer.
const NAME: &str = "read-pdf";

/// A thread whose panics are not printed.
pub(crate) fn thread() -> thread::Builder {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if thread::current().name() != Some(NAME) {
                loud(panic);
            }
        }));
    });
    thread::Builder::new().name(NAME.to_string())
}

/// What a panic said, on one line.
pub(crate) fn message(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    let line = words.and_then(|words| words.lines().next()).unwrap_or("no reason given");
    line.chars().take(200).collect()
}
