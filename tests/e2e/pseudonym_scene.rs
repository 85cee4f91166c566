//! A verified member, their pseudonym, and those around them who may know of both and not that they are one.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use anyhow::{Context as _, Result};
use domain::id::AccountId;
use domain::kinds::UserRole;
use domain::pseudonym::{self, NewPseudonym};
use domain::scope::Scopes;
use domain::session::{self, Credentials};
use domain::testing::{self, PASSWORD, picture};
use domain::token;
use harness::{Client, Fediverse, Forger, Person, Server, id};
use serde_json::{Value, json};

use crate::crawl::Marks;

/// The username of the pseudonym.
pub const OWL: &str = "nightowl";
const MEMBER: &str = "adalovelace";
const ALL: &str = "profile read write follow push pseudonyms admin:read admin:write";

/// Someone with a token for everything that their role allows.
pub async fn app_of(server: &Server, name: &str, scopes: &str) -> Result<Client> {
    let scopes = Scopes::parse(scopes).context("the scopes are known")?;
    let issued = token::issue(server.ctx(), name, scopes).await?;
    Ok(Client::new(server.base(), Some(&issued.secret)))
}

/// The member, verified, and their pseudonym, which has its credential.
pub async fn member_and_owl(fediverse: &Fediverse) -> Result<[Person; 2]> {
    let server = &fediverse.servers[0];
    let member = server.person(MEMBER).await?;
    testing::vouched(server.ctx(), member.id).await;
    let user = domain::user::find(server.ctx(), MEMBER).await?.0;
    let new = NewPseudonym {
        username: OWL.into(),
        display_name: "Night Owl".into(),
    };
    let owl = pseudonym::create(server.ctx(), user, new).await?;
    while key_of(server, owl).await? == key_of(server, member.id).await? {
        // Tests have a few keys only.
        domain::account::rotate_key(server.ctx(), owl).await?;
    }
    fediverse.advance(Duration::from_hours(24)).await?;
    let owl = Person {
        app: app_of(server, OWL, "read write follow push").await?,
        id: owl,
        handle: format!("{OWL}@{}", server.domain()),
    };
    Ok([member, owl])
}

async fn key_of(server: &Server, who: AccountId) -> Result<Option<String>> {
    let account = domain::account::show(server.ctx(), who).await?;
    Ok(account.public_key)
}

/// What a crawl needs.
pub struct World {
    /// The network.
    pub fediverse: Fediverse,
    /// A server whose `fan` follows both.
    pub peer: Forger,
    /// Who follows both on the peer.
    pub fan: String,
    /// Who follows both on the server.
    pub follower: Person,
    /// Who moderates and administers.
    pub staff: Client,
    /// The member and the pseudonym.
    pub both: [Person; 2],
    /// By what each of them is known.
    pub marks: [Marks; 2],
    /// Ids of everything there is, for addresses.
    pub ids: Vec<String>,
    /// Ids of what the two posted.
    pub posts: Vec<String>,
}

impl World {
    /// Everybody does what people do, and it has arrived.
    pub async fn new() -> Result<Self> {
        let fediverse = Fediverse::start(1).await?;
        let peer = Forger::start(Ipv4Addr::new(127, 0, 0, 9), fediverse.clock.clone()).await?;
        let fan = peer.actor("fan");
        let both = member_and_owl(&fediverse).await?;
        let server = &fediverse.servers[0];
        testing::staff(server.ctx(), "mona", UserRole::Admin).await;
        let staff = app_of(server, "mona", ALL).await?;
        let follower = server.person("follower").await?;
        let mut world = Self {
            fediverse,
            peer,
            fan,
            follower,
            staff,
            both,
            marks: [Marks::default(), Marks::default()],
            ids: Vec::new(),
            posts: Vec::new(),
        };
        let named = json!({"title": "Both"});
        let list = world
            .follower
            .app
            .post("/api/v1/lists", &named)
            .await?
            .ok()?;
        world.ids.push(id(&list).to_owned());
        for number in 0..2 {
            world.marks[number] = world.live(number, id(&list)).await?;
        }
        world.fediverse.settle().await?;
        world.fediverse.advance(Duration::from_mins(20)).await?;
        world.collect().await?;
        Ok(world)
    }

    /// The server that is asked.
    pub fn server(&self) -> &Server {
        &self.fediverse.servers[0]
    }

