//! What takes as many requests as there are files or folders.

use super::Ftp;
use crate::publish::mirror::Trouble;

/// How often a folder somebody is writing to is emptied again.
const ROUNDS: usize = 4;

impl Ftp {
    /// Empties a folder and removes it.
    pub(super) async fn remove_folder(&self, path: &str) -> Result<(), Trouble> {
        for round in 1..=ROUNDS {
            let (mut folders, mut next) = (Vec::new(), vec![path.to_owned()]);
            while let Some(folder) = next.pop() {
                for entry in self.entries(&folder).await?.unwrap_or_default() {
                    let inner = format!("{folder}/{}", entry.name);
                    match entry.folder {
                        true => next.push(inner),
                        false => drop(self.unlink(&self.at(&inner).await?).await?),
                    }
                }
                folders.push(folder);
            }
            let mut last = Ok(());
            for folder in folders.iter().rev() {
                let at = self.at(folder).await?;
                last = self.line.ask(async |ftp| ftp.rmdir(&at).await).await?;
            }
            let at = self.at(path).await?;
            match last {
                Ok(()) => return Ok(()),
                Err(_) if !self.is_folder(&at).await? => return Ok(()),
                Err(answer) if round == ROUNDS => {
                    return Err(Self::trouble("remove", &at, &answer));
                }
                // Not empty: its owner wrote into it meanwhile, for the last time.
                Err(_) => {}
            }
        }
        Ok(())
    }
}
