//! The schema of Rounds: one file a change, never edited after a release, run by `storage::connect` at start.
//!
//! The statements are plain SQL in the dialect that SQLite and PostgreSQL share, so that what is written here is what
//! stands in the database. Times are unix milliseconds; ids are made by `storage::id`.

use sea_orm_migration::prelude::*;
pub use sea_orm_migration::prelude::{MigrationTrait, MigratorTrait};

mod m20261121_000001_accounts;
mod m20261121_000002_people;
mod m20261121_000003_statuses;
mod m20261121_000004_relations;
mod m20261121_000005_groups;
mod m20261121_000006_federation;
mod m20261121_000007_instance;
mod m20261122_000003_home_entries;
mod m20261122_000010_lists;
mod m20261122_000011_tag_follows;
mod m20261122_000012_featured;
mod m20261122_000020_filters;
mod m20261122_000021_pending;
mod m20261122_000022_account_notes;
mod m20261122_000023_polls;
mod m20261122_000024_scheduled_statuses;
mod m20261122_000030_notifications;
mod m20261122_000031_conversations;
mod m20261122_000032_push;
mod m20261122_000040_moderation;
mod m20261122_000041_domain_policies;
mod m20261122_000042_sign_up_blocks;
mod m20261122_000043_sign_up_sources;
mod m20261122_000050_cards;
mod m20261122_000060_status_search;
mod m20261122_000061_custom_emojis;
mod m20261122_000062_announcements;
mod m20261122_000063_trends;
mod m20261122_000064_link_trends;
mod m20261122_000070_instance_texts;
mod m20261122_000071_active_days;
mod m20261122_000072_profile_tabs;
mod m20261122_000095_collections;
mod m20261122_000100_imports;
mod m20261122_000110_media_processing;
mod m20261122_000111_quotes;
mod m20261122_000120_preferences;
mod m20261122_000200_lifecycle;
mod m20261122_000210_thread_refreshes;
mod m20261122_000220_interaction_policies;
mod m20261122_000221_relays;
mod m20261122_000230_assertion_keys;
mod m20261122_000240_group_moderation;
mod m20261122_000250_instances;
mod m20261122_000260_lanes;
mod m20261123_000300_audit;
mod m20261123_000301_audit_append_only;
mod m20261123_000310_credentials;
mod m20261123_000320_verifiers;
mod m20261123_000321_verification;
mod m20261123_000330_status_lists;
mod m20261123_000340_credential_issuers;
mod m20261123_000350_pseudonyms;
mod m20261123_000360_directory;
mod m20261123_000370_external_identities;
mod m20261123_000380_scim;
mod m20261123_000390_second_factors;
mod m20261123_000400_directory_stubs;
mod m20261123_000405_member_list;
mod m20261123_000410_interests;
mod m20261123_000411_request_mails;
mod m20261123_000412_scim_use;

/// Knows every migration in its order.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let whole = |migration| Box::new(Whole(migration)) as Box<dyn MigrationTrait>;
        Self::in_order().into_iter().map(whole).collect()
    }
}

/// A migration that takes effect as a whole or not at all, on SQLite too: a process that is killed in the middle of one
/// finds the schema of before, and begins it anew.
pub struct Whole(pub Box<dyn MigrationTrait>);

