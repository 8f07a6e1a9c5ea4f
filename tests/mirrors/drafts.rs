//! The kinds with drafts, each in a shop of its own of the provider it is for.

use crate::mortal::{Life, Mortal};
use crate::place::Place;
use crate::providers::{self, Call, Reply, Shop, TOKEN, behind};
use async_trait::async_trait;
use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::time::Duration;
use stillup::net::secret::Secret;
use stillup::publish::fence::drafts::host::{
    Begun, Deleted, Draft, Host, Limits, Published, Survey, Wanted,
};
use stillup::publish::fence::drafts::listing::Listing;
use stillup::publish::fence::drafts::{Drafts, MARKER};
use stillup::publish::mirror::cloudflare::pages::{self, Pages};
use stillup::publish::mirror::cloudflare::{self, CloudflareSettings, Product, Worker};
use stillup::publish::mirror::firebase::{self, Firebase, FirebaseSettings};
use stillup::publish::mirror::netlify::{self, Netlify, NetlifySettings};
use stillup::publish::mirror::vercel::{self, Vercel, VercelSettings};
use stillup::publish::mirror::{Mirror, Trouble};

/// No provider here has to be waited for long.
const PACE: Duration = Duration::from_millis(1);

/// A provider, and how it is reached.
pub trait Provider: Send + Sync + 'static {
    /// What publishes to it.
    type Host: Host + 'static;
    /// It has pages without their ending.
    const SHORT: bool = false;
    /// What it calls a draft that can be published.
    const READY: &'static str;
    /// What its names for drafts begin with.
    const PREFIX: &'static str = "";
    /// How it answers.
    fn answer(shop: &mut Shop, call: &Call) -> Reply;
    /// The site whose API is at this address.
    fn host(base: &str) -> Self::Host;
}

/// Netlify.
pub struct AtNetlify;
/// Vercel.
pub struct AtVercel;
/// Cloudflare's Workers.
pub struct AtWorkers;
/// Cloudflare's Pages.
pub struct AtPages;
/// Firebase.
pub struct AtFirebase;

impl Provider for AtNetlify {
    type Host = Netlify;
    const READY: &'static str = "ready";
    fn answer(shop: &mut Shop, call: &Call) -> Reply {
        providers::netlify::answer(shop, call)
    }
    fn host(base: &str) -> Netlify {
        let settings = NetlifySettings {
            site: providers::netlify::SITE.into(),
            endpoint: Some(base.into()),
            env: Vec::new(),
        };
        netlify::host(&settings, &Secret::new(TOKEN), PACE).expect("a token")
    }
}

impl Provider for AtVercel {
    type Host = Vercel;
    const READY: &'static str = "READY";
    fn answer(shop: &mut Shop, call: &Call) -> Reply {
        providers::vercel::answer(shop, call)
    }
    fn host(base: &str) -> Vercel {
        let settings = VercelSettings {
            project: providers::vercel::PROJECT.into(),
            team: None,
            read_at: None,
            endpoint: Some(base.into()),
            env: Vec::new(),
        };
        let address = format!("{base}/public");
        vercel::host(&settings, &address, &Secret::new(TOKEN), PACE).expect("a token")
    }
}

fn at_cloudflare(base: &str, product: Product) -> CloudflareSettings {
    CloudflareSettings {
        account: providers::cloudflare::ACCOUNT.into(),
        product,
        read_at: Some(format!("{base}/public")),
        endpoint: Some(base.into()),
        env: Vec::new(),
    }
}

impl Provider for AtWorkers {
    type Host = Worker;
    const READY: &'static str = "ready";
    const SHORT: bool = true;
    fn answer(shop: &mut Shop, call: &Call) -> Reply {
        providers::cloudflare::answer(shop, call)
    }
    fn host(base: &str) -> Worker {
        let name = providers::cloudflare::WORKER;
        let settings = at_cloudflare(base, Product::Worker(name.into()));
        let token = Secret::new(TOKEN);
        cloudflare::worker(&settings, name, "https://status.example", &token, PACE)
            .expect("a token")
    }
}

impl Provider for AtPages {
    type Host = Pages;
    const READY: &'static str = "success";
    const SHORT: bool = true;
    fn answer(shop: &mut Shop, call: &Call) -> Reply {
        providers::pages::answer(shop, call)
    }
    fn host(base: &str) -> Pages {
        let name = providers::pages::PROJECT;
        let settings = at_cloudflare(base, Product::Pages(name.into()));
        let token = Secret::new(TOKEN);
        pages::project(&settings, name, "https://status.example", &token, PACE).expect("a token")
    }
}

