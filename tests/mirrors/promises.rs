//! What every kind of mirror promises, one sentence a test.

use crate::mortal::Life;
use crate::place::Place;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};
use stillup::plan::Action;
use stillup::publish::fence::{self, Allowed, Sent};
use stillup::publish::manifest::FOLDER;
use stillup::publish::mirror::{Batch, Check, Flip, Look, Looking, Mirror, Trouble};
use stillup::publish::release::{Labels, Release, Ticket, run};
use stillup::publish::spot_check::TURN;
use stillup::render::Edition;
use stillup::tree::{Digest, File, Part, Role, Tree};

/// A file's role and part by its path, as a renderer would say.
pub fn file(path: &str, text: &str) -> File {
    let mut file = File::new(path, text.as_bytes().to_vec());
    file.role = match path {
        "index.html" => Role::Home,
        path if path.starts_with("assets/") => Role::Asset,
        path if path.ends_with(".atom") => Role::Feed,
        _ => Role::Leaf,
    };
    if path.starts_with("incidents/") {
        file.part = Part::Month("2026-11".into());
    }
    file
}

/// A tree of these paths and texts.
pub fn tree(files: &[(&str, &str)]) -> Tree {
    let mut tree = Tree::default();
    for (path, text) in files {
        tree.insert(*path, file(path, text));
    }
    tree
}

/// The tree most promises begin with.
pub const FIRST: &[(&str, &str)] = &[
    ("assets/graph.0123456789abcdef.svg", "<svg>first</svg>"),
    ("history.atom", "<feed>one</feed>"),
    ("incidents/api.html", "investigating"),
    ("incidents/web.html", "resolved"),
    ("index.html", "home of one"),
];

/// The same after one update; an incident and an asset are gone, others came.
pub const SECOND: &[(&str, &str)] = &[
    ("assets/graph.fedcba9876543210.svg", "<svg>second</svg>"),
    ("history.atom", "<feed>two</feed>"),
    ("incidents/api.html", "identified"),
    ("incidents/new.html", "investigating"),
    ("index.html", "home of two"),
];

/// How many runs there were: each begins later than the one before.
static RUNS: AtomicI64 = AtomicI64::new(0);

/// A release of a tree as the generation `number` of the site `site`.
pub fn release_of(site: &str, tree: Tree, number: u64) -> Release {
    let published_at: DateTime<Utc> = "2026-11-20T12:00:00Z".parse().expect("a time");
    let edition = Edition {
        generation: number,
        published_at,
        fresh_until: published_at + TimeDelta::minutes(90),
    };
    let labels = Labels {
        site: site.into(),
        mirrors: Vec::new(),
        keys: Vec::new(),
    };
    Release::new(
        tree,
        &labels,
        &edition,
        &format!("{number:032x}"),
        &run(published_at + TimeDelta::milliseconds(RUNS.fetch_add(1, Ordering::Relaxed))),
    )
}

/// A release of this site.
pub fn release(files: &[(&str, &str)], number: u64) -> Release {
    release_of("acme", tree(files), number)
}

/// Sends with nothing allowed.
pub async fn send(mirror: &dyn Mirror, release: &Release) -> Result<Sent, Trouble> {
    fence::send(mirror, release, &BTreeMap::new(), Allowed::default()).await
}

/// Fails unless readers get exactly this release, whatever strangers and older assets lie beside it.
pub fn holds(place: &impl Place, release: &Release) {
    let public = place.public();
    for (path, file) in release.tree.files.iter().chain(&release.packed.files) {
        let found = public.get(path).map(|bytes| Digest::of(bytes));
        assert_eq!(found, Some(file.digest), "{path}");
    }
    assert_eq!(public.get("generation.json"), Some(&release.head.bytes()));
}

fn live(sent: Result<Sent, Trouble>) -> (stillup::plan::Plan, usize) {
    match sent.expect("sent") {
        Sent::Live { plan, written, .. } => (plan, written),
        other => panic!("live, not {other:?}"),
    }
}

pub async fn first_publish_puts_every_file_there<P: Place>() {
    let place = P::new();
    let first = release(FIRST, 1);
    let (plan, _) = live(send(&*place.mirror(), &first).await);
    assert_eq!(plan.count(Action::Create), FIRST.len());
    holds(&place, &first);
    let other_than_ours = place.public().into_keys().find(|path| {
        !first.tree.files.contains_key(path)
            && !path.starts_with(FOLDER)
            && path != "generation.json"
    });
    assert_eq!(other_than_ours, None);
}

