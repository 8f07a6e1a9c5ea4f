//! The file a CI reads: publish on push and on a timer, one at a time, verify after, with no more secrets than
//! the site's mirrors need, by name.

use super::Ci;
use crate::command::signing;
use crate::config::Config;
use crate::config::MirrorKind;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// What a CI has to know of a site.
#[derive(Debug, Clone, Default)]
pub struct Job {
    /// The branch that is published.
    pub branch: String,
    /// Names of the variables that hold what its mirrors and its board need.
    pub secrets: Vec<String>,
    /// Some mirror can be reached from elsewhere.
    pub reachable: bool,
}

impl Job {
    /// For a site as it is configured, if it is.
    pub fn new(branch: String, config: Option<&Config>) -> Self {
        let mut secrets = BTreeSet::new();
        let mut reachable = false;
        for config in config.iter() {
            for mirror in &config.mirrors {
                secrets.extend(mirror.secrets.iter().cloned());
                reachable |= !matches!(mirror.kind, MirrorKind::Dir(_));
            }
            let board = config
                .trello
                .as_ref()
                .filter(|board| board.export.is_none());
            if !config.keys.is_empty() {
                secrets.insert(signing::VARIABLE.to_owned());
            }
            if board.is_some() {
                secrets.extend(["TRELLO_KEY", "TRELLO_TOKEN"].map(str::to_owned));
            }
        }
        Job {
            branch,
            secrets: secrets.into_iter().collect(),
            reachable,
        }
    }
}

/// Where the file is, and what is in it.
pub fn file(ci: Ci, job: &Job, folder: &Path) -> Option<(String, String)> {
    let (path, text) = match ci {
        Ci::Github => (".github/workflows/status.yml", github(job)),
        Ci::Gitlab => (".gitlab-ci.yml", gitlab(job)),
        Ci::Forgejo => (".forgejo/workflows/status.yml", forgejo(job)),
        Ci::Woodpecker => (".woodpecker/status.yml", woodpecker(job)),
        Ci::Cron => ("status.cron", cron(job, folder)),
        Ci::None => return None,
    };
    let text = text
        .replace("{{version}}", env!("CARGO_PKG_VERSION"))
        .replace("{{branch}}", &job.branch);
    Some((path.to_owned(), text))
}

/// A map of secrets as GitHub's language has it, below a step.
fn environment(job: &Job, margin: &str) -> String {
    let mut text = String::new();
    for (at, name) in job.secrets.iter().enumerate() {
        if at == 0 {
            text += &format!("{margin}env:\n");
        }
        let _ = writeln!(text, "{margin}  {name}: ${{{{ secrets.{name} }}}}");
    }
    text
}

const GITHUB_PAGES: &str =
    "      # The copy on GitHub Pages (settings, Pages, source: GitHub Actions).
      - run: stillup build -o public/site || test -f public/site/index.html
      - uses: actions/upload-pages-artifact@v3
        with:
          path: public/site
      - id: pages
        uses: actions/deploy-pages@v4
      # Once stillup.toml names mirrors that can be reached from here, remove this file, and
      # `stillup init --ci github` writes one that publishes to them.";

fn github(job: &Job) -> String {
    let text = include_str!("github.yml");
    if !job.reachable {
        let permissions = "  pages: write\n  id-token: write\n";
        let environment = "    environment:\n      name: github-pages\n      url: ${{ steps.pages.outputs.page_url }}\n";
        return text
            .replace("{{pages-permissions}}", permissions)
            .replace("{{pages-environment}}", environment)
            .replace("{{publish}}", GITHUB_PAGES);
    }
    let publish = format!(
        "      - run: stillup publish\n{}      - run: stillup verify\n        if: ${{{{ !cancelled() }}}}",
        environment(job, "        ")
    );
    text.replace("{{pages-permissions}}", "")
        .replace("{{pages-environment}}", "")
        .replace("{{publish}}", &publish)
}

fn gitlab(job: &Job) -> String {
    let text = include_str!("gitlab.yml");
    let publish = match job.reachable {
        true => "    - .tools/bin/stillup publish && .tools/bin/stillup verify",
        false => {
            "    - .tools/bin/stillup build -o public/site || test -f public/site/index.html
  pages:
    publish: public/site
  # Once stillup.toml names mirrors that can be reached from here, remove this file, and
  # `stillup init --ci gitlab` writes one that publishes to them."
        }
    };
    text.replace(
        "{{job}}",
        if job.reachable {
            "status page"
        } else {
            "pages"
        },
    )
    .replace(
        "{{secrets}}",
        &listed(
            job,
            "Masked and protected variables (Settings, CI/CD, Variables)",
        ),
    )
    .replace("{{publish}}", publish)
}

fn forgejo(job: &Job) -> String {
    let publish = match job.reachable {
        true => format!(
            "      - run: stillup -C site publish\n{}      - run: stillup -C site verify",
            environment(job, "        ")
        ),
        false => "      # Once stillup.toml names mirrors that can be reached from here, remove this file, and
      # `stillup init --ci forgejo` writes one that publishes to them."
            .to_owned(),
    };
    include_str!("forgejo.yml").replace("{{publish}}", &publish)
}

fn woodpecker(job: &Job) -> String {
    let mut secrets = String::new();
    for (at, name) in job.secrets.iter().enumerate().filter(|_| job.reachable) {
        if at == 0 {
            secrets += "    environment:\n";
        }
        let _ = writeln!(secrets, "      {name}:\n        from_secret: {name}");
    }
    let publish = match job.reachable {
        true => "      - stillup publish && stillup verify",
        false => {
            "      # Once stillup.toml names mirrors that can be reached from here, remove this file, and
      # `stillup init --ci woodpecker` writes one that publishes to them."
        }
    };
    include_str!("woodpecker.yml")
        .replace("{{secrets}}", &secrets)
        .replace("{{publish}}", publish)
}

fn cron(job: &Job, folder: &Path) -> String {
    let folder = folder
        .canonicalize()
        .unwrap_or_else(|_| folder.to_path_buf());
    // In a crontab `%` ends the command.
    let quoted =
        format!("'{}'", folder.display().to_string().replace('\'', r"'\''")).replace('%', r"\%");
    let source = match job.secrets.is_empty() {
        true => "",
        false => "set -a; . \"$HOME/.config/stillup.env\"; set +a; ",
    };
    include_str!("status.cron")
        .replace(
            "{{secrets}}",
            &listed(
                job,
                "Lines NAME=value in ~/.config/stillup.env, which nobody else may read (chmod 600)",
            ),
        )
        .replace("{{source}}", source)
        .replace("{{folder}}", &quoted)
}

/// Names of secrets, as a remark on where they go.
fn listed(job: &Job, place: &str) -> String {
    match job.secrets.as_slice() {
        [] => String::new(),
        names => format!("# {place}: {}.\n", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::Job;
    use crate::config;

    #[test]
    fn a_job_is_given_the_secrets_its_site_needs_and_no_others() {
        let secrets = |text: &str| {
            let site = "[site]\ntitle = \"A\"\naddress = \"https://a.example\"\n";
            let config = config::parse("stillup.toml", &format!("{site}{text}")).0;
            Job::new("main".into(), config.as_ref()).secrets
        };
        assert!(secrets("").is_empty());
        let key = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
        assert_eq!(
            secrets(&format!("keys = [\"{key}\"]\n")),
            ["STILLUP_SIGNING_KEY"]
        );
        assert_eq!(
            secrets("[trello]\nboard = \"hLyRd5tS\"\n"),
            ["TRELLO_KEY", "TRELLO_TOKEN"]
        );
    }
}
