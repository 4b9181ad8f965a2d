//! What all targets have in common before the first input. Owns no target.

use mimalloc::MiMalloc;

/// The program's own allocator: the targets are to meet what the program does, at its speed.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Makes ready what is made once.
pub fn prepare() {
    claimcheck_fuzz::on_one_thread();
}
