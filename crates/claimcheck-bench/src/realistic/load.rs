//! A realistic project in memory, for measuring one step alone. Owns what is a text and what are
//! claims; the program has its own reader of files.

use claimcheck_core::Input;
use claimcheck_core::resolve::Text;
use claimcheck_core::source::SourceFile;

use super::files;

/// What the program would read of a project of about so many claims.
pub fn input(claims: usize, seed: u64) -> Input {
    let mut input = Input::default();
    for file in files(claims, seed) {
        let id = input.sources.add(SourceFile::new(file.path.as_str(), file.text));
        if let Some(path) = file.path.strip_prefix("reports/") {
            input.texts.push(Text { path: path.to_owned(), content: Ok(id) });
        } else if file.path.starts_with("claims/") {
            input.claims.push(id);
        }
    }
    input
}
