//! Between whom a dispute is: reports, the sources that one report carries, or one voice and itself. Owns
//! who speaks in a claim; which claims clash is for others to say.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_core::model::{ClaimId, Model, Origin, ReportId};

use crate::words;

/// Between whom a dispute is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Between {
    /// Reports disagree.
    Reports,
    /// One report carries two sides, in different voices.
    Sources,
    /// One voice of one report says both.
    Itself,
}

impl Between {
    /// The word of the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reports => "reports",
            Self::Sources => "sources",
            Self::Itself => "itself",
        }
    }
}

/// Who speaks in a claim of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Voice {
    /// The report itself.
    Own,
    /// Somebody whom it quotes.
    Quoted(Origin),
}

/// Between whom a dispute is, and which reports carry several sides of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parties {
    /// Between whom.
    pub(crate) between: Between,
    /// Each report that carries several sides, with the voices that speak on them.
    pub(crate) carriers: Vec<(ReportId, Vec<Voice>)>,
}

/// On which sides a claim stands, and who speaks in it.
type Stand = (BTreeSet<usize>, Vec<Voice>);
type Stands = BTreeSet<Stand>;

/// Between whom a dispute is whose sides are these. Claims that stand together on some side do not clash.
pub(crate) fn between(model: &Model, sides: &[Vec<ClaimId>]) -> Parties {
    let mut on: BTreeMap<ClaimId, BTreeSet<usize>> = BTreeMap::new();
    for (number, claim) in
        sides.iter().enumerate().flat_map(|(number, side)| side.iter().map(move |it| (number, it)))
    {
        on.entry(*claim).or_default().insert(number);
    }
    let mut reports: BTreeMap<Option<ReportId>, Stands> = BTreeMap::new();
    for (claim, sides) in on {
        let stands = reports.entry(model.entry_of(claim).report).or_default();
        stands.insert((sides, voices(model, claim)));
    }
    let is_one_report = reports.len() == 1;
    let mut parties = Parties { between: Between::Reports, carriers: Vec::new() };
    for (report, stands) in reports {
        let Some(report) = report else { continue };
        parties.add(report, &stands, is_one_report);
    }
    parties
}

impl Parties {
    /// Adds a report, if it carries several sides; that is certain of one that carries all of them.
    fn add(&mut self, report: ReportId, stands: &Stands, carries_all: bool) {
        let clashing: Vec<(&[Voice], &[Voice])> = pairs(stands)
            .filter(|((one, _), (other, _))| one.is_disjoint(other))
            .map(|((_, one), (_, other))| (one.as_slice(), other.as_slice()))
            .collect();
        let all = || pairs(stands).map(|((_, one), (_, other))| (one.as_slice(), other.as_slice()));
        let clashing = if clashing.is_empty() && carries_all { all().collect() } else { clashing };
        if clashing.is_empty() {
            return;
        }
        let shared: BTreeSet<Voice> = clashing.iter().flat_map(|(a, b)| common(a, b)).collect();
        let (between, voices) = match shared.is_empty() {
            true => {
                let both = clashing.iter().flat_map(|(a, b)| a.iter().chain(*b));
                (Between::Sources, both.copied().collect::<BTreeSet<Voice>>())
            }
            false => (Between::Itself, shared),
        };
        match (self.between, between) {
            // What one voice says against itself is told, whoever else disagrees.
            (Between::Itself, Between::Sources) => return,
            (Between::Sources, Between::Itself) => self.carriers.clear(),
            _ => {}
        }
        self.between = between;
        self.carriers.push((report, voices.into_iter().collect()));
    }

    /// Who disagrees, where it is not just reports: `ahram and the source it quotes disagree: sana`.
    pub(crate) fn words(&self, model: &Model) -> Option<String> {
        let told = self.carriers.iter().map(|(report, voices)| {
            let report = model.report(*report).id.as_str();
            let quoted: Vec<String> =
                voices.iter().filter_map(|voice| quoted(model, *voice)).collect();
            let names = words::list(&quoted);
            let has_own = voices.contains(&Voice::Own);
            match (self.between, has_own, quoted.len()) {
                (Between::Itself, _, 0) => format!("{report} contradicts itself"),
                (Between::Itself, true, _) => {
                    format!("{report} contradicts itself, and so does {names}, quoted by it")
                }
                (Between::Itself, false, 1) => format!("{names}, quoted by {report}, says both"),
                (Between::Itself, false, _) => format!("{names}, quoted by {report}, say both"),
                (_, true, 1) => format!("{report} and the source it quotes disagree: {names}"),
                (_, true, _) => format!("{report} and the sources it quotes disagree: {names}"),
                (_, false, 2) => format!("two sources quoted by {report} disagree: {names}"),
                (_, false, _) => format!("sources quoted by {report} disagree: {names}"),
            }
        });
        let told: Vec<String> = told.collect();
        (!told.is_empty()).then(|| told.join("; "))
    }
}

/// The sources of some claims by name, each once: those that are named with those that they cite, the
/// voice of the report where none is.
pub(crate) fn sources(model: &Model, claims: &[ClaimId]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for entry in claims.iter().map(|claim| model.entry_of(*claim)) {
        names.extend(entry.attribution.iter().map(|chain| model.chain_name(chain)));
        let own = entry.report.filter(|_| entry.attribution.is_empty());
        names.extend(own.map(|report| model.origin_name(model.voice(report)).to_owned()));
    }
    names.sort();
    names.dedup();
    names
}

