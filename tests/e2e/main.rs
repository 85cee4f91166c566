//! Journeys between real servers on loopback.

mod follow;
mod kill;
mod start;
mod status;
