//! Nginx and Apache, each with WebDAV, for whoever runs the tests.

use super::{Daemon, installed, start, user};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Who may write, and how they prove it.
pub const LOGIN: (&str, &str) = ("status", "correct horse");

/// The same as a line of a password file: Apache and nginx know this form of SHA-1.
const LINE: &str = "status:{SHA}L55TUjtiq8FBorTWAZ0jy6g129A=\n";

fn written(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file");
    path.display().to_string()
}

fn module(name: &str) -> PathBuf {
    let folders = ["/usr/lib/nginx/modules", "/usr/share/nginx/modules"];
    let found = folders
        .iter()
        .map(|folder| Path::new(folder).join(name))
        .find(|path| path.is_file());
    found.unwrap_or_else(|| {
        panic!("these tests need it: apt-get install nginx-light libnginx-mod-http-dav-ext")
    })
}

/// Nginx: everything under `/dav/` may be changed, and all is served.
pub fn nginx() -> Daemon {
    let program = installed(&["nginx"], "nginx-light libnginx-mod-http-dav-ext");
    start("nginx", |folder, port| {
        std::fs::create_dir_all(folder.join("dav")).expect("a folder");
        let at = folder.display();
        written(folder, "users", LINE);
        let module = module("ngx_http_dav_ext_module.so");
        let servers = format!(
            "add_header Access-Control-Allow-Origin * always;\nserver {{\nlisten 127.0.0.1:{port};\nroot {at};\n\
             location /dav/ {{\n\
             auth_basic status;\nauth_basic_user_file {at}/users;\nclient_max_body_size 64m;\n\
             dav_methods PUT DELETE MKCOL MOVE;\ndav_ext_methods PROPFIND;\ncreate_full_put_path on;\n\
             dav_access user:rw group:r all:r;\n}}\n\
             }}\n"
        );
        let before = format!("load_module {};\n", module.display());
        nginx_with(&program, folder, &before, &servers)
    })
}

/// How to run an nginx with these servers, and something before all else.
fn nginx_with(program: &Path, folder: &Path, before: &str, servers: &str) -> Vec<String> {
    let at = folder.display();
    let who = if user() == "root" { "user root;\n" } else { "" };
    let mut places = String::new();
    for name in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"] {
        let _ = writeln!(places, "{name}_temp_path {at}/{name};");
    }
    let config = format!(
        "{before}{who}worker_processes 2;\nerror_log stderr error;\npid {at}/pid;\nevents {{}}\n\
         http {{\n{places}access_log off;\ninclude /etc/nginx/mime.types;\ndefault_type application/octet-stream;\n\
         types_hash_max_size 4096;\n{servers}}}\n"
    );
    let config = written(folder, "nginx.conf", &config);
    vec![
        program.display().to_string(),
        "-g".into(),
        "daemon off;".into(),
        "-c".into(),
        config,
    ]
}

/// Nginx with these servers, as somebody may have configured them who listens nowhere else.
pub fn nginx_as(servers: &str) -> Daemon {
    let program = installed(&["nginx"], "nginx-light");
    start("nginx-as", |folder, port| {
        let listens = format!("server {{\n    listen 127.0.0.1:{port};");
        nginx_with(&program, folder, "", &servers.replace("server {", &listens))
    })
}

/// Apache that shows a folder, with these lines in its settings, and what files called `.htaccess` there say.
pub fn apache_as(root: &Path, lines: &str) -> Daemon {
    let program = installed(&["apache2", "httpd"], "apache2");
    start("apache-as", |folder, port| {
        open_to_all(folder);
        let (at, root) = (folder.display(), root.display());
        let config = format!(
            "{modules}ServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {at}/pid\nDefaultRuntimeDir {at}\n\
             ErrorLog /dev/stderr\nTypesConfig /etc/mime.types\nMutex fcntl:{at}\n\
             <Directory {root}>\nOptions FollowSymLinks\nAllowOverride FileInfo\nRequire all granted\n</Directory>\n\
             <VirtualHost 127.0.0.1:{port}>\nDocumentRoot \"{root}\"\n{lines}</VirtualHost>\n",
            modules = apache_modules(&[
                "mpm_event",
                "authz_core",
                "dir",
                "mime",
                "filter",
                "deflate",
                "headers",
                "rewrite",
            ]),
        );
        let config = written(folder, "httpd.conf", &config);
        in_front(&program, config)
    })
}

