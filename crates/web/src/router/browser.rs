//! What people see in a browser, and where they and their apps log in.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use super::open_to_scripts;
use crate::activitypub::authorized_fetch;
use crate::member_list::BYTES;
use crate::state::State;
use crate::{assets, auth, browse, media, moderation, oauth, settings, transfer, verification};

/// Bytes of a file that a member brings along: `domain::import::LINES` long ones.
const IMPORT_BYTES: usize = 4 * 1024 * 1024;
/// A list of people who are no members yet, and the form around it.
const DIRECTORY_BYTES: usize = domain::fhir::MOST_BYTES + 1024 * 1024;
/// Bytes of a list of members, and of what is sent along.
const LIST_BYTES: usize = BYTES + 64 * 1024;

/// Bytes of a form with a file that proves something. What is a little too large is read, so that the answer can name the
/// field.
const EVIDENCE_BYTES: usize = domain::verification::MAX_BYTES + 1024 * 1024;

/// What apps ask to get a token.
pub(super) fn oauth() -> Router<State> {
    Router::new()
        .route("/oauth/token", post(oauth::token::create))
        .route("/oauth/revoke", post(oauth::token::revoke))
        .route(
            "/oauth/userinfo",
            get(oauth::userinfo::show).post(oauth::userinfo::show),
        )
        .route(
            "/.well-known/oauth-authorization-server",
            get(oauth::discovery::show),
        )
        .layer(open_to_scripts())
}

/// Where people join, log in, let apps in and look after their login and their profile.
pub(super) fn people(uploads: DefaultBodyLimit) -> Router<State> {
    Router::new()
        .route(
            "/signup",
            get(auth::sign_up::show).post(auth::sign_up::create),
        )
        .route("/confirm", get(auth::confirm::show))
        .route(
            "/confirm/again",
            get(auth::confirm::ask).post(auth::confirm::send),
        )
        .route("/login", get(auth::log_in::show).post(auth::log_in::create))
        .route(
            "/login/second-factor",
            get(auth::second_factor::show).post(auth::second_factor::create),
        )
        .route("/logout", post(auth::log_in::destroy))
        .route("/language", post(auth::language::choose))
        .route(
            "/password/forgot",
            get(auth::password::forgot).post(auth::password::send),
        )
        .route(
            "/password/reset",
            get(auth::password::show).post(auth::password::update),
        )
        .route(
            "/oauth/authorize",
            get(oauth::authorize::show).post(oauth::authorize::create),
        )
        .route("/oauth/authorize/native", get(oauth::authorize::native))
        .route(
            "/settings/profile",
            get(auth::profile::show)
                .post(auth::profile::update)
                .layer(uploads),
        )
        .route(
            "/settings/preferences",
            get(settings::preferences::show).post(settings::preferences::update),
        )
        .route(
            "/settings/privacy",
            get(settings::privacy::show).post(settings::privacy::update),
        )
        .route(
            "/settings/notifications",
            get(settings::notifications::show).post(settings::notifications::update),
        )
        .route(
            "/unsubscribe",
            get(settings::unsubscribe::show).post(settings::unsubscribe::create),
        )
        .merge(verification())
        .route("/settings/sessions", get(settings::sessions::index))
        .route(
            "/settings/sessions/end-others",
            post(settings::sessions::end_others),
        )
        .route("/settings/sessions/{id}/end", post(settings::sessions::end))
        .route(
            "/settings/apps/{id}/revoke",
            post(settings::sessions::revoke),
        )
        .route(
            "/settings/pseudonyms",
            get(settings::pseudonyms::index).post(settings::pseudonyms::create),
        )
        .route(
            "/settings/pseudonyms/leave",
            post(settings::pseudonyms::leave),
        )
        .route(
            "/settings/pseudonyms/{id}/enter",
            post(settings::pseudonyms::enter),
        )
        .route(
            "/settings/pseudonyms/{id}/delete",
            post(settings::pseudonyms::destroy),
        )
        .route(
            "/settings/migration",
            get(settings::migration::show).post(settings::migration::depart),
        )
        .route(
            "/settings/migration/cancel",
            post(settings::migration::stay),
        )
        .route("/settings/aliases", post(settings::migration::add_alias))
        .route(
            "/settings/aliases/remove",
            post(settings::migration::remove_alias),
        )
        .route("/settings/account", get(auth::settings::show))
        .route("/settings/email", post(auth::settings::update_email))
        .route("/settings/password", post(auth::settings::update_password))
        .route("/settings/delete", post(auth::settings::destroy))
}

