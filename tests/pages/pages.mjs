// The one list of pages that the browser goes through, as [name, path]. What a person may open depends on the
// instance's content, so people, posts and groups are taken from what it shows to everybody.

export const signInPage = '/login';

export async function publicPages(base) {
  const statuses = await json(`${base}/api/v1/timelines/public?local=true`);
  const thread = statuses.find((status) => status.replies_count > 0);
  const carries = (kind) => statuses.find((status) => status.media_attachments[0]?.type === kind);
  const [picture, video] = ['image', 'video'].map(carries);
  const [credential] = await json(`${base}/api/rounds/v1/accounts/${thread.account.id}/credentials`);
  const groups = await (await ask(`${base}/groups`)).text();
  return [
    ['home', '/'],
    ['profile', pathOf(thread.account.url)],
    ['thread', pathOf(thread.url)],
    ['picture', pathOf(picture.url)],
    ['video', pathOf(video.url)],
    ['groups', '/groups'],
    ['group', groups.match(/href="(\/@[^"/]+)"/)[1]],
    ['credential', pathOf(credential.page)],
    ['directory', '/directory'],
    ['about', '/about'],
    ['privacy', '/privacy-policy'],
    ['terms', '/terms-of-service'],
    ['imprint', '/imprint'],
    ['sign-up', '/signup'],
    ['sign-in', signInPage],
    ['forgot-password', '/password/forgot'],
    ['confirm-again', '/confirm/again'],
    ['not-found', '/nothing-here'],
  ];
}

// `page` is one in which the person is logged in.
export async function privatePages(base, page) {
  const redirect = 'urn:ietf:wg:oauth:2.0:oob';
  const app = await json(`${base}/api/v1/apps`, {
    method: 'POST',
    body: new URLSearchParams({ client_name: 'Ward board', redirect_uris: redirect, scopes: 'read write' }),
  });
  const request = { response_type: 'code', client_id: app.client_id, redirect_uri: redirect, scope: 'read write' };
  return [
    ['home-signed-in', '/'],
    ['directory-stubs', '/directory/stubs'],
    ['directory-stub', await firstOf(page, base, '/directory/stubs')],
    ['settings-profile', '/settings/profile'],
    ['settings-account', '/settings/account'],
    ['settings-preferences', '/settings/preferences'],
    ['settings-privacy', '/settings/privacy'],
    ['settings-notifications', '/settings/notifications'],
    ['settings-verification', '/settings/verification'],
    ['settings-verification-request', await firstOf(page, base, '/settings/verification')],
    ['settings-credentials', '/settings/credentials'],
    ['settings-two-factor', '/settings/two-factor'],
    ['settings-sessions', '/settings/sessions'],
    ['settings-logins', '/settings/logins'],
    ['settings-migration', '/settings/migration'],
    ['settings-pseudonyms', '/settings/pseudonyms'],
    ['settings-export', '/settings/export'],
    ['settings-import', '/settings/import'],
    ['settings-import-report', await importing(page, base)],
    ['moderation-reports', '/moderation/reports'],
    ['moderation-report', await firstOf(page, base, '/moderation/reports')],
    ['moderation-sign-ups', '/moderation/sign-ups'],
    ['moderation-instances', '/moderation/instances'],
    ['moderation-pseudonyms', '/moderation/pseudonyms'],
    ['moderation-audit', '/moderation/audit'],
    ['moderation-people', '/moderation/people'],
    ['moderation-scim', '/moderation/scim'],
    ['moderation-members', '/moderation/members'],
    ['moderation-member-import', await bringing(page, base)],
    ['moderation-instance', '/moderation/instances/noisy.example'],
    ['moderation-directory', '/moderation/directory'],
    ['moderation-issuers', '/moderation/issuers'],
    ['verification', '/verification'],
    ['verification-request', await firstOf(page, base, '/verification')],
    ['verification-approved', await firstOf(page, base, '/verification?state=approved')],
    ['group-moderation', '/groups/cardiology/moderation'],
    ['authorize', `/oauth/authorize?${new URLSearchParams(request)}`],
  ];
}

// Imports a file by the form, and returns the path of the report.
async function importing(page, base) {
  await page.goto(`${base}/settings/import`);
  const file = { name: 'blocked_domains.csv', mimeType: 'text/csv', buffer: Buffer.from('spam.example\nno host\n') };
  await page.selectOption('select[name=kind]', 'domain_blocks');
  await page.setInputFiles('input[type=file]', file);
  await Promise.all([page.waitForURL(`${base}/settings/import/*`), page.click('main form button')]);
  return new URL(page.url()).pathname;
}

// Brings a list of members, and returns the path of the page that says what would come of it.
async function bringing(page, base) {
  await page.goto(`${base}/moderation/members`);
  const list = 'email;name;member_until;phone\nnew@clinic.example;Noa New;2027-12-31;1\nnobody;;;\n';
  await page.setInputFiles('input[type=file]', { name: 'members.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await Promise.all([page.waitForURL(`${base}/moderation/members/*`), page.click('main form button')]);
  return new URL(page.url()).pathname;
}

// The path of the first card in a list.
async function firstOf(page, base, list) {
  await page.goto(base + list);
  return page.getAttribute('main .card a', 'href');
}

async function ask(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer;
}

const json = async (url, options) => (await ask(url, options)).json();

const pathOf = (url) => new URL(url).pathname;
