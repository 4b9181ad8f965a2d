//! What several properties share. How many random cases each is tried on: a tenth of them while one works, and all of them
//! where `CLAIMCHECK_TEST_SCALE` is 1, as in `.ci/run`. More than 1 looks further.

use proptest::test_runner::{Config, RngSeed};

/// The part of the cases that is tried where nothing is asked for.
const SCALE: f64 = 0.1;
/// So many cases are always tried, unless there are fewer.
const FEWEST: u32 = 8;

/// So many cases, scaled. They are the same on every run, so that a failure is one of the change at
/// hand; `PROPTEST_CASES` and `PROPTEST_RNG_SEED` look further.
pub(crate) fn config(full: u32) -> Config {
    let asked = Config::default();
    let rng_seed = match asked.rng_seed {
        RngSeed::Random => RngSeed::Fixed(2025),
        given => given,
    };
    let cases = std::env::var_os("PROPTEST_CASES").map_or_else(|| scaled(full), |_| asked.cases);
    Config { cases, rng_seed, failure_persistence: None, ..asked }
}

/// A number of cases, scaled.
pub(crate) fn scaled(full: u32) -> u32 {
    let asked = std::env::var("CLAIMCHECK_TEST_SCALE").ok();
    let scale = asked.map_or(SCALE, |scale| scale.parse().expect("a scale is a number"));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is in range")]
    let cases = (f64::from(full) * scale) as u32;
    cases.max(FEWEST.min(full))
}

/// Whether some members of a minimal set, each as the claims that give it, can all hold, by a judge of
/// claims: the claims of a member that cannot all hold are sides of a dispute, of which one is right.
pub(crate) fn one_side_holds(members: &[Vec<usize>], holds: &dyn Fn(&[usize]) -> bool) -> bool {
    let mut worlds: Vec<Vec<usize>> = vec![Vec::new()];
    for claims in members {
        let mut sides: Vec<Vec<usize>> = Vec::new();
        // The largest subsets come first.
        let mut masks: Vec<u32> = (1..1 << claims.len()).collect();
        masks.sort_by_key(|mask| std::cmp::Reverse(mask.count_ones()));
        for mask in masks {
            let side: Vec<usize> =
                (0..claims.len()).filter(|at| mask & (1 << at) != 0).map(|at| claims[at]).collect();
            let is_part =
                sides.iter().any(|known: &Vec<usize>| side.iter().all(|it| known.contains(it)));
            if !is_part && holds(&side) {
                sides.push(side);
            }
        }
        worlds = worlds
            .iter()
            .flat_map(|world| sides.iter().map(|side| [world.as_slice(), side].concat()))
            .collect();
    }
    worlds.iter().any(|world| holds(world))
}
