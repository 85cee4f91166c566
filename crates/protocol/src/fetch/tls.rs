//! Whose certificates are believed.

use rustls::{
    ClientConfig, RootCertStore,
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, pem::PemObject},
};
use thiserror::Error;

/// The client cannot be built: the operator's own certificates cannot be read, or the user agent is not a header value.
#[derive(Debug, Error)]
#[error("the HTTP client cannot be set up: {0}")]
pub struct InvalidPolicy(pub(super) String);

/// Trusts Mozilla's authorities, compiled in so that a container without any works, and those in `extra_ca` (PEM).
pub(super) fn config(extra_ca: Option<&[u8]>) -> Result<ClientConfig, InvalidPolicy> {
    let mut roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
    if let Some(pem) = extra_ca {
        add_authorities(&mut roots, pem)?;
    }
    let mut config = ClientConfig::builder_with_provider(aws_lc_rs::default_provider().into())
        .with_safe_default_protocol_versions()
        .expect("aws-lc-rs speaks the default versions of TLS")
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

fn add_authorities(roots: &mut RootCertStore, pem: &[u8]) -> Result<(), InvalidPolicy> {
    let before = roots.len();
    for certificate in CertificateDer::pem_slice_iter(pem) {
        let certificate = certificate.map_err(|error| InvalidPolicy(error.to_string()))?;
        roots
            .add(certificate)
            .map_err(|error| InvalidPolicy(error.to_string()))?;
    }
    if roots.len() == before {
        return Err(InvalidPolicy(
            "no certificate among the additional authorities".to_owned(),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_certificates_is_an_error() {
        assert!(config(None).is_ok());
        assert!(config(Some(b"")).is_err());
        assert!(
            config(Some(
                b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
            ))
            .is_err()
        );
    }
}
