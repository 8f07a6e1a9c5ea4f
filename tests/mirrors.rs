//! One list of promises, held by every kind of mirror: one line a kind at the end.
#![allow(clippy::disallowed_methods, reason = "edge: tests use the disk")]

#[path = "mirrors/command.rs"]
mod command;
#[path = "mirrors/counted.rs"]
mod counted;
#[path = "daemons/mod.rs"]
mod daemons;
#[path = "mirrors/drafts.rs"]
mod drafts;
#[path = "mirrors/earlier.rs"]
mod earlier;
#[path = "mirrors/erased.rs"]
mod erased;
#[path = "mirrors/folder.rs"]
mod folder;
#[path = "mirrors/ftp.rs"]
mod ftp;
#[path = "mirrors/git.rs"]
mod git;
#[path = "mirrors/google.rs"]
mod google;
#[path = "mirrors/gzipped.rs"]
mod gzipped;
#[path = "mirrors/killed.rs"]
#[allow(dead_code, reason = "`tests/soak` uses the rest")]
mod killed;
#[path = "mirrors/logins.rs"]
mod logins;
#[path = "mirrors/mortal.rs"]
mod mortal;
#[path = "mirrors/objects.rs"]
mod objects;
#[path = "mirrors/place.rs"]
mod place;
#[path = "mirrors/promises.rs"]
mod promises;
#[path = "mirrors/providers/mod.rs"]
mod providers;
#[path = "mirrors/providers_alone.rs"]
mod providers_alone;
#[path = "mirrors/providers_cost.rs"]
mod providers_cost;
#[path = "mirrors/purges.rs"]
mod purges;
#[path = "mirrors/races.rs"]
mod races;
#[path = "mirrors/rsync.rs"]
mod rsync;
#[path = "mirrors/servers.rs"]
mod servers;
#[path = "mirrors/sftp.rs"]
mod sftp;
#[path = "mirrors/shops.rs"]
mod shops;
#[path = "mirrors/together.rs"]
mod together;
#[path = "mirrors/torn.rs"]
mod torn;
#[path = "mirrors/vendors/mod.rs"]
mod vendors;
#[path = "mirrors/webdav.rs"]
mod webdav;

use command::Sent;
use drafts::{AtFirebase, AtNetlify, AtPages, AtVercel, AtWorkers, In};
use ftp::Vsftpd;
use git::Branch;
use gzipped::Packed;
use objects::{Azurite, Google, InBucket, Moto};
use place::{InPlace, Linked, Remembered};
use rsync::Shelled;
use sftp::{SftpInPlace, SftpLinked};
use vendors::bunny::Bunny;
use vendors::git_pages::Pages;
use vendors::neocities::Neocities;
use webdav::{Apache, Nginx};

type NginxPacked = Packed<Nginx>;
type ApachePacked = Packed<Apache>;
type VsftpdPacked = Packed<Vsftpd>;
type S3 = InBucket<Moto>;
type Gcs = InBucket<Google>;
type Azure = InBucket<Azurite>;
type Netlify = In<AtNetlify>;
type CloudflareWorkers = In<AtWorkers>;
type CloudflarePages = In<AtPages>;
type Vercel = In<AtVercel>;
type Firebase = In<AtFirebase>;

