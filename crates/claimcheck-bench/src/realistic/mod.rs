//! Projects such as a large desk would have, written from a seed: stories that three reports tell,
//! with every type of value, orders, rules, sources that hand on each other's words, and quotes
//! that stand in the texts. A stated share of the questions is disputed. Owns what is asked and
//! answered; `text` owns the words.

mod answers;
mod load;
mod text;

use std::fmt::Write as _;

use crate::random::Random;
pub use load::input;
pub(crate) use text::sentence;

use answers::Asked;

/// How many reports tell each story.
pub const REPORTS: usize = 3;
/// Of so many questions one is disputed.
pub const DISPUTED: usize = 20;
/// How many subjects of each kind a story has.
const SUBJECTS: usize = 5;

/// A file of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path below the project's folder, with `/`.
    pub path: String,
    /// All of it.
    pub text: String,
}

/// The files of a project of about so many claims, in the same order for the same seed.
///
/// ```
/// let files: Vec<_> = claimcheck_bench::realistic::files(600, 1).collect();
/// assert!(files.iter().any(|file| file.path == "reports/story-0-a.txt"));
/// ```
pub fn files(claims: usize, seed: u64) -> impl Iterator<Item = File> {
    let stories = claims.div_ceil(story_claims()).max(1);
    let shared = [
        File { path: "claimcheck.yaml".into(), text: "# A generated project.\n".into() },
        File { path: "claims/properties.yaml".into(), text: answers::PROPERTIES.into() },
    ];
    shared.into_iter().chain((0..stories).flat_map(move |number| story(number, claims, seed)))
}

/// How many claims a whole story has.
fn story_claims() -> usize {
    REPORTS * SUBJECTS * Asked::ALL.len()
}

/// One story: its vocabulary, and for each report its claims and its text.
fn story(number: usize, claims: usize, seed: u64) -> Vec<File> {
    let mut random = Random::new(seed ^ (number as u64).wrapping_mul(0x9e37_79b9));
    let wanted = (claims.saturating_sub(number * story_claims())).min(story_claims());
    let questions = wanted.div_ceil(REPORTS);
    let mut reports: Vec<Report> = (0..REPORTS).map(|at| Report::new(number, at)).collect();
    let places = (0..SUBJECTS).flat_map(|of| Asked::ALL.map(|asked| (asked, of)));
    for (question, (asked, of)) in places.take(questions).enumerate() {
        let disputed = random.below(DISPUTED) == 0;
        let answers = asked.answers(number, of, disputed, &mut random);
        for (at, (report, answer)) in reports.iter_mut().zip(answers).enumerate() {
            if question * REPORTS + at < wanted {
                report.claim(asked, of, &answer, &mut random);
            }
        }
    }
    let mut files = vec![File {
        path: format!("claims/story-{number}.yaml"),
        text: answers::vocabulary(number, SUBJECTS),
    }];
    files.extend(reports.into_iter().flat_map(Report::files));
    files
}

/// A report that is being written.
struct Report {
    story: usize,
    name: String,
    yaml: String,
    text: text::Writer,
    claims: usize,
}

impl Report {
    fn new(story: usize, at: usize) -> Self {
        let name = format!("story-{story}-{}", ["a", "b", "c"][at % REPORTS]);
        let mut yaml = format!("report:\n  file: {name}.txt\n  id: {name}\n");
        let _ = write!(
            yaml,
            "  title: {name} in the words of its correspondents\n  publisher: wire-{at}-{story}\n  published: 2025-06-{:02}\n",
            20 + at
        );
        if at == 2 {
            let _ = writeln!(yaml, "  based-on: [story-{story}-a]");
        }
        yaml.push_str("\nclaims:\n");
        Self { story, name, yaml, text: text::Writer::default(), claims: 0 }
    }

    fn claim(&mut self, asked: Asked, of: usize, answer: &answers::Answer, random: &mut Random) {
        self.claims += 1;
        let (number, story) = (self.claims, self.story);
        let quote = self.text.passage(&format!("{}-{number}", self.name), &answer.words, random);
        let about = asked.subject(story, of);
        let _ = write!(
            self.yaml,
            "  - id: claim-{number}\n    quote: \"{quote}\"\n    about: {about}\n    says:\n      {}: {}\n",
            asked.property(),
            answer.value
        );
        match random.below(8) {
            0 => self.yaml.push_str("    certainty: likely\n"),
            1 => {
                let _ = writeln!(self.yaml, "    according-to: [office-{}-{story}]", of % SUBJECTS);
            }
            2 => self.yaml.push_str("    as-of: 2025-06-19\n    tags: [desk, second-reading]\n"),
            _ => {}
        }
        let _ = writeln!(self.yaml, "    note: {}", text::sentence(random, 22));
    }

    fn files(self) -> [File; 2] {
        let path = |folder: &str, ending: &str| format!("{folder}/{}.{ending}", self.name);
        [
            File { path: path("claims", "yaml"), text: self.yaml },
            File { path: path("reports", "txt"), text: self.text.finish() },
        ]
    }
}