impl Provider for AtFirebase {
    type Host = Firebase;
    const READY: &'static str = "FINALIZED";
    const PREFIX: &'static str = "sites/acme-status/versions/";
    fn answer(shop: &mut Shop, call: &Call) -> Reply {
        providers::firebase::answer(shop, call)
    }
    fn host(base: &str) -> Firebase {
        let settings = FirebaseSettings {
            site: providers::firebase::SITE.into(),
            read_at: Some(format!("{base}/public")),
            endpoint: Some(base.into()),
            env: Vec::new(),
        };
        let key = Secret::new(providers::firebase::key(base));
        let now = "2026-11-27T12:00:00Z".parse().expect("a time");
        firebase::host(&settings, &key, now, PACE).expect("a key")
    }
}

/// A shop of a provider.
pub struct In<V> {
    /// Its name, to look into it from behind.
    pub name: String,
    /// Its address.
    pub base: String,
    provider: PhantomData<V>,
}

impl<V: Provider> Place for In<V> {
    const LOOKS_FOR_DAMAGE: bool = false;
    const WHOLE: bool = true;
    const REQUESTS: i64 = 8;
    const ROUNDS: u64 = 6;

    fn new() -> Self {
        let (name, base) = providers::open(V::answer, V::SHORT);
        In {
            name,
            base,
            provider: PhantomData,
        }
    }
    fn mirror(&self) -> Box<dyn Mirror> {
        Box::new(Drafts::new(V::host(&self.base)))
    }
    fn mortal(&self, life: Life) -> Box<dyn Mirror> {
        let folder = V::host(&self.base);
        Box::new(Drafts::new(Mortal { folder, life }))
    }
    fn public(&self) -> BTreeMap<String, Vec<u8>> {
        behind(&self.name, |shop| {
            let live = shop.live.clone().unwrap_or_default();
            let mut files = shop.files_of(&live);
            files.retain(|path, _| path != MARKER);
            files
        })
    }
    /// As a fault of the provider's would: what is live cannot be changed otherwise.
    fn set(&self, path: &str, bytes: Option<&[u8]>) {
        let path = match path {
            ".stillup/marker.json" => MARKER,
            path => path,
        };
        behind(&self.name, |shop| {
            let live = shop.live.clone().unwrap_or_default();
            let digest = shop.fresh(40);
            if let Some(bytes) = bytes {
                let blob = (bytes.to_vec(), String::new());
                shop.blobs.insert(digest.clone(), blob);
            }
            let Some(deploy) = shop.deploy(&live) else {
                return;
            };
            match bytes {
                Some(_) => deploy.files.insert(path.to_owned(), digest),
                None => deploy.files.remove(path),
            };
        });
    }
    fn taken_over(&self) {
        behind(&self.name, |shop| {
            let id = format!("{}{}", V::PREFIX, shop.fresh(16));
            let blob = (b"a stranger's home page".to_vec(), String::new());
            shop.blobs.insert("a stranger's".into(), blob);
            let files = [("index.html".to_owned(), "a stranger's".to_owned())];
            shop.deploys.push(providers::Deploy {
                id: id.clone(),
                state: V::READY.into(),
                files: files.into(),
                ..providers::Deploy::default()
            });
            shop.publish(&id);
        });
    }
}

#[async_trait]
impl<H: Host> Host for Mortal<H> {
    fn limits(&self) -> Limits {
        self.folder.limits()
    }
    fn digest(&self, path: &str, bytes: &[u8]) -> String {
        self.folder.digest(path, bytes)
    }
    fn has_drafts(&self) -> bool {
        self.folder.has_drafts()
    }
    async fn list(&self) -> Result<Vec<Draft>, Trouble> {
        self.life.touch().await?;
        self.folder.list().await
    }
    async fn live(&self) -> Result<Option<Draft>, Trouble> {
        self.life.touch().await?;
        self.folder.live().await
    }
    async fn survey(&self) -> Result<Survey, Trouble> {
        self.life.touch().await?;
        self.folder.survey().await
    }
    async fn read(&self, live: &str, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.life.touch().await?;
        self.folder.read(live, path).await
    }
    async fn create(&self, title: &str, listing: &Listing) -> Result<Begun, Trouble> {
        self.life.touch().await?;
        self.folder.create(title, listing).await
    }
    async fn send(&self, begun: &Begun, files: Vec<Wanted>) -> Result<Option<Secret>, Trouble> {
        self.life.touch().await?;
        self.folder.send(begun, files).await
    }
    async fn finish(
        &self,
        sent: &Begun,
        title: &str,
        listing: &Listing,
    ) -> Result<String, Trouble> {
        self.life.touch().await?;
        self.folder.finish(sent, title, listing).await
    }
    async fn delete(&self, id: &str) -> Result<Deleted, Trouble> {
        self.life.touch().await?;
        self.folder.delete(id).await
    }
    async fn publish(&self, id: &str, title: &str) -> Result<Published, Trouble> {
        self.life.touch().await?;
        self.folder.publish(id, title).await
    }
    async fn put_back(&self, id: &str) -> Result<(), Trouble> {
        self.life.touch().await?;
        self.folder.put_back(id).await
    }
}