pub async fn second_publish_writes_nothing<P: Place>() {
    let place = P::new();
    let first = release(FIRST, 1);
    live(send(&*place.mirror(), &first).await);
    let before = place.public();
    // Looking must be enough, and that takes no more than this however many files there are.
    let again = send(&*place.mortal(Life::of(3)), &release(FIRST, 1)).await;
    assert_eq!(again, Ok(Sent::Unchanged));
    assert_eq!(place.public(), before);
}

pub async fn an_update_writes_only_what_differs<P: Place>() {
    let place = P::new();
    live(send(&*place.mirror(), &release(FIRST, 1)).await);
    let (plan, written) = live(send(&*place.mirror(), &release(SECOND, 2)).await);
    assert_eq!(
        plan.summary(),
        "2 to create, 3 to update, 2 to delete; 5 held"
    );
    // The five, the manifest's root and both its parts, and the head.
    assert_eq!(written, 5 + 3 + 1);
    holds(&place, &release(SECOND, 2));
}

pub async fn a_page_no_longer_wanted_goes<P: Place>() {
    let place = P::new();
    live(send(&*place.mirror(), &release(FIRST, 1)).await);
    live(send(&*place.mirror(), &release(SECOND, 2)).await);
    assert!(!place.public().contains_key("incidents/web.html"));
}

pub async fn an_asset_stays_for_three_generations<P: Place>() {
    let place = P::new();
    let asset = FIRST[0].0;
    live(send(&*place.mirror(), &release(FIRST, 1)).await);
    for number in 2..=4 {
        live(send(&*place.mirror(), &release(SECOND, number)).await);
        assert!(place.public().contains_key(asset), "at generation {number}");
    }
    live(send(&*place.mirror(), &release(SECOND, 5)).await);
    assert!(!place.public().contains_key(asset));
    let pieces = |place: &P| {
        place
            .public()
            .keys()
            .filter(|path| path.starts_with(FOLDER))
            .count()
    };
    let before = pieces(&place);
    for number in 6..=9 {
        live(send(&*place.mirror(), &release(SECOND, number)).await);
    }
    assert!(
        pieces(&place) <= before,
        "manifest pieces are collected too"
    );
}

pub async fn what_is_erased_goes_with_all_that_was_kept_of_it<P: Place>() {
    let place = P::new();
    live(send(&*place.mirror(), &release(FIRST, 1)).await);
    let erase = Allowed {
        erase: true,
        ..Allowed::default()
    };
    // Once to take it away, once to forget what was taken away.
    for _ in 0..2 {
        let second = release(SECOND, 2);
        let sent = fence::send(&*place.mirror(), &second, &BTreeMap::new(), erase).await;
        live(sent);
        holds(&place, &second);
    }
    let second = release(SECOND, 2);
    let kept: Vec<String> = place
        .public()
        .into_keys()
        .filter(|path| !second.tree.files.contains_key(path))
        .filter(|path| !second.packed.files.contains_key(path) && path != "generation.json")
        .collect();
    assert_eq!(kept, Vec::<String>::new());
}

pub async fn foreign_files_stay<P: Place>() {
    if P::WHOLE {
        return a_foreign_site_stays::<P>().await;
    }
    let place = P::new();
    live(send(&*place.mirror(), &release(FIRST, 1)).await);
    place.set("google1234.html", Some(b"verified"));
    place.set("incidents/.htaccess", Some(b"Deny from all"));
    place.set("robots.txt", Some(b"their own"));
    let host = BTreeMap::from([("robots.txt".to_owned(), file("robots.txt", "ours"))]);
    let mirror = place.mirror();
    for number in 2..=6 {
        let files = if number % 2 == 0 { SECOND } else { FIRST };
        let sent = fence::send(&*mirror, &release(files, number), &host, Allowed::default()).await;
        live(sent);
        let public = place.public();
        assert_eq!(
            public.get("google1234.html").map(Vec::as_slice),
            Some(&b"verified"[..])
        );
        assert_eq!(
            public.get("incidents/.htaccess").map(Vec::as_slice),
            Some(&b"Deny from all"[..])
        );
        assert_eq!(
            public.get("robots.txt").map(Vec::as_slice),
            Some(&b"their own"[..])
        );
    }
}