impl MigrationName for Whole {
    fn name(&self) -> &str {
        self.0.name()
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Whole {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        self.0.up(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        self.0.down(manager).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

impl Migrator {
    fn in_order() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_000001_accounts::Migration),
            Box::new(m20261121_000002_people::Migration),
            Box::new(m20261121_000003_statuses::Migration),
            Box::new(m20261121_000004_relations::Migration),
            Box::new(m20261121_000005_groups::Migration),
            Box::new(m20261121_000006_federation::Migration),
            Box::new(m20261121_000007_instance::Migration),
            Box::new(m20261122_000003_home_entries::Migration),
            Box::new(m20261122_000020_filters::Migration),
            Box::new(m20261122_000021_pending::Migration),
            Box::new(m20261122_000022_account_notes::Migration),
            Box::new(m20261122_000023_polls::Migration),
            Box::new(m20261122_000024_scheduled_statuses::Migration),
            Box::new(m20261122_000010_lists::Migration),
            Box::new(m20261122_000011_tag_follows::Migration),
            Box::new(m20261122_000012_featured::Migration),
            Box::new(m20261122_000030_notifications::Migration),
            Box::new(m20261122_000031_conversations::Migration),
            Box::new(m20261122_000032_push::Migration),
            Box::new(m20261122_000060_status_search::Migration),
            Box::new(m20261122_000050_cards::Migration),
            Box::new(m20261122_000040_moderation::Migration),
            Box::new(m20261122_000061_custom_emojis::Migration),
            Box::new(m20261122_000062_announcements::Migration),
            Box::new(m20261122_000063_trends::Migration),
            Box::new(m20261122_000064_link_trends::Migration),
            Box::new(m20261122_000070_instance_texts::Migration),
            Box::new(m20261122_000095_collections::Migration),
            Box::new(m20261122_000100_imports::Migration),
            Box::new(m20261122_000110_media_processing::Migration),
            Box::new(m20261122_000041_domain_policies::Migration),
            Box::new(m20261122_000042_sign_up_blocks::Migration),
            Box::new(m20261122_000043_sign_up_sources::Migration),
            Box::new(m20261122_000071_active_days::Migration),
            Box::new(m20261122_000072_profile_tabs::Migration),
            Box::new(m20261122_000111_quotes::Migration),
            Box::new(m20261122_000120_preferences::Migration),
            Box::new(m20261122_000230_assertion_keys::Migration),
            Box::new(m20261122_000250_instances::Migration),
            Box::new(m20261122_000240_group_moderation::Migration),
            Box::new(m20261122_000210_thread_refreshes::Migration),
            Box::new(m20261122_000220_interaction_policies::Migration),
            Box::new(m20261122_000221_relays::Migration),
            Box::new(m20261122_000200_lifecycle::Migration),
            Box::new(m20261122_000260_lanes::Migration),
            Box::new(m20261123_000300_audit::Migration),
            Box::new(m20261123_000301_audit_append_only::Migration),
            Box::new(m20261123_000310_credentials::Migration),
            Box::new(m20261123_000320_verifiers::Migration),
            Box::new(m20261123_000330_status_lists::Migration),
            Box::new(m20261123_000410_interests::Migration),
            Box::new(m20261123_000340_credential_issuers::Migration),
            Box::new(m20261123_000380_scim::Migration),
            Box::new(m20261123_000350_pseudonyms::Migration),
            Box::new(m20261123_000321_verification::Migration),
            Box::new(m20261123_000360_directory::Migration),
            Box::new(m20261123_000390_second_factors::Migration),
            Box::new(m20261123_000370_external_identities::Migration),
            Box::new(m20261123_000411_request_mails::Migration),
            Box::new(m20261123_000412_scim_use::Migration),
            Box::new(m20261123_000400_directory_stubs::Migration),
            Box::new(m20261123_000405_member_list::Migration),
        ]
    }
}

/// Runs `statements` one after the other. `BYTES` stands for the engine's type of raw bytes and `SERIAL` for its
/// ever-rising key; `WITHOUT ROWID` is SQLite's alone. The two dialects differ in nothing else here.
async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    let (bytes, serial, clustered) = match manager.get_database_backend() {
        sea_orm_migration::sea_orm::DbBackend::Postgres => (
            "BYTEA",
            "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
            "",
        ),
        _ => (
            "BLOB",
            "INTEGER PRIMARY KEY AUTOINCREMENT",
            " WITHOUT ROWID",
        ),
    };
    for statement in statements {
        let sql = statement
            .replace("BYTES", bytes)
            .replace("SERIAL", serial)
            .replace(" WITHOUT ROWID", clustered);
        manager.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// Drops `tables` in the order given (dependants first).
async fn drop(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    for table in tables {
        manager
            .get_connection()
            .execute_unprepared(&format!("DROP TABLE {table}"))
            .await?;
    }
    Ok(())
}
