//! A member brings along whom they followed and what they kept elsewhere: it is looked up at its home.

use anyhow::Result;
use domain::id::ImportId;
use domain::import::{self, Entry, NewImport, NewLine};
use domain::kinds::{ImportKind, ImportProblem};
use harness::{Fediverse, Person, Server};

async fn bring(
    server: &Server,
    who: &Person,
    kind: ImportKind,
    entries: Vec<Entry>,
) -> Result<ImportId> {
    let line = |(number, entry)| NewLine {
        number,
        text: String::new(),
        entry: Ok(entry),
    };
    let new = NewImport {
        kind,
        overwrite: false,
        lines: (1..).zip(entries).map(line).collect(),
    };
    Ok(import::start(server.ctx(), who.id, new).await?)
}

fn follow(acct: &str) -> Entry {
    Entry::Follow {
        acct: acct.to_owned(),
        reblogs: None,
        notify: None,
        languages: None,
    }
}

#[tokio::test]
async fn what_a_file_names_is_looked_up_at_its_home() -> Result<()> {
    let fediverse = Fediverse::start(2).await?;
    let [here, there] = fediverse.both();
    let (ada, bo) = (here.person("ada").await?, there.person("bo").await?);
    let post = bo.post("Worth keeping").await?;
    let nobody = format!("nobody@{}", there.domain());
    let follows = vec![follow(&bo.handle), follow(&nobody), follow(&ada.handle)];
    let followed = bring(here, &ada, ImportKind::Following, follows).await?;
    let uri = post["uri"].as_str().unwrap_or_default().to_owned();
    let kept = bring(
        here,
        &ada,
        ImportKind::Bookmarks,
        vec![Entry::Bookmark { uri }],
    )
    .await?;
    fediverse.settle().await?;

    assert_eq!(ada.relationship(&bo.handle).await?["following"], true);
    let bookmarks = ada.app.get("/api/v1/bookmarks").await?.ok()?;
    assert_eq!(bookmarks[0]["uri"], post["uri"]);
    let (report, failed) = import::show(here.ctx(), ada.id, followed).await?;
    assert_eq!((report.progress.done, report.progress.failed), (1, 2));
    let problems: Vec<_> = failed
        .iter()
        .map(|line| (line.line, line.problem))
        .collect();
    let expected = [
        (2, Some(ImportProblem::NotFound)),
        (3, Some(ImportProblem::Refused)),
    ];
    assert_eq!(problems, expected);
    let (report, _) = import::show(here.ctx(), ada.id, kept).await?;
    assert!(report.finished_at.is_some());
    Ok(())
}
