//! Where the program starts, and where it gets its memory. All else is in the library beside this.

/// Reading makes and frees many small texts on all threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    claimcheck::main()
}
