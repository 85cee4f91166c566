//! Sends mail: to a server, or into files in development.

use anyhow::{Context as _, Result};
use domain::mail_link::Letter;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{
    AsyncFileTransport, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
};
use web::mail::Mail as Text;

use crate::config::Mail;

/// Where mail goes.
#[derive(Clone)]
pub enum Mailer {
    /// Into files of a folder.
    Folder(AsyncFileTransport<Tokio1Executor>, Mailbox),
    /// To a mail server.
    Smtp(AsyncSmtpTransport<Tokio1Executor>, Mailbox),
}

impl Mailer {
    /// Prepares for what the configuration says; nothing is connected yet.
    ///
    /// # Errors
    /// Names the key that is not acceptable.
    pub fn new(config: &Mail, domain: &str) -> Result<Self> {
        match config {
            Mail::Folder(folder) => {
                std::fs::create_dir_all(folder).with_context(|| {
                    format!("the mail folder {} cannot be made", folder.display())
                })?;
                let host = domain.split(':').next().unwrap_or("localhost");
                Ok(Self::Folder(
                    AsyncFileTransport::new(folder),
                    format!("Rounds <no-reply@{host}>").parse()?,
                ))
            }
            Mail::Smtp { url, from } => {
                let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                    .context("mail.smtp_url cannot be read: write smtps://USER:PASSWORD@HOST")?
                    .build();
                let from = from.parse().context(
                    "mail.from is not an address: write Rounds <no-reply@rounds.example>",
                )?;
                Ok(Self::Smtp(transport, from))
            }
        }
    }

    /// Sends `text` to the person of `letter`.
    ///
    /// # Errors
    /// When the server refuses or cannot be reached; the job tries again.
    pub async fn send(&self, letter: &Letter, text: Text) -> Result<()> {
        let (Self::Folder(_, from) | Self::Smtp(_, from)) = self;
        let mut message = Message::builder()
            .from(from.clone())
            .to(letter.email.parse()?)
            .subject(text.subject);
        if let Some(link) = text.unsubscribe {
            message = message
                .raw_header(raw("List-Unsubscribe", format!("<{link}>")))
                .raw_header(raw(
                    "List-Unsubscribe-Post",
                    "List-Unsubscribe=One-Click".to_owned(),
                ));
        }
        let message = message.multipart(MultiPart::alternative_plain_html(text.text, text.html))?;
        match self {
            Self::Folder(folder, _) => folder.send(message).await.map(drop).map_err(Into::into),
            Self::Smtp(server, _) => server.send(message).await.map(drop).map_err(Into::into),
        }
    }
}

/// A header of RFC 8058.
fn raw(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}
