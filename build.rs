//! How the program is linked.
//!
//! A position-independent executable has its addresses put right by the loader at every start: forty thousand of
//! them, most in tables of HTML entities and grammars that a session may never look at. That took 0.9 of the
//! 3.5 milliseconds from the command to the first page, and 2 MB of memory that is written and then never
//! shared. So on Linux with glibc the executable has a fixed address. What is given up is that the place of
//! the program's own code differs from start to start; libraries, heap and stack are still placed at random, and what
//! reads the files of strangers is safe Rust.

#[expect(
    clippy::disallowed_methods,
    reason = "this is how cargo speaks with a build script"
)]
fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let target = |part: &str| std::env::var(format!("CARGO_CFG_TARGET_{part}"));
    if target("OS").as_deref() == Ok("linux") && target("ENV").as_deref() == Ok("gnu") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
