//! What a terminal would obey rather than show, told once for everything that is printed.

/// Whether a terminal would obey a character rather than show it: control characters, line breaks
/// among them, and what overrides the direction of other texts or hides text.
pub fn is_steering(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        // Line and paragraph separators, and the tags that hide text.
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{e0000}'..='\u{e007f}')
}

/// JSON with every character escaped that could steer a terminal, but for the line breaks between its
/// parts. What it says stays the same: such characters stand in its strings alone, and those below a
/// space are escaped already.
///
/// ```
/// use claimcheck_core::text::armoured;
///
/// assert_eq!(armoured("[\"a\u{9b}b\"]\n".into()), "[\"a\\u009bb\"]\n");
/// ```
#[must_use]
pub fn armoured(json: String) -> String {
    let steers = |c: char| c != '\n' && is_steering(c);
    if !json.contains(steers) {
        return json;
    }
    let mut armoured = String::with_capacity(json.len());
    for c in json.chars() {
        if steers(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                armoured.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            armoured.push(c);
        }
    }
    armoured
}
