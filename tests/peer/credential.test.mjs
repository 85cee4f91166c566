// What a server vouches for, judged by the software of others; and what that makes, judged by ours.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { after, before, describe, test } from "node:test";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import * as Ed25519Multikey from "@digitalbazaar/ed25519-multikey";
import { createSignCryptosuite, createVerifyCryptosuite } from "@digitalbazaar/eddsa-jcs-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";
import { checkStatus, decodeList } from "@digitalbazaar/vc-bitstring-status-list";
import { person } from "../clients/masto/people.mjs";
import { rounds } from "../servers.mjs";
import { startPeer } from "./peer.mjs";

const [server] = process.env.SERVER_URLS.split(" ");

const json = async (url) => (await fetch(url)).json();

/** Documents from the server: of a key the actor's entry for it, of the actor what a verifier asks one for. */
async function documentLoader(url) {
  const [address, fragment] = url.split("#");
  const document = await json(address);
  const { id, assertionMethod: keys } = document;
  const loaded = (document) => ({ documentUrl: url, document });
  if (!keys) return loaded(document);
  if (!fragment) return loaded({ "@context": "https://www.w3.org/ns/did/v1", id, assertionMethod: keys });
  const key = keys.find(({ id }) => id === url);
  return loaded({ "@context": "https://w3id.org/security/multikey/v1", ...key });
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
    const [{ statusListCredential }] = credential.credentialStatus;
    const { credentialSubject } = await json(statusListCredential);
    assert.equal((await decodeList(credentialSubject)).length, 131_072);
    /** Whether it is revoked, and suspended. */
    const bits = async () => {
      const checked = await checkStatus({ credential, documentLoader, suite });
      assert.ok(checked.verified, inspect(checked.error, { depth: 6 }));
      return checked.results.map(({ status }) => status);
    };
    assert.deepEqual(await bits(), [false, false]);
    rounds(0, "credential", "suspend", number);
    assert.deepEqual(await bits(), [false, true]);
    rounds(0, "credential", "reinstate", number);
    assert.deepEqual(await bits(), [false, false]);
    rounds(0, "credential", "revoke", number);
    assert.deepEqual(await bits(), [true, false]);
  });

  test("a copy is checked without the network, also after the key was replaced", async () => {
    const copy = file("ours.json", credential);
    rounds(0, "issuer", "rotate-key");
    const key = file("did.json", await json(`${server}/.well-known/did.json`));
    const checked = verify(copy, "--key", key);
    assert.equal(checked.status, 0, checked.stderr);
    assert.match(checked.stdout, /Not checked: whether it was revoked/);
    const method = rounds(0, "issuer", "rotate-key", "--compromised");
    const renewed = await json(`${server}/credentials/${number}`);
    assert.equal(renewed.proof.verificationMethod, method);
    assert.ok(await peer.verifies(renewed));
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