/// The lines that load these of Apache's modules, and say whom it works as.
fn apache_modules(modules: &[&str]) -> String {
    let mut lines = String::new();
    for module in modules {
        let _ = writeln!(
            lines,
            "LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so"
        );
    }
    if user() == "root" {
        // As root it runs its workers as somebody else, who needs the folder.
        lines.push_str("User www-data\nGroup www-data\n");
    }
    lines
}

/// How to run Apache with this configuration.
fn in_front(program: &Path, config: String) -> Vec<String> {
    let program = program.display().to_string();
    vec![program, "-DFOREGROUND".into(), "-f".into(), config]
}

/// Apache: everything under `/dav/` may be changed.
pub fn apache() -> Daemon {
    let program = installed(&["apache2", "httpd"], "apache2");
    start("apache", |folder, port| {
        std::fs::create_dir_all(folder.join("dav")).expect("a folder");
        let at = folder.display();
        written(folder, "users", LINE);
        let mut config = apache_modules(&[
            "mpm_event",
            "authn_core",
            "authn_file",
            "authz_core",
            "authz_user",
            "auth_basic",
            "dav",
            "dav_fs",
            "dir",
            "mime",
        ]);
        open_to_all(folder);
        let _ = write!(
            config,
            "ServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {at}/pid\nDefaultRuntimeDir {at}\n\
             ErrorLog /dev/stderr\nDocumentRoot {at}\nDavLockDB {at}/locks\nTypesConfig /etc/mime.types\nMutex fcntl:{at}\n\
             <Directory {at}>\nAllowOverride None\nRequire all granted\n</Directory>\n\
             <Location /dav>\nDAV On\nDirectoryIndex disabled\nAuthType Basic\nAuthName status\nAuthUserFile {at}/users\n\
             Require valid-user\n</Location>\n"
        );
        let config = written(folder, "httpd.conf", &config);
        in_front(&program, config)
    })
}

/// Lets whoever the server runs as read and write all of it.
pub fn open_to_all(folder: &Path) {
    let _ = std::process::Command::new("chmod")
        .args(["-R", "a+rwX"])
        .arg(folder)
        .status();
    if !folder.join("git").is_dir() {
        return;
    }
    let _ = std::process::Command::new("chown")
        .args(["-R", "www-data"])
        .arg(folder.join("git"))
        .status();
}

/// Apache with git's own backend: repositories below `/git/`, for who logs in.
pub fn git_http() -> Daemon {
    let program = installed(&["apache2", "httpd"], "apache2");
    let backend = std::process::Command::new("git")
        .arg("--exec-path")
        .output()
        .expect("git");
    let backend = format!(
        "{}/git-http-backend",
        String::from_utf8_lossy(&backend.stdout).trim()
    );
    start("git-http", |folder, port| {
        std::fs::create_dir_all(folder.join("git")).expect("a folder");
        let at = folder.display();
        written(folder, "users", LINE);
        let mut config = apache_modules(&[
            "mpm_event",
            "authn_core",
            "authn_file",
            "authz_core",
            "authz_user",
            "auth_basic",
            "cgid",
            "alias",
            "env",
        ]);
        open_to_all(folder);
        let _ = write!(
            config,
            "ServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {at}/pid\nDefaultRuntimeDir {at}\nScriptSock {at}/cgi\n\
             CustomLog {at}/requests \"%O %r\"\nErrorLog /dev/stderr\nDocumentRoot {at}\nMutex fcntl:{at}\nSetEnv GIT_PROJECT_ROOT {at}/git\n\
             SetEnv GIT_HTTP_EXPORT_ALL 1\nScriptAlias /git/ {backend}/\n\
             <Location /git>\nAuthType Basic\nAuthName status\nAuthUserFile {at}/users\nRequire valid-user\n</Location>\n"
        );
        let config = written(folder, "httpd.conf", &config);
        in_front(&program, config)
    })
}
