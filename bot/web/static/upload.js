// Sends one file and tells how far it is, which `fetch` cannot; answers a Response like `fetch` does.

export function upload(url, file, headers, progress) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(total ? loaded / total : 0));
    request.addEventListener("load", () => done(answer(request)));
    for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, () => failed(new Error(end)));
    request.send(file);
  });
}

function answer(request) {
  const wait = request.getResponseHeader("Retry-After");
  return new Response(request.responseText, { status: request.status, headers: wait ? { "Retry-After": wait } : {} });
}
