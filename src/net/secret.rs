//! A key, token or password: it cannot be printed, written or compared by accident.

use std::fmt;

/// A key, token or password. It has no `Display` and no `Serialize`, and its `Debug` form hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes a secret in.
    pub fn new(text: impl Into<String>) -> Self {
        Secret(text.into())
    }

    /// The secret itself, for the one place that sends it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("**redacted**")
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn a_secret_is_not_printed() {
        let secret = Some(Secret::new("ATTA12345"));
        assert_eq!(format!("{secret:?}"), "Some(**redacted**)");
        assert_eq!(
            secret.as_ref().map(Secret::expose),
            Some("ATTA12345"),
            "but it can be sent"
        );
    }
}
