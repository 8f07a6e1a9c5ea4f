//! No secret is seen anywhere: everything is run with canaries in every secret variable, at mirrors that
//! work and at mirrors that do not, and all that was printed or written is searched for them.

use crate::keys::{list, seed};
use crate::site::{Site, files};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

/// Every variable that holds a secret by itself, each with a canary of its own.
const VARIABLES: &[(&str, &str)] = &[
    ("AWS_ACCESS_KEY_ID", "AKIACANARY0one+/=\"1"),
    ("AWS_SECRET_ACCESS_KEY", "canary two/+\"\\2"),
    ("AWS_SESSION_TOKEN", "canary-three&?3"),
    ("STILLUP_WEBDAV_PASSWORD", "canary four: ü4"),
    ("STILLUP_GIT_TOKEN", "ghp_canary-five%5"),
    ("STILLUP_SSH_KEY", "canary-six-begin\ncanary-six-end"),
    ("AZURE_STORAGE_KEY", "Y2FuYXJ5IHNldmVu"),
    (
        "AZURE_STORAGE_SAS_TOKEN",
        "sv=2024-01-01&sig=canary%2Ftwelve",
    ),
    (
        "GOOGLE_SERVICE_ACCOUNT_KEY",
        "{\"private_key\": \"canary-eight\"}",
    ),
    ("TRELLO_KEY", "canarynine9"),
    ("TRELLO_TOKEN", "ATTAcanaryten10"),
    ("MY_CANARY", "canary-eleven'11"),
];

const MIRRORS: &str = r#"
[trello]
board = "acme"
api = "http://127.0.0.1:9/1"

[[mirror]]
name = "dav"
address = "http://127.0.0.1:9/dav"
webdav = { url = "http://127.0.0.1:9/dav", user = "me" }

[[mirror]]
name = "bucket"
address = "http://127.0.0.1:9/bucket"
s3 = { bucket = "acme", region = "auto", endpoint = "http://127.0.0.1:9" }

[[mirror]]
name = "google"
address = "http://127.0.0.1:9/google"
gcs = { bucket = "acme" }

[[mirror]]
name = "blob"
address = "http://127.0.0.1:9/blob"
azure = { account = "acme", container = "web" }

[[mirror]]
name = "pages"
address = "http://127.0.0.1:9/pages"
git = { remote = "https://127.0.0.1:9/acme.git", branch = "pages" }

[[mirror]]
name = "shell"
address = "http://127.0.0.1:9/shell"
sftp = { host = "127.0.0.1", port = 9, user = "me", path = "www", known_hosts = "known" }

[[mirror]]
name = "own"
address = "http://127.0.0.1:9/own"
command = { argv = ["sh", "-c", "echo \"$MY_CANARY\" >&2; exit 1"], env = ["MY_CANARY"] }
"#;

/// A secret in the forms in which it could get out.
fn forms(secret: &str) -> Vec<String> {
    let percent: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let json = serde_json::to_string(secret).expect("text");
    let mut forms = vec![
        secret.to_owned(),
        STANDARD.encode(secret),
        URL_SAFE_NO_PAD.encode(secret),
        percent.replace('+', "%20"),
        percent,
        json.trim_matches('"').to_owned(),
    ];
    forms.extend(secret.lines().map(str::to_owned));
    forms.retain(|form| form.len() >= 8);
    forms
}

fn search(what: &str, text: &str, secrets: &[String]) {
    for secret in secrets {
        for form in forms(secret) {
            assert!(!text.contains(&form), "{what} shows `{form}`:\n{text}");
        }
    }
}

#[test]
fn no_secret_is_printed_or_written_by_anything() {
    let site = Site::new();
    list(&site, &[1]);
    let config = site.read("stillup.toml") + MIRRORS;
    site.write("stillup.toml", &config);
    site.write("known", "127.0.0.1 ssh-ed25519 AAAA\n");
    let signing = seed(1);
    let mut variables = VARIABLES.to_vec();
    variables.push(("STILLUP_SIGNING_KEY", &signing));
    let secrets: Vec<String> = variables
        .iter()
        .map(|(_, secret)| (*secret).to_owned())
        .collect();
    let commands = [
        "publish --deadline 4",
        "publish --deadline 4 --json --only dav --only bucket --only own",
        "plan --deadline 4 --json",
        "verify --timeout 2 --json",
        "check",
        "check --format json",
        "status --json",
        "build",
        "keys show --json",
        "keys rotate",
        "rollback --deadline 1",
        "prune --deadline 1",
        "pull",
        "publish --no-such-flag",
    ];
    let mut ran_any = 0;
    for words in commands {
        let ran = site.run_with(words, &variables);
        ran_any += usize::from(!ran.data.is_empty() || !ran.talk.is_empty());
        search(words, &ran.data, &secrets);
        search(words, &ran.talk, &secrets);
        assert!(!ran.talk.contains("panicked"), "{words}: {}", ran.talk);
    }
    assert!(
        ran_any >= commands.len() - 1,
        "they said something: {ran_any}"
    );
    for (path, (bytes, _)) in files(&site.path("")) {
        // `rotate` has written a secret of its own, where it belongs.
        search(&path, &String::from_utf8_lossy(&bytes), &secrets);
    }
}

#[test]
fn a_secret_typed_into_the_settings_is_not_drawn() {
    let site = Site::new();
    let canaries = [
        "canary-one-1",
        "q9X8z7a6b5c4d3e2f1",
        "canary two",
        "canary-three",
    ];
    let config = site.read("stillup.toml")
        + "\n[[mirror]]\nname = \"b\"\naddress = \"http://127.0.0.1:9/b\"\n\
           s3 = { bucket = \"acme\", secret_key = \"canary-one-1\", env = { access_key_id = \"q9X8z7a6b5c4d3e2f1\", secret_access_key = \"canary two\" } }\n\
           token = \"canary-three\"\n";
    site.write("stillup.toml", &config);
    for words in [
        "check",
        "check --format json",
        "check --format github",
        "publish --deadline 3",
        "plan --deadline 3",
    ] {
        let ran = site.run(words);
        assert_ne!(ran.code, 0, "{words}");
        search(words, &(ran.data + &ran.talk), &canaries.map(str::to_owned));
    }
    // Not even when the file is no TOML.
    site.write(
        "stillup.toml",
        &config.replace(
            "secret_key = \"canary-one-1\",",
            "secret_key = \"canary-one-1\" = ,",
        ),
    );
    let ran = site.expect("check", 1);
    search(
        "a broken file",
        &(ran.data + &ran.talk),
        &canaries.map(str::to_owned),
    );
}
