//! The pages that people see in a browser: HTML that needs no script.
//!
//! A page is a struct of what it shows and a template in `templates/`; every word comes from `locales/`.

pub mod audit;
pub mod auth;
pub mod collection;
pub mod credential;
pub mod credentials;
pub mod directories;
pub mod directory;
pub mod directory_stub;
pub mod embed;
pub mod emoji;
pub mod error;
pub mod feed;
pub mod form;
pub mod group;
pub mod group_desk;
pub mod home;
pub mod instances;
pub mod issuers;
pub mod layout;
pub mod logins;
pub mod members;
pub mod migration;
pub mod moderation;
pub mod people;
pub mod policy;
pub mod preferences;
pub mod profile;
pub mod proving;
pub mod pseudonyms;
pub mod scim;
pub mod settings;
pub mod status;
pub mod structured_data;
pub mod tag;
pub mod transfer;
pub mod two_factor;
pub mod verification;
pub mod view;
