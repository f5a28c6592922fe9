/**
 * A pipeline's section for one segment alone: pictures wait in templates beside those of the whole, limits get the segment's
 * value beside theirs, and what is not kept by segment says so. A bar on top leads back.
 */
export const slices = `
const announcer = document.createElement('p');
announcer.className = 'unseen';
announcer.setAttribute('role', 'status');
document.body.append(announcer);

/** @param {Element} article @param {HTMLTableRowElement} row @param {string} values */
function showSlice(article, row, values) {
  restore(article);
  const { segment = '', where = '', records = '' } = row.dataset;
  for (const whole of article.querySelectorAll('[data-part]')) {
    if (!(whole instanceof HTMLTemplateElement)) standIn(whole, segment);
  }
  for (const pair of values.split('|')) {
    const [index = '', value = ''] = pair.split('=');
    const limit = article.querySelector('tr[data-measure="' + index + '"] .value');
    limit?.parentElement?.append(slice('small', value + ' in the segment'));
  }
  for (const room of article.querySelectorAll('.room')) {
    if (room.querySelector('[data-part], [data-measure], .sortable')) continue;
    room.querySelector('.margin')?.append(slice('p', 'Of all records.'));
  }
  article.querySelector('header')?.after(filterBar(article, where, records));
  announcer.textContent = 'Showing ' + where + ', ' + records + '.';
}

/**
 * The whole gives way to the segment's picture; without one it stays and says what it is of.
 * @param {Element} whole @param {string} segment
 */
function standIn(whole, segment) {
  const part = whole.getAttribute('data-part') ?? '';
  const template = whole.closest('section')?.querySelector('template[data-segment="' + segment + '"][data-part="' + part + '"]');
  const drawn = template instanceof HTMLTemplateElement ? template.content.firstElementChild?.cloneNode(true) : undefined;
  const own = drawn instanceof HTMLElement ? drawn : slice('p', 'Of all records: the page holds no picture of this segment.');
  own.classList.add('slice');
  if (own.getAttribute('data-part') === part) {
    whole.setAttribute('hidden', '');
    whole.after(own);
    for (const chart of own.querySelectorAll('svg')) readable(chart);
  } else if (whole instanceof HTMLParagraphElement) {
    whole.append(slice('small', ' Of all records.'));
  } else {
    whole.querySelector('figcaption')?.after(own);
  }
}

/** @param {Element} article @param {string} where @param {string} records */
function filterBar(article, where, records) {
  const bar = slice('div', '');
  bar.classList.add('filter');
  const text = document.createElement('p');
  const name = document.createElement('strong');
  name.textContent = where;
  text.append('Showing ', name, ', ' + records);
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Show all records';
  button.addEventListener('click', () => showAll(article));
  bar.append(text, button);
  return bar;
}

/** @param {'small' | 'p' | 'div'} name @param {string} text */
function slice(name, text) {
  const element = document.createElement(name);
  element.className = name === 'p' ? 'quiet slice' : 'slice';
  element.textContent = text;
  return element;
}

/**
 * The focus goes back to the segment where it was on something that goes.
 * @param {Element} article
 */
function showAll(article) {
  const own = [...article.querySelectorAll('.slice')];
  const isLosing = own.some((one) => one.contains(document.activeElement));
  const chosen = [...article.querySelectorAll('button')].find((one) => one.getAttribute('aria-expanded') === 'true');
  restore(article);
  closeSegment(article);
  if (isLosing) chosen?.focus({ preventScroll: true });
  announcer.textContent = 'Showing all records.';
}

/** @param {Element} article */
function restore(article) {
  point(undefined);
  for (const one of article.querySelectorAll('.slice')) one.remove();
  for (const whole of article.querySelectorAll('[data-part]')) whole.removeAttribute('hidden');
}

addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  for (const bar of document.querySelectorAll('.filter')) {
    const article = bar.closest('article');
    if (article) showAll(article);
  }
});
`;
