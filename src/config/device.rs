//! What tells this machine from another of the same name.
//!
//! Two machines that share a folder of configuration must not append to one journal. Where the system has no
//! id of its own, one is made up and kept where nothing is shared.

use std::fs;
use std::hash::{BuildHasher as _, RandomState};
use std::io;
use std::path::{Path, PathBuf};

/// What this machine is known by; empty where there is nothing. It is never written down as it is. An id that
/// has to be made up is kept outside `config_dir`, which may be shared with other machines.
pub fn machine_id(config_dir: &Path) -> String {
    fs::read_to_string("/etc/machine-id")
        .ok()
        .and_then(|text| system_id(&text))
        .or_else(|| kept_id(&own_folder(config_dir)?))
        .unwrap_or_default()
}

/// The id in the text of `/etc/machine-id`. In an image that was never started there is none yet
/// (machine-id(5)).
fn system_id(text: &str) -> Option<String> {
    Some(text.trim())
        .filter(|id| !id.is_empty() && *id != "uninitialized")
        .map(str::to_owned)
}

/// Where this program keeps what belongs to this machine alone, outside `config_dir`.
fn own_folder(config_dir: &Path) -> Option<PathBuf> {
    let dirs = directories::ProjectDirs::from("", "", "newsprint")?;
    let candidates = [dirs.data_local_dir(), dirs.cache_dir()];
    outside(&candidates, &[config_dir, dirs.config_dir()])
}

/// The first of `candidates` that lies in none of the folders that may be shared. On macOS data and
/// configuration of a program lie in one folder.
fn outside(candidates: &[&Path], shared: &[&Path]) -> Option<PathBuf> {
    candidates
        .iter()
        .find(|candidate| !shared.iter().any(|folder| candidate.starts_with(folder)))
        .map(|path| path.to_path_buf())
}

/// The id kept in `folder`, made up at the first call; `None` where none can be kept, since another one every
/// time would be another journal every time.
fn kept_id(folder: &Path) -> Option<String> {
    let file = folder.join("device");
    read_id(&file).or_else(|| {
        keep(&file, &random_id()).ok()?;
        // Of two processes that make one up at once the later one wins.
        read_id(&file)
    })
}

fn read_id(file: &Path) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let id = text.trim();
    let whole = id.len() == ID_DIGITS && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    whole.then(|| id.to_owned())
}

/// Writes `id` to `file`, which is there with all of it or not at all.
fn keep(file: &Path, id: &str) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let draft = file.with_extension(id);
    let kept = fs::write(&draft, format!("{id}\n")).and_then(|()| fs::rename(&draft, file));
    if kept.is_err() {
        // Of a draft that cannot be put in place nothing shall be left; it may be that none was made.
        let _ = fs::remove_file(&draft);
    }
    kept
}

/// Length of an id that is made up, in digits.
const ID_DIGITS: usize = 32;

/// 128 bits that no other machine has: the keys of the standard hash maps come from the system's randomness.
fn random_id() -> String {
    let state = RandomState::new();
    format!("{:016x}{:016x}", state.hash_one(0), state.hash_one(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_up_once_and_kept() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("share/newsprint");
        let id = kept_id(&folder).unwrap();
        assert_eq!(id.len(), ID_DIGITS);
        assert_eq!(kept_id(&folder), Some(id.clone()));
        assert_ne!(kept_id(&home.path().join("other")), Some(id));
        let names = fs::read_dir(&folder)
            .unwrap()
            .map(|e| e.unwrap().file_name());
        assert_eq!(names.collect::<Vec<_>>(), ["device"], "no draft is left");
    }

    #[test]
    fn what_is_no_id_is_replaced() {
        let home = tempfile::tempdir().unwrap();
        for damaged in ["", "short", &"x".repeat(ID_DIGITS)] {
            fs::write(home.path().join("device"), damaged).unwrap();
            let id = kept_id(home.path()).unwrap();
            assert_eq!(kept_id(home.path()), Some(id));
        }
    }

    #[test]
    fn where_none_can_be_kept_there_is_none() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("file");
        fs::write(&file, "").unwrap();
        assert_eq!(kept_id(&file), None);
        fs::create_dir_all(home.path().join("device/inside")).unwrap();
        assert_eq!(kept_id(home.path()), None);
        assert_eq!(
            fs::read_dir(home.path()).unwrap().count(),
            2,
            "no draft is left"
        );
    }

    #[test]
    fn an_id_is_not_kept_where_it_would_be_shared() {
        let [data, cache] = ["/home/support/newsprint", "/home/caches/newsprint"].map(Path::new);
        let pick = |shared: &[&str]| {
            let shared: Vec<&Path> = shared.iter().map(Path::new).collect();
            outside(&[data, cache], &shared)
        };
        assert_eq!(pick(&["/home/config/newsprint"]), Some(data.to_owned()));
        assert_eq!(pick(&["/home/support/newsprint"]), Some(cache.to_owned()));
        assert_eq!(pick(&["/sync", "/home/support"]), Some(cache.to_owned()));
        assert_eq!(pick(&["/home"]), None);
    }

    #[test]
    fn an_image_that_was_never_started_has_no_id() {
        assert_eq!(system_id("3f\n").as_deref(), Some("3f"));
        assert_eq!(system_id("uninitialized\n"), None);
        assert_eq!(system_id("\n"), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn where_the_system_has_an_id_it_is_taken() {
        let Some(id) = fs::read_to_string("/etc/machine-id")
            .ok()
            .and_then(|text| system_id(&text))
        else {
            return;
        };
        assert_eq!(machine_id(Path::new("/config")), id);
    }
}
