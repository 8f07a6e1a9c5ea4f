//! A Statuspage read from its address: a real server on this machine, and some that answer badly.

use crate::site::{files, fixture};
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::process::Command;
use std::sync::Arc;
use stillup::net::server::{self, Page, Server};

/// Runs the import into a new folder: exit code, what was said, the files.
fn run(address: &str) -> (i32, String, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let ran = Command::new(env!("CARGO_BIN_EXE_stillup"))
        .args([
            "--now",
            "2026-11-27T10:00:00Z",
            "import",
            "statuspage",
            address,
            "--timeout",
            "2",
        ])
        .current_dir(folder.path())
        .output()
        .expect("stillup");
    let written = files(folder.path()).into_keys().collect();
    let code = ran.status.code().expect("a code");
    (
        code,
        String::from_utf8_lossy(&ran.stderr).into_owned(),
        written,
    )
}

/// Serves a folder.
fn serve(folder: std::path::PathBuf) -> Server {
    let find = move |path: &str| {
        let body = std::fs::read(folder.join(path)).ok()?;
        Some(Page {
            content_type: "application/json",
            cache_control: "no-store",
            body,
        })
    };
    Server::start(
        "127.0.0.1:0".parse().expect("an address"),
        server::site(Arc::new(find)),
    )
    .expect("a server")
}

/// Answers every request with these bytes and closes, or with nothing and stays.
fn answers(answer: Option<&'static str>) -> String {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", socket.local_addr().expect("its own"));
    std::thread::spawn(move || {
        let mut open = Vec::new();
        for stream in socket.incoming().map_while(Result::ok) {
            let mut stream = stream;
            let _ = stream.read(&mut [0; 4096]);
            match answer {
                Some(answer) => drop(stream.write_all(answer.as_bytes())),
                None => open.push(stream),
            }
        }
    });
    address
}

#[test]
fn an_address_gives_what_its_folder_gives() {
    let server = serve(fixture("statuspage").join("old"));
    let (code, said, written) = run(&format!("http://{}/api/v2/", server.address));
    assert_eq!(code, 1, "one of its documents is cut off:\n{said}");
    let folder = tempfile::tempdir().expect("a folder");
    crate::site::import(
        "statuspage",
        &fixture("statuspage").join("old"),
        &[],
        folder.path(),
    )
    .expect("its folder");
    let expected: Vec<String> = files(folder.path()).into_keys().collect();
    assert_eq!(written, expected);
    assert!(
        said.contains("error: `api/v2/incidents/unresolved.json` is no document of the API\n"),
        "{said}"
    );
}

#[test]
fn addresses_that_answer_badly_write_nothing_and_say_why() {
    let cases = [
        (
            answers(None),
            "error: cannot read ADDRESS/api/v2/summary.json\nbecause: no answer in time\nhint: open ADDRESS in a browser: is it a Statuspage?\n",
        ),
        (
            answers(Some(
                "HTTP/1.1 500 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
            )),
            "error: ADDRESS/api/v2/summary.json answers 500\nhint: try again in a while: `stillup import statuspage ADDRESS`\n",
        ),
        (
            answers(Some(
                "HTTP/1.1 404 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
            )),
            "error: ADDRESS/api/v2/summary.json answers 404\nhint: name the address of the page itself, such as `https://status.acme.example`\n",
        ),
        (
            answers(Some(
                "HTTP/1.1 301 Moved\r\nConnection: close\r\nContent-Length: 0\r\nLocation: https://status.new.example/api/v2/summary.json\r\n\r\n",
            )),
            "error: ADDRESS/api/v2/summary.json answers 301\nhint: `stillup import statuspage https://status.new.example`\n",
        ),
        (
            answers(Some(
                "HTTP/1.1 403 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
            )),
            "error: ADDRESS/api/v2/summary.json answers 403\nhint: save the files below `api/v2/` with a browser, and name their folder instead\n",
        ),
        (
            answers(Some(
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"page\":",
            )),
            "error: cannot read ADDRESS/api/v2/summary.json\nbecause: the answer was cut off: end of file before message length reached\nhint: open ADDRESS in a browser: is it a Statuspage?\n",
        ),
        (
            answers(Some(
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 9\r\n\r\n<!DOCTYPE",
            )),
            "error: `api/v2/summary.json` is no document of the API\nbecause: expected value at line 1 column 1\nhint: save it again, whole, and import again: what is there already stays\n",
        ),
    ];
    for (address, expected) in cases {
        let (code, said, written) = run(&address);
        assert_eq!(said.replace(&address, "ADDRESS"), expected);
        assert_eq!((code, written.as_slice()), (1, [].as_slice()), "{said}");
    }
}
