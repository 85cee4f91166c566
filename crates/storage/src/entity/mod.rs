//! The tables as sea-orm models: data only. The schema with its comments is in `migrations`.
#![expect(
    missing_docs,
    clippy::struct_excessive_bools,
    reason = "columns are described once, in the migration that makes them, and are as many as it says"
)]

pub mod access;
pub mod account;
pub mod account_domain_block;
pub mod account_note;
pub mod announcement;
pub mod application;
pub mod authorization_code;
pub mod block;
pub mod bookmark;
pub mod canonical_email_block;
pub mod card;
pub mod collection;
pub mod collection_item;
pub mod custom_emoji;
pub mod delivery;
pub mod domain_allow;
pub mod domain_block;
pub mod email_domain_block;
pub mod endorsement;
pub mod event;
pub mod favourite;
pub mod featured_tag;
pub mod filter;
pub mod filter_keyword;
pub mod filter_status;
pub mod follow;
pub mod group;
pub mod group_post;
pub mod home_entry;
pub mod host;
pub mod idempotency_key;
pub mod import;
pub mod import_line;
pub mod inbox;
pub mod ip_block;
pub mod job;
pub mod list;
pub mod list_member;
pub mod mail_link;
pub mod marker;
pub mod media;
pub mod membership;
pub mod mention;
pub mod mute;
pub mod notification;
pub mod notification_policy;
pub mod outbox;
pub mod pin;
pub mod poll;
pub mod poll_option;
pub mod poll_vote;
pub mod profile;
pub mod push_subscription;
pub mod quote;
pub mod report;
pub mod rule;
pub mod rule_translation;
pub mod scheduled_media;
pub mod scheduled_status;
pub mod session;
pub mod setting;
pub mod status;
pub mod status_card;
pub mod status_edit;
pub mod status_tag;
pub mod tag;
pub mod tag_follow;
pub mod terms_of_service;
pub mod token;
pub mod tombstone;
pub mod user;