/// Who speaks in a claim, in order, each once: whoever stands behind each of its sources.
pub(crate) fn voices(model: &Model, claim: ClaimId) -> Vec<Voice> {
    let entry = model.entry_of(claim);
    let own = entry.report.map(|report| (Origin::Report(report), model.voice(report)));
    let mut voices: Vec<Voice> = entry
        .attribution
        .iter()
        .filter_map(|chain| chain.last())
        .map(|end| match end {
            Origin::Entity(entity) => Origin::Entity(model.speaker(*entity)),
            Origin::Report(report) => Origin::Report(*report),
        })
        .map(|end| match own {
            Some((report, voice)) if end == report || end == voice => Voice::Own,
            _ => Voice::Quoted(end),
        })
        .collect();
    if voices.is_empty() {
        voices.push(Voice::Own);
    }
    voices.sort_unstable();
    voices.dedup();
    voices
}

fn quoted(model: &Model, voice: Voice) -> Option<String> {
    match voice {
        Voice::Own => None,
        Voice::Quoted(origin) => Some(model.origin_name(origin).to_owned()),
    }
}

fn pairs(stands: &Stands) -> impl Iterator<Item = (&Stand, &Stand)> {
    stands
        .iter()
        .enumerate()
        .flat_map(|(at, one)| stands.iter().skip(at + 1).map(move |other| (one, other)))
}

fn common<'v>(a: &'v [Voice], b: &'v [Voice]) -> impl Iterator<Item = Voice> + 'v {
    a.iter().copied().filter(|voice| b.contains(voice))
}

#[cfg(test)]
mod tests {
    use claimcheck_core::model::{ClaimId, Model};
    use claimcheck_core::source::SourceFile;
    use claimcheck_core::{Input, Project, load};

    use super::{Between, between, sources};

    /// Two reports; what each claim of theirs is `according-to`.
    fn project(ahram: &[&str], other: &[&str]) -> Project {
        let claims = |of: &[&str]| -> String {
            let claim = |(at, by): (usize, &&str)| {
                let by =
                    if by.is_empty() { String::new() } else { format!(", according-to: {by}") };
                format!("  - {{about: raid, says: {{killed: {at}}}{by}}}\n")
            };
            of.iter().enumerate().map(claim).collect()
        };
        let yaml = format!(
            "entities: {{raid: {{}}, sana: {{}}, rebels: {{}}, ahram-desk: {{}},\n\
             \u{20} sana-head: {{speaks-for: sana}}}}\n\
             properties: {{killed: {{type: quantity, unit: people}}}}\n---\n\
             report: {{id: ahram, publisher: ahram-desk}}\nclaims:\n{}---\n\
             report: {{id: other}}\nclaims:\n{}",
            claims(ahram),
            claims(other)
        );
        let mut input = Input::default();
        input.claims.push(input.sources.add(SourceFile::new("claims/raid.yaml", yaml)));
        let project = load(input);
        assert!(project.problems.iter().all(|it| !it.code.is_error()), "{:?}", project.problems);
        project
    }

    #[track_caller]
    fn told(project: &Project, sides: &[&[u32]], kind: Between, words: Option<&str>) {
        let model = project.graph.model();
        let side = |side: &&[u32]| side.iter().map(|claim| ClaimId(*claim)).collect();
        let parties = between(model, &sides.iter().map(side).collect::<Vec<_>>());
        assert_eq!((parties.between, parties.words(model).as_deref()), (kind, words));
    }

    #[test]
    fn reports_disagree_where_each_is_on_one_side() {
        assert_eq!(Between::Reports.as_str(), "reports");
        told(&project(&[""], &[""]), &[&[0], &[1]], Between::Reports, None);
        // A claim that fits both sides takes none.
        told(&project(&["", ""], &[""]), &[&[0, 1], &[0, 2]], Between::Reports, None);
    }

    #[test]
    fn two_voices_of_a_report_are_named() {
        let words = "two sources quoted by ahram disagree: rebels and sana";
        let quoted = project(&["sana-head", "other citing rebels"], &[]);
        let model: &Model = quoted.graph.model();
        assert_eq!(sources(model, &[ClaimId(1), ClaimId(0)]), ["other citing rebels", "sana-head"]);
        told(&quoted, &[&[0], &[1]], Between::Sources, Some(words));
        let own = project(&["", "sana"], &[""]);
        assert_eq!(sources(own.graph.model(), &[ClaimId(0), ClaimId(2)]), ["ahram-desk", "other"]);
        let words = "ahram and the source it quotes disagree: sana";
        told(&own, &[&[0], &[1, 2]], Between::Sources, Some(words));
    }

    #[test]
    fn one_voice_that_says_both_contradicts_itself() {
        let words = Some("ahram contradicts itself");
        let sides: &[&[u32]] = &[&[0], &[1]];
        told(&project(&["", ""], &[]), sides, Between::Itself, words);
        told(&project(&["", "ahram-desk"], &[]), sides, Between::Itself, words);
        let words = Some("sana, quoted by ahram, says both");
        told(&project(&["sana", "[rebels, sana-head]"], &[]), sides, Between::Itself, words);
    }

    #[test]
    fn three_answers_of_one_report_that_no_two_show_are_its_own() {
        let sides: &[&[u32]] = &[&[0, 1], &[1, 2], &[0, 2]];
        let words = Some("ahram contradicts itself");
        told(&project(&["", "", ""], &[]), sides, Between::Itself, words);
        let words = Some("sources quoted by ahram disagree: rebels, sana and other");
        told(&project(&["sana", "rebels", "other"], &[]), sides, Between::Sources, words);
        told(&project(&["", ""], &[""]), sides, Between::Reports, None);
    }
}
