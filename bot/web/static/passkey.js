// Between the browser's passkeys and the server: the one speaks in bytes, the other in words.

export async function makeKey(options) {
  const user = { ...options.user, id: bytes(options.user.id) };
  const publicKey = { ...options, user, challenge: bytes(options.challenge), excludeCredentials: [] };
  const made = await navigator.credentials.create({ publicKey });
  const { clientDataJSON, attestationObject } = made.response;
  return whole(made, { clientDataJSON: words(clientDataJSON), attestationObject: words(attestationObject) });
}

export async function showKey(options) {
  const allowCredentials = options.allowCredentials.map((one) => ({ ...one, id: bytes(one.id) }));
  const publicKey = { ...options, allowCredentials, challenge: bytes(options.challenge) };
  const shown = await navigator.credentials.get({ publicKey });
  const { clientDataJSON, authenticatorData, signature } = shown.response;
  return whole(shown, {
    clientDataJSON: words(clientDataJSON),
    authenticatorData: words(authenticatorData),
    signature: words(signature),
  });
}

function whole(credential, response) {
  return { id: credential.id, rawId: words(credential.rawId), type: credential.type, response };
}

function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function words(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
