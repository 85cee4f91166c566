//! Processor time and memory of processes, from `/proc` (proc(5)).

use std::time::Duration;

use anyhow::{Context as _, Result};

/// `USER_HZ`, which is 100 on every Linux that Rust supports.
const TICK: Duration = Duration::from_millis(10);

/// Processor time of `server` and of all processes of PostgreSQL on this machine.
pub fn used(server: u32) -> Result<Duration> {
    let mut ticks = ticks(&std::fs::read_to_string(format!("/proc/{server}/stat"))?)?;
    for entry in std::fs::read_dir("/proc")?.flatten() {
        let comm = std::fs::read_to_string(entry.path().join("comm")).unwrap_or_default();
        if comm.trim() == "postgres"
            && let Ok(stat) = std::fs::read_to_string(entry.path().join("stat"))
        {
            ticks += self::ticks(&stat)?;
        }
    }
    Ok(TICK * ticks)
}

/// User and system time are the 14th and 15th field; the second, the name, may hold blanks and ends at the last bracket.
fn ticks(stat: &str) -> Result<u32> {
    let rest = stat.rsplit_once(')').context("a stat line has a name")?.1;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let field = |number: usize| {
        fields
            .get(number - 3)
            .and_then(|text| text.parse::<u32>().ok())
    };
    Ok(field(14).context("user time")? + field(15).context("system time")?)
}

/// Resident memory of a process, in bytes.
pub fn resident(process: u32) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS:"))
        .context("a process has memory")?;
    let kilobytes: u64 = line
        .split_whitespace()
        .nth(1)
        .and_then(|text| text.parse().ok())
        .context("a number")?;
    Ok(kilobytes * 1024)
}
