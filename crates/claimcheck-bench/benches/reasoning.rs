//! How long it takes to check each of the large projects, once it is read.

use claimcheck_bench::Case;
use claimcheck_checker::Context;

fn main() {
    divan::main();
}

#[divan::bench(args = Case::ALL, sample_count = 5, sample_size = 1)]
fn check(bencher: divan::Bencher<'_, '_>, case: Case) {
    let project = case.load(1);
    bencher.bench_local(|| claimcheck_checker::check(&project));
}

#[divan::bench(args = Case::ALL, sample_count = 5, sample_size = 1)]
fn solve(bencher: divan::Bencher<'_, '_>, case: Case) {
    let project = case.load(1);
    bencher.bench_local(|| drop(Context::new(&project)));
}
