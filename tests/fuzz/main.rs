//! Every parser of what strangers send, tried on mutated seeds: none panics, none works longer than its input is long, and
//! what it lets through is what it promises. `make fuzz` looks for longer; docs/testing.md says how.

mod bound;
mod directories;
mod discovery;
mod documents;
mod linear;
mod markup;
mod mutate;
mod pictures;
mod seeds;
mod signatures;
