// What a server vouches for, judged by the software of others; and what that makes, judged by ours.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import * as Ed25519Multikey from "@digitalbazaar/ed25519-multikey";
import { createSignCryptosuite, createVerifyCryptosuite } from "@digitalbazaar/eddsa-jcs-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";
import { checkStatus, decodeList } from "@digitalbazaar/vc-bitstring-status-list";
import { person, rounds } from "../clients/masto/people.mjs";
import { startPeer } from "./peer.mjs";

const [server] = process.env.SERVER_URLS.split(" ");

const json = async (url) => (await fetch(url)).json();

/** Documents from the server; of a key, the actor's entry for it. */
async function documentLoader(url) {
  const [address, fragment] = url.split("#");
  const document = await json(address);
  if (!fragment) return { documentUrl: url, document };
  const key = document.assertionMethod.find(({ id }) => id === url);
  return { documentUrl: url, document: { "@context": "https://w3id.org/security/multikey/v1", ...key } };
}

describe("what the server vouches for", () => {
  let peer;
  let number;
  let credential;
  let folder;

  const file = (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  };
  const verify = (...words) => {
    const options = { cwd: folder, encoding: "utf8" };
    return spawnSync(process.env.ROUNDS, ["credential", "verify", ...words], options);
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "rounds-credential-"));
    peer = await startPeer("rfc9421");
    person("cora", 0);
    const claims = ["--profession", "physician", "--specialty", "dermatology", "--until", "2099-12-31"];
    number = rounds(0, "credential", "issue", "cora", "--kind", "health-professional", ...claims);
    credential = await json(`${server}/credentials/${number}`);
  });
  after(() => {
    peer.close();
    rmSync(folder, { recursive: true });
  });

  test("Fedify finds the proof valid, and none of what was altered", async () => {
    assert.ok(await peer.verifies(credential));
    const altered = structuredClone(credential);
    altered.credentialSubject.specialty = "https://w3id.org/rounds/specialty/cardiology";
    assert.equal(await peer.verifies(altered), null);
  });

  test("the reference implementation reads the lists and their signatures", async () => {
    const suite = new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() });
    const check = () => checkStatus({ credential, documentLoader, suite });
    const bits = async ({ statusListCredential, statusListIndex }) => {
      const { credentialSubject } = await json(statusListCredential);
      const list = await decodeList(credentialSubject);
      assert.equal(list.length, 131_072);
      return list.getStatus(Number(statusListIndex));
    };
    const standing = async () => Promise.all(credential.credentialStatus.map(bits));
    assert.deepEqual(await standing(), [false, false]);
    const valid = await check();
    assert.ok(valid.verified, JSON.stringify(valid, Object.getOwnPropertyNames));
    rounds(0, "credential", "suspend", number);
    assert.deepEqual(await standing(), [false, true]);
    rounds(0, "credential", "reinstate", number);
    assert.deepEqual(await standing(), [false, false]);
    rounds(0, "credential", "revoke", number);
    assert.deepEqual(await standing(), [true, false]);
    assert.equal((await check()).verified, false);
  });

  test("a copy is checked without the network, also after the key was replaced", async () => {
    const copy = file("ours.json", credential);
    rounds(0, "issuer", "rotate-key");
    const key = file("did.json", await json(`${server}/.well-known/did.json`));
    const checked = verify(copy, "--key", key);
    assert.equal(checked.status, 0, checked.stderr);
    assert.match(checked.stdout, /Not checked: whether it was revoked/);
    rounds(0, "issuer", "rotate-key", "--compromised");
    assert.equal((await json(`${server}/credentials/${number}`)).proof.verificationMethod.includes("#"), true);
  });

  test("what others sign is believed by their key, and by no other", async () => {
    const issuer = "https://association.example/actor";
    const key = await Ed25519Multikey.generate({ id: `${issuer}#key-1`, controller: issuer });
    const suite = new DataIntegrityProof({ signer: key.signer(), cryptosuite: createSignCryptosuite() });
    const signed = await vc.issue({
      credential: {
        "@context": credential["@context"],
        id: "https://association.example/credentials/1",
        type: ["VerifiableCredential", "MembershipCredential"],
        issuer,
        validFrom: "2026-01-01T00:00:00Z",
        credentialSubject: { id: "https://hospital.example/users/a", role: "Fellow" },
      },
      suite,
      documentLoader,
    });
    const theirs = file("theirs.json", signed);
    const published = file("key.json", await key.export({ publicKey: true }));
    const checked = verify(theirs, "--key", published);
    assert.equal(checked.status, 0, checked.stderr);
    assert.match(checked.stdout, /signed this MembershipCredential about https:\/\/hospital\.example\/users\/a/);

    signed.credentialSubject.role = "President";
    assert.equal(verify(file("altered.json", signed), "--key", published).status, 1);
    const other = await Ed25519Multikey.generate({ id: `${issuer}#key-1`, controller: issuer });
    const wrong = file("other.json", await other.export({ publicKey: true }));
    assert.equal(verify(theirs, "--key", wrong).status, 1);
    assert.equal(verify(theirs, "--key", join(folder, "none.json")).status, 2);
    assert.equal(verify(theirs, "--key", file("empty.json", {})).status, 2);
  });
});
