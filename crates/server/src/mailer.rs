//! Sends mail: to a server, or into files in development.

use anyhow::{Context as _, Result};
use domain::mail_link::Letter;
use lettre::message::Mailbox;
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
        let message = Message::builder()
            .from(from.clone())
            .to(letter.email.parse()?)
            .subject(text.subject)
            .body(text.text)?;
        match self {
            Self::Folder(folder, _) => folder.send(message).await.map(drop).map_err(Into::into),
            Self::Smtp(server, _) => server.send(message).await.map(drop).map_err(Into::into),
        }
    }
}
