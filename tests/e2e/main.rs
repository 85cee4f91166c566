//! Journeys between real servers on loopback.

mod start;
