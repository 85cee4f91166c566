//! A provider of logins on loopback that lies as it is told to.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

use axum::extract::State;
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Clock;
use domain::external_identity::{Duties, Joining};
use domain::kinds::UserRole;
use openidconnect::core::{
    CoreEdDsaPrivateSigningKey, CoreHmacKey, CoreJsonWebKey, CoreJwsSigningAlgorithm,
};
use openidconnect::{JsonWebKeyId, PrivateSigningKey};
use protocol::oidc::{ClaimNames, ClientSecret, Settings};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use url::Url;

pub const SECRET: &str = "the secret of the client";

/// Two keys for tests, in the order in which a provider changes them.
const KEYS: [&str; 2] = [
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJX1OAQpv638a0p+ddEI47renbCibf+ofTa1w6PsKlsg\n-----END PRIVATE KEY-----\n",
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAb64aOf15Fe6piXYLHrgBgLKteY3wb8yqOf5Ie1yYQG\n-----END PRIVATE KEY-----\n",
];

/// How a token is signed.
#[derive(Clone, Debug)]
pub enum Signature {
    /// As it should.
    Own,
    /// By a key that no document lists.
    Unlisted,
    /// `alg: none`.
    Missing,
    /// `alg: HS256` with this secret.
    Shared(Vec<u8>),
}

/// What the provider does next.
pub struct World {
    /// Whether it answers at all.
    pub down: bool,
    /// Which of its keys it signs with and lists.
    pub key: usize,
    /// Claims in place of the true ones; `null` leaves one out.
    pub forged: Value,
    /// How it signs.
    pub signature: Signature,
    /// What else it says of itself.
    pub metadata: Value,
    /// What it says of whoever has an access token.
    pub user_info: Value,
    codes: HashMap<String, Grant>,
    /// How many codes it gave out: none comes twice.
    given: usize,
}

struct Grant {
    challenge: String,
    callback: String,
    claims: Value,
}

#[derive(Clone)]
pub struct Provider {
    pub name: &'static str,
    pub issuer: String,
    world: Arc<Mutex<World>>,
    clock: Arc<OnceLock<Clock>>,
}

