//! Journeys between real servers on loopback.

mod follow;
mod group;
mod hostile;
mod kill;
mod order;
mod profile;
mod start;
mod status;
mod stream;
