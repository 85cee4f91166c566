//! Starts real servers for the journeys.