/// Where a site is whole, strangers have no files in ours: theirs stays until we are told to adopt the place.
async fn a_foreign_site_stays<P: Place>() {
    let place = P::new();
    place.taken_over();
    let before = place.public();
    for number in 1..=2 {
        let refused = send(&*place.mirror(), &release(FIRST, number)).await;
        let problem = refused.expect_err("refused").problem;
        assert_eq!(problem.code, "not-empty", "{problem:?}");
        assert_eq!(place.public(), before);
    }
    let adopt = Allowed {
        adopt: true,
        ..Allowed::default()
    };
    let (first, none) = (release(FIRST, 3), BTreeMap::new());
    live(fence::send(&*place.mirror(), &first, &none, adopt).await);
    holds(&place, &first);
    place.taken_over();
    let refused = send(&*place.mirror(), &release(SECOND, 4)).await;
    assert_eq!(refused.expect_err("refused").problem.code, "not-empty");
}

pub async fn an_older_publish_never_replaces_a_newer_one<P: Place>() {
    let place = P::new();
    live(send(&*place.mirror(), &release(SECOND, 7)).await);
    let before = place.public();
    assert_eq!(
        send(&*place.mirror(), &release(FIRST, 6)).await,
        Ok(Sent::Superseded(7))
    );
    assert_eq!(place.public(), before);
}

pub async fn another_sites_mirror_is_never_touched<P: Place>() {
    let place = P::new();
    live(send(&*place.mirror(), &release_of("theirs", tree(FIRST), 1)).await);
    let before = place.public();
    let allowed = Allowed {
        force: true,
        adopt: true,
        ..Allowed::default()
    };
    let refused = fence::send(
        &*place.mirror(),
        &release(SECOND, 2),
        &BTreeMap::new(),
        allowed,
    )
    .await;
    let problem = refused.expect_err("refused").problem;
    assert_eq!(problem.what, "this mirror holds another site, `theirs`");
    assert_eq!(place.public(), before);
}

pub async fn many_deletions_need_force<P: Place>() {
    let place = P::new();
    let paths: Vec<String> = (0..30)
        .map(|number| format!("incidents/{number}.html"))
        .collect();
    let mut many: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "text")).collect();
    many.push(("index.html", "home"));
    live(send(&*place.mirror(), &release(&many, 1)).await);
    let before = place.public();
    let refused = send(&*place.mirror(), &release(FIRST, 2))
        .await
        .expect_err("refused")
        .problem;
    assert_eq!(refused.what, "30 of 31 would be deleted, at most 20 may be");
    assert_eq!(place.public(), before);
    let allowed = Allowed {
        force: true,
        adopt: false,
        ..Allowed::default()
    };
    live(
        fence::send(
            &*place.mirror(),
            &release(FIRST, 2),
            &BTreeMap::new(),
            allowed,
        )
        .await,
    );
    assert!(!place.public().contains_key("incidents/0.html"));
}

pub async fn a_tree_without_a_home_page_is_refused<P: Place>() {
    let place = P::new();
    let refused = send(&*place.mirror(), &release(&FIRST[..4], 1))
        .await
        .expect_err("refused");
    assert_eq!(
        refused.problem.what,
        "refused: there is no home page in what would be published"
    );
    assert!(place.public().is_empty());
}

pub async fn a_missing_file_is_put_back<P: Place>() {
    let place = P::new();
    let first = release(FIRST, 1);
    live(send(&*place.mirror(), &first).await);
    place.set("incidents/api.html", None);
    place.set("index.html", Some(b"cut"));
    if P::LOOKS_FOR_DAMAGE {
        let second = release(FIRST, 2);
        let (plan, _) = live(send(&*place.mirror(), &second).await);
        assert_eq!(plan.changes.len(), 2);
        holds(&place, &second);
        place.set("assets/graph.0123456789abcdef.svg", None);
    }
    let force = Allowed {
        force: true,
        ..Allowed::default()
    };
    let (third, none) = (release(FIRST, 3), BTreeMap::new());
    live(fence::send(&*place.mirror(), &third, &none, force).await);
    holds(&place, &third);
}

pub async fn whatever_is_missing_is_put_back_when_its_turn_comes<P: Place>() {
    if !P::LOOKS_FOR_DAMAGE {
        return;
    }
    let place = P::new();
    let paths: Vec<String> = (0..2 * TURN + 9)
        .map(|number| format!("incidents/{number:03}.html"))
        .collect();
    let mut many: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "text")).collect();
    many.push(("index.html", "home"));
    live(send(&*place.mirror(), &release(&many, 1)).await);
    place.set(&paths[0], None);
    place.set(&paths[TURN + 3], Some(b"cut"));
    place.set(&paths[2 * TURN + 8], None);
    // Four turns: its own pieces of a manifest are among the files that are asked for.
    for number in 2..=5 {
        live(send(&*place.mirror(), &release(&many, number)).await);
    }
    holds(&place, &release(&many, 5));
}

