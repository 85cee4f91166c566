// Passkeys need a script: the form says what to ask the browser for, and takes what it answers.
'use strict';

const ceremonies = {
  create: (options) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  get: (options) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};

for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.hidden = !globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const failure = form.querySelector('[role=alert]');
    failure.hidden = true;
    try {
      const answer = await ceremonies[form.dataset.passkey](JSON.parse(form.dataset.options).publicKey);
      form.elements.credential.value = JSON.stringify(answer.toJSON());
      form.submit();
    } catch {
      failure.hidden = false;
    }
  });
}