macro_rules! kinds {
    ($($promise:ident in $module:ident;)*) => {
        kinds! { @kind memory Remembered; $($promise in $module;)* }
        kinds! { @kind dir_linked Linked; $($promise in $module;)* }
        kinds! { @kind dir_in_place InPlace; $($promise in $module;)* }
        kinds! { @kind sftp_linked SftpLinked; $($promise in $module;)* }
        kinds! { @kind sftp_in_place SftpInPlace; $($promise in $module;)* }
        kinds! { @kind git_branch Branch; $($promise in $module;)* }
        kinds! { @kind rsync_shell Shelled; $($promise in $module;)* }
        kinds! { @kind command_sent Sent; $($promise in $module;)* }
        kinds! { @kind webdav_nginx Nginx; $($promise in $module;)* }
        kinds! { @kind webdav_apache Apache; $($promise in $module;)* }
        kinds! { @kind ftp_vsftpd Vsftpd; $($promise in $module;)* }
        kinds! { @kind webdav_nginx_gzip NginxPacked; $($promise in $module;)* }
        kinds! { @kind webdav_apache_gzip ApachePacked; $($promise in $module;)* }
        kinds! { @kind ftp_vsftpd_gzip VsftpdPacked; $($promise in $module;)* }
        kinds! { @kind git_pages Pages; $($promise in $module;)* }
        kinds! { @kind s3 S3; $($promise in $module;)* }
        kinds! { @kind gcs Gcs; $($promise in $module;)* }
        kinds! { @kind azure Azure; $($promise in $module;)* }
        kinds! { @kind netlify Netlify; $($promise in $module;)* }
        kinds! { @kind cloudflare_workers CloudflareWorkers; $($promise in $module;)* }
        kinds! { @kind cloudflare_pages CloudflarePages; $($promise in $module;)* }
        kinds! { @kind vercel Vercel; $($promise in $module;)* }
        kinds! { @kind firebase Firebase; $($promise in $module;)* }
    };
    (@kind $name:ident $place:ident; $($promise:ident in $module:ident;)*) => {
        mod $name {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $promise() {
                    crate::$module::$promise::<super::$place>().await;
                }
            )*
        }
    };
}

kinds! {
    first_publish_puts_every_file_there in promises;
    second_publish_writes_nothing in promises;
    an_update_writes_only_what_differs in promises;
    a_page_no_longer_wanted_goes in promises;
    an_asset_stays_for_three_generations in promises;
    what_is_erased_goes_with_all_that_was_kept_of_it in promises;
    foreign_files_stay in promises;
    an_older_publish_never_replaces_a_newer_one in promises;
    another_sites_mirror_is_never_touched in promises;
    many_deletions_need_force in promises;
    a_tree_without_a_home_page_is_refused in promises;
    a_missing_file_is_put_back in promises;
    whatever_is_missing_is_put_back_when_its_turn_comes in promises;
    a_file_that_was_cut_on_its_way_is_noticed in promises;
    an_unreadable_marker_is_recovered_from in promises;
    what_was_written_is_read_back in promises;
    what_was_published_before_is_put_back_as_a_new_generation in earlier;
    a_mirror_dead_at_any_moment_is_whole_and_repaired in races;
    two_racing_publishers_leave_the_newer_one in races;
    a_publisher_who_wakes_up_late_changes_nothing in races;
}

/// Kinds whose hosts keep no condition: what holds of them, and what only they have to promise.
macro_rules! last_writer_kinds {
    ($($promise:ident in $module:ident$(::$inner:ident)?;)*) => {
        last_writer_kinds! { @kind bunny_zone Bunny; $($promise in $module$(::$inner)?;)* }
        last_writer_kinds! { @kind neocities_site Neocities; $($promise in $module$(::$inner)?;)* }
    };
    (@kind $name:ident $place:ident; $($promise:ident in $module:ident$(::$inner:ident)?;)*) => {
        mod $name {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $promise() {
                    crate::$module$(::$inner)?::$promise::<super::$place>().await;
                }
            )*
        }
    };
}

last_writer_kinds! {
    first_publish_puts_every_file_there in promises;
    second_publish_writes_nothing in promises;
    an_update_writes_only_what_differs in promises;
    a_page_no_longer_wanted_goes in promises;
    an_asset_stays_for_three_generations in promises;
    foreign_files_stay in promises;
    an_older_publish_never_replaces_a_newer_one in promises;
    another_sites_mirror_is_never_touched in promises;
    many_deletions_need_force in promises;
    a_tree_without_a_home_page_is_refused in promises;
    a_missing_file_is_put_back in promises;
    an_unreadable_marker_is_recovered_from in promises;
    what_was_written_is_read_back in promises;
    a_mirror_dead_at_any_moment_is_whole_and_repaired in races;
    a_publisher_who_wakes_up_late_changes_nothing in races;
    what_racers_did_is_put_right_by_the_next in vendors::promised;
}
