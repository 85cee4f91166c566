//! A federated ActivityPub server for healthcare professional networking.
