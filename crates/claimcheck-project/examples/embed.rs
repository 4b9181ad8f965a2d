//! Checks two reports from memory and prints the disputes: `cargo run -p claimcheck-project --example
//! embed`.

use std::error::Error;
use std::io::{self, Write as _};

use claimcheck_project::{Query, Session};

const MORNING: &str = "About 40 people were on board, the harbour office said.\n";
const EVENING: &str = "Sixty-two passengers had boarded the ferry.\n";

const CLAIMS: &str = r#"
entities: {ferry: {names: [the ferry]}}
properties: {on-board: {type: quantity, unit: people}}
---
report: {file: morning.txt}
claims: [{about: ferry, says: {on-board: about 40}, quote: "About 40 people were on board"}]
---
report: {file: evening.txt}
claims: [{about: the ferry, says: {on-board: 62}, quote: "Sixty-two passengers"}]
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let texts = [
        ("reports/morning.txt", MORNING),
        ("reports/evening.txt", EVENING),
        ("claims/ferry.yaml", CLAIMS),
    ];
    let mut session = Session::in_memory(texts)?;
    let analysis = session.analyse(&Query::default())?;
    let mut out = io::stdout().lock();
    for dispute in analysis.conflicts() {
        writeln!(out, "{}: {}", dispute.code, dispute.message)?;
        for position in &dispute.positions {
            let claims =
                position.claims.iter().map(|claim| &*analysis.model().entry_of(*claim).name);
            writeln!(out, "  {}: {}", position.value, claims.collect::<Vec<_>>().join(", "))?;
        }
    }
    Ok(())
}
