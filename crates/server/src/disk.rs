//! How full the disks are: said before there is no room left.

use std::path::Path;

use rustix::fs::statvfs;

use crate::config::Config;

/// Percent from which on an operator is told, and from which on it is a fault.
const LEVELS: (u64, u64) = (80, 90);

/// How full a disk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// There is enough.
    Enough,
    /// It will be full before long.
    Little,
    /// It will be full at any time.
    None,
}

/// Percent of the disk below `folder` that ordinary processes have filled, and what that means.
///
/// # Errors
/// When the system does not say.
pub fn room(folder: &Path) -> std::io::Result<(u64, Room)> {
    let disk = statvfs(folder)?;
    let used = disk.f_blocks.saturating_sub(disk.f_bfree);
    let percent = used.saturating_mul(100) / (used + disk.f_bavail).max(1);
    Ok((percent, judge(percent)))
}

fn judge(percent: u64) -> Room {
    let (little, none) = LEVELS;
    match percent {
        percent if percent >= none => Room::None,
        percent if percent >= little => Room::Little,
        _ => Room::Enough,
    }
}

/// Writes to the log what there is too little room in: the folder of the database, and that of the files.
pub fn warn(config: &Config) {
    for folder in [config.data_dir.clone(), config.files()] {
        let shown = folder.display();
        match room(&folder) {
            Ok((_, Room::Enough)) => {}
            Ok((percent, Room::Little)) => {
                tracing::warn!(folder = %shown, percent, "the disk is filling up");
            }
            Ok((percent, Room::None)) => {
                tracing::error!(folder = %shown, percent, "the disk is nearly full");
            }
            Err(error) => {
                tracing::warn!(folder = %shown, %error, "the disk does not say how full it is");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operator_is_told_at_eighty_and_ninety_percent() {
        for (percent, expected) in [
            (0, Room::Enough),
            (79, Room::Enough),
            (80, Room::Little),
            (90, Room::None),
            (100, Room::None),
        ] {
            assert_eq!(judge(percent), expected, "{percent}");
        }
        let folder = tempfile::tempdir().expect("a folder");
        let (percent, room) = room(folder.path()).expect("the system says");
        assert_eq!(room, judge(percent));
        assert!(percent <= 100);
    }
}
