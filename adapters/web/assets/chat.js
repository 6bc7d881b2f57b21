// Sends a question without leaving the page, and shows what a model has written of the answer so far.
// Without scripts, or where anything fails, the form is sent as forms are. Its nonce makes both one question.

for (const form of document.querySelectorAll('form[data-ask]')) listen(form);

function listen(form) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const fields = new FormData(form, event.submitter ?? undefined);
    if (String(fields.get('question') ?? '').trim() === '') return;
    const writing = announce(form, fields.get('question'));
    try {
      await follow(await send(form, fields), writing);
    } catch {
      resend(form, fields);
    }
  });
}

function send(form, fields) {
  return fetch(form.action, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { accept: 'text/event-stream' },
    credentials: 'same-origin',
  });
}

// The question, and a place for its answer, below the conversation.
function announce(form, question) {
  for (const button of document.querySelectorAll('form[data-ask] button')) button.disabled = true;
  const item = document.createElement('li');
  const asked = document.createElement('p');
  asked.className = 'question';
  const who = document.createElement('span');
  who.className = 'who';
  who.textContent = form.dataset.you;
  asked.append(who, ` ${question}`);
  const answer = document.createElement('p');
  answer.className = 'writing';
  answer.setAttribute('role', 'status');
  answer.textContent = form.dataset.writing;
  // What is still being written is not read out word by word: the answer is, when it is whole.
  const soFar = document.createElement('p');
  soFar.className = 'so-far';
  soFar.setAttribute('aria-hidden', 'true');
  item.append(asked, answer, soFar);
  document.querySelector('.conversation').append(item);
  item.scrollIntoView({ block: 'nearest' });
  return soFar;
}

async function follow(response, soFar) {
  const type = response.headers.get('content-type') ?? '';
  // A refusal comes as a page.
  if (!type.startsWith('text/event-stream')) return show(await response.text());
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) throw new Error('The stream has ended before the answer came.');
    const events = (rest + value).split('\n\n');
    rest = events.pop();
    for (const event of events) {
      const name = /^event: (.*)$/m.exec(event)?.[1];
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (data === undefined) continue;
      if (name === 'text') soFar.textContent = JSON.parse(data);
      if (name === 'page') return show(JSON.parse(data));
    }
  }
}

function show(source) {
  const page = new DOMParser().parseFromString(source, 'text/html');
  document.querySelector('main').replaceWith(page.querySelector('main'));
  for (const form of document.querySelectorAll('form[data-ask]')) listen(form);
  const latest = document.getElementById('latest') ?? document.getElementById('question');
  latest?.scrollIntoView();
  latest?.focus();
}

function resend(form, fields) {
  const again = form.cloneNode();
  for (const [name, value] of fields) {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value;
    again.append(field);
  }
  again.hidden = true;
  document.body.append(again);
  again.submit();
}
