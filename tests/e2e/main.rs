//! Journeys between real servers on loopback.

mod follow;
mod hostile;
mod kill;
mod start;
mod status;
mod stream;
