//! Looking at the certificate a server shows, whatever it is worth: nothing is verified here, and
//! nothing but the handshake is sent.

use chrono::{DateTime, Utc};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, Error, SignatureScheme};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use x509_parser::prelude::{FromDer as _, GeneralName, X509Certificate};

/// What a certificate says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The organisation that issued it, else the issuer's name.
    pub issuer: String,
    /// The names it is for.
    pub names: Vec<String>,
    /// When it ends.
    pub not_after: DateTime<Utc>,
}

/// The certificate that a server shows for a name.
///
/// # Errors
/// In words: there was no handshake, or what was shown is no certificate.
pub async fn certificate(host: &str, at: SocketAddr, limit: Duration) -> Result<Shown, String> {
    let shake = async {
        let name = ServerName::try_from(host.to_owned()).map_err(|error| error.to_string())?;
        let stream = TcpStream::connect(at)
            .await
            .map_err(|error| error.to_string())?;
        let connector = TlsConnector::from(Arc::new(config()?));
        let stream = connector
            .connect(name, stream)
            .await
            .map_err(|error| error.to_string())?;
        let chain = stream.get_ref().1.peer_certificates().unwrap_or_default();
        let first = chain
            .first()
            .ok_or_else(|| "no certificate was shown".to_owned())?;
        read(first)
    };
    match tokio::time::timeout(limit, shake).await {
        Ok(shown) => shown,
        Err(_) => Err("no answer in time".to_owned()),
    }
}

/// Reads one certificate.
fn read(bytes: &[u8]) -> Result<Shown, String> {
    let (_, shown) = X509Certificate::from_der(bytes)
        .map_err(|_| "what was shown is no certificate".to_owned())?;
    let issuer = shown.issuer();
    let words = issuer
        .iter_organization()
        .chain(issuer.iter_common_name())
        .find_map(|part| part.as_str().ok());
    let names = shown.subject_alternative_name().ok().flatten();
    let names = names
        .map(|found| found.value.general_names.iter())
        .into_iter()
        .flatten();
    let until = shown.validity().not_after.timestamp();
    Ok(Shown {
        issuer: words.unwrap_or("unnamed").to_owned(),
        names: names
            .filter_map(|name| match name {
                GeneralName::DNSName(name) => Some((*name).to_owned()),
                _ => None,
            })
            .collect(),
        not_after: DateTime::from_timestamp(until, 0)
            .ok_or_else(|| "its end is no time".to_owned())?,
    })
}

fn config() -> Result<ClientConfig, String> {
    let provider = Arc::new(ring::default_provider());
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Anyone(provider)))
        .with_no_client_auth();
    Ok(config)
}

/// Takes every certificate: it is to be looked at, not trusted.
#[derive(Debug)]
struct Anyone(Arc<CryptoProvider>);

impl ServerCertVerifier for Anyone {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
