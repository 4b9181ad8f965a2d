//! A line that says what is being done, for people who wait at a terminal. It appears only where a
//! run takes a while, and is gone before anything else is written. Nothing is shown where standard
//! error is no terminal.

use std::io::{IsTerminal as _, stderr};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a run may take before anything is shown.
const PATIENCE: Duration = Duration::from_millis(700);
/// How often the line moves.
const BEAT: Duration = Duration::from_millis(100);

/// What is being done, until it is dropped.
#[derive(Debug, Default)]
pub(crate) struct Progress(Option<Shown>);

#[derive(Debug)]
struct Shown {
    bar: ProgressBar,
    /// Dropped at the end, which the thread that shows the line waits for.
    end: Option<Sender<()>>,
    waiting: Option<JoinHandle<()>>,
}

impl Progress {
    /// Starts, where somebody looks.
    pub(crate) fn start() -> Self {
        if !stderr().is_terminal() || std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
            return Self::default();
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        let (end, ended) = channel();
        let shown = bar.clone();
        let waiting = std::thread::spawn(move || {
            if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(BEAT);
            }
        });
        Self(Some(Shown { bar, end: Some(end), waiting: Some(waiting) }))
    }

    /// Says what is done now.
    pub(crate) fn say(&self, what: &'static str) {
        if let Some(shown) = &self.0 {
            shown.bar.set_message(what);
        }
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(waiting) = self.waiting.take() {
            let _ = waiting.join();
        }
        self.bar.finish_and_clear();
    }
}
