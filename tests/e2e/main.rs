//! Journeys between real servers on loopback.

mod backup;
mod card;
mod documents;
mod follow;
mod group;
mod hostile;
mod hostile_documents;
mod import;
mod kill;
mod mail;
mod media;
mod mentions;
mod order;
mod permutation;
mod poll;
mod profile;
mod push;
mod quote;
mod scene;
mod shut_out;
mod signatures;
mod start;
mod status;
mod stream;
mod synchronization;
mod undo;
