//! Complete programs on real data; run one with `cargo run --example NAME`.