/// What members have verified, and the verifiers' queue.
fn verification() -> Router<State> {
    let own = Router::new()
        .route(
            "/settings/verification",
            get(settings::verification::index).post(settings::verification::create),
        )
        .route(
            "/settings/verification/{id}",
            get(settings::verification::show),
        )
        .route(
            "/settings/verification/{id}/answer",
            post(settings::verification::answer),
        )
        .layer(DefaultBodyLimit::max(EVIDENCE_BYTES));
    Router::new()
        .merge(own)
        .route(
            "/settings/verification/{id}/withdraw",
            post(settings::verification::withdraw),
        )
        .route(
            "/settings/credentials",
            get(settings::credentials::index).post(settings::credentials::create),
        )
        .route(
            "/settings/credentials/{id}/remove",
            post(settings::credentials::remove),
        )
        .route("/verification", get(verification::queue::index))
        .route("/verification/{id}", get(verification::request::show))
        .route(
            "/verification/{id}/evidence/{evidence}",
            get(verification::request::evidence),
        )
        .route(
            "/verification/{id}/{step}",
            post(verification::request::decide),
        )
}

/// Where people look after the second factor of their log-in.
pub(super) fn two_factor() -> Router<State> {
    Router::new()
        .route("/settings/two-factor", get(settings::two_factor::show))
        .route(
            "/settings/two-factor/totp",
            get(settings::two_factor::new).post(settings::two_factor::start),
        )
        .route(
            "/settings/two-factor/totp/confirm",
            post(settings::two_factor::confirm),
        )
        .route(
            "/settings/two-factor/totp/remove",
            post(settings::two_factor::remove),
        )
        .route(
            "/settings/two-factor/recovery-codes",
            post(settings::two_factor::renew),
        )
        .route(
            "/settings/two-factor/passkeys",
            post(settings::passkeys::start),
        )
        .route(
            "/settings/two-factor/passkeys/finish",
            post(settings::passkeys::finish),
        )
        .route(
            "/settings/two-factor/passkeys/remove",
            post(settings::passkeys::remove),
        )
}

/// Where people log in through a provider, and say which.
pub(super) fn oidc() -> Router<State> {
    Router::new()
        .route("/login/oidc/{provider}", get(auth::oidc::begin))
        .route(
            "/login/oidc/{provider}/callback",
            get(auth::oidc::callback::show),
        )
        .route(
            "/login/oidc/{provider}/logout",
            post(auth::oidc::logout::create),
        )
        .route("/login/join", post(auth::oidc::join::create))
        .route("/settings/logins", get(auth::oidc::settings::show))
        .route("/settings/logins/link", post(auth::oidc::settings::link))
        .route(
            "/settings/logins/unlink",
            post(auth::oidc::settings::unlink),
        )
        .route(
            "/settings/logins/prove/{provider}",
            get(auth::oidc::settings::prove),
        )
}

/// What members take along and bring.
pub(super) fn transfer() -> Router<State> {
    Router::new()
        .route("/settings/export", get(transfer::export::show))
        .route("/settings/export/{file}", get(transfer::export::download))
        .route(
            "/settings/import",
            get(transfer::import::index)
                .post(transfer::import::create)
                .layer(DefaultBodyLimit::max(IMPORT_BYTES)),
        )
        .route("/settings/import/{id}", get(transfer::import::show))
}

