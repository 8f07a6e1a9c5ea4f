//! Object stores seen from behind, each test in a folder of its own.

use crate::google;
use crate::mortal::{Life, Mortal};
use crate::place::Place;
use crate::servers::{self, AZURE_ACCOUNT, AZURE_KEY};
use std::collections::BTreeMap;
use std::marker::PhantomData;
use stillup::net::secret::Secret;
use stillup::publish::fence::objects::bucket::{Bucket, Object, Only};
use stillup::publish::fence::objects::packed::unpacked;
use stillup::publish::fence::objects::{Swaps, Trust};
use stillup::publish::mirror::store::Store;
use stillup::publish::mirror::{Mirror, azure, gcs, s3};
use stillup::publish::release::{Ticket, nonce};
use stillup::publish::stamp;
use stillup::tree::Digest;

/// A service, and how it is reached.
pub trait Service: Send + Sync + 'static {
    /// What is known of it.
    const TRUST: Trust;
    /// A folder in it.
    fn store(folder: &str) -> Store;
}

/// S3; that it keeps its word about conditions has a test of its own.
pub struct Moto;
/// Azure.
pub struct Azurite;
/// Google's, as the tests play it.
pub struct Google;
/// S3 whose conditions do not hold.
pub struct S3s;

fn s3_at(port: u16, folder: &str, key: &str) -> Store {
    let settings = s3::S3Settings {
        bucket: "stillup".into(),
        region: "us-east-1".into(),
        endpoint: Some(format!("http://127.0.0.1:{port}")),
        prefix: folder.into(),
        path_style: true,
        acl: Some("public-read".into()),
        trust_conditional: true,
        instance_role: false,
        gzip: true,
        env: Vec::new(),
    };
    let rights = s3::Rights::Key {
        id: Secret::new(key),
        secret: Secret::new(key),
        token: None,
    };
    s3::store(&settings, &rights).expect("settings that fit")
}

impl Service for Moto {
    const TRUST: Trust = Trust::Kept;
    fn store(folder: &str) -> Store {
        s3_at(servers::moto().port, folder, "test")
    }
}

impl Service for S3s {
    const TRUST: Trust = Trust::Not;
    fn store(folder: &str) -> Store {
        s3_at(servers::s3s().port, folder, "test")
    }
}

impl Service for Azurite {
    const TRUST: Trust = Trust::Kept;
    fn store(folder: &str) -> Store {
        let port = servers::azurite().port;
        let settings = azure::AzureSettings {
            account: AZURE_ACCOUNT.into(),
            container: "stillup".into(),
            prefix: folder.into(),
            endpoint: Some(format!("http://127.0.0.1:{port}/{AZURE_ACCOUNT}")),
            gzip: true,
            env: Vec::new(),
        };
        let rights = azure::Rights::Key(Secret::new(AZURE_KEY));
        azure::store(&settings, &rights).expect("settings that fit")
    }
}

impl Service for Google {
    const TRUST: Trust = Trust::Kept;
    fn store(folder: &str) -> Store {
        let settings = gcs::GcsSettings {
            bucket: "stillup".into(),
            prefix: folder.into(),
            endpoint: Some(format!("http://127.0.0.1:{}", google::port())),
            gzip: true,
            env: Vec::new(),
        };
        let rights = gcs::Rights::Key(Secret::new(google::KEY));
        gcs::store(&settings, &rights).expect("settings that fit")
    }
}

/// A folder in a service.
pub struct InBucket<S> {
    /// Its name.
    pub folder: String,
    service: PhantomData<S>,
}

/// Does it on a thread of its own: connections belong to the runtime they were made in.
fn apart<T: Send>(work: impl AsyncFnOnce() -> T + Send) -> T {
    std::thread::scope(|threads| {
        let thread = threads.spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime.expect("a runtime").block_on(work())
        });
        thread.join().expect("no panic")
    })
}

impl<S: Service> Place for InBucket<S> {
    const LOOKS_FOR_DAMAGE: bool = false;
    const STRIDE: usize = 2;
    const ROUNDS: u64 = 6;

    fn new() -> Self {
        InBucket {
            folder: format!("test/{}", nonce()),
            service: PhantomData,
        }
    }
    fn mirror(&self) -> Box<dyn Mirror> {
        Box::new(Swaps::new(S::store(&self.folder), S::TRUST))
    }
    fn mortal(&self, life: Life) -> Box<dyn Mirror> {
        let folder = S::store(&self.folder);
        Box::new(Swaps::new(Mortal { folder, life }, S::TRUST))
    }
    fn public(&self) -> BTreeMap<String, Vec<u8>> {
        apart(async || {
            let store = S::store(&self.folder);
            let mut files = BTreeMap::new();
            for path in store.list().await.expect("a list") {
                if path.starts_with(".stillup/") {
                    continue;
                }
                if let Some((bytes, _)) = store.get(&path).await.expect("an object") {
                    let bytes = unpacked(&path, bytes);
                    files.insert(path.clone(), stamp::without(&path, bytes));
                }
            }
            files
        })
    }
    fn set(&self, path: &str, bytes: Option<&[u8]>) {
        apart(async || {
            let store = S::store(&self.folder);
            let Some(bytes) = bytes else {
                if let Some(found) = store.head(path).await.expect("an answer") {
                    store.delete(path, &found.tag).await.expect("deleted");
                }
                return;
            };
            let object = Object {
                path: path.into(),
                bytes: bytes.to_vec(),
                content_type: "application/octet-stream",
                coding: None,
                cache_control: "no-store",
                stamp: Ticket {
                    generation: 0,
                    nonce: "0".into(),
                    run: "0".into(),
                },
                digest: Digest::of(bytes),
            };
            store.put(object, &Only::Always).await.expect("put");
        });
    }
}
