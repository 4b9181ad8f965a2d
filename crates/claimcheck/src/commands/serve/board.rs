//! What is shown now: the last page that could be made, and what keeps the next one from being made.
//! The check hangs it up, clients look at it, and neither waits for the other.

use std::sync::{Arc, Mutex, PoisonError};

use claimcheck_page::Served;
use serde::Serialize;

use crate::sanitize::clean;

/// What is shown.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// The page.
    pub(super) page: Arc<Served>,
    /// Why the project cannot be checked as it is now, so that the page is an older one.
    pub(super) trouble: Option<String>,
}

/// What a page is told of what is shown.
#[derive(Serialize)]
struct News<'a> {
    version: &'a str,
    trouble: Option<&'a str>,
}

impl Shown {
    /// The news for a page, as JSON on one line.
    pub(super) fn news(&self) -> String {
        let news = News { version: &self.page.version, trouble: self.trouble.as_deref() };
        // Two texts can always be written.
        serde_json::to_string(&news).unwrap_or_default()
    }
}

/// What a look at the project came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Renewed {
    /// There is something else to show.
    Changed,
    /// Nothing that the page shows is different.
    Same,
    /// The project cannot be checked, for a reason that is told for the first time.
    Broken(String),
    /// The project cannot be checked, for the reason that was told.
    StillBroken,
}

/// Where what is shown hangs.
#[derive(Debug)]
pub(super) struct Board(Mutex<Arc<Shown>>);

impl Board {
    pub(super) fn new(page: Served) -> Self {
        Self(Mutex::new(Arc::new(Shown { page: Arc::new(page), trouble: None })))
    }

    /// What is shown now. It is another `Arc` whenever it is something else.
    pub(super) fn now(&self) -> Arc<Shown> {
        Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Shows a new page, or tells beside the last one why there is none.
    pub(super) fn renew(&self, page: Result<Served, String>) -> Renewed {
        let was = self.now();
        let (page, trouble, renewed) = match page {
            Ok(page) if page.version != was.page.version => {
                (Arc::new(page), None, Renewed::Changed)
            }
            Ok(_) if was.trouble.is_none() => return Renewed::Same,
            Ok(_) => (Arc::clone(&was.page), None, Renewed::Same),
            Err(message) => {
                let trouble = clean(&message).into_owned();
                if was.trouble.as_ref() == Some(&trouble) {
                    return Renewed::StillBroken;
                }
                (Arc::clone(&was.page), Some(trouble), Renewed::Broken(message))
            }
        };
        let shown = Arc::new(Shown { page, trouble });
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = shown;
        renewed
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use claimcheck_page::Served;

    use super::{Board, Renewed};

    fn page(version: &str) -> Served {
        Served { text: version.to_uppercase(), policy: String::new(), version: version.to_owned() }
    }

    #[test]
    fn only_what_is_different_is_hung_up() {
        let board = Board::new(page("a"));
        let first = board.now();
        assert_eq!(board.renew(Ok(page("a"))), Renewed::Same);
        assert!(Arc::ptr_eq(&first, &board.now()), "nobody is told of nothing");
        assert_eq!(board.renew(Ok(page("b"))), Renewed::Changed);
        assert_eq!(board.now().page.text, "B");
    }

    #[test]
    fn the_last_page_stays_beside_what_is_broken() {
        let board = Board::new(page("a"));
        let broken = || Err("no \u{1b}[31m\nsettings".to_owned());
        assert!(matches!(board.renew(broken()), Renewed::Broken(_)));
        let news: serde_json::Value =
            serde_json::from_str(&board.now().news()).expect("it is JSON");
        assert_eq!(news["version"], "a");
        assert_eq!(news["trouble"], "no \u{fffd}[31m settings");
        assert!(!board.now().news().contains('\n'), "an event is one line");
        assert_eq!(board.renew(broken()), Renewed::StillBroken);
        assert_eq!(board.renew(Ok(page("a"))), Renewed::Same);
        assert_eq!(board.now().trouble, None);
    }
}