    /// What one of the two does and what is done to them; by what they are known then.
    async fn live(&mut self, number: usize, list: &str) -> Result<Marks> {
        let who = &self.both[number];
        let server = &self.fediverse.servers[0];
        let account = domain::account::show(server.ctx(), who.id).await?;
        let uploaded = who
            .app
            .upload("/api/v2/media", &picture(60, 40))
            .await?
            .ok()?;
        let word = ["morningword", "eveningword"][number];
        let posted = json!({
            "status": format!("A rare {word} #tag{word}"),
            "media_ids": [id(&uploaded)],
        });
        let posted = who.app.post("/api/v1/statuses", &posted).await?.ok()?;
        let poll = json!({"status": "Which?", "poll": {"options": ["a", "b"], "expires_in": 3600}});
        let poll = who.app.post("/api/v1/statuses", &poll).await?.ok()?;
        who.act(&posted, "pin").await?;
        self.befriend(number, list, &posted).await?;
        let written = self.follower.post(&format!("A case for {number}")).await?;
        let who = &self.both[number];
        // Whoever two follow on one day is told of both at once.
        let followed = [
            &self.follower.handle,
            &format!("mona@{}", self.server().domain()),
        ];
        who.follow(followed[number]).await?;
        for verb in ["favourite", "reblog", "bookmark"] {
            who.act(&written, verb).await?;
        }
        who.reply(&written, &format!("So it is, {word}")).await?;
        self.posts
            .extend([&posted, &poll].map(|it| id(it).to_owned()));
        self.ids
            .extend([id(&written), id(&uploaded), id(&poll["poll"])].map(str::to_owned));
        let file = uploaded["url"]
            .as_str()
            .context("a picture has an address")?;
        let secret = file
            .split('/')
            .rev()
            .nth(1)
            .context("it is at a secret place")?;
        let mut words = vec![
            who.id.to_string(),
            account.username.clone(),
            account.uri.clone(),
            secret.to_owned(),
            id(&posted).to_owned(),
            id(&poll).to_owned(),
            word.to_owned(),
        ];
        let key = account.public_key.unwrap_or_default();
        words.extend(key.lines().nth(2).map(str::to_owned));
        words.extend(self.secrets_of(&account.username, who.id).await?);
        Ok(Marks::new(words))
    }

    /// What only moderators may know: the login, its address and from where it came; and the credentials.
    async fn secrets_of(&self, name: &str, who: AccountId) -> Result<Vec<String>> {
        let server = self.server();
        let ctx = server.ctx();
        let (user, _) = domain::user::find(ctx, name).await?;
        let login = domain::user::show(ctx, user).await?;
        let mut words = vec![user.to_string(), login.email.clone()];
        if name == MEMBER {
            let address = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 77));
            let credentials = Credentials {
                email: &login.email,
                password: PASSWORD,
                address,
            };
            session::log_in(ctx, credentials, "Nightbrowser").await?;
            words.extend([address.to_string(), "Nightbrowser".to_owned()]);
            let owl = self.both[1].id;
            pseudonym::enter(ctx, user, owl).await?;
        }
        let actor = server.anonymous();
        let actor = actor
            .get_activity(&format!("/ap/users/{who}"))
            .await?
            .ok()?;
        let key = actor["assertionMethod"][0]["publicKeyMultibase"].as_str();
        words.push(key.context("an actor has a key")?.to_owned());
        let known = storage::credential::credentials_of(ctx.db.read(), &[who]).await?;
        let known = known.values().flatten();
        words.extend(known.map(|credential| credential.id.to_string()));
        Ok(words)
    }

    /// The follower and the peer take notice of one of the two.
    async fn befriend(&self, number: usize, list: &str, posted: &Value) -> Result<()> {
        let (who, server) = (&self.both[number], self.server());
        let app = &self.follower.app;
        self.follower.follow(&who.handle).await?;
        self.follower.act(posted, "favourite").await?;
        let on_list = json!({"account_ids": [who.id.to_string()]});
        app.post(&format!("/api/v1/lists/{list}/accounts"), &on_list)
            .await?
            .ok()?;
        let report = json!({"account_id": who.id.to_string(), "status_ids": [id(posted)]});
        app.post("/api/v1/reports", &report).await?.ok()?;
        let object = domain::account::show(server.ctx(), who.id).await?.uri;
        let follow = json!({
            "id": format!("{}/follows/{number}", self.fan), "type": "Follow",
            "actor": self.fan, "object": object,
        });
        self.peer.deliver(server, &follow).await?;
        Ok(())
    }

    /// Ids of what came of it all.
    async fn collect(&mut self) -> Result<()> {
        let staff = self.staff.get("/api/v1/admin/reports").await?.ok()?;
        let told = self.follower.app.get("/api/v1/notifications").await?.ok()?;
        let entities = [staff, told];
        let found = entities
            .iter()
            .flat_map(|list| list.as_array().into_iter().flatten());
        self.ids.extend(found.map(|entity| id(entity).to_owned()));
        for who in &self.both {
            let ctx = self.fediverse.servers[0].ctx();
            let known = storage::credential::credentials_of(ctx.db.read(), &[who.id]).await?;
            let known = known.values().flatten();
            self.ids
                .extend(known.map(|credential| credential.id.to_string()));
        }
        Ok(())
    }
}
