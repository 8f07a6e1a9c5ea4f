//! Whose certificates are trusted, for what speaks TLS without speaking HTTP.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: reads the file with a certificate to trust"
)]

use crate::problem::Problem;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use rustls_platform_verifier::ConfigVerifierExt as _;
use std::path::Path;
use std::sync::Arc;

/// How to greet servers whose certificates the machine trusts, or only those of a file.
///
/// # Errors
/// The file cannot be read or holds no certificate, or the machine has no list of authorities.
pub fn config(only: Option<&Path>) -> Result<ClientConfig, Problem> {
    // Fails when it is installed already, which is as good.
    let _ = ring::default_provider().install_default();
    let Some(file) = only else {
        return ClientConfig::with_platform_verifier().map_err(|error| {
            Problem::error(
                "no-authorities",
                "no certificate can be checked on this machine",
            )
            .because(error)
            .hint("apt-get install ca-certificates")
        });
    };
    let shown = file.display();
    let bytes = std::fs::read(file).map_err(|error| {
        Problem::error("certificate", format!("cannot read `{shown}`")).because(error)
    })?;
    let pinned: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(&bytes)
        .filter_map(Result::ok)
        .collect();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(pinned.iter().cloned());
    let verifier = WebPkiServerVerifier::builder(Arc::new(roots)).build();
    let verifier = verifier.map_err(|_| {
        Problem::error("certificate", format!("`{shown}` holds no certificate"))
            .hint("a file that begins with `-----BEGIN CERTIFICATE-----`")
    })?;
    let only = Only { pinned, verifier };
    Ok(ClientConfig::builder()
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(only))
        .with_no_client_auth())
}

/// Trusts the very certificates of a file, and those that its authorities signed for the server's name.
#[derive(Debug)]
struct Only {
    pinned: Vec<CertificateDer<'static>>,
    verifier: Arc<WebPkiServerVerifier>,
}

impl ServerCertVerifier for Only {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        // As with SSH's known hosts: who has this very certificate is the one who was meant.
        if self.pinned.iter().any(|pinned| pinned == shown) {
            return Ok(ServerCertVerified::assertion());
        }
        self.verifier
            .verify_server_cert(shown, between, name, ocsp, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}
