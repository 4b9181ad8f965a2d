//! The checks, one file each: a code with its documentation, a function from the judged graph to
//! findings, and their words.

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
mod dispute;
mod gap_certainty_gained;
mod gap_circular;
mod gap_echo;
mod gap_incomparable;
mod gap_silent;
mod gap_single_origin;
mod gap_unannotated;
mod gap_unanswered;
mod gap_unquoted;
mod gap_vague;
pub(crate) mod input;
mod input_bad_value;
mod input_cycle;
mod input_duplicate_id;
mod input_quote_ambiguous;
mod input_quote_not_found;
mod input_quote_unsupported;
mod input_stale_baseline;
mod input_stale_ruling;
mod input_unknown_name;
mod input_unused;
mod input_yaml;
mod origins;

use claimcheck_core::model::Certainty;

use crate::check::Check;
use crate::finding::Severity;

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
    &gap_certainty_gained::CHECK,
    &gap_circular::CHECK,
    &gap_echo::CHECK,
    &gap_incomparable::CHECK,
    &gap_silent::CHECK,
    &gap_single_origin::CHECK,
    &gap_unannotated::CHECK,
    &gap_unanswered::CHECK,
    &gap_unquoted::CHECK,
    &gap_vague::CHECK,
    &input_bad_value::CHECK,
    &input_cycle::CHECK,
    &input_duplicate_id::CHECK,
    &input_quote_ambiguous::CHECK,
    &input_quote_not_found::CHECK,
    &input_quote_unsupported::CHECK,
    &input_stale_baseline::CHECK,
    &input_stale_ruling::CHECK,
    &input_unknown_name::CHECK,
    &input_unused::CHECK,
    &input_yaml::CHECK,
];

pub(crate) use gap_unquoted::is_on_whole_report;

/// How bad a conflict is, by the least certain claim of its minimal set.
pub(crate) fn severity_of(least: Certainty) -> Severity {
    match least {
        Certainty::Certain => Severity::Error,
        Certainty::Likely => Severity::Warning,
        Certainty::Possible | Certainty::Doubtful => Severity::Note,
    }
}
