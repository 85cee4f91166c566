//! What implementations send, through the queue of received activities into a real database: the fixtures are written
//! after the shapes that each of them documents, and each does the right thing.

mod long;
mod reactions;
mod relations;
mod short;
mod world;
