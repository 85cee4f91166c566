//! Hashtags, by their normalised names, and the statuses that carry them.

use std::collections::HashMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
};

pub use crate::entity::tag::Model as Tag;
use crate::entity::{status_tag, tag};
use crate::id::{StatusId, TagId};
use crate::{Page, Result, Sql, Timestamp};

/// A hashtag before it has an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTag {
    /// Normalised: the key.
    pub name: String,
    /// As it was written.
    pub display_name: String,
}

/// The hashtag with this id.
pub async fn find_by_id<C: ConnectionTrait>(connection: &C, id: TagId) -> Result<Option<Tag>> {
    Ok(tag::Entity::find_by_id(id).one(connection).await?)
}

/// A page of them, the newest first.
pub async fn list<C: ConnectionTrait>(connection: &C, page: Page) -> Result<Vec<Tag>> {
    let select = page.apply(tag::Entity::find(), tag::Column::Id);
    Ok(page.newest_first(select.all(connection).await?))
}

/// The hashtags with these normalised names; unknown names are missing.
pub async fn find_by_names<C: ConnectionTrait>(
    connection: &C,
    names: &[String],
) -> Result<Vec<Tag>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    Sql::new(connection, "SELECT * FROM tags WHERE name")
        .in_texts(names)
        .all(connection)
        .await
}

/// The hashtags with these ids.
pub async fn tags_by_id<C: ConnectionTrait>(
    connection: &C,
    ids: &[TagId],
) -> Result<HashMap<TagId, Tag>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let tags: Vec<Tag> = Sql::new(connection, "SELECT * FROM tags WHERE id")
        .in_ids(ids.iter().copied())
        .all(connection)
        .await?;
    Ok(tags.into_iter().map(|tag| (tag.id, tag)).collect())
}

/// Takes every hashtag off a status, before an edit writes them anew.
pub async fn delete_all<C: ConnectionTrait>(connection: &C, status: StatusId) -> Result<()> {
    status_tag::Entity::delete_many()
        .filter(status_tag::Column::StatusId.eq(status))
        .exec(connection)
        .await?;
    Ok(())
}

/// Gives a status hashtags; those that are new to the instance are made. Returns them in the order of their names.
pub async fn insert<C: ConnectionTrait>(
    connection: &C,
    status: StatusId,
    tags: Vec<NewTag>,
    now: Timestamp,
) -> Result<Vec<Tag>> {
    if tags.is_empty() {
        return Ok(Vec::new());
    }
    let names: Vec<String> = tags.iter().map(|tag| tag.name.clone()).collect();
    insert_new(connection, tags, now).await?;
    let mut found = find_by_names(connection, &names).await?;
    found.sort_by(|a, b| a.name.cmp(&b.name));
    let links = found.iter().map(|tag| {
        status_tag::Model {
            tag_id: tag.id,
            status_id: status,
        }
        .into_active_model()
    });
    status_tag::Entity::insert_many(links)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(connection)
        .await?;
    Ok(found)
}

/// The hashtag with this name, made when it is new to the instance. `None` when it went in the same moment.
pub async fn upsert<C: ConnectionTrait>(
    connection: &C,
    tag: NewTag,
    now: Timestamp,
) -> Result<Option<Tag>> {
    let name = tag.name.clone();
    insert_new(connection, vec![tag], now).await?;
    Ok(find_by_names(connection, &[name]).await?.pop())
}

async fn insert_new<C: ConnectionTrait>(
    connection: &C,
    tags: Vec<NewTag>,
    now: Timestamp,
) -> Result<()> {
    let rows = tags.into_iter().map(|new| {
        Tag {
            id: TagId::generate(now),
            name: new.name,
            display_name: new.display_name,
            created_at: now,
        }
        .into_active_model()
    });
    tag::Entity::insert_many(rows)
        .on_conflict(
            OnConflict::column(tag::Column::Name)
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    status_id: StatusId,
    #[sea_orm(nested)]
    tag: Tag,
}

/// The hashtags of these statuses.
pub async fn tags_of<C: ConnectionTrait>(
    connection: &C,
    ids: &[StatusId],
) -> Result<HashMap<StatusId, Vec<Tag>>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<Row> = Sql::new(
        connection,
        "SELECT st.status_id, t.* FROM status_tags st JOIN tags t ON t.id = st.tag_id WHERE st.status_id",
    )
    .in_ids(ids.iter().copied())
    .push(" ORDER BY st.status_id, t.name")
    .all(connection)
    .await?;
    let mut of: HashMap<StatusId, Vec<Tag>> = HashMap::new();
    for row in rows {
        of.entry(row.status_id).or_default().push(row.tag);
    }
    Ok(of)
}
