mod columns;
mod done;
mod people;

use storage::id::{AccountId, MemberImportId, UserId};
use storage::kinds::MailLinkPurpose;

use super::*;
use crate::moderation::Authority;
use crate::{account, mail_link, testing};

const BY: Authority = Authority::Operator;
const PASSWORD: &str = "a password nobody else has";

/// A file of these columns.
fn file<const N: usize>(columns: [Column; N], lines: &[[&str; N]]) -> File {
    let cells = |line: &[&str; N]| {
        let cells = columns.iter().zip(line);
        Ok(cells
            .map(|(column, cell)| (*column, (*cell).to_owned()))
            .collect())
    };
    let lines = (2..).zip(lines).map(|(number, line)| Line {
        number,
        cells: cells(line),
    });
    File {
        lines: lines.collect(),
        unknown: Vec::new(),
    }
}

/// A list of addresses and the days until which they are members.
fn members(lines: &[[&str; 2]]) -> File {
    file([Column::Email, Column::MemberUntil], lines)
}

async fn outcomes(ctx: &Context, file: &File) -> Vec<MemberOutcome> {
    let plan = plan(ctx, file, false).await.expect("plans");
    plan.lines.iter().map(|line| line.report.outcome).collect()
}

/// Confirms a file, and yields what comes of it when it is done.
async fn bring(ctx: &Context, file: &File, end_missing: bool) -> Plan {
    let id = begin(ctx, file, end_missing).await;
    while step(ctx, id).await.expect("does some lines") {}
    show(ctx, BY, id).await.expect("is there").1
}

async fn begin(ctx: &Context, file: &File, end_missing: bool) -> MemberImportId {
    let plan = plan(ctx, file, end_missing).await.expect("plans");
    let id = keep(ctx, BY, plan).await.expect("is kept");
    let confirmed = Confirmed {
        without_refused: true,
        ending_most: true,
    };
    start(ctx, BY, id, confirmed).await.expect("starts");
    id
}

async fn login(ctx: &Context, email: &str) -> (UserId, AccountId) {
    let user = storage::user::find_by_email(ctx.db.read(), email).await;
    let user = user.expect("reads").expect("has a login").id;
    let own = storage::access::find_own_account(ctx.db.read(), user).await;
    (user, own.expect("reads").expect("has an account"))
}

/// Opens the mailed link, as the person does.
async fn accept(ctx: &Context, user: UserId) {
    let letter = mail_link::letter(ctx, user, MailLinkPurpose::Invitation).await;
    let letter = letter.expect("reads").expect("a mail was sent");
    let token = letter.link.split("token=").nth(1).expect("a token");
    let reset = crate::user::reset(ctx, token, PASSWORD).await;
    reset.expect("chooses a password");
}

/// What is shown of somebody's memberships: the day until which each stands.
async fn badges(ctx: &Context, own: AccountId) -> Vec<Option<String>> {
    let shown = crate::credential::badges_of(ctx, &[own]).await;
    let shown = shown.expect("reads").remove(&own).unwrap_or_default();
    let standing = shown.iter().filter(|badge| badge.standing.is_ok());
    let until = standing.map(|badge| badge.credential.valid_until);
    until.map(|until| until.map(Timestamp::to_date)).collect()
}

fn deeds(plan: &Plan) -> Vec<Vec<Deed>> {
    let lines = plan.lines.iter();
    lines.map(|line| line.report.deeds.clone()).collect()
}

fn words(plan: &Plan) -> Vec<String> {
    let remarks = plan.lines.iter().flat_map(|line| &line.report.remarks);
    remarks.map(|remark| remark.reason.to_string()).collect()
}
