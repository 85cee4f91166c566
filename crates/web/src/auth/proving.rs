//! How somebody who is logged in can show that it is them.

use domain::external_identity::{self, Ways};
use domain::session::Browser;
use serde_urlencoded::to_string;

use crate::error::Result;
use crate::pages::proving::Proving;
use crate::state::State;

/// What the page at `path` asks of them; a provider sends them back there.
pub(crate) async fn of(state: &State, browser: &Browser, path: &str) -> Result<Proving> {
    let ways = external_identity::ways(&state.ctx, browser.holder.user_id).await?;
    Ok(by(state, browser, &ways, path))
}

/// The same of somebody whose `ways` to log in are known.
pub(super) fn by(state: &State, browser: &Browser, ways: &Ways, path: &str) -> Proving {
    let query = to_string([("return_to", path)]).unwrap_or_default();
    let linked = ways.linked.iter();
    let known = linked.filter_map(|row| state.federation.providers.find(&row.provider));
    let providers = known.map(|provider| {
        let settings = provider.settings();
        let address = format!("/settings/logins/prove/{}?{query}", settings.name);
        (address, settings.label.clone())
    });
    Proving {
        has_password: ways.password,
        is_proved: browser.is_proved(state.ctx.clock.now()),
        providers: providers.collect(),
        by_mail: state.ctx.config.password_log_in,
    }
}
