// The page behind an invitation: one press ties this device to a person.

const page = document.getElementById("enrol");
const button = document.getElementById("go");
const said = document.getElementById("said");

button.addEventListener("click", async () => {
  button.disabled = true;
  said.textContent = await enrol().catch(() => page.dataset.lost);
  button.disabled = false;
});

async function enrol() {
  const base = page.dataset.base;
  const answer = await fetch(`${base}/api/enrol`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Maatje": "1" },
    body: JSON.stringify({ code: decodeURIComponent(location.pathname.split("/").pop()) }),
    credentials: "same-origin",
  });
  const { error } = await answer.json();
  if (answer.ok) location.replace(`${base}/`); // replace: the code leaves the history
  return error ?? "";
}
