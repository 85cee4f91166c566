//! Two stories of people: an association starts its instance, and vouches for a clinician of a hospital. A third server and
//! a plain `ActivityPub` peer see it, without trusting the hospital.

use std::net::Ipv4Addr;

use anyhow::{Context as _, Result, ensure};
use domain::audit::Actor;
use domain::credential::CredentialKind;
use domain::credential_issuer;
use domain::kinds::UserRole;
use domain::moderation::Authority;
use domain::scope::Scopes;
use domain::{account_move, scim, token, user};
use harness::{Client, Fediverse, Forger, Person, Server, id, list};
use protocol::credential::status_list;
use serde_json::{Value, json};

/// Somebody with duties, and an app that may use them.
async fn staff(server: &Server, name: &str, role: UserRole, verifies: bool) -> Result<Client> {
    let ctx = server.ctx();
    server.person(name).await?;
    let (id, _) = user::find(ctx, name).await?;
    user::set_role(ctx, id, role, &Actor::Operator).await?;
    user::set_verifier(ctx, id, verifies, &Actor::Operator).await?;
    let scopes = Scopes::parse("read admin:read admin:write").context("the scopes are known")?;
    let issued = token::issue(ctx, name, scopes).await?;
    Ok(Client::new(server.base(), Some(&issued.secret)))
}

#[tokio::test]
async fn story_1_an_association_starts_an_instance() -> Result<()> {
    let fediverse = Fediverse::start(1).await?;
    let server = &fediverse.servers[0];
    let root = staff(server, "root", UserRole::Admin, false).await?;
    let anybody = server.anonymous();
    let actor = anybody.get_activity("/actor").await?.ok()?;
    let key = &actor["assertionMethod"][0];
    assert_eq!(key["type"], "Multikey");
    let did = anybody.get("/.well-known/did.json").await?.ok()?;
    let method = &did["verificationMethod"][0];
    assert_eq!(method["publicKeyMultibase"], key["publicKeyMultibase"]);
    let instance = anybody.get("/api/v2/instance").await?.ok()?;
    assert_eq!(instance["domain"], server.domain());
    for (number, purpose) in [(1, "revocation"), (2, "suspension")] {
        let list = anybody.get(&format!("/status/{number}")).await?.ok()?;
        let subject = &list["credentialSubject"];
        assert_eq!(subject["statusPurpose"], purpose);
        let text = subject["encodedList"].as_str().context("a list")?;
        let bits = status_list::decode(text)?;
        assert!((0..131_072).all(|index| bits.get(index) == Some(false)));
    }
    let log = list(root.get("/api/rounds/v1/admin/audit").await?.ok()?)?;
    let first = log.last().context("the log begins with its first role")?;
    assert_eq!(
        (&first["id"], &first["action"]),
        (&json!("1"), &json!("role.grant"))
    );
    let secret =
        scim::directory::create_token(server.ctx(), "members", &domain::audit::Actor::Operator)
            .await?;
    let directory = Client::new(server.base(), Some(&secret));
    let nobody = directory.get("/scim/v2/Users").await?.ok()?;
    assert_eq!(nobody["totalResults"], 0);
    assert_eq!(anybody.get("/scim/v2/Users").await?.status, 401);
    Ok(())
}

/// Ada of the hospital, her login at the association, and everybody who looks.
struct Scene {
    fediverse: Fediverse,
    peer: Forger,
    fan: String,
    ada: Person,
    member: Person,
    verifier: Client,
    reader: Person,
}