/// The queue of moderators.
pub(super) fn moderation() -> Router<State> {
    Router::new()
        .route("/moderation/sign-ups", get(moderation::sign_ups::index))
        .route(
            "/moderation/sign-ups/{id}/{decision}",
            post(moderation::sign_ups::decide),
        )
        .route(
            "/moderation/pseudonyms",
            get(moderation::pseudonyms::index).post(moderation::pseudonyms::ask),
        )
        .route(
            "/moderation/pseudonyms/{id}/agree",
            post(moderation::pseudonyms::agree),
        )
        .route(
            "/moderation/directory",
            get(moderation::directories::index)
                .post(moderation::directories::create)
                .layer(DefaultBodyLimit::max(DIRECTORY_BYTES)),
        )
        .route(
            "/moderation/directory/{source}/remove",
            post(moderation::directories::destroy),
        )
        .route(
            "/moderation/directory/stubs/{id}/remove",
            post(moderation::directories::take_out),
        )
        .route(
            "/moderation/members",
            get(moderation::members::index)
                .post(moderation::members::create)
                .layer(DefaultBodyLimit::max(LIST_BYTES)),
        )
        .route(
            "/moderation/members/export",
            get(moderation::members::export),
        )
        .route("/moderation/members/{id}", get(moderation::members::show))
        .route(
            "/moderation/members/{id}/confirm",
            post(moderation::members::confirm),
        )
        .route(
            "/moderation/members/{id}/discard",
            post(moderation::members::discard),
        )
        .route(
            "/moderation/members/{id}/report",
            get(moderation::members::report),
        )
        .route("/moderation/audit", get(moderation::audit::index))
        .route(
            "/moderation/people",
            get(moderation::people::index).post(moderation::people::update),
        )
        .route("/moderation/instances", get(moderation::instances::index))
        .route(
            "/moderation/instances/{host}",
            get(moderation::instances::show),
        )
        .route(
            "/moderation/instances/{host}/note",
            post(moderation::instances::note),
        )
        .route(
            "/moderation/issuers",
            get(moderation::issuers::index).post(moderation::issuers::create),
        )
        .route(
            "/moderation/issuers/{id}/remove",
            post(moderation::issuers::destroy),
        )
        .route(
            "/moderation/scim",
            get(moderation::scim::index).post(moderation::scim::create),
        )
        .route("/moderation/scim/end", post(moderation::scim::end))
        .route("/moderation/scim/people", post(moderation::scim::people))
        .route("/moderation/reports", get(moderation::reports::index))
        .route("/moderation/reports/{id}", get(moderation::report::show))
        .route(
            "/moderation/reports/{id}/note",
            post(moderation::report::note),
        )
        .route(
            "/moderation/reports/{id}/act",
            post(moderation::report::act),
        )
        .route(
            "/moderation/reports/{id}/{step}",
            post(moderation::report::step),
        )
}

/// What people see in a browser.
pub(super) fn pages(state: &State) -> Router<State> {
    Router::new()
        .route("/", get(browse::home::show))
        .route("/about", get(browse::home::about_page))
        .route("/privacy-policy", get(browse::texts::privacy_policy))
        .route("/terms-of-service", get(browse::texts::terms))
        .route("/terms-of-service/{date}", get(browse::texts::terms_of))
        .route("/imprint", get(browse::texts::imprint))
        .route("/source", get(browse::home::source))
        .route("/collections/{id}", get(browse::collection::show))
        .route("/verify/{id}", get(browse::credential::show))
        .route("/directory", get(browse::directory::show))
        .route("/directory/stubs", get(browse::directory_stub::index))
        .route("/directory/stubs/{id}", get(browse::directory_stub::show))
        .route(
            "/directory/stubs/{id}/claim",
            post(browse::directory_stub::claim),
        )
        .route("/groups", get(browse::groups))
        .route("/groups/{name}/moderation", get(browse::group_desk::show))
        .route(
            "/groups/{name}/posts/{id}/{verb}",
            post(browse::group_desk::decide),
        )
        .route("/tags/{name}", get(browse::tag::show))
        .route("/@{handle}", get(browse::account::show))
        .route(
            "/@{handle}/with_replies",
            get(browse::account::with_replies),
        )
        .route("/@{handle}/media", get(browse::account::media))
        .route("/@{handle}/{id}", get(browse::status::show))
        .route("/@{handle}/{id}/embed", get(browse::embed::show))
        .route("/assets/{file}", get(assets::show))
        .route_layer(from_fn_with_state(state.clone(), authorized_fetch::pages))
}

/// Pictures; with `media.base_url` reached by another name, which leads here too.
pub(super) fn files() -> Router<State> {
    Router::new().route("/media/{secret}/{variant}", get(media::show))
}