/// Puts files in place, one of which is cut before anybody looks.
struct Cutting<'a, P> {
    mirror: Box<dyn Mirror>,
    place: &'a P,
    path: &'a str,
}

pub async fn a_file_that_was_cut_on_its_way_is_noticed<P: Place>() {
    if !P::LOOKS_FOR_DAMAGE || P::ARRIVES_WHOLE {
        return;
    }
    for path in ["incidents/api.html", "generation.json"] {
        let place = P::new();
        let cutting = Cutting {
            mirror: place.mirror(),
            place: &place,
            path,
        };
        let sent = send(&cutting, &release(FIRST, 1)).await;
        let problem = sent.expect_err("noticed").problem;
        let what = format!("`{path}` does not read back as it was written");
        assert_eq!(problem.what, what);
        let second = release(FIRST, 2);
        live(send(&*place.mirror(), &second).await);
        holds(&place, &second);
    }
}

pub async fn an_unreadable_marker_is_recovered_from<P: Place>() {
    let place = P::new();
    live(send(&*place.mirror(), &release(FIRST, 1)).await);
    place.set(".stillup/marker.json", Some(b"{"));
    let second = release(SECOND, 2);
    live(send(&*place.mirror(), &second).await);
    holds(&place, &second);
    assert!(
        !place.public().contains_key("incidents/web.html"),
        "its manifest still tells what is ours"
    );
}

/// Says it wrote and did not.
struct Forgetful(Box<dyn Mirror>);

pub async fn what_was_written_is_read_back<P: Place>() {
    let place = P::new();
    let problem = send(&Forgetful(place.mirror()), &release(FIRST, 1))
        .await
        .expect_err("noticed")
        .problem;
    assert_eq!(
        problem.what,
        "`incidents/api.html` does not read back as it was written"
    );
}

#[async_trait::async_trait]
impl Mirror for Forgetful {
    async fn look(&self, own: Option<&Ticket>) -> Result<Look, Trouble> {
        self.0.look(own).await
    }
    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let bytes = self.0.read(path).await?;
        Ok(bytes.map(|bytes| {
            if path == "incidents/api.html" {
                vec![0; bytes.len()]
            } else {
                bytes
            }
        }))
    }
    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        self.0.lacking(files).await
    }
    async fn claim(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.0.claim(ticket, batch).await
    }
    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.0.stage(ticket, batch).await
    }
    async fn check(&self, ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble> {
        self.0.check(ticket, batch).await
    }
    async fn flip(&self, ticket: &Ticket, batch: &Batch) -> Result<Flip, Trouble> {
        self.0.flip(ticket, batch).await
    }
    async fn collect(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.0.collect(ticket, batch).await
    }
    async fn withdraw(&self, ticket: &Ticket) -> Result<(), Trouble> {
        self.0.withdraw(ticket).await
    }
}

#[async_trait::async_trait]
impl<P: Place> Mirror for Cutting<'_, P> {
    async fn look(&self, own: Option<&Ticket>) -> Result<Look, Trouble> {
        self.mirror.look(own).await
    }
    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.mirror.read(path).await
    }
    fn looking(&self) -> Looking {
        self.mirror.looking()
    }
    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        self.mirror.lacking(files).await
    }
    async fn claim(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.mirror.claim(ticket, batch).await
    }
    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.mirror.stage(ticket, batch).await
    }
    async fn check(&self, ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble> {
        self.mirror.check(ticket, batch).await
    }
    async fn flip(&self, ticket: &Ticket, batch: &Batch) -> Result<Flip, Trouble> {
        let flipped = self.mirror.flip(ticket, batch).await;
        self.place.set(self.path, Some(b"cut"));
        flipped
    }
    async fn lost(&self, ticket: &Ticket, batch: &Batch) -> Result<Option<Vec<String>>, Trouble> {
        self.mirror.lost(ticket, batch).await
    }
    async fn collect(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.mirror.collect(ticket, batch).await
    }
    async fn withdraw(&self, ticket: &Ticket) -> Result<(), Trouble> {
        self.mirror.withdraw(ticket).await
    }
}