impl Scene {
    async fn set() -> Result<Self> {
        let fediverse = Fediverse::start(3).await?;
        let [assoc, hospital, clinic] = &fediverse.servers[..] else {
            unreachable!("three were asked for")
        };
        let clock = fediverse.clock.clone();
        let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), clock).await?;
        let (ada, member) = (hospital.person("ada").await?, assoc.person("ada").await?);
        let reader = clinic.person("cleo").await?;
        for there in [hospital, clinic] {
            let kinds = [CredentialKind::HealthProfessional];
            let issuer = assoc.ctx().uris.instance_actor();
            credential_issuer::add(there.ctx(), Authority::Operator, &issuer, &kinds).await?;
        }
        let handle = member.handle.parse()?;
        let other = protocol::account_move::look_up(hospital.federation(), &handle).await?;
        account_move::add_alias(hospital.ctx(), ada.id, other.id).await?;
        let fan = peer.actor("tim");
        let follow = json!({
            "@context": "https://www.w3.org/ns/activitystreams", "id": format!("{fan}#follows/1"),
            "type": "Follow", "actor": fan, "object": hospital.ctx().uris.actor(ada.id),
        });
        assert_eq!(peer.deliver(hospital, &follow).await?, 202);
        reader.follow(&ada.handle).await?;
        let verifier = staff(assoc, "vera", UserRole::Member, true).await?;
        fediverse.settle().await?;
        Ok(Self {
            fediverse,
            peer,
            fan,
            ada,
            member,
            verifier,
            reader,
        })
    }

    /// State and issuer of what the third server shows of Ada.
    async fn shown(&self) -> Result<Vec<(Value, Value)>> {
        let account = self.reader.lookup(&self.ada.handle).await?;
        self.fediverse.settle().await?;
        let path = format!("/api/rounds/v1/accounts/{}/credentials", id(&account));
        let shown = list(self.reader.app.get(&path).await?.ok()?)?;
        let row = |one: &Value| (one["state"].clone(), one["issuer"]["uri"].clone());
        Ok(shown.iter().map(row).collect())
    }

    /// The link that the peer was last told that Ada's profile has, as a Mastodon takes it: exactly one, shown as what it
    /// leads to.
    fn told(&self) -> Result<Option<String>> {
        let hospital = &self.fediverse.servers[1];
        let actor = hospital.ctx().uris.actor(self.ada.id);
        let received = self.peer.received();
        let updates = received.iter().rev();
        let mut updates = updates.filter(|one| one["type"] == "Update" && one["actor"] == *actor);
        let update = updates.next().context("the peer was told")?;
        let fields = update["object"]["attachment"].as_array();
        let field = fields.into_iter().flatten().find(|field| {
            let name = field["name"].as_str().unwrap_or_default();
            name.starts_with("Verified by")
        });
        let Some(field) = field else { return Ok(None) };
        let value = field["value"].as_str().context("a value")?;
        let (_, rest) = value.split_once("href=\"").context("a link")?;
        let (target, rest) = rest.split_once('"').context("an address")?;
        let text = rest.split_once('>').context("a text")?.1;
        ensure!(text == format!("{target}</a>"), "{value}");
        Ok(Some(target.to_owned()))
    }

    /// Whether the page at `address` on the association's server leads back to Ada's profile.
    async fn leads_back(&self, address: &str) -> Result<bool> {
        let [assoc, hospital] = [&self.fediverse.servers[0], &self.fediverse.servers[1]];
        let path = address.strip_prefix(assoc.base()).context("its page")?;
        let page = assoc.anonymous().get(path).await?;
        ensure!(page.status == 200, "{}", page.body);
        let back = format!(r#"<link rel="me" href="{}/@ada">"#, hospital.base());
        Ok(page.body.contains(&back))
    }
}

#[tokio::test]
async fn story_3_an_association_vouches_for_a_clinician_of_a_hospital() -> Result<()> {
    let scene = Scene::set().await?;
    let requests = "/api/rounds/v1/verification_requests";
    let ask = async |number: &str| {
        let claim = json!({
            "account": scene.ada.handle, "profession": "physician", "specialty": "dermatology",
            "jurisdiction": "US", "register": "npi", "number": number,
        });
        scene.member.app.post(requests, &claim).await
    };
    let refused = ask("1234567890").await?;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("number"), "{}", refused.body);
    let asked = ask("1234567893").await?.ok()?;
    assert_eq!(scene.shown().await?, []);
    let queue = "/api/rounds/v1/admin/verification_requests";
    let waiting = list(scene.verifier.get(queue).await?.ok()?)?;
    assert_eq!(waiting[0]["id"], asked["id"]);
    let one = format!("{queue}/{}", id(&asked));
    let approval = json!({"assurance": "register-matched", "valid_until": "2027-12-31"});
    let decide = async |step: &str, said: &Value| {
        let decided = scene.verifier.post(&format!("{one}/{step}"), said).await?;
        decided.ok()
    };
    decide("approve", &approval).await?;
    scene.fediverse.settle().await?;

    let issuer = scene.fediverse.servers[0].ctx().uris.instance_actor();
    let valid = [(json!("valid"), json!(issuer))];
    assert_eq!(scene.shown().await?, valid);
    let link = scene.told()?.context("the profile has its link")?;
    assert!(scene.leads_back(&link).await?);
    let tim = &scene.fan;
    let hospital = &scene.fediverse.servers[1];
    let path = format!("/ap/users/{}", scene.ada.id);
    let actor = scene.peer.ask(hospital, tim, &path).await?.json()?;
    assert!(actor["rounds:credentials"].is_string(), "{actor}");

    let reason = json!({"reason": "The register says otherwise."});
    decide("revoke", &reason).await?;
    scene.fediverse.settle().await?;
    assert!(
        scene
            .shown()
            .await?
            .iter()
            .all(|(state, _)| state != "valid")
    );
    assert_eq!(scene.told()?, None, "the field goes");
    assert!(
        !scene.leads_back(&link).await?,
        "and the page leads nowhere"
    );
    Ok(())
}
