//! What git says when a repository cannot be reached, and what to do about it.

use super::Repository;
use crate::net::program::Ended;
use crate::problem::Problem;
use crate::publish::mirror::Trouble;

impl Repository {
    pub(super) fn refused(&self, doing: &str, ended: &Ended) -> Trouble {
        let said = &ended.said;
        let has = |words: &str| said.contains(words);
        let what = format!("cannot {doing} `{}`", self.remote);
        let problem = Problem::error("git", what).because(ended.why());
        if has("Host key verification") || has("Permission denied (") {
            let refused = self.ssh.refused(said);
            return Trouble {
                problem: Problem {
                    what: problem.what,
                    hint: problem.hint.or(Some(
                        "git = { identity = \"…\", known_hosts = \"…\" }   # the key, and the server's own".to_owned(),
                    )),
                    ..refused.problem
                },
                again: false,
            };
        }
        let hint = if has("could not read Username") || has("Authentication failed") || has("403") {
            Some("a token that may write to the repository, in the variable that `env.token` names")
        } else if has("not found")
            || has("does not appear to be a git repository")
            || has("does not exist")
        {
            Some("git ls-remote REMOTE   # shows whether it is there and whether you may read it")
        } else {
            None
        };
        Trouble {
            again: hint.is_none(),
            problem: match hint {
                Some(hint) => problem.hint(hint),
                None => problem,
            },
        }
    }
}
