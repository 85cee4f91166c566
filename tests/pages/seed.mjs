// Fills the private server of scripts/with-servers.sh with something to look at. Its first person can log in as
// nora@example.org with the password below.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rounds, urls } from '../servers.mjs';

const [base] = urls;
const password = 'correct horse battery staple';

const nora = person('nora', 'admin');
const omar = person('omar');
const eve = person('eve');

await nora('PATCH', '/api/v1/accounts/update_credentials', {
  display_name: 'Nora Lindqvist',
  note: 'Paediatric cardiologist. I write about rhythm, and about handing over well.',
  discoverable: true,
});
await nora('PATCH', '/api/rounds/v1/profile', {
  account_kind: 'clinician',
  profession: 'physician',
  specialties: ['cardiology', 'paediatrics'],
  workplace: 'Uppsala University Hospital',
  region: 'SE-C',
  languages: ['sv', 'en'],
});
await nora('POST', '/api/rounds/v1/groups', {
  name: 'cardiology',
  title: 'Cardiology',
  description: 'Questions and cases for everyone who looks after hearts.',
});
await nora('POST', '/api/v1/statuses', {
  status: 'Who has moved from Holter to patch monitors in children, and would you go back? @cardiology',
});
const question = await nora('POST', '/api/v1/statuses', {
  status: 'How do you hand over a patient with a long QT to a ward that has no telemetry? #handover',
});
await omar('POST', '/api/v1/statuses', {
  status: '@nora On paper, and then in person. We keep a one-page card at the bed.',
  in_reply_to_id: question.id,
});
await omar('POST', '/api/v1/statuses', {
  status: 'Our new card for the bedside.',
  media_ids: [(await omar('POST', '/api/v2/media', picture())).id],
});
// The first version of the upload answers when they can be shown.
const clips = [clip('knot.mp4', '-c:v', 'libx264', '-pix_fmt', 'yuv420p'), clip('rhythm.mp3', '-vn')];
const played = [];
for (const form of clips) played.push((await omar('POST', '/api/v1/media', form)).id);
await omar('POST', '/api/v1/statuses', { status: 'How it looks, and how it sounds.', media_ids: played });

const advert = await eve('POST', '/api/v1/statuses', { status: 'Buy my pills. They help against everything.' });
await omar('POST', '/api/v1/reports', {
  account_id: advert.account.id,
  status_ids: [advert.id],
  category: 'spam',
  comment: 'She sells something that does not exist.',
});

// What Nora asks for herself another verifier decides; of Omar's requests she approved the first.
await nora('POST', '/api/rounds/v1/verification_requests', diploma({ register: 'orcid', number: '0000-0002-1825-0097' }));
const membership = diploma({ kind: 'MembershipCredential' });
const first = await omar('POST', '/api/rounds/v1/verification_requests', membership);
await nora('POST', `/api/rounds/v1/admin/verification_requests/${first.id}/approve`, { assurance: 'issuer-verified' });
await omar('POST', '/api/rounds/v1/verification_requests', diploma({ register: 'rpps', number: '10002673899', jurisdiction: 'FR' }));

const vouched = ['--kind', 'health-professional', '--profession', 'physician', '--specialty', 'cardiology'];
rounds(0, 'credential', 'issue', 'nora', ...vouched, '--jurisdiction', 'SE', '--until', '2099-12-31');

const list = new URL('../../crates/domain/src/fhir/fixtures/r4-bundle.json', import.meta.url).pathname;
rounds(0, 'directory', 'import', list, '--source', 'staff-list');

rounds(0, 'domain', 'block', 'noisy.example', '--severity', 'silence', '--comment', 'Unlabelled advertising');
rounds(0, 'domain', 'note', 'noisy.example', 'Written to on Monday.');

// Makes an account by the command line and returns what it calls the API with.
function person(name, role = 'member') {
  const login = ['--email', `${name}@example.org`, '--role', role, '--confirmed', '--password', password];
  rounds(0, 'account', 'create', name, ...login);
  const token = rounds(0, 'account', 'token', name, '--scopes', 'read write follow admin:write');
  return async (method, path, body) => {
    const isForm = body instanceof FormData;
    const answer = await fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(isForm ? {} : { 'content-type': 'application/json' }) },
      body: isForm ? body : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
}

// The smallest picture: one pixel.
function picture() {
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const form = new FormData();
  form.set('file', new Blob([Buffer.from(pixel, 'base64')], { type: 'image/png' }), 'card.png');
  form.set('description', 'A card with four lines: rhythm, drugs, what to watch, whom to call');
  return form;
}

// What somebody says of themselves to be verified, with a picture that proves it.
function diploma(said) {
  const form = new FormData();
  const claim = { profession: 'physician', specialty: 'cardiology', jurisdiction: 'SE', ...said };
  for (const [name, value] of Object.entries(claim)) form.set(name, value);
  form.set('evidence', picture().get('file'));
  return form;
}

// Two seconds of test pictures and of a tone.
function clip(name, ...words) {
  const folder = mkdtempSync(join(tmpdir(), 'clip-'));
  const sources = ['-f', 'lavfi', '-i', 'testsrc=s=320x240:d=2', '-f', 'lavfi', '-i', 'sine=d=2'];
  execFileSync('ffmpeg', ['-v', 'error', ...sources, ...words, join(folder, name)]);
  const form = new FormData();
  form.set('file', new Blob([readFileSync(join(folder, name))]), name);
  rmSync(folder, { recursive: true });
  return form;
}