impl Provider {
    pub async fn start(name: &'static str) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("a port");
        let address = listener.local_addr().expect("an address");
        let world = World {
            down: false,
            key: 0,
            forged: json!({}),
            signature: Signature::Own,
            metadata: json!({}),
            user_info: json!({}),
            codes: HashMap::new(),
            given: 0,
        };
        let provider = Self {
            name,
            issuer: format!("http://{address}"),
            world: Arc::new(Mutex::new(world)),
            clock: Arc::default(),
        };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(metadata))
            .route("/jwks", get(jwks))
            .route("/token", post(token))
            .route("/userinfo", get(user_info))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    pub fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().expect("not poisoned")
    }

    /// Lives by this clock.
    pub fn follow(&self, clock: &Clock) {
        assert!(self.clock.set(clock.clone()).is_ok(), "has a clock already");
    }

    /// How an instance knows it.
    pub fn settings(&self, joining: Joining) -> Settings {
        let moderator = Duties {
            role: UserRole::Moderator,
            is_verifier: false,
        };
        Settings {
            name: self.name.into(),
            label: format!("The {}", self.name),
            issuer: self.issuer.clone(),
            client_id: "rounds".into(),
            client_secret: Some(ClientSecret::new(SECRET.into())),
            scopes: vec!["email".into(), "profile".into()],
            claims: ClaimNames {
                email: "email".into(),
                name: "name".into(),
                username: "preferred_username".into(),
                roles: "groups".into(),
                duties: [("mods".to_owned(), moderator)].into(),
                second_factor_acr: Vec::new(),
            },
            joining,
            exclusive_roles: false,
        }
    }

    /// Lets the person with `claims` in, who was sent to `address`, and says where it sends them back to.
    pub fn approve(&self, address: &str, claims: &Value) -> String {
        let address = Url::parse(address).expect("an address");
        let asked: HashMap<String, String> = address.query_pairs().into_owned().collect();
        assert!(
            address
                .as_str()
                .starts_with(&format!("{}/authorize?", self.issuer))
        );
        assert_eq!(asked["response_type"], "code");
        assert_eq!(asked["client_id"], "rounds");
        assert_eq!(asked["code_challenge_method"], "S256");
        assert_eq!(asked["scope"], "openid email profile");
        assert!(asked["state"].len() >= 43 && asked["nonce"].len() >= 43);
        let mut claims = claims.clone();
        claims["nonce"] = json!(asked["nonce"]);
        if asked.contains_key("max_age") {
            assert_eq!(
                (asked["max_age"].as_str(), asked["prompt"].as_str()),
                ("0", "login")
            );
        }
        let mut world = self.world();
        world.given += 1;
        let code = format!("code-{}", world.given);
        let grant = Grant {
            challenge: asked["code_challenge"].clone(),
            callback: asked["redirect_uri"].clone(),
            claims,
        };
        world.codes.insert(code.clone(), grant);
        let answer = [
            ("code", &code),
            ("state", &asked["state"]),
            ("iss", &self.issuer),
        ];
        let query = serde_urlencoded::to_string(answer).expect("encodes");
        let callback = Url::parse(&asked["redirect_uri"]).expect("an address");
        assert_eq!(callback.host_str(), Some("rounds.example"));
        format!("{}?{query}", callback.path())
    }

    /// A token with `claims` beside those that it always has.
    pub fn sign(&self, claims: &Value, kind: &str) -> String {
        let world = self.world();
        let now = self.clock.get().expect("a clock").now().seconds();
        let mut all = json!({
            "iss": self.issuer, "aud": "rounds", "iat": now, "exp": now + 300, "auth_time": now,
        });
        for more in [claims, &world.forged] {
            for (name, value) in more.as_object().expect("claims") {
                all[name] = value.clone();
            }
        }
        let all = all.as_object().expect("claims").iter();
        let all: Value = all
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let key = |number: usize| {
            let id = JsonWebKeyId::new(format!("key-{number}"));
            CoreEdDsaPrivateSigningKey::from_ed25519_pem(KEYS[number], Some(id)).expect("a key")
        };
        let (alg, id) = match &world.signature {
            Signature::Own => ("EdDSA", world.key),
            Signature::Unlisted => ("EdDSA", 1 - world.key),
            Signature::Missing => ("none", world.key),
            Signature::Shared(_) => ("HS256", world.key),
        };
        let header = json!({"alg": alg, "kid": format!("key-{id}"), "typ": kind});
        let encode = |part: &[u8]| URL_SAFE_NO_PAD.encode(part);
        let head = encode(header.to_string().as_bytes());
        let signed = format!("{head}.{}", encode(all.to_string().as_bytes()));
        let signature = match &world.signature {
            Signature::Missing => Vec::new(),
            Signature::Shared(secret) => CoreHmacKey::new(secret.clone())
                .sign(&CoreJwsSigningAlgorithm::HmacSha256, signed.as_bytes())
                .expect("signs"),
            _ => key(id)
                .sign(&CoreJwsSigningAlgorithm::EdDsa, signed.as_bytes())
                .expect("signs"),
        };
        format!("{signed}.{}", encode(&signature))
    }

    /// The key that its document lists.
    pub fn listed_key(&self) -> CoreJsonWebKey {
        let number = self.world().key;
        let id = JsonWebKeyId::new(format!("key-{number}"));
        let key = CoreEdDsaPrivateSigningKey::from_ed25519_pem(KEYS[number], Some(id));
        key.expect("a key").as_verification_key()
    }
}

async fn metadata(State(provider): State<Provider>) -> Response {
    let world = provider.world();
    if world.down {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let at = |path: &str| format!("{}/{path}", provider.issuer);
    let mut document = json!({
        "issuer": provider.issuer,
        "authorization_endpoint": at("authorize"),
        "token_endpoint": at("token"),
        "userinfo_endpoint": at("userinfo"),
        "jwks_uri": at("jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA"],
        "authorization_response_iss_parameter_supported": true,
    });
    for (name, value) in world.metadata.as_object().expect("metadata") {
        document[name] = value.clone();
    }
    Json(document).into_response()
}

async fn jwks(State(provider): State<Provider>) -> Json<Value> {
    Json(json!({"keys": [provider.listed_key()]}))
}

async fn token(
    State(provider): State<Provider>,
    headers: HeaderMap,
    Form(sent): Form<HashMap<String, String>>,
) -> Response {
    let refused = |why: &str| {
        let words = Json(json!({"error": "invalid_grant", "error_description": why}));
        (StatusCode::BAD_REQUEST, words).into_response()
    };
    let client = headers.get(AUTHORIZATION).and_then(|it| it.to_str().ok());
    if client.is_none_or(|client| !client.starts_with("Basic ")) {
        return refused("no client");
    }
    let grant = provider.world().codes.remove(&sent["code"]);
    let Some(grant) = grant else {
        return refused("no such code");
    };
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(sent["code_verifier"].as_bytes()));
    if challenge != grant.challenge || sent["redirect_uri"] != grant.callback {
        return refused("another verifier or address");
    }
    let id_token = provider.sign(&grant.claims, "JWT");
    Json(json!({
        "access_token": "access", "token_type": "Bearer", "expires_in": 60, "id_token": id_token,
    }))
    .into_response()
}

async fn user_info(State(provider): State<Provider>, headers: HeaderMap) -> Response {
    if headers
        .get(AUTHORIZATION)
        .is_none_or(|it| it != "Bearer access")
    {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    Json(provider.world().user_info.clone()).into_response()
}
