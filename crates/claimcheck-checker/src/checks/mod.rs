//! The checks, one file each: a code with its documentation, a function that detects, and evidence that
//! puts itself into words. A check knows no other check.

mod agreement;
mod agreement_compatible;
mod agreement_corroborated;
mod agreement_equivalent;
mod agreement_identical;
mod agreement_refines;
mod agreement_succession;
mod conflict_arithmetic;
mod conflict_closed_list;
mod conflict_date;
mod conflict_declared;
mod conflict_identifier;
mod conflict_negation;
mod conflict_order;
mod conflict_ordinal;
mod conflict_place;
mod conflict_quantity;
mod conflict_quotation;
mod conflict_regression;
mod conflict_unique;
mod conflict_value;
mod conflict_window;
pub(crate) mod definition;
mod dispute;
mod gap_certainty_gained;
mod gap_circular;
mod gap_copied;
mod gap_echo;
mod gap_incomparable;
mod gap_silent;
mod gap_single_origin;
mod gap_unannotated;
mod gap_unanswered;
mod gap_unquoted;
mod gap_vague;
pub(crate) mod input;
mod origins;
mod tension;
mod tension_implied;
mod tension_lists;
mod tension_place;
mod tension_scope;
mod tension_text;
mod tension_time;
mod tension_unknown;

use definition::Check;

/// All checks, by family and code.
pub(crate) static ALL: &[&Check] = &[
    &conflict_arithmetic::CHECK,
    &conflict_closed_list::CHECK,
    &conflict_date::CHECK,
    &conflict_declared::CHECK,
    &conflict_identifier::CHECK,
    &conflict_negation::CHECK,
    &conflict_order::CHECK,
    &conflict_ordinal::CHECK,
    &conflict_place::CHECK,
    &conflict_quantity::CHECK,
    &conflict_quotation::CHECK,
    &conflict_regression::CHECK,
    &conflict_unique::CHECK,
    &conflict_value::CHECK,
    &conflict_window::CHECK,
    &agreement_compatible::CHECK,
    &agreement_corroborated::CHECK,
    &agreement_equivalent::CHECK,
    &agreement_identical::CHECK,
    &agreement_refines::CHECK,
    &agreement_succession::CHECK,
    &tension_implied::CHECK,
    &tension_lists::CHECK,
    &tension_place::CHECK,
    &tension_scope::CHECK,
    &tension_text::CHECK,
    &tension_time::CHECK,
    &tension_unknown::CHECK,
    &gap_certainty_gained::CHECK,
    &gap_circular::CHECK,
    &gap_copied::CHECK,
    &gap_echo::CHECK,
    &gap_incomparable::CHECK,
    &gap_silent::CHECK,
    &gap_single_origin::CHECK,
    &gap_unannotated::CHECK,
    &gap_unanswered::CHECK,
    &gap_unquoted::CHECK,
    &gap_vague::CHECK,
    &input::BAD_VALUE,
    &input::CYCLE,
    &input::DUPLICATE_ID,
    &input::LIMIT,
    &input::QUOTE_AMBIGUOUS,
    &input::QUOTE_NOT_FOUND,
    &input::QUOTE_UNSUPPORTED,
    &input::STALE_BASELINE,
    &input::STALE_RULING,
    &input::UNKNOWN_NAME,
    &input::UNUSED,
    &input::YAML,
];
