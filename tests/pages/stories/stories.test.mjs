// Stories of people, by page, as they happen between servers; each goes on where the one before it ended:
//   node --test-reporter=spec tests/pages/stories/stories.test.mjs [--screenshots FOLDER], beside the three servers of
//   scripts/with-servers.sh
import { after, test } from 'node:test';
import { parseArgs } from 'node:util';
import { begin } from './association.mjs';
import { advertise } from './industry.mjs';
import { leave } from './leaving.mjs';
import { move } from './move.mjs';
import { verify } from './verified.mjs';
import { World } from './world.mjs';

const { values } = parseArgs({ options: { screenshots: { type: 'string' } }, strict: false });
const world = await World.start(values.screenshots);
after(() => world.close());

test('story 1: an association starts its instance', () => begin(world));
test('story 3: the association verifies a clinician of a hospital', () => verify(world));
test('story 9: she moves to another server', () => move(world));
test('story 10: who leaves the hospital is out at once', () => leave(world));
test('story 11: a company among clinicians says that it is one', () => advertise(world));
