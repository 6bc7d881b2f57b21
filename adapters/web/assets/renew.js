// Renews the part of a page that tells how far some work is, until the work is done.
// Without scripts the page asks for itself again (a meta element in noscript).

const SECOND = 1000;

async function renew() {
  const part = document.querySelector('[data-renew]');
  if (part === null) return;
  try {
    const answer = await fetch(location.href, { credentials: 'same-origin' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = page.querySelector('[data-renew]');
    if (next === null) return location.reload();
    const [bar, words] = [part.querySelector('progress'), part.querySelector('[data-words]')];
    const [newBar, newWords] = [next.querySelector('progress'), next.querySelector('[data-words]')];
    if (bar && newBar) {
      bar.max = newBar.max;
      bar.value = newBar.value;
    }
    // Words that stay the same are not read out again.
    if (words && newWords && words.textContent !== newWords.textContent)
      words.textContent = newWords.textContent;
  } catch {
    // The server may be starting again: the next turn asks once more.
  }
  setTimeout(renew, SECOND);
}

setTimeout(renew, SECOND);
