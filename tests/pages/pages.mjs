// The one list of pages that the browser goes through, as [name, path]. What a person may open depends on the
// instance's content, so posts and people are taken from its public timeline.

export async function publicPages(base) {
  const statuses = await json(`${base}/api/v1/timelines/public?local=true`);
  const thread = statuses.find((status) => status.replies_count > 0);
  const picture = statuses.find((status) => status.media_attachments.length > 0);
  const [group] = await json(`${base}/api/rounds/v1/groups`);
  return [
    ['home', '/'],
    ['profile', pathOf(thread.account.url)],
    ['thread', pathOf(thread.url)],
    ['picture', pathOf(picture.url)],
    ['group', pathOf(group.url)],
    ['directory', '/directory'],
    ['about', '/about'],
    ['sign-up', '/auth/sign_up'],
    ['sign-in', signInPage],
    ['not-found', '/nothing-here'],
  ];
}

export const signInPage = '/auth/sign_in';

export const privatePages = [['settings', '/settings/profile']];

async function json(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}

const pathOf = (url) => new URL(url).pathname;
