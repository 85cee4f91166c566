//! HTTP message signatures: draft-cavage-12 and RFC 9421.
